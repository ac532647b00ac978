import { fc } from "@fast-check/vitest";
import { beforeAll, describe, expect, test } from "vitest";
import { sent, upTo } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, mikko, teams } from "./support/demo.ts";
import { enrolMember, type Person } from "./support/people.ts";
import { following, given, history, snapshot, windowAround } from "./support/reader.ts";

const database = await openDatabase();

/** A conversation of 120 messages, the 60th of them deleted and the 61st edited. */
const long = teams.norway;
let norwegian: Person;
beforeAll(async () => {
  norwegian = await enrolMember(database, long);
  const lines = (from: number, to: number) => database.owner`
    insert into public.chat_messages (team_id, sender_id, content)
    select ${long}::uuid, ${mikko.id}::uuid, 'Line ' || n from generate_series(${from}::int, ${to}::int) n`;
  await lines(1, 59);
  const deleted = await sent(database, norwegian, long, { content: "Line 60" });
  const edited = await sent(database, norwegian, long, { content: "Line 6i" });
  await database.as(norwegian, async (sql) => {
    await sql`select public.delete_message(${deleted.id})`;
    await sql`select public.edit_message(${edited.id}, 'Line 61')`;
  });
  await lines(62, 120);
});

const places = (messages: { seq: number }[]) => messages.map(({ seq }) => seq);
const span = (from: number, to: number) => upTo(to).slice(from - 1);

describe("a window", () => {
  test.each([
    ["in the middle, half before and half after", 60, 10, span(55, 64)],
    ["of an odd size", 60, 11, span(55, 65)],
    ["of one message", 60, 1, [60]],
    ["at the beginning, as full as elsewhere", 1, 10, span(1, 10)],
    ["near the beginning", 3, 10, span(1, 10)],
    ["at the end", 120, 10, span(111, 120)],
    ["near the end", 118, 10, span(111, 120)],
    ["past the end", 2_147_483_647, 10, span(111, 120)],
    ["before the beginning", -2_147_483_648, 10, span(1, 10)],
    ["around nowhere", null, 10, span(111, 120)],
    ["larger than the conversation", 60, 1000, span(1, 120)],
    ["of no size", 60, 0, [60]],
  ])("%s", async (_, around, size, expected) => {
    expect(places(given(await windowAround(database, norwegian, long, around, size)).messages)).toEqual(
      expected,
    );
  });

  test("tells the head and the topic, and each message as it is now, as a snapshot does", async () => {
    const whole = given(await snapshot(database, norwegian, long));
    const reading = given(await windowAround(database, norwegian, long, 60, 4));
    expect(reading).toEqual({ ...whole, messages: whole.messages.slice(57, 61) });
    expect(reading.messages).toMatchObject([
      { content: "Line 58" },
      { content: "Line 59" },
      { content: null },
      { content: "Line 61" },
    ]);
  });

  test("holds 50 unless told, and at most 200", async () => {
    const count = async (size?: number) =>
      given(await windowAround(database, norwegian, long, 60, size)).messages.length;
    expect(await count()).toBe(50);
    expect(await count(100_000)).toBe(120);
  });

  test("of a conversation without messages is empty", async () => {
    const member = await enrolMember(database, teams.austria);
    expect(await windowAround(database, member, teams.austria, 412)).toEqual({
      last_seq: 0,
      last_revision: 0,
      topic: `team:${teams.austria}`,
      messages: [],
    });
  });

  test("of another team's conversation is none", async () => {
    expect(await windowAround(database, aino, long, 60)).toBeNull();
  });
});

describe("what follows a place", () => {
  test("is the page after it, oldest first, and page by page all of it", async () => {
    const read: number[] = [];
    for (let after = 0; ; after = read.at(-1) ?? 0) {
      const page = await following(database, norwegian, long, after, 50);
      if (page.length === 0) break;
      read.push(...places(page));
    }
    expect(read).toEqual(span(1, 120));
  });

  test("is nothing to another team", async () => {
    expect(await following(database, aino, long, 0)).toEqual([]);
  });
});

test("from any place, pages both ways make the whole conversation", async () => {
  const whole = given(await snapshot(database, norwegian, long)).messages;
  const places = fc.integer({ min: 1, max: 120 });
  const sizes = fc.integer({ min: 1, max: 60 });
  await fc.assert(
    fc.asyncProperty(places, sizes, async (around, size) => {
      const messages = [...given(await windowAround(database, norwegian, long, around, size)).messages];
      for (;;) {
        const page = await history(database, norwegian, long, messages[0]?.seq ?? 0, size);
        messages.unshift(...page);
        if (page.length < size) break;
      }
      for (;;) {
        const page = await following(database, norwegian, long, messages.at(-1)?.seq ?? 0, size);
        messages.push(...page);
        if (page.length < size) break;
      }
      expect(messages).toEqual(whole);
    }),
    { numRuns: 20 },
  );
});
