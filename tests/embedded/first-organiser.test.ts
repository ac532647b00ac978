import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { cloneDatabase } from "../support/database.ts";
import { startServices } from "../support/stack.ts";

/** The command of the README that makes the first organiser of a hosted project, on a project that has none. */
const database = await cloneDatabase();
const { admin } = database;
const { url, publishableKey, secretKey } = await startServices(database);
const root = join(import.meta.dirname, "../..");
const configured = { NEXT_PUBLIC_SUPABASE_URL: url, SUPABASE_SECRET_KEY: secretKey };

const command = (args: string[], env: Record<string, string> = configured) =>
  execa(process.execPath, ["supabase/first-organiser.ts", ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", ...env },
    extendEnv: false,
    reject: false,
    all: true,
  });
const newAddress = () => `${randomUUID()}@rinkside.test`;

const dismissOrganisers = () =>
  admin.begin(async (sql) => {
    await sql`alter table public.users disable trigger users_keep_an_organiser`;
    await sql`update public.users set deactivated_at = now() where role = 'admin'`;
    await sql`alter table public.users enable trigger users_keep_an_organiser`;
  });

async function profileOf(email: string, password: string) {
  const client = createClient(url, publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw error;
  const { data } = await client.rpc("my_profile").single();
  return data;
}
const accounts = async () => {
  const [row] = await admin`select count(*)::int as accounts from auth.users`;
  return row?.accounts;
};

test("while there is an organiser it refuses, and makes no account", async () => {
  const before = await accounts();
  const { exitCode, all } = await command([newAddress(), "Ines Aebi"]);
  expect([exitCode, all]).toEqual([1, "There is an organiser already: let them invite you."]);
  expect(await accounts()).toBe(before);
});

describe("while there is none", () => {
  test("it makes one, who signs in with the password it says", async () => {
    await dismissOrganisers();
    const email = newAddress();
    const { exitCode, all } = await command([email, " Ines Aebi "]);
    expect(all).toMatch(`Ines Aebi is the first organiser. Sign in as ${email} with the password `);
    expect(exitCode).toBe(0);
    const [, password = ""] = /password ([\w-]+),/.exec(all) ?? [];
    expect(await profileOf(email, password)).toMatchObject({
      role: "admin",
      full_name: "Ines Aebi",
      team_id: null,
    });
    expect((await command([email, "Ines Aebi"])).exitCode).toBe(1);
  });

  test("it takes an account that there is, with the password that this has", async () => {
    await dismissOrganisers();
    const email = newAddress();
    const service = createClient(url, secretKey, {
      auth: { persistSession: false, autoRefreshToken: false },
    });
    await service.auth.admin.createUser({ email, password: "a password of mine", email_confirm: true });
    const { exitCode, all } = await command([email, "Ines Aebi"]);
    expect([exitCode, all]).toEqual([
      0,
      `Ines Aebi is the first organiser. Sign in as ${email} with the password that this account has.`,
    ]);
    expect(await profileOf(email, "a password of mine")).toMatchObject({ role: "admin" });
  });

  test("it refuses an account whose address is not confirmed", async () => {
    await dismissOrganisers();
    const email = newAddress();
    await admin`insert into auth.users (id, email) values (${randomUUID()}, ${email})`;
    const { exitCode, all } = await command([email, "Ines Aebi"]);
    expect([exitCode, all]).toEqual([
      1,
      `The address of the account ${email} is not confirmed: confirm it, and try again.`,
    ]);
  });
});

test.each([
  ["nobody", []],
  ["no name", ["ines@rinkside.test"]],
  ["a blank name", ["ines@rinkside.test", " "]],
  ["no address", ["Ines Aebi", "ines"]],
  ["too much", ["ines@rinkside.test", "Ines", "Aebi"]],
])("with %s it says what to write", async (_, args) => {
  const { exitCode, all } = await command(args);
  expect([exitCode, all]).toEqual([1, 'Say whom: npm run first-organiser -- name@example.org "First Last"']);
});

test("it names what is not set, and says where a project does not answer", async () => {
  const person = ["ines@rinkside.test", "Ines Aebi"];
  const unset = await command(person, {});
  expect([unset.exitCode, unset.all]).toEqual([
    1,
    'Set NEXT_PUBLIC_SUPABASE_URL and SUPABASE_SECRET_KEY, as for the site (see "On a hosted Supabase" in the README).',
  ]);
  const elsewhere = await command(person, { ...configured, NEXT_PUBLIC_SUPABASE_URL: "http://127.0.0.1:9" });
  expect(elsewhere.exitCode).toBe(1);
  expect(elsewhere.all).toContain("The people could not be read:");
  expect(elsewhere.all).not.toContain(secretKey);
});
