import { expect, test } from "vitest";
import { headOf, send, sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { mikko, teams } from "./support/demo.ts";
import { enrolMember, enrolOrganiser, type Person, several } from "./support/people.ts";

const database = await openDatabase();

/** Lets `seconds` go by for the messages of a person, all of them or the oldest few. */
const letPass = (person: Person, seconds: number, oldest = 1_000) => database.admin`
  update public.chat_messages set created_at = created_at - ${seconds} * interval '1 second'
  where id in (select id from public.chat_messages where sender_id = ${person.id} order by seq limit ${oldest})`;

const sentBy = async ({ id }: Person) =>
  (await database.owner`select from public.chat_messages where sender_id = ${id}`).length;

test("of 45 messages that one person sends at the same moment exactly 30 pass", async () => {
  const person = await enrolMember(database, teams.norway);
  const before = await headOf(database, teams.norway);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 45 }, () => send(database, person, teams.norway)),
  );
  const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  expect(refusals).toHaveLength(15);
  for (const refusal of refusals) expect(refusal).toMatchObject({ code: "PT429" });
  expect(await sentBy(person)).toBe(30);
  expect((await headOf(database, teams.norway)).last_seq).toBe(before.last_seq + 30);
});

test("the refusal says in how many whole seconds the next one may go", async () => {
  const person = await enrolMember(database, teams.norway);
  await several(30, () => sent(database, person, teams.norway));
  const secondsLeft = async () => {
    const refusal = await send(database, person, teams.norway).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "PT429", detail: expect.stringMatching(/^\d+$/) });
    return Number((refusal as { detail: string }).detail);
  };
  expect(await secondsLeft()).toBeLessThanOrEqual(60);
  await letPass(person, 25);
  expect(await secondsLeft()).toBeLessThanOrEqual(35);
  expect(await secondsLeft()).toBeGreaterThanOrEqual(1);
});

test("the window slides: as many may go as are older than 60 seconds", async () => {
  const person = await enrolMember(database, teams.norway);
  await several(30, () => sent(database, person, teams.norway));
  await letPass(person, 61, 2);
  await sent(database, person, teams.norway);
  await sent(database, person, teams.norway);
  await expect(send(database, person, teams.norway)).rejects.toMatchObject({ code: "PT429" });
});

test("at the limit a retry of what is stored still passes", async () => {
  const person = await enrolMember(database, teams.norway);
  const [first] = await several(30, () => sent(database, person, teams.norway));
  await expect(send(database, person, teams.norway)).rejects.toMatchObject({ code: "PT429" });
  expect(await send(database, person, teams.norway, { id: first?.id })).toBeUndefined();
});

test("the limit counts within one statement, which is refused as a whole", async () => {
  const person = await enrolMember(database, teams.norway);
  const sendMany = (count: number) =>
    database.as(
      person,
      (sql) => sql`
        insert into public.chat_messages (team_id, sender_id, content)
        select ${teams.norway}::uuid, ${person.id}::uuid, 'Line ' || n from generate_series(1, ${count}::int) n`,
    );
  await expect(sendMany(31)).rejects.toMatchObject({ code: "PT429" });
  expect(await sentBy(person)).toBe(0);
  await sendMany(30);
  expect(await sentBy(person)).toBe(30);
});

test("an organiser has one limit for all conversations together, also at the same moment", async () => {
  const person = await enrolOrganiser(database);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 45 }, (_, index) =>
      send(database, person, index % 2 ? teams.norway : teams.austria),
    ),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(30);
  await expect(send(database, person, teams.sweden)).rejects.toMatchObject({ code: "PT429" });
});

test("one person's limit is not another's, and a server has none", async () => {
  const [loud, quiet] = [
    await enrolMember(database, teams.norway),
    await enrolMember(database, teams.norway),
  ];
  await several(30, () => sent(database, loud, teams.norway));
  await expect(send(database, loud, teams.norway)).rejects.toMatchObject({ code: "PT429" });
  await sent(database, quiet, teams.norway);
  await several(31, () => sent(database, "service_role", teams.norway, { sender: mikko }));
});

test("one person changes at most 30 messages in 60 seconds, by edits and deletions together", async () => {
  const person = await enrolMember(database, teams.norway);
  const messages = await several(30, () => sent(database, person, teams.norway));
  const edit = (id: string | undefined, content: string) =>
    database.as(person, (sql) => sql`select public.edit_message(${id ?? null}, ${content})`);
  const remove = (id: string | undefined) =>
    database.as(person, (sql) => sql`select public.delete_message(${id ?? null})`);

  const outcomes = await Promise.allSettled([
    ...messages.map(({ id }) => edit(id, "Gate D.")),
    ...messages.slice(0, 10).map(({ id }) => remove(id)),
  ]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(30);

  const untouched = messages.at(-1)?.id;
  await expect(edit(untouched, "Gate E.")).rejects.toMatchObject({
    code: "PT429",
    detail: expect.stringMatching(/^([1-9]|[1-5]\d|60)$/),
  });
  await database.admin`
    update private.chat_message_history set replaced_at = replaced_at - interval '61 seconds'
    where actor_id = ${person.id}`;
  await edit(untouched, "Gate E.");
});

test("a reader's mark moves at most once a second, and a refused one leaves it where it was", async () => {
  const person = await enrolMember(database, teams.sweden);
  const mark = (seq: number) =>
    database.as(person, (sql) => sql`select public.mark_read(${teams.sweden}, ${seq})`);
  const place = async () => {
    const [cursor] = await database.owner`
      select last_read_seq from public.chat_read_cursors where user_id = ${person.id}`;
    return cursor?.last_read_seq;
  };
  await mark(3);
  await database.admin`
    update public.chat_read_cursors set read_at = read_at - interval '1 second' where user_id = ${person.id}`;
  // Both in one statement, so that no slow machine puts a second between them.
  const twice = database.as(
    person,
    (sql) => sql`select public.mark_read(${teams.sweden}, 4), public.mark_read(${teams.sweden}, 5)`,
  );
  await expect(twice).rejects.toMatchObject({ code: "PT429", detail: "1" });
  expect(await place()).toBe(3);
  await mark(4);
  await mark(4);
  await mark(2);
  expect(await place()).toBe(4);
});
