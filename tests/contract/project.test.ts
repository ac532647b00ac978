import { expect, test } from "vitest";
import { cloneDatabase } from "../support/database.ts";

const database = await cloneDatabase();
const { owner, admin } = database;

test("postgres is what it is on a hosted project: no superuser, but past row level security", async () => {
  const [role] = await owner`
    select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls from pg_roles where rolname = current_user`;
  expect(role).toEqual({
    rolsuper: false,
    rolcreatedb: true,
    rolcreaterole: true,
    rolreplication: true,
    rolbypassrls: true,
  });
  await expect(owner`alter system set work_mem = '8MB'`).rejects.toThrow("permission denied");
  await expect(owner`create table auth.mine (id int)`).rejects.toThrow("permission denied");
});

test("a new table and a new function of its own give the API's roles nothing but what Postgres gives to all", async () => {
  await owner.unsafe(`
    create table fresh (id int generated always as identity);
    create function fresh_function() returns int language sql as 'select 1';
    create schema hidden;
    create table hidden.fresh (id int);`);
  const rights = await owner`
    select role, privilege from unnest(array['anon', 'authenticated', 'service_role']) role,
      unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) privilege
    where has_table_privilege(role, 'fresh', privilege) or has_table_privilege(role, 'hidden.fresh', privilege)`;
  expect(rights).toEqual([]);
  const [others] = await owner`
    select has_function_privilege('anon', 'fresh_function()', 'execute') as functions,
      has_sequence_privilege('authenticated', 'fresh_id_seq', 'usage') as sequences,
      has_schema_privilege('anon', 'hidden', 'usage') as schemas,
      (select count(*)::int from pg_default_acl) as defaults`;
  expect(others).toEqual({ functions: true, sequences: false, schemas: false, defaults: 0 });
});

test("a migration may refer to people, hang triggers on them, and write the policies of Realtime", async () => {
  await owner.unsafe(`
    create table fans (id uuid primary key references auth.users on delete cascade);
    create function welcome() returns trigger language plpgsql as 'begin return new; end';
    create trigger welcome after insert on auth.users for each row execute function welcome();
    create policy "fans listen" on realtime.messages for select to authenticated using (realtime.topic() = 'fans');
    alter publication supabase_realtime add table fans;
    create extension if not exists citext schema extensions;`);
});

test("policies know the person from the claims", async () => {
  const id = crypto.randomUUID();
  const who = await database.as({ id, claims: { email: "a@rinkside.test" } }, async (sql) => {
    const [row] =
      await sql`select auth.uid() as id, auth.role() as role, auth.email() as email, current_user as login`;
    return row;
  });
  expect(who).toEqual({ id, role: "authenticated", email: "a@rinkside.test", login: "authenticated" });
  const [nobody] = await database.as(
    "anon",
    (sql) => sql`select auth.uid() as id, auth.jwt() ->> 'role' as role`,
  );
  expect(nobody).toEqual({ id: null, role: "anon" });
});

test("the extensions are found without their schema, and words sort by language", async () => {
  const [row] = await owner`
    select digest('a', 'md5') is not null and uuid_generate_v4() is not null as found,
      array(select word from unnest(array['b', 'B', 'a', 'Å', 'A', 'z']) word order by word) as words`;
  expect(row).toEqual({ found: true, words: ["a", "A", "Å", "b", "B", "z"] });
});

test("changes are in the log as Realtime needs them", async () => {
  const [row] =
    await admin`select current_setting('wal_level') as level, current_setting('timezone') as zone`;
  expect(row).toEqual({ level: "logical", zone: "UTC" });
});
