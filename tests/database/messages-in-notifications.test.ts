import { describe, expect, test } from "vitest";
import { type Message, sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import type { Person } from "./support/people.ts";
import { call } from "./support/tasks.ts";
import { forgetTold } from "./support/told.ts";

// What becomes of notifications when the messages that they tell of are edited, deleted and read.
const database = await openDatabase();

const edit = (id: string, mentions: string[], actor = anna) =>
  database.as(actor, (sql) => sql`select public.edit_message(${id}, 'Look.', ${mentions}::uuid[])`);
const remove = (id: string, actor = anna) =>
  database.as(actor, (sql) => sql`select public.delete_message(${id})`);
/** As the scheduler does it, so many seconds from now. */
const deliverIn = (seconds: number) =>
  database.as(
    "service_role",
    (sql) => sql`select public.deliver_notifications(clock_timestamp() + ${seconds} * interval '1 s')`,
  );
const notificationsOf = (person: Person) => database.owner<
  { type: string; item_count: number; message: string; read_at: Date | null }[]
>`
  select type, item_count, message, read_at from public.notifications where user_id = ${person.id} order by created_at`;
const outcomesOf = async (person: Person) => {
  const rows = await database.owner<{ line: string }[]>`
    select type || ' ' || outcome as line from private.notification_outcomes
    where user_id = ${person.id} order by event_id`;
  return rows.map(({ line }) => line);
};

describe("of seven messages in one notification", () => {
  const itemsOf = async (person: Person) => {
    const rows = await database.owner<{ items: { seq: number }[]; item_count: number; link: string }[]>`
      select params -> 'items' as items, item_count, link from public.notifications
      where user_id = ${person.id} and read_at is null and type = 'chat_mention' order by created_at`;
    return rows.map(({ items, ...row }) => ({ ...row, seqs: items.map(({ seq }) => seq) }));
  };
  /** Seven that name Erik, who was told of another just before. */
  const seven = async () => {
    await forgetTold(database);
    const before = await sent(database, mikko, teams.sweden, { mentions: [erik.id] });
    await call(database, erik, "public.read_all_notifications()");
    const messages: Message[] = [];
    for (let count = 0; count < 7; count += 1) {
      messages.push(await sent(database, mikko, teams.sweden, { mentions: [erik.id] }));
    }
    await deliverIn(61);
    return messages.map(({ id, seq }) => ({ id, place: seq - before.seq, seq }));
  };
  const take: [string, string, (id: string) => Promise<unknown>][] = [
    ["names them no more", "withdrawn", (id) => edit(id, [], mikko)],
    ["is deleted", "deleted", (id) => remove(id, mikko)],
  ];

  test.each(take)("each that %s leaves the others, whatever its place", async (_, outcome, takeOut) => {
    // No more than 30 changes in a minute are taken of one person.
    await database.owner`truncate private.chat_message_history`;
    const messages = await seven();
    const newest = (gone: number[]) =>
      messages
        .filter(({ place }) => !gone.includes(place))
        .map(({ seq }) => seq)
        .toReversed();
    const gone: number[] = [];
    // The oldest is beyond the five that are named; then the newest, whose place another takes.
    for (const place of [1, 7, 6, 2, 5, 3]) {
      await takeOut(messages[place - 1]?.id ?? "");
      gone.push(place);
      expect(await itemsOf(erik)).toEqual([
        {
          item_count: 7 - gone.length,
          seqs: newest(gone).slice(0, 5),
          link: gone.length === 6 ? `/chat/SWE/${newest(gone)[0]}` : "/chat/SWE",
        },
      ]);
    }
    await takeOut(messages[3]?.id ?? "");
    expect(await itemsOf(erik)).toEqual([]);
    expect((await outcomesOf(erik)).filter((line) => line === `chat_mention ${outcome}`)).toHaveLength(7);
  });

  test("none is left in the way of who reads the conversation", async () => {
    await database.owner`truncate private.chat_message_history`;
    const messages = await seven();
    for (const { id } of messages.slice(2)) await take[0]?.[2](id);
    await database.owner`update public.chat_read_cursors set read_at = now() - interval '1 minute'`;
    await call(database, erik, `public.mark_read('${teams.sweden}', ${messages[1]?.seq})`);
    expect(await itemsOf(erik)).toEqual([]);
  });
});

test("a deletion takes back what was told of the message, with its count, and tells nobody anew", async () => {
  await forgetTold(database);
  await sent(database, anna, teams.sweden, { content: "Kept." });
  const { id } = await sent(database, anna, teams.sweden, { mentions: [mikko.id] });
  await deliverIn(121);
  expect(await notificationsOf(sofia)).toMatchObject([{ type: "chat_message", item_count: 2 }]);
  expect(await notificationsOf(mikko)).toHaveLength(2);
  await database.admin`truncate realtime.messages`;
  await remove(id);
  await deliverIn(600);
  expect(await notificationsOf(mikko)).toMatchObject([{ type: "chat_message", item_count: 1 }]);
  expect(await notificationsOf(sofia)).toMatchObject([{ item_count: 1, message: "Kept." }]);
  const heard = await database.admin`
    select topic, event, payload ->> 'count' as count from realtime.messages
    where event in ('unread', 'notification') order by topic`;
  expect(heard).toHaveLength(2);
  expect(heard).toContainEqual({ topic: `user:${mikko.id}`, event: "unread", count: "1" });
});

describe("whoever reads again what was edited since", () => {
  const named = async () => {
    await forgetTold(database);
    const { id, seq } = await sent(database, anna, teams.sweden);
    await database.owner`update public.chat_read_cursors set read_at = now() - interval '1 minute'`;
    const mark = (place = seq) => call(database, erik, `public.mark_read('${teams.sweden}', ${place})`);
    await mark();
    await edit(id, [erik.id]);
    return { id, seq, mark };
  };

  test("has read the mention, when they have come as far", async () => {
    const { seq, mark } = await named();
    await mark(seq - 1);
    expect(await notificationsOf(erik)).toMatchObject([{ type: "chat_mention", read_at: null }]);
    await mark();
    expect(await notificationsOf(erik)).toMatchObject([{ read_at: expect.any(Date) }]);
  });

  test("is not told later what waited", async () => {
    const { id, mark } = await named();
    await edit(id, []);
    await edit(id, [erik.id]);
    expect(await outcomesOf(erik)).toEqual(["chat_mention withdrawn"]);
    await mark();
    await deliverIn(61);
    expect(await notificationsOf(erik)).toEqual([]);
    expect(await outcomesOf(erik)).toEqual(["chat_mention withdrawn", "chat_mention read"]);
  });
});
