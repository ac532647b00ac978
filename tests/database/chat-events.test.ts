import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { ORGANISERS_ID } from "@/lib/chat/schema";
import { type Message, send, sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { enrolDeactivated } from "./support/people.ts";
import { call } from "./support/tasks.ts";
import { forgetTold, told, toldOf } from "./support/told.ts";

// Sweden is Anna and Erik; the organisers are Mikko and Sofia.
const database = await openDatabase();
await enrolDeactivated(database, teams.sweden);
await enrolDeactivated(database, null);

const toldBy = (work: () => Promise<unknown>) => toldOf(database, work);
const edit = (id: string, mentions: string[], content = "Look.") =>
  database.as(anna, (sql) => sql`select public.edit_message(${id}, ${content}, ${mentions})`);
const remove = (id: string) => database.as(anna, (sql) => sql`select public.delete_message(${id})`);
/** As the scheduler does it, so many seconds from now. */
const deliverIn = (seconds: number) =>
  database.as(
    "service_role",
    (sql) => sql`select public.deliver_notifications(clock_timestamp() + ${seconds} * interval '1 s')`,
  );
const notificationsOf = (person: { id: string }) => database.owner<
  { type: string; item_count: number; title: string; message: string; link: string; read_at: Date | null }[]
>`
  select type, item_count, title, message, link, read_at from public.notifications
  where user_id = ${person.id} order by created_at`;
const outcomesOf = async (person: { id: string }) => {
  const rows = await database.owner<{ line: string }[]>`
    select type || ' ' || outcome as line from private.notification_outcomes
    where user_id = ${person.id} order by event_id`;
  return rows.map(({ line }) => line);
};

describe("a message", () => {
  test("of a team waits for the organisers, and an organiser's for the team, with its place", async () => {
    const question = await toldBy(() => sent(database, anna, teams.sweden));
    expect(question).toEqual(["mikko chat_message unread", "sofia chat_message unread"]);
    await forgetTold(database);
    const { seq } = await sent(database, mikko, teams.sweden);
    const line = { type: "chat_message", reason: "unread", link: `/chat/SWE/${seq}` };
    expect((await told(database)).toSorted((a, b) => (a.who < b.who ? -1 : 1))).toEqual([
      { who: "anna", ...line },
      { who: "erik", ...line },
    ]);
  });

  test("is told two minutes after it was sent, and not before", async () => {
    await forgetTold(database);
    await sent(database, mikko, teams.norway);
    await sent(database, mikko, teams.sweden, { content: "Gate C?" });
    await deliverIn(119);
    expect(await notificationsOf(anna)).toEqual([]);
    await deliverIn(121);
    expect(await notificationsOf(anna)).toMatchObject([{ type: "chat_message", message: "Gate C?" }]);
  });

  test("that is sent again under its id is told once", async () => {
    const id = randomUUID();
    expect(await toldBy(() => send(database, anna, teams.sweden, { id }))).toHaveLength(2);
    expect(await toldBy(() => send(database, anna, teams.sweden, { id }))).toEqual([]);
  });

  test("of a server in somebody's name is told too, and history is not", async () => {
    expect(await toldBy(() => sent(database, "service_role", teams.sweden, { sender: anna }))).toHaveLength(
      2,
    );
    const bring = () => database.owner`
      insert into public.chat_messages (team_id, sender_id, content, mentions, created_at)
      values (${teams.sweden}, ${anna.id}, 'Old.', ${[mikko.id]}, now() - interval '1 minute')`;
    expect(await toldBy(bring)).toEqual([]);
  });
});

describe("a mention", () => {
  const naming = (mentions: string[], actor = anna) =>
    toldBy(() => sent(database, actor, teams.sweden, { mentions }));
  const unread = ["mikko chat_message unread", "sofia chat_message unread"];

  test("of somebody on either side is told to them", async () => {
    expect(await naming([erik.id, sofia.id])).toEqual([
      "erik chat_mention mention",
      ...unread.slice(0, 1),
      "sofia chat_mention mention",
      ...unread.slice(1),
    ]);
  });

  test("of the team is told to its other members", async () => {
    expect(await naming([teams.sweden])).toEqual(["erik chat_mention mention_team", ...unread]);
    expect(await naming([teams.sweden], mikko)).toEqual([
      "anna chat_mention mention_team",
      "anna chat_message unread",
      "erik chat_mention mention_team",
      "erik chat_message unread",
    ]);
  });

  test("of the organisers is told to all of them, but to who wrote it", async () => {
    expect(await naming([ORGANISERS_ID], mikko)).toContain("sofia chat_mention mention_organisers");
    expect(await naming([ORGANISERS_ID], mikko)).not.toContain("mikko chat_mention mention_organisers");
  });

  test("goes out at once, and is all that its reader hears of the message", async () => {
    await forgetTold(database);
    await sent(database, anna, teams.sweden, { mentions: [mikko.id] });
    expect(await notificationsOf(mikko)).toMatchObject([{ type: "chat_mention" }]);
    await deliverIn(300);
    expect(await notificationsOf(mikko)).toHaveLength(1);
    expect(await outcomesOf(mikko)).toEqual(["chat_message superseded", "chat_mention delivered"]);
    expect(await notificationsOf(sofia)).toMatchObject([{ type: "chat_message" }]);
  });
});

describe("an edit", () => {
  test("tells those whom it names anew, at once, and the others not again", async () => {
    const { id } = await sent(database, anna, teams.sweden, { mentions: [mikko.id] });
    expect(await toldBy(() => edit(id, [mikko.id, erik.id]))).toEqual(["erik chat_mention mention"]);
    expect(await toldBy(() => edit(id, [mikko.id, erik.id], "Other words."))).toEqual([]);
    // Whoever was named by name is not told of the team that they are of.
    expect(await toldBy(() => edit(id, [mikko.id, teams.sweden]))).toEqual([]);
  });

  test("tells also those who had read the message as it was", async () => {
    const { id, seq } = await sent(database, anna, teams.sweden);
    await database.owner`update public.chat_read_cursors set read_at = now() - interval '1 minute'`;
    await call(database, erik, `public.mark_read('${teams.sweden}', ${seq})`);
    expect(await toldBy(() => edit(id, [erik.id]))).toEqual(["erik chat_mention mention"]);
    expect(await notificationsOf(erik)).toMatchObject([{ type: "chat_mention", read_at: null }]);
  });

  test("takes back what was not read by those whom it names no more, with their count", async () => {
    await forgetTold(database);
    const { id } = await sent(database, anna, teams.sweden, { mentions: [mikko.id, sofia.id, erik.id] });
    await database.as(sofia, async (sql) => {
      await sql`select public.read_all_notifications()`;
    });
    await database.admin`truncate realtime.messages`;
    await edit(id, [erik.id]);
    expect(await notificationsOf(mikko)).toEqual([]);
    expect(await notificationsOf(sofia)).toHaveLength(1);
    expect(await notificationsOf(erik)).toHaveLength(1);
    const heard = await database.admin`
      select topic, payload ->> 'count' as count from realtime.messages where event = 'unread' order by topic`;
    expect(heard).toContainEqual({ topic: `user:${mikko.id}`, count: "0" });
    expect(await outcomesOf(mikko)).toEqual(["chat_mention withdrawn"]);
  });

  test("leaves the other mentions of the same notification", async () => {
    await forgetTold(database);
    const first = await sent(database, anna, teams.sweden, { mentions: [erik.id] });
    const second = await sent(database, anna, teams.sweden, { mentions: [erik.id], content: "Two." });
    const third = await sent(database, anna, teams.sweden, { mentions: [erik.id], content: "Three." });
    await deliverIn(61);
    expect(await notificationsOf(erik)).toMatchObject([{ item_count: 1 }, { item_count: 2 }]);
    await edit(third.id, []);
    expect(await notificationsOf(erik)).toMatchObject([
      { link: `/chat/SWE/${first.seq}` },
      {
        item_count: 1,
        message: "Two.",
        link: `/chat/SWE/${second.seq}`,
        title: "Anna Lindqvist mentioned you",
      },
    ]);
    await edit(second.id, []);
    expect(await notificationsOf(erik)).toHaveLength(1);
  });

  test("that names somebody no more before they were told leaves them with the message alone", async () => {
    await forgetTold(database);
    await sent(database, anna, teams.sweden, { mentions: [mikko.id] });
    const { id } = await sent(database, anna, teams.sweden, {
      mentions: [mikko.id],
      content: "Named in error.",
    });
    await edit(id, []);
    await deliverIn(300);
    expect(await notificationsOf(mikko)).toMatchObject([
      { type: "chat_mention", item_count: 1 },
      { type: "chat_message", message: "Look.", item_count: 1 },
    ]);
    expect(await outcomesOf(mikko)).toEqual([
      "chat_message superseded",
      "chat_mention delivered",
      "chat_message delivered",
      "chat_mention withdrawn",
    ]);
  });

  test("that names somebody no more after the mention stood for the message tells them of the message", async () => {
    await forgetTold(database);
    const { id } = await sent(database, anna, teams.sweden, { mentions: [mikko.id, erik.id] });
    await deliverIn(121);
    expect(await outcomesOf(mikko)).toEqual(["chat_message superseded", "chat_mention delivered"]);
    await edit(id, []);
    await deliverIn(122);
    expect(await notificationsOf(mikko)).toMatchObject([{ type: "chat_message", message: "Look." }]);
    // Whoever is on the writer's side was told of the mention alone.
    expect(await notificationsOf(erik)).toEqual([]);
    await edit(id, [mikko.id]);
    await edit(id, []);
    await deliverIn(300);
    expect((await notificationsOf(mikko)).map(({ type }) => type)).toEqual(["chat_message"]);
  });

  test("that names somebody again tells them once", async () => {
    await forgetTold(database);
    await sent(database, anna, teams.sweden, { mentions: [erik.id] });
    const { id } = await sent(database, anna, teams.sweden, { mentions: [erik.id] });
    await edit(id, []);
    await edit(id, [erik.id]);
    await deliverIn(61);
    expect(await notificationsOf(erik)).toMatchObject([{ item_count: 1 }, { item_count: 1 }]);
    expect(await outcomesOf(erik)).toEqual([
      "chat_mention delivered",
      "chat_mention superseded",
      "chat_mention delivered",
    ]);
  });
});

test("a deletion leaves nothing of the text in anybody's notifications", async () => {
  await forgetTold(database);
  const { id } = await sent(database, anna, teams.sweden, { mentions: [mikko.id], content: "A secret." });
  expect(await notificationsOf(mikko)).toMatchObject([{ message: "A secret." }]);
  await remove(id);
  await deliverIn(300);
  const [row] = await database.owner`
    select (select count(*)::int from public.notifications n where n::text like '%secret%')
      + (select count(*)::int from public.notification_queue q where q::text like '%secret%') as left_over`;
  expect(row?.left_over).toBe(0);
  expect(await notificationsOf(sofia)).toEqual([]);
});

test("whoever reads the conversation has read what told of it", async () => {
  await forgetTold(database);
  const one: Message = await sent(database, mikko, teams.sweden, { mentions: [anna.id] });
  await deliverIn(0);
  const other = await sent(database, mikko, teams.sweden);
  await deliverIn(121);
  expect(await notificationsOf(anna)).toMatchObject([
    { type: "chat_mention", read_at: null },
    { type: "chat_message", read_at: null },
  ]);
  await database.owner`
    update public.chat_read_cursors set read_at = now() - interval '1 minute', last_read_seq = 1 where user_id = ${anna.id}`;
  await call(database, anna, `public.mark_read('${teams.sweden}', ${one.seq})`);
  expect(await notificationsOf(anna)).toMatchObject([
    { type: "chat_mention", read_at: expect.any(Date) },
    { type: "chat_message", read_at: null },
  ]);
  await database.owner`update public.chat_read_cursors set read_at = now() - interval '1 minute' where user_id = ${anna.id}`;
  await call(database, anna, `public.mark_read('${teams.sweden}', ${other.seq})`);
  expect((await notificationsOf(anna)).map(({ read_at }) => read_at)).not.toContain(null);
});
