import postgres from "postgres";
import { summary } from "./summary.ts";

/**
 * 100,000 queued events of every type for 5,000 readers, delivered as the cron does it: in batches of 1,000 readers and
 * types, each committed, two at a time. Everybody has quiet hours, which are over; every event is looked at again. Prints how long it
 * took in all, and each batch. To be run on a stack of its own, which keeps what this makes.
 *
 *   npm run bench
 */
const READERS = 5_000;
const EVENTS_PER_READER = 20;
const LIMIT_MS = 5_000;

const url = process.env.SUPABASE_DB_URL;
if (!url) throw new Error("SUPABASE_DB_URL is not set: run this by npm run bench");
const sql = postgres(url, { max: 1, onnotice: () => {} });
const second = postgres(url, { max: 1, onnotice: () => {} });

/** Long after everything else in the queue, so that none of it goes out by itself. */
const queuedFor = new Date("2040-01-15T12:00:00Z");

async function prepare(): Promise<void> {
  await sql`create temporary table readers as
    select gen_random_uuid() as id, number,
      case when number % 25 <> 0 then (select id from public.teams order by id offset number % 12 limit 1) end as team_id
    from generate_series(1, ${READERS}::int) as number`;
  await sql`insert into auth.users (id, email) select id, id || '@bench.test' from readers`;
  await sql`
    insert into public.users (id, team_id, role, full_name, time_zone)
    select id, team_id, case when team_id is null then 'admin' else 'member' end::public.user_role, 'Reader ' || number,
      (array['Europe/Zurich', 'America/Toronto', 'Pacific/Kiritimati'])[1 + number % 3]
    from readers`;
  await sql`
    insert into public.notification_settings (user_id, quiet_from, quiet_until) select id, '04:10', '04:20' from readers`;
  await sql`insert into public.notification_preferences (user_id, type, muted) select id, 'task_completed', false from readers`;

  const organiser = sql`(select id from public.users where role = 'admin' order by created_at, id limit 1)`;
  await sql`
    insert into public.tasks (team_id, title, due_at, created_by, created_at, status, completed_at, completed_by)
    select team.id, 'Task ' || number, ${queuedFor}::timestamptz + interval '3 hours', ${organiser}, now() - interval '9 days',
      case when number > 20 then 'completed' else 'open' end::public.task_status,
      case when number > 20 then now() end, case when number > 20 then ${organiser} end
    from public.teams team, generate_series(1, 40) as number`;
  await sql`
    insert into public.pages (id, slug, title, status, published_at, published_by, created_by, edited_by, created_at)
    select gen_random_uuid(), 'bench-' || number, 'Page ' || number, 'published', now() - interval '9 days', ${organiser},
      ${organiser}, ${organiser}, now() - interval '9 days'
    from generate_series(1, 20) as number`;
  await sql`
    insert into public.documents (id, team_id, uploaded_by, uploader_name, name, storage_path, size_bytes, mime_type, uploaded_at)
    select id, team_id, ${organiser}, 'Reader', 'Roster.pdf', team_id || '/' || id, 4, 'application/pdf', now() - interval '9 days'
    from (select gen_random_uuid() as id, team.id as team_id from public.teams team, generate_series(1, 20)) as file`;
  for (const { id } of await sql<{ id: string }[]>`select id from public.teams order by id`) {
    await sql`
      insert into public.chat_messages (team_id, sender_id, content, created_at, mentions)
      select ${id}, ${organiser}, 'A message of some words, as people write them. ' || number, now() - interval '9 days',
        array[${id}::uuid, '00000000-0000-4000-8000-000000000001']
      from generate_series(1, 20) as number`;
  }
}

/** Every reader has the same number of events, of the types that they get. */
async function queue(): Promise<void> {
  await sql`
    insert into public.notification_queue
      (user_id, type, actor_id, reason, team_id, task_id, message_id, document_id, page_id, link, due_at, deliver_at)
    select reader.id, wanted.type, ${sql`(select id from public.users where role = 'admin' order by created_at, id limit 1)`},
      'team', subject.team_id, subject.task_id, subject.message_id, subject.document_id, subject.page_id, '/tasks',
      case wanted.type when 'deadline_reminder' then ${queuedFor}::timestamptz + interval '3 hours' end, ${queuedFor}
    from readers reader
    cross join generate_series(0, ${EVENTS_PER_READER - 1}::int) as nth
    cross join lateral (
      select case when reader.team_id is null
        then (array['task_completed', 'task_comment', 'document_uploaded', 'chat_mention', 'page_published'])[1 + nth % 5]
        else (array['task_assigned', 'task_comment', 'deadline_reminder', 'chat_mention', 'page_published'])[1 + nth % 5]
        end::public.notification_type as type,
        coalesce(reader.team_id, (select id from public.teams order by id offset reader.number % 12 limit 1)) as team_id
    ) as wanted
    join numbered subject on subject.team_id = wanted.team_id and subject.type = wanted.type and subject.place = 1 + nth / 5`;
}

async function numberSubjects(): Promise<void> {
  await sql`create temporary table numbered as
    select 'task_assigned'::public.notification_type as type, team_id, id as task_id, null::uuid as message_id,
      null::uuid as document_id, null::uuid as page_id, row_number() over (partition by team_id order by id) as place
    from public.tasks where title like 'Task %' and status = 'open'
    union all
    select 'task_completed', team_id, id, null, null, null, row_number() over (partition by team_id order by id)
    from public.tasks where title like 'Task %' and status = 'completed'
    union all
    select 'chat_mention', team_id, null, id, null, null, row_number() over (partition by team_id order by seq desc)
    from public.chat_messages where content like 'A message of some words%'
    union all
    select 'document_uploaded', team_id, null, null, id, null, row_number() over (partition by team_id order by id)
    from public.documents
    union all
    select 'page_published', team.id, null, null, null, page.id, row_number() over (partition by team.id order by page.id)
    from public.pages page, public.teams team where page.slug like 'bench-%'`;
  await sql`insert into numbered select 'task_comment', team_id, task_id, null, null, null, place
    from numbered where type = 'task_assigned'`;
  await sql`insert into numbered select 'deadline_reminder', team_id, task_id, null, null, null, place
    from numbered where type = 'task_assigned'`;
  // Postgres does so by itself, but not for tables of a session.
  await sql`analyze readers, numbered`;
}

type Run = { slots: number; delivered: number; dissolved: number; left: number };

try {
  await prepare();
  await numberSubjects();
  await queue();
  const times: number[] = [];
  let delivered = 0;
  const deliver = async (lane: typeof sql) => {
    for (let slots = Number.POSITIVE_INFINITY; slots > 0; ) {
      const startedAt = performance.now();
      const [row] = await lane<
        { run: Run }[]
      >`select public.deliver_notifications(${queuedFor}, 1000) as run`;
      times.push(performance.now() - startedAt);
      slots = row?.run.slots ?? 0;
      delivered += row?.run.delivered ?? 0;
    }
  };
  const startedAt = performance.now();
  await Promise.all([deliver(sql), deliver(second)]);
  const total = performance.now() - startedAt;
  console.log(summary("a batch of notifications", times));
  console.log(
    `${READERS * EVENTS_PER_READER} events are ${delivered} notifications in ${(total / 1000).toFixed(2)} s`,
  );
  const [ended] = await sql<{ events: number }[]>`
    select count(*)::int as events from private.notification_outcomes
    where outcome = 'delivered' and user_id in (select id from readers)`;
  const expected = READERS * EVENTS_PER_READER;
  if (ended?.events !== expected) throw new Error(`${ended?.events} of ${expected} events were delivered`);
  if (total > LIMIT_MS) throw new Error(`It took more than ${LIMIT_MS / 1000} s`);
} finally {
  await Promise.all([sql.end(), second.end()]);
}
