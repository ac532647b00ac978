import { beforeEach, describe, expect, test } from "vitest";
import { send, sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { anna, mikko, teams } from "./support/demo.ts";
import { adminTopic, mayHear, saidDuring, topicOf } from "./support/live.ts";
import { enrolMember, enrolOrganiser, type Person } from "./support/people.ts";

const database = await openDatabase();
const { owner } = database;

const deactivate = ({ id }: Person) => owner`update public.users set deactivated_at = now() where id = ${id}`;
const topicsSaid = async (work: () => Promise<unknown>) =>
  (await saidDuring(database, work)).map(({ topic, event }) => [topic, event]);
const rowsSeen = (person: Person, table: string) =>
  database.as(person, async (sql) => (await sql.unsafe(`select from public.${table}`)).count);

describe("a member who is deactivated", () => {
  let person: Person;
  beforeEach(async () => {
    person = await enrolMember(database, teams.sweden);
  });

  test("reads nothing any more, writes nothing, and is a stranger to the site", async () => {
    const { id } = await sent(database, person, teams.sweden);
    await deactivate(person);
    const tables = ["tournament", "teams", "users", "conversations", "chat_messages", "chat_read_cursors"];
    for (const table of tables) expect([table, await rowsSeen(person, table)]).toEqual([table, 0]);
    await expect(send(database, person, teams.sweden)).rejects.toMatchObject({ code: "42501" });
    const edit = database.as(person, (sql) => sql`select public.edit_message(${id}, 'Gate D.')`);
    await expect(edit).rejects.toMatchObject({ code: "PT404" });
    expect(await database.as(person, (sql) => sql`select * from public.my_profile()`)).toHaveLength(0);
  });

  test("cannot change the name under which the others know them", async () => {
    await deactivate(person);
    const renamed = await database.as(
      person,
      (sql) => sql`update public.users set full_name = 'Somebody else'`,
    );
    expect(renamed.count).toBe(0);
  });

  test("stays by name beside what they wrote, and in the list of the team", async () => {
    const { id } = await sent(database, person, teams.sweden);
    await deactivate(person);
    const read = await database.as(
      anna,
      (sql) => sql`
        select sender_name, full_name from public.chat_messages m join public.users u on u.id = m.sender_id
        where m.id = ${id}`,
    );
    expect([...read]).toEqual([{ sender_name: "A new member", full_name: "A new member" }]);
  });

  test("hears nothing more: the team's topic moves, and theirs alone", async () => {
    const before = await topicOf(database, teams.sweden);
    const elsewhere = () => Promise.all([topicOf(database, teams.finland), adminTopic(database)]);
    const untouched = await elsewhere();
    expect(await topicsSaid(() => deactivate(person))).toEqual([[before, "topic_moved"]]);
    const after = await topicOf(database, teams.sweden);
    expect(after).not.toBe(before);
    for (const topic of [before, after, "portal", `user:${person.id}`])
      expect(await mayHear(database, person, topic, "broadcast")).toBe(false);
    expect(await mayHear(database, anna, after, "broadcast")).toBe(true);
    expect(await elsewhere()).toEqual(untouched);
  });

  test("is back with the team when they are reactivated, and no topic moves for it", async () => {
    await deactivate(person);
    const topic = await topicOf(database, teams.sweden);
    const back = () => owner`update public.users set deactivated_at = null where id = ${person.id}`;
    expect(await topicsSaid(back)).toEqual([]);
    expect(await mayHear(database, person, topic, "broadcast")).toBe(true);
    await sent(database, person, teams.sweden);
  });

  test("moves no topic a second time, whatever else is changed", async () => {
    await deactivate(person);
    const quiet = await topicsSaid(async () => {
      await deactivate(person);
      await owner`update public.users set team_id = ${teams.norway} where id = ${person.id}`;
    });
    expect(quiet).toEqual([]);
  });
});

test("an organiser who is deactivated hears neither the organisers nor any team", async () => {
  const person = await enrolOrganiser(database);
  const before = [await adminTopic(database), await topicOf(database, teams.sweden)];
  const said = await topicsSaid(() => deactivate(person));
  expect(said).toHaveLength(13);
  expect(said).toEqual(expect.arrayContaining(before.map((topic) => [topic, "topic_moved"])));
  const after = [await adminTopic(database), await topicOf(database, teams.sweden)];
  for (const topic of [...before, ...after])
    expect(await mayHear(database, person, topic, "broadcast")).toBe(false);
  expect(await mayHear(database, mikko, after[0] ?? "", "broadcast")).toBe(true);
  expect(await rowsSeen(person, "chat_messages")).toBe(0);
});
