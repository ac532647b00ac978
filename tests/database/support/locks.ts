import type { TransactionSql } from "postgres";
import { expect } from "vitest";
import type { Actor, TestDatabase } from "../../support/database.ts";

/** Resolves once somebody in this database waits for a lock that another transaction holds. */
export async function someoneWaits({ admin }: TestDatabase): Promise<void> {
  const waiting = () => admin`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await expect
    .poll(async () => (await waiting()).length, { interval: 5, timeout: 10_000 })
    .toBeGreaterThan(0);
}

/** A transaction of `actor` that has done its work and stays open until it is told to commit. */
export async function holdOpen(
  database: TestDatabase,
  actor: Actor,
  work: (sql: TransactionSql) => Promise<unknown>,
) {
  const done = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  const transaction = database.as(actor, async (sql) => {
    await work(sql);
    done.resolve();
    await told.promise;
  });
  transaction.catch(done.reject);
  await done.promise;
  return {
    async commit() {
      told.resolve();
      await transaction;
    },
  };
}
