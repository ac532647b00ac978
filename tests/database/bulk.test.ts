import { expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { headOf, placesOf, send, sent, upTo } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko, sofia, teams } from "./support/demo.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolOrganiser, type Person, several } from "./support/people.ts";

const database = await openDatabase();
const conversations = [teams.sweden, teams.finland, teams.canada, teams.norway];

/** One statement with a message for each of several conversations, in the order given. */
const writeToAll = (actor: Actor, sender: Person, teamIds: string[]) =>
  database.as(
    actor,
    (sql) => sql<{ team_id: string; seq: number }[]>`
      insert into public.chat_messages (team_id, sender_id, content)
      select team_id::uuid, ${sender.id}::uuid, 'To all of you.' from unnest(${teamIds}::text[]) as team_id
      returning team_id, seq`,
  );

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

test("an organiser who leaves, and members who move, do not deadlock with those who write to all", async () => {
  const leaving = await several(3, () => enrolOrganiser(database));
  const writing = await several(4, () => enrolOrganiser(database));
  await Promise.all([
    ...leaving.map(({ id }) => database.owner`update public.users set role = 'member' where id = ${id}`),
    ...leaving.map(
      ({ id }) =>
        database.owner`update public.users set team_id = ${teams.austria} where id = ${id} and role = 'member'`,
    ),
    ...writing.flatMap((person) => [
      writeToAll(person, person, conversations),
      writeToAll(person, person, conversations.toReversed()),
    ]),
  ]);
  await expectNoHoles();
});

test("a member's message waits for nobody who writes elsewhere", async () => {
  const mikkos = await holdOpen(
    database,
    mikko,
    (sql) => sql`insert into public.chat_messages (team_id, sender_id, content)
            values (${teams.canada}, ${mikko.id}, 'Not yet committed.')`,
  );
  expect(await sent(database, aino, teams.finland)).toMatchObject({ sender_name: "Aino Virtanen" });
  await mikkos.commit();
});

test("an outsider is refused at once, and neither waits for another team's conversation nor holds it up", async () => {
  const annas = await holdOpen(
    database,
    anna,
    (sql) => sql`insert into public.chat_messages (team_id, sender_id, content)
            values (${teams.sweden}, ${anna.id}, 'Not yet committed.')`,
  );
  await expect(send(database, aino, teams.sweden)).rejects.toMatchObject({ code: "42501" });
  await annas.commit();
});

test("an organiser's message waits its turn, and takes the place behind", async () => {
  const { last_seq } = await headOf(database, teams.canada);
  const mikkos = await holdOpen(
    database,
    mikko,
    (sql) => sql`insert into public.chat_messages (team_id, sender_id, content)
            values (${teams.canada}, ${mikko.id}, 'First.')`,
  );
  const sofias = sent(database, sofia, teams.canada, { content: "Second." });
  await someoneWaits(database);
  await mikkos.commit();
  expect(await sofias).toMatchObject({ seq: last_seq + 2 });
});
