import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { type Message, send, sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { anna, mikko, teams } from "./support/demo.ts";
import { type Said, saidDuring } from "./support/live.ts";
import { enrolMember } from "./support/people.ts";

const database = await openDatabase();
const sweden = `team:${teams.sweden}`;

const said = (work: () => Promise<unknown>) => saidDuring(database, work);
const on = (topic: string, heard: Said[]) => heard.filter((broadcast) => broadcast.topic === topic);
const edit = ({ id }: Message, content: string) =>
  database.as(anna, (sql) => sql`select public.edit_message(${id}, ${content})`);
const remove = ({ id }: Message) => database.as(anna, (sql) => sql`select public.delete_message(${id})`);

test("a message is said to its team and its arrival to the organisers, and to nobody else", async () => {
  const heard = await said(() => sent(database, anna, teams.sweden));
  expect(heard.map(({ topic, event }) => [topic, event])).toEqual([
    ["admin", "inbox"],
    [sweden, "message"],
  ]);
});

test("a message is said with exactly these facts, which are those of the snapshot", async () => {
  const [broadcast] = on(
    sweden,
    await said(() => sent(database, anna, teams.sweden, { content: "Which gate?" })),
  );
  expect(broadcast?.payload).toEqual({
    id: expect.any(String),
    team_id: teams.sweden,
    sender_id: anna.id,
    sender_name: "Anna Lindqvist",
    sender_role: "member",
    content: "Which gate?",
    seq: expect.any(Number),
    revision: expect.any(Number),
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/),
    edited_at: null,
    deleted_at: null,
    mentions: [],
    documents: [],
  });
  const [row] = await database.as(
    anna,
    (sql) => sql`select public.chat_snapshot(${teams.sweden}, 1) -> 'messages' -> 0 as newest`,
  );
  expect(row?.newest).toEqual(broadcast?.payload);
});

test("the organisers are told in which conversation, and not what", async () => {
  const [inbox] = on("admin", await said(() => sent(database, anna, teams.sweden)));
  expect(inbox?.payload).toEqual({ team_id: teams.sweden, id: expect.any(String) });
});

test("an edit is said with the new text and its revision", async () => {
  const message = await sent(database, anna, teams.sweden);
  const heard = on(sweden, await said(() => edit(message, "Gate D.")));
  expect(heard).toMatchObject([
    {
      event: "message",
      payload: {
        id: message.id,
        content: "Gate D.",
        seq: message.seq,
        revision: message.revision + 1,
        edited_at: expect.any(String),
      },
    },
  ]);
});

test("a deletion is said without a word of what was deleted", async () => {
  const message = await sent(database, anna, teams.sweden, { content: "A slip of the tongue." });
  const heard = await said(() => remove(message));
  expect(on(sweden, heard)).toMatchObject([
    {
      event: "message",
      payload: {
        id: message.id,
        content: null,
        revision: message.revision + 1,
        deleted_at: expect.any(String),
      },
    },
  ]);
  expect(JSON.stringify(heard)).not.toContain("slip");
});

test("what changes nothing says nothing", async () => {
  const message = await sent(database, anna, teams.sweden);
  const heard = await said(async () => {
    await send(database, anna, teams.sweden, { id: message.id });
    await edit(message, message.content ?? "");
  });
  expect(heard).toEqual([]);
  await remove(message);
  expect(await said(() => remove(message))).toEqual([]);
});

test("what is refused, or rolled back, was never said", async () => {
  const heard = await said(async () => {
    await expect(send(database, anna, teams.sweden, { content: " " })).rejects.toThrow();
    const changedMyMind = database.as(anna, async (sql) => {
      await sql`insert into public.chat_messages (team_id, sender_id, content) values (${teams.sweden}, ${anna.id}, 'No.')`;
      throw new Error("changed my mind");
    });
    await expect(changedMyMind).rejects.toThrow("changed my mind");
  });
  expect(heard).toEqual([]);
});

test("history that is brought in keeps its times and is not said; a message of the owner without a time is", async () => {
  const id = randomUUID();
  const imported = await said(
    () => database.owner`
      insert into public.chat_messages (id, team_id, sender_id, content, created_at)
      values (${id}, ${teams.norway}, ${mikko.id}, 'Long ago.', '2026-05-01 12:00+00')`,
  );
  expect(imported).toEqual([]);
  const [stored] = await database.owner`select created_at from public.chat_messages where id = ${id}`;
  expect(stored?.created_at).toEqual(new Date("2026-05-01T12:00:00Z"));

  const written = await said(
    () => database.owner`
      insert into public.chat_messages (team_id, sender_id, content)
      values (${teams.norway}, ${mikko.id}, 'Now.')`,
  );
  expect(written).toHaveLength(2);
});

test("a bulk insert is said message by message, to each team its own", async () => {
  const heard = await said(() =>
    database.as(
      mikko,
      (sql) => sql`
        insert into public.chat_messages (team_id, sender_id, content) values
          (${teams.sweden}, ${mikko.id}, 'For Sweden.'), (${teams.finland}, ${mikko.id}, 'For Finland.')`,
    ),
  );
  expect(on(sweden, heard)).toMatchObject([{ payload: { content: "For Sweden." } }]);
  expect(on(`team:${teams.finland}`, heard)).toMatchObject([{ payload: { content: "For Finland." } }]);
});

test("a reading mark is said to the conversation, and to the reader's own windows", async () => {
  const reader = await enrolMember(database, teams.sweden);
  const mark = (seq: number) =>
    database.as(reader, (sql) => sql`select public.mark_read(${teams.sweden}, ${seq})`);
  const heard = await said(() => mark(3));
  expect(heard).toEqual([
    {
      topic: sweden,
      event: "read",
      payload: {
        id: expect.any(String),
        team_id: teams.sweden,
        user_id: reader.id,
        name: "A new member",
        role: "member",
        seen_seq: 3,
        read_at: expect.any(String),
      },
    },
    {
      topic: `user:${reader.id}`,
      event: "changed",
      payload: { id: expect.any(String), noun: "conversations" },
    },
  ]);
  expect(await said(() => mark(2))).toEqual([]);
});
