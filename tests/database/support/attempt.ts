import postgres, { type TransactionSql } from "postgres";
import type { Actor, TestDatabase } from "../../support/database.ts";

export const refused = "refused";

/** What `work` gives when `actor` does it: its result, "refused", or the SQLSTATE it fails with. It is undone. */
export async function attempt<T>(
  database: TestDatabase,
  actor: Actor,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T | string> {
  const outcomes: T[] = [];
  const undo = new Error("undo");
  const error: unknown = await database
    .as(actor, async (sql) => {
      outcomes.push(await work(sql));
      throw undo;
    })
    .catch((reason: unknown) => reason);
  const [outcome] = outcomes;
  if (error === undo && outcome !== undefined) return outcome;
  if (error instanceof postgres.PostgresError) return error.code === "42501" ? refused : error.code;
  throw error;
}
