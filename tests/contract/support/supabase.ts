import postgres, { type Sql, type TransactionSql } from "postgres";
import { afterAll } from "vitest";
import { jwtSecret } from "../../../supabase/local/keys.ts";
import { cloneDatabase } from "../../support/database.ts";
import { startServices } from "../../support/stack.ts";
import { readGiven } from "./environment.ts";

/** A Supabase as a test meets it from outside. Others use it too: assert nothing about what is already in it. */
export type Supabase = {
  url: string;
  publishableKey: string;
  secretKey: string;
  jwtSecret: string | undefined;
  /** as `postgres`, who owns the tables and is no superuser */
  owner: Sql;
};

/**
 * The Supabase that the environment names, or an embedded one with a database of this file's own.
 * To be called while the file is read, not in a hook.
 */
export async function openSupabase(): Promise<Supabase> {
  const given = readGiven();
  if (!given) {
    const database = await cloneDatabase();
    return { ...(await startServices(database)), jwtSecret, owner: database.owner };
  }
  const { dbUrl, ...rest } = given;
  // A few: the files run side by side, and a small project has sixty connections for all.
  const owner = postgres(dbUrl, { max: 4, onnotice: () => {} });
  afterAll(() => owner.end({ timeout: 1 }));
  return { ...rest, owner };
}

/** One transaction with the rights of a person, as a request of theirs has it. It commits. */
export async function asPerson<T>(
  { owner }: Supabase,
  id: string,
  work: (sql: TransactionSql) => Promise<T>,
): Promise<T> {
  const claims = JSON.stringify({ sub: id, role: "authenticated" });
  const result = await owner.begin(async (transaction) => {
    await transaction`
      select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true)`;
    return [await work(transaction)] as const;
  });
  return result[0];
}

class RolledBack extends Error {}

/** Runs `work` in a transaction and takes back whatever it did. */
export async function withoutTrace(owner: Sql, work: (sql: TransactionSql) => Promise<void>): Promise<void> {
  try {
    await owner.begin(async (transaction) => {
      await work(transaction);
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
}
