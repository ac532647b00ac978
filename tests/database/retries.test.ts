import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { headOf, placesOf, send, sent, storedMessage, upTo } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, teams } from "./support/demo.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolMember, several } from "./support/people.ts";

const database = await openDatabase();

test("a retry answers with no row and takes no place; the stored row is read by its id", async () => {
  const first = await sent(database, anna, teams.sweden, { content: "Which gate?" });
  const head = await headOf(database, teams.sweden);
  expect(
    await send(database, anna, teams.sweden, { id: first.id, content: "Which gate, please?" }),
  ).toBeUndefined();
  expect(await headOf(database, teams.sweden)).toEqual(head);
  const [read] = await database.as(
    anna,
    (sql) => sql`select seq, content from public.chat_messages where id = ${first.id}`,
  );
  expect(read).toEqual({ seq: first.seq, content: "Which gate?" });
});

test.each(["", "on conflict do nothing", "on conflict (id) do nothing"])(
  "ten retries at the same moment make one message of one place (%s)",
  async (conflict) => {
    const person = await enrolMember(database, teams.norway);
    const id = randomUUID();
    const { last_seq } = await headOf(database, teams.norway);
    const answers = await several(10, () =>
      database.as(
        person,
        (sql) => sql<{ seq: number }[]>`
          insert into public.chat_messages (id, team_id, sender_id, content)
          values (${id}, ${teams.norway}, ${person.id}, 'Once.') ${sql.unsafe(conflict)} returning seq`,
      ),
    );
    expect(answers.flat()).toEqual([{ seq: last_seq + 1 }]);
    expect(await headOf(database, teams.norway)).toMatchObject({ last_seq: last_seq + 1 });
  },
);

test("an id that comes twice in one insert is one message of one place", async () => {
  const id = randomUUID();
  const { last_seq } = await headOf(database, teams.sweden);
  const rows = await database.as(
    anna,
    (sql) => sql<{ seq: number }[]>`
      insert into public.chat_messages (id, team_id, sender_id, content) values
        (${id}, ${teams.sweden}, ${anna.id}, 'Once.'), (${id}, ${teams.sweden}, ${anna.id}, 'Once.'),
        (${randomUUID()}, ${teams.sweden}, ${anna.id}, 'And another.') returning seq`,
  );
  expect(rows.map(({ seq }) => seq)).toEqual([last_seq + 1, last_seq + 2]);
});

test("a retry of a message that was deleted since does not bring it back", async () => {
  const { id } = await sent(database, anna, teams.sweden);
  await database.as(anna, (sql) => sql`select public.delete_message(${id})`);
  expect(await send(database, anna, teams.sweden, { id, content: "Again." })).toBeUndefined();
  expect(await storedMessage(database, id)).toMatchObject({ content: null });
});

test.each([
  ["a client's", anna],
  ["a server's", "service_role"],
] as const)("an upsert, %s, is refused and takes no place", async (_, actor) => {
  const { id } = await sent(database, anna, teams.sweden);
  const head = await headOf(database, teams.sweden);
  const upsert = database.as(
    actor,
    (sql) => sql`
      insert into public.chat_messages (id, team_id, sender_id, content)
      values (${id}, ${teams.sweden}, ${anna.id}, 'Rewritten.')
      on conflict (id) do update set content = excluded.content`,
  );
  await expect(upsert).rejects.toMatchObject({ code: "42501" });
  expect(await headOf(database, teams.sweden)).toEqual(head);
  expect(await storedMessage(database, id)).toMatchObject({ content: "Gate C." });
});

test("an id belongs to its sender and its conversation", async () => {
  const { id } = await sent(database, mikko, teams.sweden);
  const heads = await several(2, (index) => headOf(database, index ? teams.finland : teams.sweden));
  await expect(send(database, erik, teams.sweden, { id })).rejects.toMatchObject({ code: "23505" });
  await expect(send(database, mikko, teams.finland, { id })).rejects.toMatchObject({ code: "23505" });
  await expect(send(database, aino, teams.finland, { id })).rejects.toMatchObject({ code: "23505" });
  expect(await several(2, (index) => headOf(database, index ? teams.finland : teams.sweden))).toEqual(heads);
});

test("an id that two teams use at the same moment leaves no hole in either log", async () => {
  const id = randomUUID();
  const insert = (actor: typeof anna, teamId: string) =>
    database.as(
      actor,
      (sql) => sql`
        insert into public.chat_messages (id, team_id, sender_id, content)
        values (${id}, ${teamId}, ${actor.id}, 'Mine.') on conflict do nothing`,
    );
  const annas = await holdOpen(
    database,
    anna,
    (sql) => sql`insert into public.chat_messages (id, team_id, sender_id, content)
            values (${id}, ${teams.sweden}, ${anna.id}, 'Mine.')`,
  );
  const ainos = insert(aino, teams.finland).catch((error: unknown) => error);
  await someoneWaits(database);
  await annas.commit();
  expect(await ainos).toMatchObject({ code: "23505" });
  for (const teamId of [teams.sweden, teams.finland]) {
    expect(await placesOf(database, teamId)).toEqual(upTo((await headOf(database, teamId)).last_seq));
  }
});
