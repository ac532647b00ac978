import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { anna, erik, mikko, teams } from "./support/demo.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolDeactivated } from "./support/people.ts";
import {
  askAnew,
  beginWithLeads,
  completeTask,
  HOUR,
  moveDeadline,
  queuedReminders,
  remind,
  taskOf,
  withdrawTask,
} from "./support/reminders.ts";
import { archive, ask, askedTask, assign, call, inDays, setStatus, tasksOf } from "./support/tasks.ts";

// Sweden is Anna and Erik. Time is told to the database, in a year of the tests' own.
const database = await openDatabase();
await enrolDeactivated(database, teams.sweden);

const due = new Date("2040-03-01T18:00:00Z");
const hoursBefore = (hours: number) => new Date(due.getTime() - hours * HOUR);
const leads = [168, 72, 24, 3];

const giveTask = ({ createdAt = hoursBefore(1000), dueAt = due, assignee = null as string | null } = {}) =>
  taskOf(database, { createdAt, dueAt, assignee });
const run = (now: Date, batch?: number) => remind(database, now, batch);
const queued = () => queuedReminders(database);
const hoursOf = async (person: { id: string }) =>
  (await queued()).filter(({ user_id }) => user_id === person.id).map(({ hours }) => hours);

beforeEach(() => beginWithLeads(database, leads));

describe("a reminder", () => {
  test("goes to everybody of the team at each lead, and once", async () => {
    const id = await giveTask();
    for (const hours of [200, 168, 167, 72, 60, 24, 24, 3, 2]) await run(hoursBefore(hours));
    expect(await hoursOf(anna)).toEqual(leads);
    expect(await hoursOf(erik)).toEqual(leads);
    expect((await queued())[0]).toMatchObject({
      task_id: id,
      reason: "team",
      due_at: due,
      deliver_at: hoursBefore(168),
    });
    expect(await queued()).toHaveLength(8);
  });

  test("goes to the assignee alone where there is one", async () => {
    await giveTask({ assignee: erik.id });
    await run(hoursBefore(24));
    expect(await queued()).toMatchObject([{ user_id: erik.id, reason: "assignee", hours: 24 }]);
  });

  test("after missed runs is for the nearest lead alone", async () => {
    await giveTask({ assignee: erik.id });
    await run(hoursBefore(169));
    await run(hoursBefore(20));
    expect(await hoursOf(erik)).toEqual([24]);
  });

  test("is not for a lead that had begun before the task was there", async () => {
    await giveTask({ assignee: erik.id, createdAt: hoursBefore(100) });
    for (const hours of [99, 73, 72]) await run(hoursBefore(hours));
    expect(await hoursOf(erik)).toEqual([72]);
  });

  test("is not for a lead at whose very beginning the task was given", async () => {
    await giveTask({ assignee: erik.id, createdAt: hoursBefore(72) });
    await run(hoursBefore(72));
    await run(hoursBefore(71));
    expect(await hoursOf(erik)).toEqual([]);
  });

  test("comes once for a deadline that has moved nearer, for the shortest lead that has begun", async () => {
    const far = new Date(due.getTime() + 1000 * HOUR);
    const id = await giveTask({ assignee: erik.id, createdAt: hoursBefore(100), dueAt: far });
    expect(await run(hoursBefore(50))).toBe(0);
    await moveDeadline(database, id, due);
    for (const hours of [49, 48, 25]) await run(hoursBefore(hours));
    expect(await queued()).toMatchObject([{ user_id: erik.id, hours: 72, due_at: due }]);
    await run(hoursBefore(24));
    expect(await hoursOf(erik)).toEqual([72, 24]);
  });

  test("comes anew for a deadline that has moved, and not again for one that it came for", async () => {
    const id = await giveTask({ assignee: erik.id });
    await run(hoursBefore(24));
    await moveDeadline(database, id, new Date(due.getTime() + 30 * HOUR));
    for (const hours of [22, 21]) await run(hoursBefore(hours));
    expect(await hoursOf(erik)).toEqual([24, 72]);
    await moveDeadline(database, id, due);
    await run(hoursBefore(20));
    expect(await hoursOf(erik)).toEqual([24, 72]);
  });

  test("is not for a deadline so near that its leads had begun before the task was there", async () => {
    const id = await giveTask({
      assignee: erik.id,
      createdAt: hoursBefore(20),
      dueAt: new Date(due.getTime() + 500 * HOUR),
    });
    await moveDeadline(database, id, due);
    for (const hours of [19, 4]) await run(hoursBefore(hours));
    expect(await hoursOf(erik)).toEqual([]);
  });

  test("of what was withdrawn and is asked anew is for the leads that begin after that", async () => {
    const id = await giveTask({ assignee: erik.id });
    await withdrawTask(database, id);
    await askAnew(database, id, hoursBefore(60));
    await run(hoursBefore(59));
    expect(await hoursOf(erik)).toEqual([]);
    await run(hoursBefore(24));
    expect(await hoursOf(erik)).toEqual([24]);
  });

  test("is for whoever has the task when its time comes", async () => {
    const id = await giveTask({ assignee: erik.id });
    await run(hoursBefore(72));
    await database.owner`update public.tasks set assignee_id = ${anna.id} where id = ${id}`;
    await run(hoursBefore(24));
    expect(await hoursOf(erik)).toEqual([72]);
    expect(await hoursOf(anna)).toEqual([24]);
  });

  test("is not for what is done, and not for what was withdrawn", async () => {
    await completeTask(database, await giveTask(), anna);
    await withdrawTask(database, await giveTask());
    expect(await run(hoursBefore(24))).toBe(0);
  });

  test("is not for what is late, nor for a team that is archived", async () => {
    await giveTask();
    expect(await run(due)).toBe(0);
    await archive(database, teams.sweden);
    expect(await run(hoursBefore(24))).toBe(0);
    await archive(database, teams.sweden, false);
    expect(await run(hoursBefore(24))).toBe(2);
  });

  test("a day before is 24 hours before, whatever the clocks of the session do", async () => {
    await database.owner`update public.tournament set reminder_leads = '{1 day}'`;
    await giveTask({ assignee: erik.id, dueAt: new Date("2040-03-25T12:00:00Z") });
    const queuedAt = (time: string) =>
      database.as("service_role", async (sql) => {
        await sql`set local time zone 'Europe/Zurich'`;
        const [row] = await sql<
          { queued: number }[]
        >`select public.queue_reminders(${new Date(time)}) as queued`;
        return row?.queued;
      });
    expect(await queuedAt("2040-03-24T11:59:00Z")).toBe(0);
    expect(await queuedAt("2040-03-24T12:00:00Z")).toBe(1);
  });

  test("is not sent at all where there are no leads", async () => {
    await beginWithLeads(database, []);
    await giveTask();
    expect(await run(hoursBefore(1))).toBe(0);
  });
});

test("what was withdrawn and is asked anew is noted as of now; nothing else is", async () => {
  const askedAnewAt = async (id: string) => {
    const [row] = await database.owner<
      { at: Date | null }[]
    >`select asked_anew_at as at from public.tasks where id = ${id}`;
    return row?.at ?? null;
  };
  const requirement = await ask(database, [teams.sweden, teams.finland]);
  const [task] = await tasksOf(database, requirement.id);
  if (!task) throw new Error("The team has no task");
  await assign(database, mikko, task.id, null);
  await setStatus(database, anna, task.id, "completed");
  await setStatus(database, anna, task.id, "open");
  await call(
    database,
    mikko,
    `(public.edit_requirement('${requirement.id}', 1, 'Flag', '', '${requirement.due_at.toISOString()}')).id`,
  );
  const longer = `(public.edit_requirement('${requirement.id}', 2, 'Flag', '', '${inDays(9).toISOString()}')).id`;
  await call(database, mikko, longer);
  expect(await askedAnewAt(task.id)).toBeNull();
  const alone = await askedTask(database, teams.sweden);
  await call(database, mikko, `(public.withdraw_task('${alone.id}')).id`);
  expect(await askedAnewAt(alone.id)).toBeNull();
  await call(database, mikko, `(public.ask_more_teams('${alone.requirement_id}', '{${teams.sweden}}')).id`);
  expect(await askedAnewAt(alone.id)).not.toBeNull();
});

test("many are queued in batches, the nearest deadline first, and none twice", async () => {
  for (let day = 0; day < 5; day++) await giveTask({ dueAt: new Date(due.getTime() + (4 - day) * HOUR) });
  const now = hoursBefore(20);
  expect([
    await run(now, 3),
    await run(now, 3),
    await run(now, 3),
    await run(now, 3),
    await run(now, 3),
  ]).toEqual([3, 3, 3, 1, 0]);
  const order = (await queued()).map(({ due_at }) => due_at.getTime());
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test("runs that overlap queue each reminder once", async () => {
  for (let index = 0; index < 3; index++) await giveTask();
  const now = hoursBefore(20);
  const first = await holdOpen(database, "service_role", (sql) => sql`select public.queue_reminders(${now})`);
  const second = run(now);
  await someoneWaits(database);
  await first.commit();
  expect(await second).toBe(0);
  expect(await queued()).toHaveLength(6);
});
