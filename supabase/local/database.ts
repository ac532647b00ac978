import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { readConfig } from "./config.ts";
import { seedDocumentsOnce } from "./demo-documents.ts";
import { applyMigrations } from "./migrations.ts";
import { ensureSystemSchema } from "./schema/system.ts";
import { seedOnce } from "./seed.ts";
import { root } from "./settings.ts";

export type Role = "postgres" | "supabase_admin" | "authenticator";

/**
 * `postgres` owns the tables and is what a hosted project's `postgres` is; `supabase_admin` is the superuser;
 * `authenticator` may do nothing by itself but become one of the roles of the API.
 */
export function databaseUrl(role: Role, port: number, database = "postgres"): string {
  return `postgresql://${role}:postgres@127.0.0.1:${port}/${database}`;
}

export type DatabaseContents = {
  /** The folder with `migrations/` and the seed, the project's `supabase/` by default. */
  supabaseDir?: string;
  seed?: boolean;
  /** Where Storage keeps its files; without it the demo has no documents. */
  storageDir?: string;
};

/** Brings the database up to what the project's migrations and seed say. */
export async function prepareDatabase(
  port: number,
  database: string,
  contents: DatabaseContents = {},
): Promise<void> {
  const { supabaseDir = join(root, "supabase"), seed = true, storageDir } = contents;
  await withConnection(databaseUrl("supabase_admin", port, database), ensureSystemSchema);
  await withConnection(databaseUrl("postgres", port, database), async (owner) => {
    await applyMigrations(owner, join(supabaseDir, "migrations"));
    const { enabled, sql_paths } = readConfig().db.seed;
    if (!seed || !enabled) return;
    await seedOnce(owner, supabaseDir, sql_paths);
    if (storageDir) await seedDocumentsOnce(owner, supabaseDir, storageDir);
  });
}

/** Where one may create and drop databases without being in the way of a copy of `postgres`. */
const maintenance = "template1";

/** A copy of a database that nobody is connected to, in some tens of milliseconds. */
export async function createDatabaseFromTemplate(
  port: number,
  template: string,
  database: string,
): Promise<void> {
  await withConnection(databaseUrl("supabase_admin", port, maintenance), async (admin) => {
    await admin`create database ${admin(database)} template ${admin(template)} owner postgres`;
  });
}

export async function dropDatabase(port: number, database: string): Promise<void> {
  await withConnection(databaseUrl("supabase_admin", port, maintenance), async (admin) => {
    await admin`drop database if exists ${admin(database)} with (force)`;
  });
}

async function withConnection(url: string, use: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await use(sql);
  } finally {
    await sql.end();
  }
}
