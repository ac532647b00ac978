import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../support/database.ts";
import { teams } from "../support/demo.ts";
import {
  deliver,
  type Event,
  later,
  noon,
  notificationsOf,
  outcomesOf,
  publishedPage,
  queue,
} from "../support/notifications.ts";
import { enrolMember, type Person } from "../support/people.ts";
import { forgetTold } from "../support/told.ts";

// What ends between any two steps has either happened as a whole, or not at all; and nothing is told twice.
const database = await openDatabase();
const { owner, admin } = database;
await admin.unsafe(`
  create function public.break_off() returns trigger language plpgsql security definer as $$
  begin
    if tg_argv[0] = 'die' then
      perform pg_terminate_backend(pg_backend_pid());
      perform pg_sleep(1);
    elsif tg_argv[0] = 'last' then
      perform pg_sleep(3);
      return new;
    end if;
    raise exception 'broken off';
  end $$`);

let reader: Person;
let page: string;
beforeEach(async () => {
  reader = await enrolMember(database, teams.sweden);
  page = await publishedPage(database, "Ice times");
  await forgetTold(database);
});
const event = (at?: Date): Event => ({ type: "page_published", page, ...(at && { at }) });

const steps = {
  "before it notes what becomes of events": "before insert on private.notification_outcomes",
  "before it makes the notification": "before insert on public.notifications",
  "after it made the notification": "after insert on public.notifications",
  "before it takes the events out of the queue": "before delete on public.notification_queue",
  "after it took them out": "after delete on public.notification_queue",
  "before it arms the slot again": "before update on public.notification_slots",
  "after it armed the slot again": "after update on public.notification_slots",
};

/** Breaks off at a step whatever comes there, until `repair`, and at the end of the test. */
async function breakOff(step: string, how: "die" | "raise" | "last") {
  const table = step.split(" on ")[1] ?? "";
  await admin.unsafe(
    `create trigger aaa_break_off ${step} for each row execute function public.break_off('${how}')`,
  );
  const repair = () => admin.unsafe(`drop trigger if exists aaa_break_off on ${table}`);
  onTestFinished(async () => {
    await repair();
  });
  return repair;
}

describe.each(Object.entries(steps))("a delivery that ends %s", (_, step) => {
  test.each(["die", "raise"] as const)(
    "(%s) has delivered nothing, and the next one delivers once",
    async (how) => {
      const ids = await queue(owner, reader, [event(noon)]);
      const repair = await breakOff(step, how);
      await expect(owner`select public.deliver_notifications(${noon})`).rejects.toThrow();
      await repair();
      expect(await notificationsOf(database, reader)).toHaveLength(0);
      expect(await outcomesOf(database, ids)).toEqual(["waits"]);
      expect(await deliver(database, later(noon, 1))).toMatchObject({ delivered: 1, left: 0 });
      expect(await deliver(database, later(noon, 90))).toMatchObject({ slots: 0 });
      expect(await notificationsOf(database, reader)).toHaveLength(1);
      expect(await outcomesOf(database, ids)).toEqual(["delivered"]);
    },
  );
});

const delivering = Object.entries(steps).filter(([, step]) => !step.includes("notification_slots"));
describe.each(delivering)("a writer whose own delivery fails %s", (_, step) => {
  test("has written all the same, and the next delivery tells it", async () => {
    const repair = await breakOff(step, "raise");
    const ids = await queue(owner, reader, [event()]);
    await repair();
    expect(await outcomesOf(database, ids)).toEqual(["waits"]);
    expect(await deliver(database, new Date())).toMatchObject({ delivered: 1 });
    expect(await notificationsOf(database, reader)).toHaveLength(1);
  });
});

test("a writer whose time is up while they deliver has written all the same", async () => {
  const repair = await breakOff("before insert on public.notifications", "last");
  const ids = await owner.begin(async (sql) => {
    const written = await queue(sql, reader, [event()]);
    await sql`set local statement_timeout = '300ms'`;
    await sql`set constraints all immediate`;
    return written;
  });
  await repair();
  expect(await outcomesOf(database, ids)).toEqual(["waits"]);
  expect(await deliver(database, new Date())).toMatchObject({ delivered: 1 });
});

const writing = {
  ...steps,
  "before its slot is armed": "before insert on public.notification_slots",
  "after its slot was armed": "after insert on public.notification_slots",
  "before it noted that it wrote": "before insert on private.notification_arrivals",
  "after its end began": "after delete on private.notification_arrivals",
};
test.each(Object.entries(writing))("a writer who dies %s has written nothing", async (_, step) => {
  await breakOff(step, "die");
  await expect(queue(owner, reader, [event()])).rejects.toThrow();
  const left = await owner`
    select user_id from public.notification_queue where user_id = ${reader.id}
    union all select user_id from public.notifications where user_id = ${reader.id}
    union all select user_id from public.notification_slots where user_id = ${reader.id} and waiting
    union all select user_id from private.notification_outcomes where user_id = ${reader.id}`;
  expect(left).toHaveLength(0);
});

test("a broadcast that fails takes nothing back", async () => {
  await breakOff("before insert on realtime.messages", "raise");
  const ids = await queue(owner, reader, [event()]);
  expect(await outcomesOf(database, ids)).toEqual(["delivered"]);
});
