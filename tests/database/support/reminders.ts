import { randomUUID } from "node:crypto";
import type { TestDatabase } from "../../support/database.ts";
import { mikko, teams } from "./demo.ts";
import { forgetTold } from "./told.ts";

export const HOUR = 3_600_000;

type Given = { createdAt: Date; dueAt: Date; assignee?: string | null };

/** Past the triggers, which ask today's clock. */
const withoutTriggers = ({ admin }: TestDatabase, statement: string, values: (string | Date | null)[]) =>
  admin.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql.unsafe(statement, values);
  });

/** A task of Sweden's as it would be at that time. */
export async function taskOf(database: TestDatabase, { createdAt, dueAt, assignee = null }: Given) {
  const id = randomUUID();
  await withoutTriggers(
    database,
    `insert into public.tasks (id, team_id, title, due_at, assignee_id, created_by, created_at)
     values ($1, $2, 'Medical forms', $3, $4, $5, $6)`,
    [id, teams.sweden, dueAt, assignee, mikko.id, createdAt],
  );
  return id;
}

export const moveDeadline = (database: TestDatabase, id: string, dueAt: Date) =>
  withoutTriggers(database, "update public.tasks set due_at = $2 where id = $1", [id, dueAt]);

/** What had been withdrawn is asked again at that time. */
export const askAnew = (database: TestDatabase, id: string, at: Date) =>
  withoutTriggers(database, "update public.tasks set withdrawn_at = null, asked_anew_at = $2 where id = $1", [
    id,
    at,
  ]);

export const completeTask = (database: TestDatabase, id: string, by: { id: string }) =>
  withoutTriggers(
    database,
    "update public.tasks set status = 'completed', completed_at = now(), completed_by = $2 where id = $1",
    [id, by.id],
  );

export const withdrawTask = (database: TestDatabase, id: string) =>
  withoutTriggers(database, "update public.tasks set withdrawn_at = now() where id = $1", [id]);

/** As the scheduler does it, at that time: how many reminders it has queued. */
export const remind = ({ as }: TestDatabase, now: Date, batch = 1000): Promise<number> =>
  as("service_role", async (sql) => {
    const [row] = await sql<{ queued: number }[]>`select public.queue_reminders(${now}, ${batch}) as queued`;
    return row?.queued ?? -1;
  });

export type Reminder = {
  task_id: string;
  user_id: string;
  /** before the deadline */
  hours: number;
  reason: string;
  due_at: Date;
  deliver_at: Date;
};

export const queuedReminders = ({ owner }: TestDatabase) => owner<Reminder[]>`
  select task_id, user_id, (params ->> 'lead_minutes')::int / 60 as hours, reason, due_at, deliver_at
  from public.notification_queue where type = 'deadline_reminder' order by id`;

/** Nothing is asked, nobody has been told anything, and people are reminded so many hours before. */
export async function beginWithLeads(database: TestDatabase, hours: number[]): Promise<void> {
  await forgetTold(database);
  await database.owner`truncate private.reminders, public.tasks cascade`;
  await database.owner`
    update public.tournament set reminder_leads = ${hours.map((lead) => `${lead} hours`)}::text[]::interval[]`;
}
