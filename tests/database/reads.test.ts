import { fc } from "@fast-check/vitest";
import { beforeAll, describe, expect, test } from "vitest";
import { headOf, type Message, sent, upTo } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko, teams } from "./support/demo.ts";
import { enrolMember, type Person, several } from "./support/people.ts";
import { changes, Follower, given, history, snapshot } from "./support/reader.ts";

const database = await openDatabase();

/** A conversation longer than any page: 450 messages, the last of them edited and the one before it deleted. */
const long = teams.norway;
let norwegian: Person;
beforeAll(async () => {
  norwegian = await enrolMember(database, long);
  await database.owner`
    insert into public.chat_messages (team_id, sender_id, content)
    select ${long}::uuid, ${mikko.id}::uuid, 'Line ' || n from generate_series(1, 448) n`;
  const deleted = await sent(database, norwegian, long, { content: "Line 449" });
  const edited = await sent(database, norwegian, long, { content: "Line 45o" });
  await database.as(norwegian, async (sql) => {
    await sql`select public.delete_message(${deleted.id})`;
    await sql`select public.edit_message(${edited.id}, 'Line 450')`;
  });
});

const places = (messages: { seq: number }[]) => messages.map(({ seq }) => seq);
const span = (from: number, to: number) => upTo(to).slice(from - 1);

describe("a snapshot", () => {
  test("gives the newest messages, oldest first, with the head and the topic that continues them", async () => {
    const reading = given(await snapshot(database, norwegian, long, 3));
    expect(reading).toEqual({
      last_seq: 450,
      last_revision: 452,
      topic: `team:${long}`,
      messages: [expect.any(Object), expect.any(Object), expect.any(Object)],
    });
    expect(reading.messages).toMatchObject([
      { seq: 448, revision: 448, content: "Line 448", edited_at: null, deleted_at: null },
      { seq: 449, revision: 451, content: null, deleted_at: expect.any(String) },
      { seq: 450, revision: 452, content: "Line 450", edited_at: expect.any(String) },
    ]);
  });

  test("tells of a message all that a screen needs, and nothing else", async () => {
    const [message] = given(await snapshot(database, norwegian, long, 1)).messages;
    expect(Object.keys(message ?? {}).toSorted()).toEqual([
      "content",
      "created_at",
      "deleted_at",
      "documents",
      "edited_at",
      "id",
      "mentions",
      "revision",
      "sender_id",
      "sender_name",
      "sender_role",
      "seq",
      "team_id",
    ]);
  });

  test.each([
    [1000, 200],
    [200, 200],
    [50, 50],
    [0, 1],
    [-5, 1],
  ])("of %i messages holds %i", async (asked, held) => {
    const { messages } = given(await snapshot(database, norwegian, long, asked));
    expect(places(messages)).toEqual(span(451 - held, 450));
  });

  test("of a conversation without messages is empty and at the beginning", async () => {
    const member = await enrolMember(database, teams.austria);
    expect(await snapshot(database, member, teams.austria)).toEqual({
      last_seq: 0,
      last_revision: 0,
      topic: `team:${teams.austria}`,
      messages: [],
    });
  });
});

describe("changes", () => {
  test("since the beginning come 200 at a time in the order of revisions, until they are level", async () => {
    const pages = [];
    let since = 0;
    for (const size of [200, 200, 50]) {
      const page = given(await changes(database, norwegian, long, since));
      expect([page.messages.length, page.last_revision]).toEqual([size, 452]);
      pages.push(page.messages);
      since = page.messages.at(-1)?.revision ?? 0;
    }
    const revisions = pages.flat().map(({ revision }) => revision);
    expect(revisions).toEqual([...span(1, 448), 451, 452]);
    expect(given(await changes(database, norwegian, long, since)).messages).toEqual([]);
  });

  test("since a revision are those after it: an edit and a deletion in their newest state", async () => {
    const { messages } = given(await changes(database, norwegian, long, 450));
    expect(messages).toMatchObject([
      { seq: 449, revision: 451, content: null },
      { seq: 450, revision: 452, content: "Line 450" },
    ]);
  });

  test("are at most 200 to a page, whatever is asked for, and at least one", async () => {
    expect(given(await changes(database, norwegian, long, 0, 1000)).messages).toHaveLength(200);
    expect(given(await changes(database, norwegian, long, 0, 0)).messages).toHaveLength(1);
  });
});

describe("history", () => {
  test("is the page before a place, oldest first, and page by page all of it", async () => {
    const pages = [];
    let before = 451;
    for (let page = await history(database, norwegian, long, before, 200); page.length > 0; ) {
      pages.unshift(...page);
      before = page[0]?.seq ?? 0;
      page = await history(database, norwegian, long, before, 200);
    }
    expect(places(pages)).toEqual(span(1, 450));
  });

  test("is 50 messages to a page, and at most 200", async () => {
    expect(places(await history(database, norwegian, long, 101))).toEqual(span(51, 100));
    expect(await history(database, norwegian, long, 451, 1000)).toHaveLength(200);
  });

  test("tells a message as the snapshot does", async () => {
    const { messages } = given(await snapshot(database, norwegian, long, 5));
    expect(await history(database, norwegian, long, 451, 5)).toEqual(messages);
  });
});

test("a null asks for what is usual", async () => {
  const [row] = await database.as(
    norwegian,
    (sql) => sql`
      select jsonb_array_length(public.chat_snapshot(${long}, null) -> 'messages') as snapshot,
        jsonb_array_length(public.chat_changes(${long}, null, null) -> 'messages') as changes,
        public.chat_changes(${long}, null) -> 'messages' -> 0 -> 'revision' as since,
        jsonb_array_length(public.chat_history(${long}, 451, null)) as history`,
  );
  expect(row).toEqual({ snapshot: 50, changes: 200, since: 1, history: 50 });
});

test("of another team's conversation there is nothing to read, as of one that never was", async () => {
  for (const teamId of [teams.sweden, "00000000-0000-4000-8000-000000000000"]) {
    expect(await snapshot(database, aino, teamId)).toBeNull();
    expect(await changes(database, aino, teamId, 0)).toBeNull();
    expect(await history(database, aino, teamId, 1000)).toEqual([]);
  }
});

test("who catches up at any moments and by any pages knows at the end what a fresh snapshot says", async () => {
  const person = fc.nat({ max: 1 });
  const action = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("send" as const), person }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constantFrom("edit" as const, "delete" as const), which: fc.nat() }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("catch up" as const),
        pageSize: fc.integer({ min: 1, max: 4 }),
      }),
    },
  );
  let codes = 10;
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
      const [team] = await database.owner<{ id: string }[]>`
        insert into public.teams (name, code)
        values ('Property', ${`P${codes++}`}) returning id`;
      const teamId = given(team).id;
      const writers = await several(2, () => enrolMember(database, teamId));
      const messages: { sender: Person; message: Message }[] = [];
      const follower = new Follower(async (since, pageSize) =>
        given(await changes(database, mikko, teamId, since, pageSize)),
      );
      for (const step of actions) {
        if (step.kind === "send") {
          const sender = given(writers[step.person]);
          messages.push({ sender, message: await sent(database, sender, teamId) });
        } else if (step.kind === "catch up") {
          await follower.catchUp(step.pageSize);
        } else {
          const target = messages[step.which % Math.max(1, messages.length)];
          if (!target) continue;
          const { sender, message } = target;
          const change = database.as(sender, (sql) =>
            step.kind === "edit"
              ? sql`select public.edit_message(${message.id}, ${`Edited ${step.which}`})`
              : sql`select public.delete_message(${message.id})`,
          );
          await change.catch((error: { code?: string }) => expect(error.code).toBe("PT409"));
        }
      }
      await follower.catchUp(3);
      const fresh = given(await snapshot(database, mikko, teamId));
      expect(follower.view()).toEqual(fresh.messages);
      expect(follower.revision).toBe(fresh.last_revision);
    }),
    { numRuns: 25 },
  );
}, 60_000);

test("while others write, no answer's head is younger than its rows, and a follower ends level", async () => {
  const writers = await several(12, () => enrolMember(database, teams.canada));
  const before = await headOf(database, teams.canada);
  const { messages: seeded } = given(await snapshot(database, mikko, teams.canada));
  const follower = new Follower(async (since, pageSize) => {
    const reading = given(await changes(database, mikko, teams.canada, since, pageSize));
    const newest = reading.messages.at(-1)?.revision ?? since;
    // A page that is not full says that there is no more: its last row is the head's.
    if (reading.messages.length < pageSize) expect(newest).toBe(reading.last_revision);
    return reading;
  });
  let writing = true;
  const write = Promise.all(
    writers.map(async (writer) => {
      for (let turn = 0; turn < 6; turn += 1) {
        const { id } = await sent(database, writer, teams.canada);
        if (turn % 2) await database.as(writer, (sql) => sql`select public.edit_message(${id}, 'Edited.')`);
      }
    }),
  ).finally(() => {
    writing = false;
  });
  while (writing) {
    const reading = given(await snapshot(database, mikko, teams.canada));
    expect(places(reading.messages)).toEqual(upTo(reading.last_seq));
    expect(Math.max(...reading.messages.map(({ revision }) => revision))).toBe(reading.last_revision);
    await follower.catchUp(5);
  }
  await write;
  await follower.catchUp(5);

  const fresh = given(await snapshot(database, mikko, teams.canada));
  expect(fresh.messages).toHaveLength(seeded.length + 72);
  expect(fresh.last_revision).toBe(before.last_revision + 72 + 36);
  expect(follower.view()).toEqual(fresh.messages);
});

test("a member and an organiser read the same conversation", async () => {
  expect(await snapshot(database, anna, teams.sweden)).toEqual(await snapshot(database, mikko, teams.sweden));
});
