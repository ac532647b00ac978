import type { TransactionSql } from "postgres";
import { expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { headOf, placesOf, send, sent, upTo } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko, sofia, teams } from "./support/demo.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolMember, enrolOrganiser, type Person, several } from "./support/people.ts";

const database = await openDatabase();
const conversations = [teams.sweden, teams.finland, teams.canada, teams.norway];

type Leaving = Record<"organiser" | "norwegian" | "swede", Person>;

/** One statement with a message for each of several conversations, in the order given. */
const writeToAll = (actor: Actor, sender: Person, teamIds: string[]) =>
  database.as(
    actor,
    (sql) => sql<{ team_id: string; seq: number }[]>`
      insert into public.chat_messages (team_id, sender_id, content)
      select team_id::uuid, ${sender.id}::uuid, 'To all of you.' from unnest(${teamIds}::text[]) as team_id
      returning team_id, seq`,
  );

const writes = (sender: Person, teamId: string) => (sql: TransactionSql) =>
  sql`
  insert into public.chat_messages (team_id, sender_id, content) values (${teamId}, ${sender.id}, 'Gate C.')`;

const expectNoHoles = async () => {
  for (const teamId of conversations) {
    expect(await placesOf(database, teamId)).toEqual(upTo((await headOf(database, teamId)).last_seq));
  }
};

test("messages to several conversations in one statement each take the next place of theirs", async () => {
  const before = await several(4, (index) => headOf(database, conversations[index] ?? ""));
  const rows = await writeToAll(mikko, mikko, [...conversations, teams.sweden]);
  const places = before.map(({ last_seq }) => last_seq + 1);
  expect(rows.map(({ seq }) => seq)).toEqual([...places, (places[0] ?? 0) + 1]);
  await expectNoHoles();
});

test("organisers and servers that write to the same conversations in opposite orders never deadlock", async () => {
  const organisers = await several(8, () => enrolOrganiser(database));
  const writers: [Actor, Person][] = [
    ...organisers.map((person): [Actor, Person] => [person, person]),
    ["service_role", mikko],
    ["service_role", sofia],
  ];
  const before = await headOf(database, teams.norway);
  const written = await Promise.all(
    writers.map(async ([actor, sender], index) => {
      const there = conversations.toSpliced(index % 3, 1);
      const back = there.toReversed();
      for (let turn = 0; turn < 5; turn += 1) await writeToAll(actor, sender, turn % 2 ? there : back);
      return 5;
    }),
  );
  expect(written).toHaveLength(10);
  expect((await headOf(database, teams.norway)).last_seq).toBe(before.last_seq + 50);
  await expectNoHoles();
});

const departures: [string, (sql: TransactionSql, leaving: Leaving) => Promise<unknown>][] = [
  [
    "an organiser who leaves, which moves every topic,",
    (sql, { organiser }) => sql`delete from public.users where id = ${organiser.id}`,
  ],
  [
    "members who leave two teams together",
    async (sql, { norwegian, swede }) => {
      for (const { id } of [norwegian, swede])
        await sql`update public.users set team_id = null where id = ${id}`;
    },
  ],
];

test.each(departures)("%s and an organiser who writes to several never deadlock", async (_, leave) => {
  for (const [first, second] of [
    [teams.sweden, teams.norway],
    [teams.norway, teams.sweden],
  ] as const) {
    const leaving = {
      organiser: await enrolOrganiser(database),
      norwegian: await enrolMember(database, teams.norway),
      swede: await enrolMember(database, teams.sweden),
    };
    const writer = await enrolOrganiser(database);
    const writing = await holdOpen(database, writer, writes(writer, first));
    const left = database.owner.begin((sql) => leave(sql, leaving));
    await someoneWaits(database);
    await Promise.all([writing.commit(writes(writer, second)), left]);
  }
  await expectNoHoles();
});

test("servers that move members and organisers at the same moment never deadlock", async () => {
  const member = await enrolMember(database, teams.norway);
  const organisers = await several(2, () => enrolOrganiser(database));
  const [first, second] = organisers.map(
    ({ id }) =>
      (sql: TransactionSql) =>
        sql`
    update public.users set role = 'member' where id = ${id}`,
  );
  const moving = await holdOpen(
    database,
    "service_role",
    (sql) => sql`update public.users set team_id = null where id = ${member.id}`,
  );
  const demoted = database.as("service_role", async (sql) => first?.(sql));
  await someoneWaits(database);
  await Promise.all([moving.commit(second), demoted]);
  const left = await database.owner`select from public.users where role = 'admin'
    and id in ${database.owner(organisers.map(({ id }) => id))}`;
  expect(left).toHaveLength(0);
});

test("a member's message waits for nobody who writes elsewhere", async () => {
  const mikkos = await holdOpen(database, mikko, writes(mikko, teams.canada));
  expect(await sent(database, aino, teams.finland)).toMatchObject({ sender_name: "Aino Virtanen" });
  await mikkos.commit();
});

test("an outsider is refused at once, and neither waits for another team's conversation nor holds it up", async () => {
  const annas = await holdOpen(database, anna, writes(anna, teams.sweden));
  await expect(send(database, aino, teams.sweden)).rejects.toMatchObject({ code: "42501" });
  await annas.commit();
});

test("an organiser's message waits its turn, and takes the place behind", async () => {
  const { last_seq } = await headOf(database, teams.canada);
  const mikkos = await holdOpen(database, mikko, writes(mikko, teams.canada));
  const sofias = sent(database, sofia, teams.canada, { content: "Second." });
  await someoneWaits(database);
  await mikkos.commit();
  expect(await sofias).toMatchObject({ seq: last_seq + 2 });
});
