import { createClient } from "@supabase/supabase-js";
import postgres, { type Sql, type TransactionSql } from "postgres";
import type { Given } from "./environment.ts";
import { domain, teamName } from "./people.ts";

/**
 * Takes away what contract tests have made, these or an earlier run that was broken off: buckets, tables, functions and
 * schemas that are called `contract…`, and the tests' own people and teams with all that hangs on them.
 * Rows of realtime.messages stay: Realtime itself drops them after three days, and lets nobody else.
 */
export async function clear({ url, secretKey, dbUrl }: Given): Promise<void> {
  const { storage } = createClient(url, secretKey, { auth: { persistSession: false } });
  const owner = postgres(dbUrl, { max: 1, onnotice: () => {} });
  try {
    await clearDatabase(owner);
    const buckets = await owner<{ id: string; objects: string[] }[]>`
      select id, array(select name from storage.objects where bucket_id = bucket.id) as objects
      from storage.buckets bucket where id like 'contract-%'`;
    for (const { id, objects } of buckets) {
      if (objects.length > 0) await storage.from(id).remove(objects);
      const { error } = await storage.deleteBucket(id);
      if (error) throw error;
    }
  } finally {
    await owner.end();
  }
}

async function clearDatabase(owner: Sql): Promise<void> {
  const people = `email like '%@${domain}'`;
  const teams = `name = '${teamName}'`;
  await owner.begin(async (sql) => {
    await assertNothingOfOthers(sql);
    await sql.unsafe(functions);
    await sql`select pg_temp.drop_contract_objects()`;
    // The audit trail keeps what it has from everyone, and the last organiser cannot go. Both give way within this
    // transaction, and so to nobody else.
    await sql`alter table public.audit_log disable trigger user`;
    await sql`alter table public.users disable trigger user`;
    await sql.unsafe(`delete from public.audit_log where subject_id in (
      select id from auth.users where ${people} union all select id from public.teams where ${teams})`);
    await sql`select pg_temp.delete_with_dependents('public.teams', ${teams})`;
    await sql`select pg_temp.delete_with_dependents('auth.users', ${people})`;
    await sql`alter table public.users enable trigger user`;
    await sql`alter table public.audit_log enable trigger user`;
  });
}

/** What others do among the tests' own people and teams while they run is not the tests' to take away. */
async function assertNothingOfOthers(sql: TransactionSql): Promise<void> {
  const own = sql`email like ${`%@${domain}`}`;
  const [others] = await sql`
    select
      (select count(*)::int from public.users member join public.teams team on team.id = member.team_id
        where team.name = ${teamName} and member.id not in (select id from auth.users where ${own})) as people,
      (select count(*)::int from public.chat_messages message join public.teams team on team.id = message.team_id
        where (team.name = ${teamName}) <> (message.sender_id in (select id from auth.users where ${own}))) as messages`;
  if (others?.people === 0 && others.messages === 0) return;
  throw new Error(
    `The tests' own people and teams have become mixed with others (${others?.people} people in a team called "${teamName}", ${others?.messages} messages): nothing was cleared. Part them by hand first.`,
  );
}

const functions = String.raw`
  -- Foreign keys lead to what hangs on a row; those that clean up by themselves are left to do it.
  create or replace function pg_temp.delete_with_dependents(target regclass, condition text) returns void
  language plpgsql as $$
  declare
    key record;
  begin
    for key in
      select c.conrelid::regclass as dependent, a.attname as dependent_column, f.attname as target_column
      from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      join pg_attribute f on f.attrelid = c.confrelid and f.attnum = c.confkey[1]
      where c.contype = 'f' and c.confrelid = target and c.conrelid <> c.confrelid
        and c.confdeltype in ('a', 'r') and c.conparentid = 0
    loop
      perform pg_temp.delete_with_dependents(key.dependent, format('%I in (select %I from %s where %s)',
        key.dependent_column, key.target_column, target, condition));
    end loop;
    execute format('delete from %s where %s', target, condition);
  end;
  $$;

  create or replace function pg_temp.drop_contract_objects() returns void
  language plpgsql as $$
  declare
    statement text;
  begin
    for statement in
      select format('drop schema %I cascade', nspname) from pg_namespace where nspname like 'contract\_%'
      union all
      select format('drop table %s cascade', oid::regclass) from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r' and relname like 'contract\_%'
      union all
      select format('drop function %s cascade', oid::regprocedure) from pg_proc
        where pronamespace = 'public'::regnamespace and proname like 'contract\_%'
    loop
      execute statement;
    end loop;
    notify pgrst, 'reload schema';
  end;
  $$;`;
