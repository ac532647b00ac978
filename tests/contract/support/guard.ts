import { createClient } from "@supabase/supabase-js";
import postgres, { type Sql } from "postgres";
import type { Given } from "./environment.ts";
import { createPerson } from "./people.ts";

/** Says that the tests may run although the project has people of its own. */
export const inUse = "RINKSIDE_TEST_PROJECT_IN_USE";

/**
 * Lets the contract tests in, or says why not: they need the project's schema and the role that owns it, and have no
 * business where other people are, unless somebody has said so.
 * @throws with a sentence
 */
export async function assertUsable(
  given: Given,
  env: Record<string, string | undefined> = process.env,
): Promise<void> {
  const owner = postgres(given.dbUrl, { max: 1, onnotice: () => {} });
  try {
    await assertMigrated(owner);
    if (env[inUse] !== "1") await assertNobodyElse(owner);
    await assertSame(given, owner);
  } finally {
    await owner.end();
  }
}

async function assertMigrated(owner: Sql): Promise<void> {
  const [database] = await owner`
    select current_user as role, to_regclass('public.chat_messages') is not null as migrated`;
  if (database?.role !== "postgres") {
    throw new Error(`SUPABASE_DB_URL signs in as ${database?.role}: give the one of the role postgres.`);
  }
  if (!database.migrated) {
    throw new Error(
      "The database of SUPABASE_DB_URL has not the project's migrations: push them with the Supabase CLI first.",
    );
  }
}

/** No mail reaches an address of `.test` (RFC 2606): whoever has one is of the demo data, or of these tests. */
async function assertNobodyElse(owner: Sql): Promise<void> {
  const [others] = await owner`
    select count(*)::int as count from auth.users where email is null or email not like '%.test'`;
  if (others?.count === 0) return;
  throw new Error(
    `The database of SUPABASE_DB_URL has accounts of other people (${others?.count}): test a project that nobody uses, or set ${inUse}=1 if these tests may make and remove their own people, teams and tables beside them.`,
  );
}

/** Whoever is made by the one must be known to the other. Taken away again with all that the tests make. */
async function assertSame({ url, publishableKey, secretKey, jwtSecret }: Given, owner: Sql): Promise<void> {
  const { id } = await createPerson({ url, publishableKey, secretKey, jwtSecret, owner });
  const { auth } = createClient(url, secretKey, { auth: { persistSession: false, autoRefreshToken: false } });
  const { data, error } = await auth.admin.getUserById(id);
  if (data.user?.id === id) return;
  throw new Error(
    `SUPABASE_URL does not answer with what is in the database of SUPABASE_DB_URL (${error?.message}): give the address, the secret key and the database of one and the same Supabase.`,
  );
}
