import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { headOf, placesOf, send, sent, upTo } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { enrolDeactivated, enrolMember, enrolOrganiser } from "./support/people.ts";
import { told } from "./support/told.ts";

const database = await openDatabase();
const { owner, as } = database;

type Announcement = { id: string; content: string; creator_name: string; created_at: Date };
type TeamProgress = {
  code: string;
  seq: number;
  people: number;
  seen: number;
  seen_at: string | null;
  answer: { seq: number; sender_name: string } | null;
};

const announce = async (
  actor: Actor,
  given: string[] | null,
  { id = randomUUID(), content = "Gate C is closed." }: { id?: string; content?: string } = {},
) => {
  const [row] = await as(
    actor,
    (sql) => sql<Announcement[]>`select * from public.announce(${id}, ${content}, ${given})`,
  );
  if (!row) throw new Error("Nothing was announced");
  return row;
};
const messagesOf = (id: string) => owner<{ team_id: string; seq: number; content: string }[]>`
  select team_id, seq, content from public.chat_messages where announcement_id = ${id} order by team_id`;
const progressOf = async (id: string): Promise<Record<string, TeamProgress>> => {
  const [row] = await as(
    sofia,
    (sql) => sql<{ it: { teams: TeamProgress[] } }[]>`select public.announcement(${id}) as it`,
  );
  return Object.fromEntries((row?.it.teams ?? []).map((team) => [team.code, team]));
};
const countsOf = async (id: string) => {
  const [row] = await as(
    sofia,
    (sql) => sql<{ it: { id: string; teams: number; seen: number; answered: number }[] }[]>`
      select public.announcement_list() as it`,
  );
  return row?.it.find((line) => line.id === id);
};
const see = (actor: Actor, team: string, seq: number) =>
  as(actor, (sql) => sql`select public.mark_read(${team}, ${seq})`);
const three = [teams.sweden, teams.finland, teams.norway].toSorted();
/** Nobody has announced anything within the last minute. */
const letPass = () => owner`update public.announcements set created_at = created_at - interval '2 minutes'`;

describe("an announcement", () => {
  test("is not unread for who made it, where they had read to the end", async () => {
    const unreadOf = async (actor: Actor) =>
      Object.fromEntries(
        (await as(actor, (sql) => sql`select code, unread from public.conversation_list()`)).map(
          ({ code, unread }) => [code, unread],
        ),
      );
    await see(mikko, teams.sweden, (await headOf(database, teams.sweden)).last_seq);
    const before = await unreadOf(mikko);
    expect(before).toMatchObject({ SWE: 0 });
    await announce(mikko, three);
    const after = await unreadOf(mikko);
    expect(after.SWE).toBe(0);
    // Where something was unread it still is, and nothing of it counts as seen.
    expect(after.FIN).toBe(before.FIN === 0 ? 0 : before.FIN + 1);
    expect((await unreadOf(sofia)).SWE).toBeGreaterThan(0);
    await letPass();
  });

  test("is one message to each team, in its place there, by who announces", async () => {
    const before = await Promise.all(three.map((team) => headOf(database, team)));
    const { id } = await announce(mikko, [...three.toReversed(), ...three]);
    const messages = await messagesOf(id);
    expect(messages.map(({ team_id }) => team_id)).toEqual(three);
    expect(messages.map(({ seq }) => seq)).toEqual(before.map(({ last_seq }) => last_seq + 1));
    for (const team of three) {
      const places = await placesOf(database, team);
      expect(places).toEqual(upTo(places.length));
    }
    const [row] = await as(
      anna,
      (sql) => sql<{ sender_id: string; content: string }[]>`
        select sender_id, content from public.chat_messages where announcement_id = ${id}`,
    );
    expect(row).toEqual({ sender_id: mikko.id, content: "Gate C is closed." });
  });

  test("again is the same, and nobody gets it twice", async () => {
    const id = randomUUID();
    const first = await announce(mikko, three, { id });
    expect(await announce(mikko, [...three].toReversed(), { id })).toEqual(first);
    expect(await messagesOf(id)).toHaveLength(3);
  });

  test("at the same moment by two windows is one", async () => {
    await letPass();
    const id = randomUUID();
    const both = await Promise.all([announce(mikko, three, { id }), announce(mikko, three, { id })]);
    expect(both[0]).toEqual(both[1]);
    expect(await messagesOf(id)).toHaveLength(3);
  });

  test("is not exchanged for another under the same id", async () => {
    await letPass();
    const id = randomUUID();
    await announce(mikko, three, { id });
    const taken = { code: "PT409", detail: "id_taken" };
    await expect(announce(mikko, three, { id, content: "Gate D." })).rejects.toMatchObject(taken);
    await expect(announce(mikko, three.slice(1), { id })).rejects.toMatchObject(taken);
    await expect(announce(mikko, null, { id })).rejects.toMatchObject(taken);
    await expect(announce(sofia, three, { id })).rejects.toMatchObject(taken);
    expect(await messagesOf(id)).toHaveLength(3);
  });

  test("to nobody, to a team that never was or is archived, or of nothing is refused as a whole", async () => {
    const organiser = await enrolOrganiser(database);
    const [italy] = await owner<{ id: string }[]>`
      insert into public.teams (name, code, archived_at) values ('Italy', 'ITA', now()) returning id`;
    const before = await headOf(database, teams.sweden);
    for (const [given, refusal] of [
      [[], { code: "PT400", detail: "no_teams" }],
      [null, { code: "PT400", detail: "no_teams" }],
      [[teams.sweden, randomUUID()], { code: "PT404", detail: "team" }],
      [[teams.sweden, italy?.id ?? ""], { code: "PT403", detail: "team_archived" }],
    ] as const)
      await expect(announce(organiser, given && [...given])).rejects.toMatchObject(refusal);
    for (const content of ["", " \n", "x".repeat(5001)])
      await expect(announce(organiser, [teams.sweden], { content })).rejects.toMatchObject({ code: "23514" });
    expect(await headOf(database, teams.sweden)).toEqual(before);
    expect(await owner`select from public.announcements where created_by = ${organiser.id}`).toHaveLength(0);
  });

  test("is not for members, those who were deactivated, a server or anybody else", async () => {
    const refused = { code: "42501" };
    const left = await enrolDeactivated(database, null);
    for (const actor of [anna, left, "service_role", "anon"] as const)
      await expect(announce(actor, [teams.sweden])).rejects.toMatchObject(refused);
  });

  test("leaves everyone's messages their own limit, and has one itself", async () => {
    const organiser = await enrolOrganiser(database);
    const all = (await owner<{ id: string }[]>`select id from public.teams where archived_at is null`).map(
      ({ id }) => id,
    );
    for (let nth = 0; nth < 5; nth++) await announce(organiser, all);
    await expect(announce(organiser, all)).rejects.toMatchObject({ code: "PT429" });
    for (let nth = 0; nth < 30; nth++) await sent(database, organiser, teams.austria);
    await expect(send(database, organiser, teams.austria)).rejects.toMatchObject({ code: "PT429" });
  });

  test("does not stand in the way of what others write to the same teams meanwhile", async () => {
    const organisers = await Promise.all([enrolOrganiser(database), enrolOrganiser(database)]);
    await Promise.all([
      ...organisers.map((organiser) => announce(organiser, three)),
      ...organisers.map((organiser) => announce(organiser, three.toReversed())),
      ...three.map((team) => sent(database, mikko, team)),
      sent(database, anna, teams.sweden),
      sent(database, aino, teams.finland),
    ]);
    for (const team of three) {
      const places = await placesOf(database, team);
      expect(places).toEqual(upTo(places.length));
    }
  });

  test("is news to its teams as any message is", async () => {
    await letPass();
    await owner`truncate public.notification_queue, public.notification_slots, public.notifications cascade`;
    await announce(mikko, [teams.finland]);
    expect((await told(database)).map(({ who, type }) => `${who} ${type}`)).toEqual(["aino chat_message"]);
  });
});

describe("how far it has come", () => {
  test("is who of a team has seen it, since when, and what the team wrote after it", async () => {
    await letPass();
    const reader = await enrolMember(database, teams.finland);
    const { id } = await announce(mikko, [teams.finland, teams.norway]);
    const { FIN, NOR } = await progressOf(id);
    if (!FIN || !NOR) throw new Error("A team is missing");
    expect([FIN.seen, FIN.seen_at, FIN.answer, NOR.seen_at]).toEqual([0, null, null, null]);
    expect(await countsOf(id)).toMatchObject({ teams: 2, seen: 0, answered: 0 });

    // An organiser's look, and one that ends before it, are nobody's.
    await see(sofia, teams.finland, FIN.seq);
    await see(aino, teams.finland, FIN.seq - 1);
    expect((await progressOf(id)).FIN?.seen_at).toBeNull();

    await see(reader, teams.finland, FIN.seq);
    const { FIN: seen } = await progressOf(id);
    expect(seen).toMatchObject({ seen: 1, people: FIN.people });
    await sent(database, sofia, teams.finland);
    expect(await countsOf(id)).toMatchObject({ seen: 1, answered: 0 });
    const answer = await sent(database, aino, teams.finland);
    await owner`update public.chat_read_cursors set read_at = read_at - interval '1 minute'`;
    await see(reader, teams.finland, answer.seq);
    const { FIN: answered } = await progressOf(id);
    // Reading on does not change when it was seen first.
    expect(answered?.seen_at).toBe(seen?.seen_at);
    expect(answered?.answer).toMatchObject({ seq: answer.seq, sender_name: "Aino Virtanen" });
    expect(await countsOf(id)).toMatchObject({ teams: 2, seen: 1, answered: 1 });

    await as(aino, (sql) => sql`select public.delete_message(${answer.id})`);
    expect((await progressOf(id)).FIN?.answer).toBeNull();
    expect(await countsOf(id)).toMatchObject({ answered: 0 });
  });

  test("keeps that it was seen when who saw it has left", async () => {
    await letPass();
    const reader = await enrolMember(database, teams.norway);
    const { id } = await announce(mikko, [teams.norway]);
    const { NOR } = await progressOf(id);
    await see(reader, teams.norway, NOR?.seq ?? 0);
    await as(mikko, (sql) => sql`select public.deactivate_person(${reader.id})`);
    expect((await progressOf(id)).NOR).toMatchObject({ seen: 0, seen_at: expect.any(String) });
  });

  test("is told to organisers alone, and no team can read that there were others", async () => {
    await letPass();
    const said = async (work: () => Promise<unknown>) => {
      const [{ last } = { last: 0 }] = await owner<{ last: number }[]>`
        select coalesce(max(extract(epoch from inserted_at)), 0)::float8 as last from realtime.messages`;
      await work();
      const rows = await owner<{ topic: string }[]>`
        select distinct topic from realtime.messages
        where event = 'changed' and payload ->> 'noun' = 'announcements' and extract(epoch from inserted_at) > ${last}`;
      return rows.map(({ topic }) => topic);
    };
    let id = "";
    expect(
      await said(async () => {
        id = (await announce(mikko, [teams.sweden, teams.finland])).id;
      }),
    ).toEqual(["admin"]);
    const { SWE } = await progressOf(id);
    expect(await said(() => see(erik, teams.sweden, SWE?.seq ?? 0))).toEqual(["admin"]);
    expect(await said(() => sent(database, anna, teams.sweden))).toEqual(["admin"]);
    expect(await said(() => sent(database, anna, teams.sweden))).toEqual([]);

    const ofAnna = await as(
      anna,
      (sql) => sql`select team_id from public.chat_messages where announcement_id = ${id}`,
    );
    expect([...ofAnna]).toEqual([{ team_id: teams.sweden }]);
    for (const actor of [anna, mikko])
      await expect(as(actor, (sql) => sql`explain select from public.announcements`)).rejects.toMatchObject({
        code: "42501",
      });
    for (const call of ["public.announcement_list()", `public.announcement('${id}')`])
      await expect(as(anna, (sql) => sql.unsafe(`select ${call}`))).rejects.toMatchObject({ code: "42501" });
  });
});
