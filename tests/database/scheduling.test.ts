import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openDatabase } from "./support/database.ts";
import { anna, mikko, teams } from "./support/demo.ts";

/** What the migration schedules where pg_cron is; the embedded Postgres has none, so a stand-in notes what it is told. */
const root = join(import.meta.dirname, "../..");
const migration = readFileSync(join(root, "supabase/migrations/20261125093000_scheduling.sql"), "utf8");
const database = await openDatabase();
const { owner, admin } = database;

/** Runs the migration as the owner, with other catalogues before Postgres' own. */
const migrate = (catalogues: string) =>
  owner.begin(async (sql) => {
    await sql`select set_config('search_path', ${`${catalogues}, pg_catalog`}, true)`;
    await sql.unsafe(migration).simple();
  });
const hasCron = async () => (await owner`select to_regnamespace('cron') as it`)[0]?.it !== null;

test("where there is no pg_cron the migration changes nothing, and can be applied again", async () => {
  await owner.unsafe(migration).simple();
  expect(await hasCron()).toBe(false);
});

test("a pg_cron that is there and cannot be made stops no migration", async () => {
  await admin.unsafe(`
    create schema on_disk;
    create view on_disk.pg_available_extensions as select 'pg_cron'::name as name;
    grant usage on schema on_disk to postgres; grant select on all tables in schema on_disk to postgres`);
  await migrate("on_disk");
  expect(await hasCron()).toBe(false);
});

describe("where pg_cron is", () => {
  const jobs = async () => {
    const rows = await owner<{ jobname: string; schedule: string; command: string }[]>`
      select jobname, schedule, command from cron.job order by jobid`;
    return rows.map(({ jobname, schedule, command }) => ({ jobname, schedule, command }));
  };
  /** As pg_cron runs it: a transaction of its own, as who scheduled it. */
  const run = async (name: string) => {
    const command = (await jobs()).find(({ jobname }) => jobname === name)?.command ?? "";
    return owner.begin((sql) => sql.unsafe(command).simple());
  };

  beforeAll(async () => {
    // The tables and the function of pg_cron 1.6 as far as they are used.
    await admin.unsafe(`
      create schema installed;
      create view installed.pg_available_extensions as select 'pg_cron'::name as name;
      create view installed.pg_extension as select 'pg_cron'::name as extname;
      create schema cron;
      create table cron.job (
        jobid bigint generated always as identity primary key, jobname text unique, schedule text, command text);
      create table cron.job_run_details (jobid bigint, runid bigint, end_time timestamptz);
      create function cron.schedule(job_name text, schedule text, command text) returns bigint language sql as $f$
        insert into cron.job (jobname, schedule, command) values (job_name, schedule, command)
        on conflict (jobname) do update set schedule = excluded.schedule, command = excluded.command returning jobid $f$;
      grant usage on schema installed, cron to postgres;
      grant all on all tables in schema installed, cron to postgres`);
    await migrate("installed");
  });

  test("the jobs of vercel.json come as often as there, and those of every day by the hour", async () => {
    await migrate("installed");
    const schema = z.object({ crons: z.array(z.object({ path: z.string(), schedule: z.string() })) });
    const { crons } = schema.parse(JSON.parse(readFileSync(join(root, "vercel.json"), "utf8")));
    const onVercel = (name: string) => crons.find(({ path }) => path === `/api/cron/${name}`)?.schedule;
    expect((await jobs()).map(({ jobname, schedule }) => [jobname, schedule])).toEqual([
      ["rinkside-notifications", onVercel("notifications")],
      ["rinkside-reminders", onVercel("reminders")],
      ["rinkside-cleanup", "17 * * * *"],
      ["rinkside-cron-log", "47 3 * * *"],
    ]);
  });

  test("what waits is delivered", async () => {
    const give = (title: string) =>
      database.as(
        mikko,
        (sql) => sql`insert into public.tasks (team_id, title, due_at, created_by, assignee_id)
          values (${teams.sweden}, ${title}, now() + interval '9 days', ${mikko.id}, ${anna.id})`,
      );
    const told = async () =>
      (
        await owner`select from public.notifications where user_id = ${anna.id} and type = 'task_assigned'
          and created_at > now() - interval '1 minute'`
      ).length;
    await admin`update public.notification_slots set free_at = '-infinity'`;
    const before = await told();
    await give("Flag");
    await give("Anthem");
    // The first at once, the second no sooner than a minute later.
    expect(await told()).toBe(before + 1);
    await run("rinkside-notifications");
    expect(await told()).toBe(before + 1);
    await admin`update public.notification_slots set free_at = now() - interval '1 s', next_at = now() - interval '1 s'
      where waiting`;
    await run("rinkside-notifications");
    expect(await told()).toBe(before + 2);
  });

  test("deadlines that have come near are reminded of", async () => {
    const [task] = await owner<{ id: string }[]>`
      insert into public.tasks (team_id, title, due_at, created_by, created_at)
      values (${teams.sweden}, 'Roster', now() + interval '2 hours', ${mikko.id}, now() - interval '9 days') returning id`;
    const reminded = async () =>
      (await owner`select from private.reminders where task_id = ${task?.id ?? ""}`).length;
    await run("rinkside-reminders");
    const first = await reminded();
    expect(first).toBeGreaterThan(0);
    await run("rinkside-reminders");
    expect(await reminded()).toBe(first);
  });

  test("what is old goes: of the notifications, and of its own log alone", async () => {
    await owner`insert into private.notification_outcomes (event_id, user_id, type, outcome, decided_at)
      values (-1, ${anna.id}, 'task_assigned', 'muted', now() - interval '31 days')`;
    await run("rinkside-cleanup");
    expect(await owner`select from private.notification_outcomes where event_id = -1`).toHaveLength(0);

    await owner`insert into cron.job (jobname, schedule, command) values ('another', '* * * * *', 'select 1')`;
    await owner`insert into cron.job_run_details (jobid, runid, end_time)
      select jobid, row_number() over (), now() - age
      from cron.job, unnest(array[interval '8 days', interval '6 days']) as age
      where jobname in ('rinkside-reminders', 'another')`;
    await run("rinkside-cron-log");
    const left =
      await owner`select jobname from cron.job_run_details join cron.job using (jobid) order by jobname`;
    expect(left.map(({ jobname }) => jobname)).toEqual(["another", "another", "rinkside-reminders"]);
  });
});
