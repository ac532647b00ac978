import { beforeEach, describe, expect, test } from "vitest";
import { sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { anna, mikko, teams } from "./support/demo.ts";
import { adminTopic, mayHear, saidDuring, topicOf } from "./support/live.ts";
import { enrolMember, enrolOrganiser, type Person } from "./support/people.ts";

const database = await openDatabase();
const { owner } = database;

/** What was said to others than a reader alone, without the id that Realtime gives to every broadcast. */
const said = async (work: () => Promise<unknown>) =>
  (await saidDuring(database, work))
    .filter(({ topic }) => !topic.startsWith("user:"))
    .map(({ topic, event, payload: { id: _, ...payload } }) => ({ topic, event, payload }));

const moveTo =
  ({ id }: Person, teamId: string | null) =>
  async () => {
    await owner`update public.users set team_id = ${teamId} where id = ${id}`;
  };

describe("a member who leaves a team", () => {
  let person: Person;
  let before: string;
  beforeEach(async () => {
    person = await enrolMember(database, teams.sweden);
    before = await topicOf(database, teams.sweden);
  });

  const departures: [string, (person: Person) => () => Promise<unknown>][] = [
    ["for another team", (who) => moveTo(who, teams.norway)],
    ["for no team", (who) => moveTo(who, null)],
    [
      "to become an organiser",
      ({ id }) =>
        () =>
          owner`update public.users set role = 'admin', team_id = null where id = ${id}`,
    ],
    [
      "by being removed",
      ({ id }) =>
        () =>
          owner`delete from public.users where id = ${id}`,
    ],
  ];
  test.each(departures)("%s: the old topic says that it moved, and not where", async (_, leave) => {
    expect(await said(leave(person))).toEqual([{ topic: before, event: "topic_moved", payload: {} }]);
    expect(await topicOf(database, teams.sweden)).not.toBe(before);
  });

  test("hears what is said afterwards under neither name, and who stays hears it under the new", async () => {
    await moveTo(person, teams.norway)();
    const after = await topicOf(database, teams.sweden);
    for (const topic of [before, after]) {
      expect(await mayHear(database, person, topic, "broadcast")).toBe(false);
    }
    expect(await mayHear(database, anna, after, "broadcast")).toBe(true);
    expect(await mayHear(database, mikko, after, "broadcast")).toBe(true);
    // Not even those who stay: they would sit in silence there.
    expect(await mayHear(database, anna, before, "broadcast")).toBe(false);

    const heard = await said(() => sent(database, mikko, teams.sweden));
    expect(heard.filter(({ topic }) => topic.startsWith("team:"))).toMatchObject([
      { topic: after, event: "message" },
    ]);
  });

  test("finds the topic of the new team at once", async () => {
    await moveTo(person, teams.norway)();
    const norway = await topicOf(database, teams.norway);
    expect(await mayHear(database, person, norway, "broadcast")).toBe(true);
    const [row] = await database.as(person, (sql) => sql`select public.my_topics() ->> 'team' as team`);
    expect(row?.team).toBe(norway);
  });

  test("leaves the topic of the new team, of the others and the organisers' as they were", async () => {
    const others = () =>
      Promise.all([topicOf(database, teams.norway), topicOf(database, teams.finland), adminTopic(database)]);
    const untouched = await others();
    await moveTo(person, teams.norway)();
    expect(await others()).toEqual(untouched);
  });

  test("in the same transaction as a colleague: each departure is said under the name of its moment", async () => {
    const colleague = await enrolMember(database, teams.sweden);
    const ids = [person.id, colleague.id];
    const heard = await said(() => owner`update public.users set team_id = null where id in ${owner(ids)}`);
    expect(heard).toHaveLength(2);
    expect(new Set(heard.map(({ topic }) => topic)).size).toBe(2);
    expect(heard.map(({ topic }) => topic)).toContain(before);
    expect(heard.map(({ topic }) => topic)).not.toContain(await topicOf(database, teams.sweden));
  });
});

describe("an organiser who becomes a member", () => {
  test("moves the organisers' topic and every team's", async () => {
    const person = await enrolOrganiser(database);
    const conversations = await owner<{ topic: string }[]>`
      select private.team_topic(team_id) as topic from public.conversations`;
    const before = [...conversations.map(({ topic }) => topic), await adminTopic(database)];
    const heard = await said(
      () => owner`update public.users set role = 'member', team_id = ${teams.norway} where id = ${person.id}`,
    );
    expect(heard.map(({ topic }) => topic).toSorted()).toEqual(before.toSorted());
    expect(new Set(heard.map(({ event }) => event))).toEqual(new Set(["topic_moved"]));
    expect(heard.every(({ payload }) => Object.keys(payload).length === 0)).toBe(true);

    for (const topic of [...before, await adminTopic(database), await topicOf(database, teams.sweden)]) {
      expect(await mayHear(database, person, topic, "broadcast")).toBe(false);
    }
    expect(await mayHear(database, mikko, await adminTopic(database), "broadcast")).toBe(true);
    expect(await mayHear(database, person, await topicOf(database, teams.norway), "broadcast")).toBe(true);
  });

  test("hears no more of what reaches the organisers", async () => {
    const person = await enrolOrganiser(database);
    const before = await adminTopic(database);
    await owner`delete from public.users where id = ${person.id}`;
    const heard = await said(() => sent(database, mikko, teams.sweden));
    const inbox = heard.filter(({ event }) => event === "inbox");
    expect(inbox.map(({ topic }) => topic)).toEqual([await adminTopic(database)]);
    expect(inbox.map(({ topic }) => topic)).not.toContain(before);
  });
});

test("who joins a team, or changes a name, moves no topic", async () => {
  const person = await enrolMember(database, null);
  const heard = await said(async () => {
    await moveTo(person, teams.sweden)();
    await moveTo(person, teams.sweden)();
    await owner`update public.users set full_name = 'Another name' where id in (${person.id}, ${mikko.id})`;
  });
  expect(heard).toEqual([]);
});
