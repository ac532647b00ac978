import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sql, TransactionSql } from "postgres";
import { runFile } from "./run-file.ts";

/**
 * Puts the demo people and their tournament into a database that has not had them,
 * and notes it where the Supabase CLI does. @param owner connected as `postgres`
 */
export async function seedOnce(owner: Sql, supabaseDir: string, files: string[]): Promise<void> {
  for (const file of files) await runOnce(owner, supabaseDir, file, async () => {});
}

/** Runs a file of SQL that the database has not had, in one transaction with what `prepare` does before it. */
export async function runOnce(
  owner: Sql,
  supabaseDir: string,
  file: string,
  prepare: (transaction: TransactionSql) => Promise<void>,
): Promise<void> {
  await owner`
    create table if not exists supabase_migrations.seed_files (path text not null primary key, hash text not null)`;
  const path = join("supabase", file);
  const source = join(supabaseDir, file);
  const done = await owner`select from supabase_migrations.seed_files where path = ${path}`;
  if (done.length > 0 || !existsSync(source)) return;
  const sql = readFileSync(source, "utf8");
  const hash = createHash("sha256").update(sql).digest("hex");
  await owner.begin(async (transaction) => {
    await prepare(transaction);
    await runFile(transaction, path, sql);
    await transaction`insert into supabase_migrations.seed_files values (${path}, ${hash})`;
  });
}
