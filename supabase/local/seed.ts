import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sql } from "postgres";
import { runFile } from "./run-file.ts";

/**
 * Puts the demo people and their tournament into a database that has not had them,
 * and notes it where the Supabase CLI does. @param owner connected as `postgres`
 */
export async function seedOnce(owner: Sql, supabaseDir: string, files: string[]): Promise<void> {
  await owner`
    create table if not exists supabase_migrations.seed_files (path text not null primary key, hash text not null)`;
  const done = await owner<{ path: string }[]>`select path from supabase_migrations.seed_files`;
  const paths = new Set(done.map(({ path }) => path));
  for (const file of files) {
    const path = join("supabase", file);
    const source = join(supabaseDir, file);
    if (paths.has(path) || !existsSync(source)) continue;
    const sql = readFileSync(source, "utf8");
    const hash = createHash("sha256").update(sql).digest("hex");
    await owner.begin(async (transaction) => {
      await runFile(transaction, path, sql);
      await transaction`insert into supabase_migrations.seed_files values (${path}, ${hash})`;
    });
  }
}
