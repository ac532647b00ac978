import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sql } from "postgres";
import { root } from "../settings.ts";

const read = (name: string) => readFileSync(join(import.meta.dirname, name), "utf8");

/**
 * Gives a database the roles and schemas that a hosted project has before its first migration.
 * Does nothing on a database that has this version of them. @param admin connected as the superuser
 */
export async function ensureSystemSchema(admin: Sql): Promise<void> {
  const parts = {
    roles: read("roles.sql"),
    database: read("database.sql"),
    auth: read("auth.sql"),
    realtime: readRealtimeSchema(),
    storage: read("storage.sql"),
    mails: read("../mails/schema.sql"),
    lite: liteVersion(),
  };
  const version = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  if ((await installedVersion(admin)) === version) return;

  const { authSchema } = await import("../auth-schema.ts");
  await admin.begin(async (transaction) => {
    await transaction.unsafe(parts.roles);
    await transaction.unsafe(parts.database);
    await transaction`set local role supabase_auth_admin`;
    await transaction.unsafe(await authSchema());
    await transaction.unsafe(parts.auth);
    await transaction`reset role`;
    await transaction.unsafe(parts.realtime);
    await transaction.unsafe(parts.storage);
    await transaction.unsafe(parts.mails);
    await transaction`create schema if not exists rinkside_local authorization postgres`;
    await transaction`create table if not exists rinkside_local.system_schema (version text not null)`;
    await transaction`delete from rinkside_local.system_schema`;
    await transaction`insert into rinkside_local.system_schema values (${version})`;
  });
}

async function installedVersion(admin: Sql): Promise<string | undefined> {
  const [table] = await admin`select to_regclass('rinkside_local.system_schema') is not null as exists`;
  if (!table?.exists) return undefined;
  const [row] = await admin<{ version: string }[]>`select version from rinkside_local.system_schema`;
  return row?.version;
}

function readRealtimeSchema(): string {
  const path = join(import.meta.dirname, "../realtime/schema.sql");
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function liteVersion(): string {
  const manifest = readFileSync(join(root, "node_modules/@supabase/lite/package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
