import type { TransactionSql } from "postgres";
import { expect, onTestFinished } from "vitest";
import type { Actor, TestDatabase } from "../../support/database.ts";

/** Resolves once so many in this database wait for locks that other transactions hold. */
export async function someoneWaits({ admin }: TestDatabase, howMany = 1): Promise<void> {
  const waiting = () => admin`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await expect
    .poll(async () => (await waiting()).length, { interval: 5, timeout: 10_000 })
    .toBeGreaterThanOrEqual(howMany);
}

type Work = (sql: TransactionSql) => Promise<unknown>;

/** A transaction of `actor` that has done its work and stays open until it is told to do the rest and commit. */
export async function holdOpen(database: TestDatabase, actor: Actor, work: Work) {
  const done = Promise.withResolvers<void>();
  const told = Promise.withResolvers<Work | undefined>();
  const transaction = database.as(actor, async (sql) => {
    await work(sql);
    done.resolve();
    const rest = await told.promise;
    await rest?.(sql);
  });
  transaction.catch(done.reject);
  // A test that failed in between must not leave its locks to the next one.
  onTestFinished(() => told.resolve(undefined));
  await done.promise;
  return {
    async commit(rest?: Work) {
      told.resolve(rest);
      await transaction;
    },
  };
}
