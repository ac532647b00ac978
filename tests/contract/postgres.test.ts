import { expect, test } from "vitest";
import { createPerson } from "./support/people.ts";
import { asPerson, openSupabase, withoutTrace } from "./support/supabase.ts";

const supabase = await openSupabase();
const { owner } = supabase;

test("postgres is no superuser, but past row level security", async () => {
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
  await expect(owner`create table auth.contract_mine (id int)`).rejects.toThrow("permission denied");
});

test("a migration may refer to people, hang triggers on them, and write the policies of Realtime", async () => {
  await withoutTrace(owner, async (sql) => {
    await sql.unsafe(`
      create table contract_fans (id uuid primary key references auth.users on delete cascade);
      create function contract_welcome() returns trigger language plpgsql as 'begin return new; end';
      create trigger contract_welcome after insert on auth.users
        for each row execute function contract_welcome();
      create policy "fans listen" on realtime.messages for select to authenticated
        using (realtime.topic() = 'fans');
      alter publication supabase_realtime add table contract_fans;
      create extension if not exists citext schema extensions;`);
  });
  const [table] = await owner`select to_regclass('contract_fans') as fans`;
  expect(table?.fans).toBeNull();
});

test("policies know the person from the claims", async () => {
  const { id } = await createPerson(supabase);
  const who = await asPerson(supabase, id, async (sql) => {
    const [row] = await sql`
      select auth.uid() as id, auth.role() as role, auth.jwt() ->> 'sub' as sub, current_user as login`;
    return row;
  });
  expect(who).toEqual({ id, role: "authenticated", sub: id, login: "authenticated" });
});

test("the extensions are found without their schema, and words sort by language", async () => {
  const [row] = await owner`
    select digest('a', 'md5') is not null and uuid_generate_v4() is not null as found,
      array(select word from unnest(array['b', 'B', 'a', 'Å', 'A', 'z']) word order by word) as words`;
  expect(row).toEqual({ found: true, words: ["a", "A", "Å", "b", "B", "z"] });
});

test("changes are in the log as Realtime needs them", async () => {
  const [row] =
    await owner`select current_setting('wal_level') as level, current_setting('timezone') as zone`;
  expect(row).toEqual({ level: "logical", zone: "UTC" });
});
