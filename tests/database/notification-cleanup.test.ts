import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { anna, erik, teams } from "./support/demo.ts";
import { holdOpen } from "./support/locks.ts";
import { askedTask, inDays } from "./support/tasks.ts";
import { forgetTold } from "./support/told.ts";

const database = await openDatabase();
const { owner } = database;
const now = new Date("2040-03-01T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

const cleanUp = (batch = 5000): Promise<number> =>
  database.as("service_role", async (sql) => {
    const [row] = await sql<
      { gone: number }[]
    >`select public.clean_up_notifications(${now}, ${batch}) as gone`;
    return row?.gone ?? -1;
  });

const notify = async (person: { id: string }, createdAt: Date, readAt: Date | null) => {
  const id = randomUUID();
  await owner`
    insert into public.notifications (id, user_id, team_id, type, title, link, created_at, read_at)
    values (${id}, ${person.id}, ${teams.sweden}, 'task_assigned', 'New task', '/tasks', ${createdAt}, ${readAt})`;
  return id;
};
const kept = async () => {
  const rows = await owner<{ id: string }[]>`select id from public.notifications`;
  return new Set(rows.map(({ id }) => id));
};

const decided = (decidedAt: Date) => owner`
  insert into private.notification_outcomes (event_id, user_id, type, outcome, decided_at)
  select coalesce(max(event_id), 0) + 1, ${anna.id}, 'task_assigned', 'muted', ${decidedAt}
  from private.notification_outcomes`;

beforeEach(async () => {
  await forgetTold(database);
  await owner`truncate private.reminders`;
});

test("what was read goes 30 days after it was read, and what nobody has read after 180 days", async () => {
  await notify(anna, daysAgo(31), daysAgo(30.01));
  const readLater = await notify(anna, daysAgo(400), daysAgo(29.99));
  await notify(erik, daysAgo(180.01), null);
  const unreadStill = await notify(erik, daysAgo(179.99), null);
  expect(await cleanUp()).toBe(2);
  expect(await kept()).toEqual(new Set([readLater, unreadStill]));
  expect(await cleanUp()).toBe(0);
});

test("what became of events is known for 30 days", async () => {
  await decided(daysAgo(30.01));
  await decided(daysAgo(29.99));
  expect(await cleanUp()).toBe(1);
  expect(await owner`select decided_at from private.notification_outcomes`).toMatchObject([
    { decided_at: daysAgo(29.99) },
  ]);
});

test("who was reminded is known until the deadline has passed", async () => {
  const task = await askedTask(database, teams.sweden, { dueAt: inDays(1) });
  await forgetTold(database);
  const reminded = (dueAt: Date) => owner`
    insert into private.reminders (task_id, user_id, due_at, lead, queued_at)
    values (${task.id}, ${anna.id}, ${dueAt}, '1 day', ${daysAgo(3)})`;
  await reminded(daysAgo(0.01));
  await reminded(daysAgo(-0.01));
  expect(await cleanUp()).toBe(1);
  expect(await owner`select due_at from private.reminders`).toMatchObject([{ due_at: daysAgo(-0.01) }]);
});

test("goes in batches, each committed, until less than a whole one is left", async () => {
  for (let index = 0; index < 4; index++) await notify(anna, daysAgo(200), null);
  for (let index = 0; index < 3; index++) await decided(daysAgo(40));
  expect([await cleanUp(3), await cleanUp(3), await cleanUp(3), await cleanUp(3)]).toEqual([3, 3, 1, 0]);
});

test("takes no more than 5,000 at a time, whatever is asked for, and at least one", async () => {
  await owner`
    insert into private.notification_outcomes (event_id, user_id, type, outcome, decided_at)
    select 100000 + n, ${anna.id}, 'task_assigned', 'muted', ${daysAgo(40)} from generate_series(1, 5002) as n`;
  expect([await cleanUp(100_000), await cleanUp(0), await cleanUp(-1), await cleanUp()]).toEqual([
    5000, 1, 1, 0,
  ]);
});

test("waits for nobody: what somebody is just reading stays for the next time", async () => {
  const id = await notify(anna, daysAgo(200), null);
  await notify(anna, daysAgo(200), null);
  const reading = await holdOpen(database, anna, (sql) => sql`select public.read_notification(${id})`);
  expect(await cleanUp()).toBe(1);
  await reading.commit();
  expect(await kept()).toEqual(new Set([id]));
});
