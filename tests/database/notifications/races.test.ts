import type { TransactionSql } from "postgres";
import { beforeEach, describe, expect, test } from "vitest";
import { sent } from "../support/chat.ts";
import { openDatabase } from "../support/database.ts";
import { mikko, teams } from "../support/demo.ts";
import { holdOpen, someoneWaits } from "../support/locks.ts";
import { deliver, type Event, later, notificationsOf, outcomesOf, queue } from "../support/notifications.ts";
import { enrolMember, type Person, several } from "../support/people.ts";
import { forgetTold } from "../support/told.ts";

// Two at once, in every order that matters. Times are those of the clock: what is due is due now.
const database = await openDatabase();
const { owner, as } = database;
let reader: Person;
beforeEach(async () => {
  reader = await enrolMember(database, teams.sweden);
  await forgetTold(database);
});

const news = (event: Partial<Event> = {}): Event => ({ type: "page_published", ...event });
/** Something that is not due before a delivery is called for. */
const waiting = async (count = 1) => {
  const page = await owner<{ id: string }[]>`
    insert into public.pages (id, slug, title, status, published_at, published_by, created_by, edited_by)
    select id, id, 'Ice times', 'published', now() - interval '1 day', ${mikko.id}, ${mikko.id}, ${mikko.id}
    from (select gen_random_uuid() as id from generate_series(1, ${count})) as made returning id`;
  return page.map(({ id }) => news({ page: id }));
};
const counts = async () => (await notificationsOf(database, reader)).map(({ item_count }) => item_count);
const run = (now: Date) => (sql: TransactionSql) => sql`select public.deliver_notifications(${now})`;
const soon = () => later(new Date(), 5);
/** Writes as a request does, up to the moment before its commit. */
const write = (events: Event[]) => async (sql: TransactionSql) => {
  await sql`reset role`;
  await queue(sql, reader, events);
  await sql`set constraints all immediate`;
};

describe("two who deliver", () => {
  const queued = async (count = 1) =>
    queue(
      owner,
      reader,
      (await waiting(count)).map((event) => ({ ...event, at: later(new Date(), 2) })),
    );

  test("do not deliver the same twice: the second finds nothing, and waits for nobody", async () => {
    const ids = await queued(3);
    const first = await holdOpen(database, "service_role", run(soon()));
    expect(await deliver(database, soon())).toEqual({ slots: 0, delivered: 0, dissolved: 0, left: 1 });
    await first.commit();
    expect(await deliver(database, soon())).toMatchObject({ slots: 0, left: 0 });
    expect(await counts()).toEqual([3]);
    expect(await outcomesOf(database, ids)).toEqual(["delivered", "delivered", "delivered"]);
  });

  test("share the work", async () => {
    const others = await several(4, () => enrolMember(database, teams.sweden));
    const [event] = await waiting();
    for (const other of others) await queue(owner, other, [{ ...news(event), at: later(new Date(), 2) }]);
    const now = soon();
    const first = await holdOpen(
      database,
      "service_role",
      (sql) => sql`select public.deliver_notifications(${now}, 2)`,
    );
    expect(await deliver(database, now)).toMatchObject({ slots: 2, delivered: 2 });
    await first.commit();
    const each = await Promise.all(others.map((other) => notificationsOf(database, other)));
    expect(each.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
  });

  test("lose nothing when the first does not come to its end", async () => {
    const ids = await queued();
    const broken = holdOpen(database, "service_role", run(soon()));
    const held = await broken;
    await held.commit((sql) => sql`select 1/0`).catch(() => undefined);
    expect(await outcomesOf(database, ids)).toEqual(["waits"]);
    expect(await deliver(database, soon())).toMatchObject({ delivered: 1 });
    expect(await counts()).toEqual([1]);
  });
});

describe("who writes beside a delivery", () => {
  test("waits for it, and what they wrote comes when the minute is over", async () => {
    const [first, second] = await waiting(2);
    if (!first || !second) throw new Error("There are no events");
    const one = await queue(owner, reader, [{ ...first, at: later(new Date(), 2) }]);
    const delivery = await holdOpen(database, "service_role", run(soon()));
    const written = queue(owner, reader, [second]);
    await someoneWaits(database);
    await delivery.commit();
    const ids = [...one, ...(await written)];
    expect(await outcomesOf(database, ids)).toEqual(["delivered", "waits"]);
    await deliver(database, later(new Date(), 70));
    expect(await counts()).toEqual([1, 1]);
    expect(await outcomesOf(database, ids)).toEqual(["delivered", "delivered"]);
  });

  test("is not seen by it before they commit, and delivers themselves then", async () => {
    const [event] = await waiting();
    if (!event) throw new Error("There is no event");
    const written = await holdOpen(database, "service_role", async (sql) => {
      await sql`reset role`;
      await queue(sql, reader, [event]);
    });
    expect(await deliver(database, soon())).toMatchObject({ slots: 0, left: 0 });
    await written.commit();
    expect(await counts()).toEqual([1]);
  });
});

describe("of two who write", () => {
  test("the second waits for the first, and what they wrote for the minute", async () => {
    const [one, two] = await waiting(2);
    if (!one || !two) throw new Error("There are no events");
    const first = await holdOpen(database, "service_role", write([one]));
    const second = queue(owner, reader, [two]);
    await someoneWaits(database);
    await first.commit();
    const ids = await second;
    expect(await counts()).toEqual([1]);
    expect(await outcomesOf(database, ids)).toEqual(["waits"]);
    await deliver(database, later(new Date(), 61));
    expect(await counts()).toEqual([1, 1]);
  });

  test("the second goes out at once when the first gives up", async () => {
    const [one, two] = await waiting(2);
    if (!one || !two) throw new Error("There are no events");
    const first = await holdOpen(database, "service_role", write([one]));
    const second = queue(owner, reader, [two]);
    await someoneWaits(database);
    await first.commit((sql) => sql`select 1/0`).catch(() => undefined);
    expect(await outcomesOf(database, await second)).toEqual(["delivered"]);
    expect(await counts()).toEqual([1]);
  });

  test("neither waits for the other at a slot that waits already, and a delivery passes it by until both are done", async () => {
    const [before, one, two] = await waiting(3);
    if (!before || !one || !two) throw new Error("There are no events");
    const at = later(new Date(), 60);
    await queue(owner, reader, [{ ...before, at }]);
    const first = await holdOpen(database, "service_role", write([{ ...one, at }]));
    const second = await holdOpen(database, "service_role", write([{ ...two, at: later(at, 1) }]));
    await first.commit();
    expect(await deliver(database, later(at, 2))).toMatchObject({ slots: 0, delivered: 0 });
    await second.commit();
    expect(await deliver(database, later(at, 2))).toMatchObject({ slots: 1, delivered: 1 });
    expect(await counts()).toEqual([3]);
  });

  test("who brings something sooner arms a slot that others hold, and waits for none of them", async () => {
    const [before, one, two] = await waiting(3);
    if (!before || !one || !two) throw new Error("There are no events");
    const at = later(new Date(), 60);
    await queue(owner, reader, [{ ...before, at }]);
    const first = await holdOpen(database, "service_role", write([{ ...one, at }]));
    await queue(owner, reader, [{ ...two, at: later(at, -30) }]);
    await first.commit();
    expect(await deliver(database, later(at, -30))).toMatchObject({ slots: 1, delivered: 1 });
  });

  test("many who waited together for a delivery, and find the slot free, are no deadlock", async () => {
    const [before, ...events] = await waiting(9);
    if (!before) throw new Error("There are no events");
    const at = later(new Date(), 60);
    await queue(owner, reader, [{ ...before, at }]);
    const delivery = await holdOpen(database, "service_role", run(at));
    const written = events.map((event) => queue(owner, reader, [{ ...event, at: later(at, 90) }]));
    await someoneWaits(database, events.length);
    await delivery.commit();
    const ids = (await Promise.all(written)).flat();
    expect(new Set(await outcomesOf(database, ids))).toEqual(new Set(["waits"]));
    await deliver(database, later(at, 90));
    expect(await counts()).toEqual([1, 8]);
  });

  test("none is a deadlock, in whatever order they name their readers", async () => {
    const people = await several(6, () => enrolMember(database, teams.sweden));
    const [event] = await waiting();
    const inOrder = (order: Person[]) =>
      owner.begin(async (sql) => {
        for (const person of order) await queue(sql, person, [news(event)]);
      });
    await several(20, (index) => inOrder(index % 2 ? people : people.toReversed()));
    const told = await Promise.all(people.map((person) => notificationsOf(database, person)));
    expect(told.map(({ length }) => length)).toEqual(people.map(() => 1));
  });
});

describe("a message that is told", () => {
  const mention = async () => {
    const message = await sent(database, mikko, teams.sweden, { content: "Gate C at six." });
    await owner`
      update public.chat_messages set mentions = ${[reader.id]}, mention_names = '{them}' where id = ${message.id}`;
    await forgetTold(database);
    const event: Event = {
      type: "chat_mention",
      team: teams.sweden,
      message: message.id,
      at: later(new Date(), 2),
    };
    return { message, ids: await queue(owner, reader, [event]) };
  };
  const remove = (id: string) => (sql: TransactionSql) => sql`select public.delete_message(${id})`;

  test("while it is being deleted waits, and is not told", async () => {
    const { message, ids } = await mention();
    const deletion = await holdOpen(database, mikko, remove(message.id));
    expect(await deliver(database, soon())).toMatchObject({ slots: 1, delivered: 0, dissolved: 0 });
    expect(await outcomesOf(database, ids)).toEqual(["waits"]);
    await deletion.commit();
    await deliver(database, later(new Date(), 7));
    expect(await outcomesOf(database, ids)).toEqual(["deleted"]);
  });

  test("is told no more once it is deleted, also when that began in between", async () => {
    const { message } = await mention();
    const delivery = await holdOpen(database, "service_role", run(soon()));
    const deletion = as(mikko, remove(message.id));
    await someoneWaits(database);
    await delivery.commit();
    await deletion;
    expect(await notificationsOf(database, reader)).toEqual([]);
  });

  test("while its reader reads it waits, and is not told", async () => {
    const { message, ids } = await mention();
    await as(reader, (sql) => sql`select public.mark_read(${teams.sweden}, 1)`);
    await owner`update public.chat_read_cursors set read_at = '-infinity' where user_id = ${reader.id}`;
    const read = await holdOpen(
      database,
      reader,
      (sql) => sql`select public.mark_read(${teams.sweden}, ${message.seq})`,
    );
    await deliver(database, soon());
    expect(await outcomesOf(database, ids)).toEqual(["waits"]);
    await read.commit();
    await deliver(database, later(new Date(), 7));
    expect(await outcomesOf(database, ids)).toEqual(["read"]);
  });
});

test("many who write and many who deliver: each event ends once, and no reader is told twice in a minute", async () => {
  const people = await several(5, () => enrolMember(database, teams.sweden));
  const events = await waiting(40);
  const writers = events.map(async (event, index) => {
    const ids: string[] = [];
    for (const person of people.slice(index % 3)) ids.push(...(await queue(owner, person, [event])));
    return ids;
  });
  const deliveries = several(20, () => deliver(database, new Date(), { batch: 3 }));
  const ids = (await Promise.all(writers)).flat();
  await deliveries;
  const told = async () =>
    (await Promise.all(people.map((person) => notificationsOf(database, person)))).map(
      ({ length }) => length,
    );
  expect(await told()).toEqual(people.map(() => 1));
  await deliver(database, later(new Date(), 61));
  expect(await told()).toEqual(people.map(() => 2));
  expect(new Set(await outcomesOf(database, ids))).toEqual(new Set(["delivered"]));
  const [sum] = await owner`
    select sum(item_count)::int as items from public.notifications where user_id = any (${people.map(({ id }) => id)})`;
  expect(sum?.items).toBe(ids.length);
});

test("who changes their settings and who writes to them lock the same slots in one order", async () => {
  // As they lie, the second type comes first.
  for (const type of ["page_published", "task_comment"])
    await owner`insert into public.notification_slots (user_id, type, next_at, waiting)
      values (${reader.id}, ${type}, now() + interval '1 hour', true)`;
  const slot = (type: string) => (sql: TransactionSql) =>
    sql`select from public.notification_slots where user_id = ${reader.id} and type = ${type} for update`;
  const writer = await holdOpen(database, "service_role", async (sql) => {
    await sql`reset role`;
    await slot("task_comment")(sql);
  });
  const settings = as(
    reader,
    (sql) => sql`
    insert into public.notification_settings (user_id, quiet_from, quiet_until) values (${reader.id}, '22:00', '06:00')`,
  );
  await someoneWaits(database);
  await writer.commit(slot("page_published"));
  await settings;
});
