import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { headOf, type Message, sent, storedMessage } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { enrolMember, type Person } from "./support/people.ts";

const database = await openDatabase();

const edit = async (actor: Actor, id: string, content: string | null) => {
  const [message] = await database.as(
    actor,
    (sql) => sql<Message[]>`select * from public.edit_message(${id}, ${content})`,
  );
  return message;
};
const remove = async (actor: Actor, id: string) => {
  const [message] = await database.as(
    actor,
    (sql) => sql<Message[]>`select * from public.delete_message(${id})`,
  );
  return message;
};
const historyOf = (id: string) => database.owner`
  select revision, content, replaced_by, actor_id from private.chat_message_history
  where message_id = ${id} order by revision`;
const writtenAgo = (id: string, minutes: number) => database.admin`
  update public.chat_messages set created_at = clock_timestamp() - ${minutes} * interval '1 minute' where id = ${id}`;
const writer = () => enrolMember(database, teams.norway);

describe("an edit", () => {
  test("replaces the text, keeps the place and takes the next revision", async () => {
    const original = await sent(database, anna, teams.sweden, { content: "Gate C." });
    const edited = await edit(anna, original.id, "Gate D.");
    expect(edited).toEqual({
      ...original,
      content: "Gate D.",
      revision: original.revision + 1,
      edited_at: expect.any(Date),
    });
    expect(await storedMessage(database, original.id)).toEqual(edited);
    expect(await headOf(database, teams.sweden)).toEqual({
      last_seq: original.seq,
      last_revision: original.revision + 1,
    });
  });

  test("keeps what it replaced, with who replaced it", async () => {
    const { id, revision } = await sent(database, anna, teams.sweden, { content: "One." });
    await edit(anna, id, "Two.");
    await edit(anna, id, "Three.");
    expect(await historyOf(id)).toEqual([
      { revision, content: "One.", replaced_by: "edit", actor_id: anna.id },
      { revision: revision + 1, content: "Two.", replaced_by: "edit", actor_id: anna.id },
    ]);
  });

  test("to the same text changes nothing and takes no revision", async () => {
    const message = await sent(database, anna, teams.sweden, { content: "The same." });
    expect(await edit(anna, message.id, "The same.")).toEqual(message);
    expect(await headOf(database, teams.sweden)).toMatchObject({ last_revision: message.revision });
    expect(await historyOf(message.id)).toEqual([]);
  });

  test.each([
    ["an empty text", "", "23514"],
    ["blanks only", " \n\t ", "23514"],
    ["5,001 characters", "é".repeat(5001), "23514"],
    ["no text at all", null, "23502"],
  ])("to %s is refused, and leaves the message, its history and the head alone", async (_, content, code) => {
    const message = await sent(database, anna, teams.sweden);
    const head = await headOf(database, teams.sweden);
    await expect(edit(anna, message.id, content)).rejects.toMatchObject({ code });
    expect(await storedMessage(database, message.id)).toEqual(message);
    expect(await historyOf(message.id)).toEqual([]);
    expect(await headOf(database, teams.sweden)).toEqual(head);
  });

  test("takes as many as 5,000 characters, counted as people count them", async () => {
    const { id } = await sent(database, anna, teams.sweden);
    expect(await edit(anna, id, "🏒".repeat(5000))).toMatchObject({ content: "🏒".repeat(5000) });
  });

  test("of a deleted message is refused as a conflict", async () => {
    const { id } = await sent(database, anna, teams.sweden);
    await remove(anna, id);
    await expect(edit(anna, id, "Back again.")).rejects.toMatchObject({ code: "PT409", detail: "deleted" });
    expect(await storedMessage(database, id)).toMatchObject({ content: null });
  });

  test("of two people at once, in two conversations, gives each the next revision of theirs", async () => {
    const [ours, theirs] = await Promise.all([
      sent(database, anna, teams.sweden),
      sent(database, aino, teams.finland),
    ]);
    const [swedish, finnish] = await Promise.all([edit(anna, ours.id, "A"), edit(aino, theirs.id, "B")]);
    expect(swedish?.revision).toBe(ours.revision + 1);
    expect(finnish?.revision).toBe(theirs.revision + 1);
  });
});

describe("a deletion", () => {
  test("leaves a tombstone without content in the message's place", async () => {
    const original = await sent(database, anna, teams.sweden);
    const tombstone = await remove(anna, original.id);
    expect(tombstone).toEqual({
      ...original,
      content: null,
      revision: original.revision + 1,
      deleted_at: expect.any(Date),
    });
    expect(await storedMessage(database, original.id)).toEqual(tombstone);
  });

  test("keeps the text in the history, out of every reader's reach", async () => {
    const { id, revision } = await sent(database, anna, teams.sweden, { content: "A slip." });
    await remove(anna, id);
    expect(await historyOf(id)).toEqual([
      { revision, content: "A slip.", replaced_by: "deletion", actor_id: anna.id },
    ]);
    for (const actor of [anna, mikko, "service_role"] as const) {
      const read = database.as(actor, (sql) => sql`select content from private.chat_message_history`);
      await expect(read).rejects.toMatchObject({ code: "42501" });
    }
  });

  test("a second time changes nothing and takes no revision", async () => {
    const { id } = await sent(database, anna, teams.sweden);
    const tombstone = await remove(anna, id);
    expect(await remove(anna, id)).toEqual(tombstone);
    expect(await historyOf(id)).toHaveLength(1);
  });

  test("by two windows at the same moment is one", async () => {
    const { id, revision } = await sent(database, anna, teams.sweden);
    const [one, other] = await Promise.all([remove(anna, id), remove(anna, id)]);
    expect(one).toEqual(other);
    expect(one?.revision).toBe(revision + 1);
  });
});

const changes = {
  edit: (actor: Actor, id: string) => edit(actor, id, "Changed."),
  deletion: (actor: Actor, id: string) => remove(actor, id),
};

describe.each(Object.entries(changes))("who may change a message: %s", (_, change) => {
  test.each([
    ["a colleague of the same team", erik],
    ["an organiser", mikko],
  ])("not %s", async (_who, actor) => {
    const message = await sent(database, await enrolMember(database, teams.sweden), teams.sweden);
    await expect(change(actor, message.id)).rejects.toMatchObject({ code: "PT403", detail: "not_yours" });
    expect(await storedMessage(database, message.id)).toEqual(message);
  });

  test("not even a member of the team, when an organiser wrote it", async () => {
    const { id } = await sent(database, mikko, teams.sweden);
    await expect(change(anna, id)).rejects.toMatchObject({ code: "PT403", detail: "not_yours" });
    await expect(change(sofia, id)).rejects.toMatchObject({ code: "PT403", detail: "not_yours" });
  });

  test("another team's message and one that never was look the same", async () => {
    const { id } = await sent(database, anna, teams.sweden);
    const refusal = async (messageId: string) => {
      const error: unknown = await change(aino, messageId).catch((reason: unknown) => reason);
      const { code, message, detail } = error as { code: string; message: string; detail?: string };
      return { code, message, detail };
    };
    expect(await refusal(id)).toEqual(await refusal(randomUUID()));
    expect(await refusal(id)).toMatchObject({ code: "PT404" });
  });

  test("a member for 15 minutes", async () => {
    const person = await writer();
    const { id } = await sent(database, person, teams.norway);
    await writtenAgo(id, 15.1);
    await expect(change(person, id)).rejects.toMatchObject({ code: "PT403", detail: "too_late" });
    await writtenAgo(id, 14);
    expect(await change(person, id)).toMatchObject({ id });
  });

  test("an organiser always", async () => {
    const { id } = await sent(database, mikko, teams.norway);
    await writtenAgo(id, 60 * 24 * 30);
    expect(await change(mikko, id)).toMatchObject({ id });
  });

  test("nobody who has left the team since", async () => {
    const person: Person = await writer();
    const { id } = await sent(database, person, teams.norway);
    await database.owner`update public.users set team_id = ${teams.austria} where id = ${person.id}`;
    await expect(change(person, id)).rejects.toMatchObject({ code: "PT404" });
  });
});
