import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { headOf, sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko, sofia, teams } from "./support/demo.ts";
import { enrolMember, enrolOrganiser } from "./support/people.ts";

const database = await openDatabase();

type Line = { team_id: string; code: string; last_seq: number; unread: number } & Record<string, unknown>;

const list = (actor: Actor) =>
  database.as(actor, async (sql) => [...(await sql<Line[]>`select * from public.conversation_list()`)]);
const lineOf = async (actor: Actor, teamId: string) =>
  (await list(actor)).find((line) => line.team_id === teamId);
const mark = async (actor: Actor, teamId: string, seq: number): Promise<number> => {
  const [row] = await database.as(
    actor,
    (sql) => sql<{ place: number }[]>`select public.mark_read(${teamId}, ${seq}) as place`,
  );
  return row?.place ?? Number.NaN;
};
/** Lets the second pass in which a mark may not move again. */
const letPass = (person: { id: string }) => database.admin`
  update public.chat_read_cursors set read_at = read_at - interval '1 second' where user_id = ${person.id}`;

describe("the list of conversations", () => {
  test("is every team's for an organiser, and one's own for a member", async () => {
    const [count] = await database.owner<
      { teams: number }[]
    >`select count(*)::int as teams from public.teams`;
    expect(await list(mikko)).toHaveLength(count?.teams ?? 0);
    expect((await list(anna)).map(({ code }) => code)).toEqual(["SWE"]);
    expect(await list(await enrolMember(database, null))).toEqual([]);
  });

  test("tells of a conversation who wrote last, what and when, and the team's colours", async () => {
    const message = await sent(database, aino, teams.finland, { content: "x".repeat(200) });
    expect(await lineOf(mikko, teams.finland)).toEqual({
      team_id: teams.finland,
      code: "FIN",
      name: "Finland",
      primary_colour: expect.stringMatching(/^#[0-9a-f]{6}$/),
      secondary_colour: expect.stringMatching(/^#[0-9a-f]{6}$/),
      last_seq: message.seq,
      unread: expect.any(Number),
      last_message_at: message.created_at,
      last_sender_id: aino.id,
      last_sender_name: "Aino Virtanen",
      last_excerpt: "x".repeat(140),
      last_deleted: false,
      waiting_since: expect.any(Date),
      assignee_id: null,
      assignee_name: null,
      resolved_at: null,
      snoozed_until: null,
    });
  });

  test("begins with the newest message, and ends with those that have none, by name", async () => {
    await sent(database, mikko, teams.canada);
    await sent(database, mikko, teams.sweden);
    const lines = await list(sofia);
    expect(lines.slice(0, 2).map(({ code }) => code)).toEqual(["SWE", "CAN"]);
    const silent = lines.filter(({ last_seq }) => last_seq === 0).map(({ name }) => name);
    expect(silent.length).toBeGreaterThan(1);
    expect(lines.slice(-silent.length).map(({ name }) => name)).toEqual(silent.toSorted());
  });

  test("has history that was brought in where its time belongs", async () => {
    await database.owner`
      insert into public.chat_messages (team_id, sender_id, content, created_at)
      values (${teams.norway}, ${mikko.id}, 'Long ago.', '2020-05-01 12:00+00')`;
    const lines = await list(mikko);
    const written = lines.filter(({ last_seq }) => last_seq > 0).map(({ code }) => code);
    expect(written.at(-1)).toBe("NOR");
  });

  test("shows a deleted last message as deleted, without its words", async () => {
    const { id } = await sent(database, aino, teams.finland, { content: "A slip." });
    await database.as(aino, (sql) => sql`select public.delete_message(${id})`);
    expect(await lineOf(mikko, teams.finland)).toMatchObject({ last_deleted: true, last_excerpt: null });
  });

  test("leaves out the teams that were archived", async () => {
    const [team] = await database.owner<{ id: string }[]>`
      insert into public.teams (name, code, archived_at) values ('Italy', 'ITA', now()) returning id`;
    expect(await lineOf(mikko, team?.id ?? "")).toBeUndefined();
  });
});

describe("unread", () => {
  test("is all there is for who never looked, and nothing once the end was marked", async () => {
    const reader = await enrolMember(database, teams.sweden);
    const { last_seq } = await headOf(database, teams.sweden);
    expect(await lineOf(reader, teams.sweden)).toMatchObject({ last_seq, unread: last_seq });
    expect(await mark(reader, teams.sweden, last_seq)).toBe(last_seq);
    expect(await lineOf(reader, teams.sweden)).toMatchObject({ unread: 0 });
    await sent(database, mikko, teams.sweden);
    expect(await lineOf(reader, teams.sweden)).toMatchObject({ unread: 1 });
  });

  test("is each reader's own, and each conversation's", async () => {
    const [one, other] = [await enrolOrganiser(database), await enrolOrganiser(database)];
    const { last_seq } = await headOf(database, teams.canada);
    await mark(one, teams.canada, last_seq);
    expect(await lineOf(one, teams.canada)).toMatchObject({ unread: 0 });
    expect(await lineOf(other, teams.canada)).toMatchObject({ unread: last_seq });
    const finland = await headOf(database, teams.finland);
    expect(await lineOf(one, teams.finland)).toMatchObject({ unread: finland.last_seq });
  });
});

describe("a reading mark", () => {
  test("moves forward only, and never past the last message", async () => {
    const reader = await enrolMember(database, teams.sweden);
    const { last_seq } = await headOf(database, teams.sweden);
    expect(await mark(reader, teams.sweden, 5)).toBe(5);
    expect(await mark(reader, teams.sweden, 3)).toBe(5);
    expect(await mark(reader, teams.sweden, -1)).toBe(5);
    await letPass(reader);
    expect(await mark(reader, teams.sweden, last_seq + 1000)).toBe(last_seq);
  });

  test("at nothing leaves no trace, and none at all is refused", async () => {
    const reader = await enrolMember(database, teams.austria);
    expect(await mark(reader, teams.austria, 0)).toBe(0);
    expect(await mark(reader, teams.austria, 7)).toBe(0);
    expect(
      await database.owner`select from public.chat_read_cursors where user_id = ${reader.id}`,
    ).toHaveLength(0);
    const unsaid = database.as(reader, (sql) => sql`select public.mark_read(${teams.austria}, null)`);
    await expect(unsaid).rejects.toMatchObject({ code: "22004" });
  });

  test("by two windows at the same moment stands where the further one put it", async () => {
    const reader = await enrolMember(database, teams.sweden);
    await mark(reader, teams.sweden, 0);
    const outcomes = await Promise.allSettled([mark(reader, teams.sweden, 7), mark(reader, teams.sweden, 7)]);
    expect(outcomes).toEqual([
      { status: "fulfilled", value: 7 },
      { status: "fulfilled", value: 7 },
    ]);
  });

  test("is seen by who reads the conversation, with its time", async () => {
    const reader = await enrolMember(database, teams.sweden);
    await mark(reader, teams.sweden, 5);
    const seenBy = (actor: Actor) =>
      database.as(
        actor,
        (sql) => sql`
          select last_read_seq, seen_seq, read_at from public.chat_read_cursors
          where team_id = ${teams.sweden} and user_id = ${reader.id}`,
      );
    const row = { last_read_seq: 5, seen_seq: 5, read_at: expect.any(Date) };
    expect([...(await seenBy(anna))]).toEqual([row]);
    expect([...(await seenBy(mikko))]).toEqual([row]);
    expect(await seenBy(aino)).toHaveLength(0);
  });

  test("in another team's conversation is refused as in one that never was", async () => {
    for (const teamId of [teams.sweden, "00000000-0000-4000-8000-000000000000"]) {
      await expect(mark(aino, teamId, 1)).rejects.toMatchObject({ code: "PT404" });
    }
  });
});
