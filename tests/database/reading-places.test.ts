import { beforeEach, describe, expect, test } from "vitest";
import { sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko, teams } from "./support/demo.ts";
import { saidDuring } from "./support/live.ts";
import { enrolMember, enrolOrganiser, type Person } from "./support/people.ts";

// Back and forth in a conversation: what is unread, and what others see of it.
const database = await openDatabase();
const { owner } = database;

let reader: Person;
let last: number;
beforeEach(async () => {
  reader = await enrolMember(database, teams.sweden);
  last = (await sent(database, mikko, teams.sweden)).seq;
});

const place = async (person: Person, call: string): Promise<number> => {
  const rows = await database.as(person, (sql) =>
    sql.unsafe<{ given: number }[]>(`select public.${call} as given`),
  );
  return rows[0]?.given ?? Number.NaN;
};
const markRead = (seq: number, person = reader) => place(person, `mark_read('${teams.sweden}', ${seq})`);
const markUnread = (seq: number | null, person = reader, team: string = teams.sweden) =>
  place(person, `mark_unread('${team}', ${seq})`);
const cursor = async (person = reader) => {
  const [row] = await owner`
    select last_read_seq, seen_seq, read_at from public.chat_read_cursors
    where team_id = ${teams.sweden} and user_id = ${person.id}`;
  return row;
};
const unread = async (person = reader) => {
  const [row] = await database.as(person, (sql) => sql`select unread from public.conversation_list()`);
  return row?.unread;
};
/** As if so much time had passed since they last moved. */
const rest = () => owner`
  update public.chat_read_cursors set moved_back_at = moved_back_at - interval '1 s', read_at = read_at - interval '1 s'`;

describe("marking as unread", () => {
  test("moves back to before a message, and what was seen stays seen", async () => {
    await markRead(last);
    const before = await cursor();
    expect(await unread()).toBe(0);
    expect(await markUnread(last - 1)).toBe(last - 2);
    expect(await cursor()).toEqual({ ...before, last_read_seq: last - 2, seen_seq: last });
    expect(await unread()).toBe(2);
  });

  test("never moves forward, never past the head and never below the beginning", async () => {
    await markRead(last - 2);
    expect(await markUnread(last)).toBe(last - 2);
    expect(await markUnread(last - 1)).toBe(last - 2);
    expect(await markUnread(2_147_483_647)).toBe(last - 2);
    expect(await markUnread(-2_147_483_648)).toBe(0);
    expect(await unread()).toBe(last);
  });

  test("of somebody who has read nothing changes nothing, and says of nobody that they have", async () => {
    expect(await markUnread(1)).toBe(0);
    expect(await cursor()).toBeUndefined();
  });

  test("is read on from there", async () => {
    await markRead(last);
    await markUnread(2);
    await rest();
    expect(await markRead(last - 1)).toBe(last - 1);
    expect(await cursor()).toMatchObject({ last_read_seq: last - 1, seen_seq: last });
  });

  test("right after reading is taken, and then once a second", async () => {
    await markRead(last);
    await markUnread(last);
    await expect(markUnread(last - 1)).rejects.toMatchObject({ code: "PT429", detail: "1" });
    // What changes nothing is not refused.
    expect(await markUnread(last)).toBe(last - 1);
    await rest();
    expect(await markUnread(last - 1)).toBe(last - 2);
  });

  test("is said to the reader's own windows, and to nobody else", async () => {
    await markRead(last);
    const said = await saidDuring(database, () => markUnread(last));
    expect(said).toEqual([
      {
        topic: `user:${reader.id}`,
        event: "changed",
        payload: { id: expect.any(String), noun: "conversations" },
      },
    ]);
    expect(await saidDuring(database, () => markUnread(last))).toEqual([]);
  });

  test("needs a place, and a conversation that one may read", async () => {
    await expect(markUnread(null)).rejects.toMatchObject({ code: "22004" });
    await expect(markUnread(1, aino)).rejects.toMatchObject({ code: "PT404" });
    const nowhere = "00000000-0000-4000-8000-000000000000";
    await expect(markUnread(1, mikko, nowhere)).rejects.toMatchObject({ code: "PT404" });
  });
});

type Reader = { user_id: string; name: string; role: string; seen_seq: number; read_at: string };
const readers = async (person: Person, team: string = teams.sweden): Promise<Reader[] | null> => {
  const [row] = await database.as(
    person,
    (sql) => sql<{ given: Reader[] | null }[]>`select public.conversation_readers(${team}) as given`,
  );
  return row?.given ?? null;
};
const idsOf = (read: Reader[] | null) => read?.map(({ user_id }) => user_id);

describe("the readers of a conversation", () => {
  beforeEach(() => owner`delete from public.chat_read_cursors`);

  test("are those who have seen something, themselves too, who has seen most first", async () => {
    const organiser = await enrolOrganiser(database);
    await markRead(last - 1);
    await markRead(last, organiser);
    const expected = [
      {
        user_id: organiser.id,
        name: "A new organiser",
        role: "admin",
        seen_seq: last,
        read_at: expect.any(String),
      },
      {
        user_id: reader.id,
        name: "A new member",
        role: "member",
        seen_seq: last - 1,
        read_at: expect.any(String),
      },
    ];
    for (const person of [reader, organiser, anna]) expect(await readers(person)).toEqual(expected);
  });

  test("have seen what they have seen, wherever they want to go on", async () => {
    await markRead(last);
    await markUnread(1);
    expect(await readers(anna)).toMatchObject([{ user_id: reader.id, seen_seq: last }]);
  });

  test.each([
    ["was moved to another team", (id: string) => `select public.move_person('${id}', '${teams.norway}')`],
    ["was deactivated", (id: string) => `select public.deactivate_person('${id}')`],
  ])("are without whoever %s", async (_, act) => {
    await markRead(last);
    expect(idsOf(await readers(anna))).toEqual([reader.id]);
    await database.as(mikko, (sql) => sql.unsafe(act(reader.id)));
    expect(await readers(anna)).toEqual([]);
    expect(await readers(mikko)).toEqual([]);
  });

  test("are nobody's business outside of it", async () => {
    await markRead(last);
    expect(await readers(aino)).toBeNull();
    expect(await readers(await enrolMember(database, null))).toBeNull();
    expect(await readers(mikko, "00000000-0000-4000-8000-000000000000")).toBeNull();
  });
});
