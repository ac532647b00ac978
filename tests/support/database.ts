import { randomUUID } from "node:crypto";
import postgres, { type Sql, type TransactionSql } from "postgres";
import { afterAll, inject } from "vitest";
import { createDatabaseFromTemplate, databaseUrl, dropDatabase } from "../../supabase/local/database.ts";

/** A person by id, a person with the claims of a token, or one of the two that a key stands for. */
export type Actor = "anon" | "service_role" | { id: string; claims?: Record<string, unknown> };

export type TestDatabase = {
  name: string;
  port: number;
  /** as `postgres`, who owns the tables: past row level security, as the migrations */
  owner: Sql;
  /** as the superuser */
  admin: Sql;
  /** One transaction with the rights of `actor`, as a request to the API has it. It commits. */
  as<T>(actor: Actor, work: (sql: TransactionSql) => Promise<T>): Promise<T>;
};

/** A database with migrations and seed for this test file alone. To be called while the file is read, not in a hook. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const port = inject("dbPort");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await createDatabaseFromTemplate(port, "postgres", name);
  const connect = (role: "postgres" | "supabase_admin") =>
    postgres(databaseUrl(role, port, name), { max: 60, onnotice: () => {} });
  const owner = connect("postgres");
  const admin = connect("supabase_admin");
  afterAll(async () => {
    await Promise.all([owner.end({ timeout: 1 }), admin.end({ timeout: 1 })]);
    await dropDatabase(port, name);
  });
  return { name, port, owner, admin, as: (actor, work) => runAs(admin, actor, work) };
}

async function runAs<T>(admin: Sql, actor: Actor, work: (sql: TransactionSql) => Promise<T>): Promise<T> {
  const role = typeof actor === "string" ? actor : "authenticated";
  const claims = typeof actor === "string" ? { role } : { sub: actor.id, role, ...actor.claims };
  const result = await admin.begin(async (transaction) => {
    await transaction`
      select set_config('role', ${role}, true), set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
        set_config('request.method', 'POST', true)`;
    return [await work(transaction)] as const;
  });
  return result[0];
}
