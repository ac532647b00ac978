import { beforeEach, describe, expect, test } from "vitest";
import { attempt, refused } from "./support/attempt.ts";
import { sent, storedMessage } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko, sofia, teams } from "./support/demo.ts";
import { mayHear, mayWrite, saidDuring, topicOf } from "./support/live.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolMember, enrolOrganiser, type Person } from "./support/people.ts";

// A token says only who somebody is, and outlives every departure: what it opens is decided at each statement.
const database = await openDatabase();
const { owner, admin } = database;

type Departure = { name: string; arrive: () => Promise<Person>; act: (person: Person) => string };

const departures: Departure[] = [
  {
    name: "a member who is moved to another team",
    arrive: () => enrolMember(database, teams.sweden),
    act: ({ id }) => `select public.move_person('${id}', '${teams.norway}')`,
  },
  {
    name: "a member who is deactivated",
    arrive: () => enrolMember(database, teams.sweden),
    act: ({ id }) => `select public.deactivate_person('${id}')`,
  },
  {
    name: "an organiser who is made a member of another team",
    arrive: () => enrolOrganiser(database),
    act: ({ id }) => `select public.demote_person('${id}', '${teams.norway}')`,
  },
  {
    name: "an organiser who is deactivated",
    arrive: () => enrolOrganiser(database),
    act: ({ id }) => `select public.deactivate_person('${id}')`,
  },
];

describe.each(departures)("$name", ({ arrive, act }) => {
  let person: Person;
  let messageId: string;
  let topic: string;
  beforeEach(async () => {
    person = await arrive();
    messageId = (await sent(database, person, teams.sweden)).id;
    topic = await topicOf(database, teams.sweden);
  });
  const leave = () => database.as(mikko, (sql) => sql.unsafe(act(person)));
  const leaving = () => holdOpen(database, mikko, (sql) => sql.unsafe(act(person)));
  const doing = (statement: string) =>
    database
      .as(person, (sql) => sql.unsafe(statement))
      .then(
        () => "done",
        (error: { code?: string }) => error.code,
      );
  const send = () => `
    insert into public.chat_messages (team_id, sender_id, content)
    values ('${teams.sweden}', '${person.id}', 'One more thing.')`;
  const markRead = () => `select public.mark_read('${teams.sweden}', 1000)`;

  test("reads nothing of the team by any table, from the next statement of the same token on", async () => {
    const tables = {
      teams: `id = '${teams.sweden}'`,
      users: `team_id = '${teams.sweden}'`,
      conversations: `team_id = '${teams.sweden}'`,
      chat_messages: `team_id = '${teams.sweden}'`,
      chat_read_cursors: `team_id = '${teams.sweden}'`,
    };
    const seen = () =>
      Promise.all(
        Object.entries(tables).map(([table, ofTheTeam]) =>
          attempt(
            database,
            person,
            async (sql) => (await sql.unsafe(`select from public.${table} where ${ofTheTeam}`)).count > 0,
          ),
        ),
      );
    expect(await seen()).toEqual([true, true, true, true, true]);
    await leave();
    expect(await seen()).toEqual([false, false, false, false, false]);
  });

  test("reads and changes nothing of the team by any function", async () => {
    const call = (expression: string) =>
      attempt(database, person, async (sql) => (await sql.unsafe(`select ${expression} as given`))[0]?.given);
    await leave();
    expect(await call(`public.chat_snapshot('${teams.sweden}')`)).toBeNull();
    expect(await call(`public.chat_changes('${teams.sweden}', 0)`)).toBeNull();
    expect(await call(`public.chat_history('${teams.sweden}', 1000)`)).toEqual([]);
    expect(await call("(select count(*)::int from public.conversation_list() where code = 'SWE')")).toBe(0);
    expect(await call(`public.my_topics() ->> 'team' like 'team:${teams.sweden}%'`)).not.toBe(true);
    for (const act of [
      `mark_read('${teams.sweden}', 1)`,
      `edit_message('${messageId}', 'Gate D.')`,
      `delete_message('${messageId}')`,
    ])
      expect([act, await call(`public.${act}`)]).toEqual([act, "PT404"]);
    expect(await doing(send())).toBe("42501");
    expect(await storedMessage(database, messageId)).toMatchObject({ content: "Gate C." });
  });

  test("hears nothing of the team under the old name or the new, and shows itself there no more", async () => {
    expect(await mayHear(database, person, topic, "broadcast")).toBe(true);
    await leave();
    const after = await topicOf(database, teams.sweden);
    expect(after).not.toBe(topic);
    for (const name of [topic, after]) {
      expect(await mayHear(database, person, name, "broadcast")).toBe(false);
      expect(await mayHear(database, person, name, "presence")).toBe(false);
      expect(await mayWrite(database, person, name, "presence")).toBe(refused);
    }
  });

  test("has nothing sent under the old name any more, where they may still be listening", async () => {
    await leave();
    const said = await saidDuring(database, async () => {
      const { id } = await sent(database, mikko, teams.sweden);
      await database.as(mikko, (sql) => sql`select public.edit_message(${id}, 'Gate D.')`);
      await database.as(mikko, (sql) => sql`select public.delete_message(${id})`);
      await owner`update public.chat_read_cursors set read_at = '-infinity'`;
      await database.as(anna, (sql) => sql`select public.mark_read(${teams.sweden}, 1000)`);
    });
    const events = said.filter((live) => live.topic.startsWith(`team:${teams.sweden}`));
    expect(events.map(({ event }) => event).toSorted()).toEqual(["message", "message", "message", "read"]);
    expect(events.map((live) => live.topic)).not.toContain(topic);
  });

  test.each([
    ["sends", send],
    ["edits", () => `select public.edit_message('${messageId}', 'Gate D.')`],
    ["deletes", () => `select public.delete_message('${messageId}')`],
  ])("who %s while they are leaving comes too late", async (_, statement) => {
    const departure = await leaving();
    const late = doing(statement());
    await someoneWaits(database);
    await departure.commit();
    expect(await late).toBe("42501");
    const [count] = await owner`
      select count(*)::int as written from public.chat_messages
      where sender_id = ${person.id} and (content <> 'Gate C.' or deleted_at is not null)`;
    expect(count?.written).toBe(0);
  });

  test("who marks something as read while they are leaving comes too late", async () => {
    await doing(`select public.mark_read('${teams.sweden}', 1)`);
    await owner`update public.chat_read_cursors set read_at = '-infinity'`;
    const departure = await leaving();
    const late = doing(markRead());
    await someoneWaits(database);
    await departure.commit();
    expect(await late).toBe("42501");
  });

  test("waits until those who stay have told under the old name what they had begun to tell", async () => {
    await owner`update public.chat_read_cursors set read_at = '-infinity', last_read_seq = 0`;
    await admin`truncate realtime.messages`;
    const reading = await holdOpen(database, anna, (sql) => sql.unsafe(markRead()));
    const departure = leave();
    await someoneWaits(database);
    await reading.commit();
    await departure;
    const told = await admin<{ event: string; topic: string }[]>`
      select event, topic from realtime.messages where topic like ${`team:${teams.sweden}%`} order by inserted_at`;
    expect([...told]).toEqual([
      { event: "read", topic },
      { event: "topic_moved", topic },
    ]);
  });
});

test("those who mark the same conversation as read do not wait for each other", async () => {
  const first = await holdOpen(database, anna, (sql) => sql`select public.mark_read(${teams.sweden}, 1000)`);
  await database.as(mikko, (sql) => sql`select public.mark_read(${teams.sweden}, 1000)`);
  await first.commit();
});

test("a team that is added while an organiser leaves waits, so that its topic is not one they have joined", async () => {
  const person = await enrolOrganiser(database);
  const departure = await holdOpen(
    database,
    mikko,
    (sql) => sql`select public.deactivate_person(${person.id})`,
  );
  const adding = database.as(
    sofia,
    (sql) => sql`insert into public.teams (name, code) values ('Italy', 'ITA')`,
  );
  await someoneWaits(database);
  await departure.commit();
  await adding;
});

test("whoever is no organiser and tries to add a team, or to act on people, holds up nobody", async () => {
  const departure = await holdOpen(
    database,
    mikko,
    (sql) => sql`select public.move_person(${aino.id}, ${teams.finland})`,
  );
  const tries = [
    "insert into public.teams (name, code) values ('Italy', 'ITX')",
    `select public.deactivate_person('${mikko.id}')`,
  ];
  for (const statement of tries)
    expect(await attempt(database, anna, (sql) => sql.unsafe(statement))).toBe(refused);
  await departure.commit();
});
