import { randomUUID } from "node:crypto";
import postgres, { type Sql, type TransactionSql } from "postgres";
import type { Log } from "../log.ts";
import type { Identity } from "./identity.ts";

export type Extension = "broadcast" | "presence";

export type Rights = {
  /** Which of `extensions` someone may read on a private topic. */
  readable(identity: Identity, topic: string, extensions: Extension[]): Promise<Set<Extension>>;
  /** Whether someone may write to a private topic. */
  writable(identity: Identity, topic: string, extension: Extension): Promise<boolean>;
};

const INSUFFICIENT_PRIVILEGE = "42501";

/** The rights that RLS on realtime.messages grants. Throws where the database cannot be asked. */
export function rowLevelRights(sql: Sql, log: Log): Rights {
  // Whatever a policy raises refuses, as on the real server. Who wrote the policy wants to know.
  function refuse(topic: string, error: unknown) {
    if (!isPolicyError(error)) throw error;
    if (error.code !== INSUFFICIENT_PRIVILEGE)
      log(`a policy on realtime.messages failed for ${topic}`, error);
  }
  return {
    async readable(identity, topic, extensions) {
      try {
        return await probeReading(sql, identity, topic, extensions);
      } catch (error) {
        refuse(topic, error);
        return new Set();
      }
    },
    async writable(identity, topic, extension) {
      try {
        await probeWriting(sql, identity, topic, extension);
        return true;
      } catch (error) {
        refuse(topic, error);
        return false;
      }
    },
  };
}

/**
 * For each extension a probe row is inserted by the admin, looked for under the reader's role, claims and
 * `realtime.topic()`, and rolled back. Visible means allowed.
 */
async function probeReading(
  sql: Sql,
  identity: Identity,
  topic: string,
  extensions: Extension[],
): Promise<Set<Extension>> {
  const probes = extensions.map((extension) => ({ id: randomUUID(), topic, extension }));
  const ids = probes.map(({ id }) => id);
  const [, , visible] = await undone(sql, (transaction) =>
    Promise.all([
      transaction`insert into realtime.messages ${transaction(probes)}`,
      become(transaction, identity, topic),
      transaction<{ extension: Extension }[]>`
        select extension from realtime.messages where id in ${transaction(ids)} and topic = ${topic}`,
    ]),
  );
  return new Set(visible.map(({ extension }) => extension));
}

/** An INSERT as themselves, rolled back. */
async function probeWriting(sql: Sql, identity: Identity, topic: string, extension: Extension) {
  await undone(sql, (transaction) =>
    Promise.all([
      become(transaction, identity, topic),
      transaction`insert into realtime.messages (topic, extension) values (${topic}, ${extension})`,
    ]),
  );
}

function become(transaction: TransactionSql, { role, claims }: Identity, topic: string) {
  return transaction`
    select set_config('role', ${role}, true), set_config('realtime.topic', ${topic}, true),
      set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
      set_config('request.headers', '{}', true)`;
}

/** Runs statements in a transaction that is always rolled back. */
async function undone<T>(sql: Sql, run: (transaction: TransactionSql) => Promise<T>): Promise<T> {
  const results: T[] = [];
  const rollback = new Error("rollback");
  await sql
    .begin(async (transaction) => {
      results.push(await run(transaction));
      throw rollback;
    })
    .catch((error: unknown) => {
      if (error !== rollback) throw error;
    });
  const [result] = results;
  if (result === undefined) throw new Error("the transaction ended without its result");
  return result;
}

/** Classes 08, 53 and 57 are a server that is going down or full, not an answer of a policy. */
function isPolicyError(error: unknown): error is postgres.PostgresError {
  return error instanceof postgres.PostgresError && !/^(08|53|57)/.test(error.code);
}
