import type { Sql, TransactionSql } from "postgres";
import type { TestDatabase } from "../../support/database.ts";
import { mikko } from "./demo.ts";
import type { Person } from "./people.ts";

export type NotificationType =
  | "task_assigned"
  | "task_completed"
  | "task_comment"
  | "deadline_reminder"
  | "document_uploaded"
  | "page_published"
  | "chat_mention"
  | "chat_message";

export type Event = {
  type: NotificationType;
  actor?: Person | null;
  reason?: string;
  team?: string | null;
  task?: string | null;
  message?: string | null;
  document?: string | null;
  page?: string | null;
  params?: Record<string, string>;
  link?: string;
  /** Not before this moment; at once unless told. */
  at?: Date;
  dueAt?: Date | null;
};

export type Notification = {
  id: string;
  user_id: string;
  team_id: string | null;
  type: NotificationType;
  title: string;
  message: string;
  params: { items: Record<string, string>[]; reasons: string[]; [name: string]: unknown };
  link: string;
  item_count: number;
  read_at: Date | null;
  created_at: Date;
};

export type Run = { slots: number; delivered: number; dissolved: number; left: number };

/** A moment long after whatever else is in the queue of a test's database: the second of January 2040, at noon in UTC. */
export const noon = new Date("2040-01-02T12:00:00Z");
export const later = (moment: Date, seconds: number) => new Date(moment.getTime() + seconds * 1_000);

/** Writes events for a reader in one statement, as a trigger does, and answers with their ids. */
export async function queue(
  sql: Sql | TransactionSql,
  reader: Person,
  events: readonly Event[],
): Promise<string[]> {
  const rows = events.map((event) => ({
    user_id: reader.id,
    type: event.type,
    actor_id: event.actor === undefined ? mikko.id : (event.actor?.id ?? null),
    reason: event.reason ?? "team",
    team_id: event.team ?? null,
    task_id: event.task ?? null,
    message_id: event.message ?? null,
    document_id: event.document ?? null,
    page_id: event.page ?? null,
    params: event.params ?? {},
    link: event.link ?? "/tasks",
    deliver_at: (event.at ?? new Date()).toISOString(),
    due_at: event.dueAt?.toISOString() ?? null,
  }));
  const written = await sql<{ id: string }[]>`
    insert into public.notification_queue
      (user_id, type, actor_id, reason, team_id, task_id, message_id, document_id, page_id, params, link, deliver_at, due_at)
    select user_id, type, actor_id, reason, team_id, task_id, message_id, document_id, page_id, params, link, deliver_at, due_at
    from jsonb_to_recordset(${sql.json(rows)}) as event (
      user_id uuid, type public.notification_type, actor_id uuid, reason text, team_id uuid, task_id uuid, message_id uuid,
      document_id uuid, page_id uuid, params jsonb, link text, deliver_at timestamptz, due_at timestamptz)
    returning id`;
  return written.map(({ id }) => id);
}

export async function deliver(
  { as }: Pick<TestDatabase, "as">,
  now: Date,
  { batch = 1000, readers = null }: { batch?: number; readers?: Person[] | null } = {},
): Promise<Run> {
  const [row] = await as(
    "service_role",
    (sql) => sql<{ run: Run }[]>`
      select public.deliver_notifications(${now}, ${batch}, ${readers?.map(({ id }) => id) ?? null}) as run`,
  );
  if (!row) throw new Error("The delivery said nothing");
  return row.run;
}

/** What somebody has been told, the oldest first. */
export const notificationsOf = ({ owner }: Pick<TestDatabase, "owner">, { id }: Person) => owner<
  Notification[]
>`
  select * from public.notifications where user_id = ${id} order by created_at, id`;

/** What became of events, in their order: an outcome, or that they wait still. */
export async function outcomesOf(
  { owner }: Pick<TestDatabase, "owner">,
  events: readonly string[],
): Promise<string[]> {
  const rows = await owner<{ outcome: string }[]>`
    select coalesce(noted.outcome, case when waiting.id is not null then 'waits' else 'lost' end) as outcome
    from unnest(${events as string[]}::bigint[]) with ordinality as event (id, place)
    left join private.notification_outcomes noted on noted.event_id = event.id
    left join public.notification_queue waiting on waiting.id = event.id
    order by place`;
  return rows.map(({ outcome }) => outcome);
}

export const mute = ({ owner }: TestDatabase, { id }: Person, type: NotificationType, muted = true) => owner`
  insert into public.notification_preferences (user_id, type, muted) values (${id}, ${type}, ${muted})
  on conflict (user_id, type) do update set muted = excluded.muted`;

/** Quiet from one hour to another by the clock of a zone; without them never. */
export async function keepQuiet(
  { owner }: TestDatabase,
  { id }: Person,
  hours: { from: string; until: string } | null,
  zone = "UTC",
): Promise<void> {
  await owner`update public.users set time_zone = ${zone} where id = ${id}`;
  await owner`
    insert into public.notification_settings (user_id, quiet_from, quiet_until)
    values (${id}, ${hours?.from ?? null}, ${hours?.until ?? null})
    on conflict (user_id) do update set quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until`;
}

/** Makes a page known, without telling anybody of it: something that a reader may be told of. */
export async function publishedPage({ owner }: TestDatabase, title: string): Promise<string> {
  const [page] = await owner<{ id: string }[]>`
    insert into public.pages (id, slug, title, status, published_at, published_by, created_by, edited_by)
    select gen_random_uuid(), gen_random_uuid(), ${title}, 'published', now() - interval '1 day', ${mikko.id}, ${mikko.id}, ${mikko.id}
    returning id`;
  if (!page) throw new Error("The page was not given back");
  return page.id;
}
