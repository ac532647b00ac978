import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sql } from "postgres";
import { runFile } from "./run-file.ts";
import { Sentence } from "./sentence.ts";

type Migration = { version: string; name: string; file: string; sql: string; checksum: string };

/**
 * Applies what `dir` holds beyond what the database has, in order, each file in one transaction with its row
 * in `supabase_migrations.schema_migrations`, as the Supabase CLI does. @param owner connected as `postgres`
 * @throws Sentence when a file fails, or when the database has a migration that was changed or is gone
 */
export async function applyMigrations(owner: Sql, dir: string): Promise<string[]> {
  await owner.unsafe(history);
  const applied = await owner<{ version: string; checksum: string | null }[]>`
    select version, checksum from supabase_migrations.schema_migrations
    left join rinkside_local.migration_checksums using (version)`;
  const migrations = readMigrations(dir);
  for (const { version, checksum } of applied) assertUnchanged(migrations, version, checksum);

  const versions = new Set(applied.map(({ version }) => version));
  const pending = migrations.filter(({ version }) => !versions.has(version));
  for (const { version, name, file, sql, checksum } of pending) {
    await owner.begin(async (transaction) => {
      const statements = await runFile(transaction, `supabase/migrations/${file}`, sql);
      await transaction`
        insert into supabase_migrations.schema_migrations (version, statements, name)
        values (${version}, ${statements}, ${name})`;
      await transaction`insert into rinkside_local.migration_checksums values (${version}, ${checksum})
        on conflict (version) do update set checksum = excluded.checksum`;
    });
  }
  return pending.map(({ file }) => file);
}

const history = `
  set client_min_messages = warning;
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (
    version text not null primary key, statements text[], name text
  );
  create table if not exists rinkside_local.migration_checksums (
    version text not null primary key, checksum text not null
  );
  reset client_min_messages;`;

function readMigrations(dir: string): Migration[] {
  if (!existsSync(dir)) return [];
  const files = readdirSync(dir).filter((file) => file.endsWith(".sql"));
  return files.sort().map((file) => {
    const [, version, name] = /^(\d+)_(.*)\.sql$/.exec(file) ?? [];
    if (!version || name === undefined) {
      throw new Sentence(
        `supabase/migrations/${file} has no place in the order: name it <timestamp>_<name>.sql, as 20260101120000_teams.sql.`,
      );
    }
    const sql = readFileSync(join(dir, file), "utf8");
    return { version, name, file, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}

function assertUnchanged(migrations: Migration[], version: string, checksum: string | null): void {
  const migration = migrations.find((candidate) => candidate.version === version);
  if (!migration) {
    throw new Sentence(
      `The database has the migration ${version}, which is not in supabase/migrations: bring the file back, or run "npm run db:reset" to build the database anew.`,
    );
  }
  if (checksum !== null && checksum !== migration.checksum) {
    throw new Sentence(
      `supabase/migrations/${migration.file} was changed after it had been applied: run "npm run db:reset" to build the database anew, or put the change into a new migration.`,
    );
  }
}
