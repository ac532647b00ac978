import { describe, expect, test } from "vitest";
import { headOf, type Message, sent, storedMessage } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, teams } from "./support/demo.ts";
import { filesToClear, handedIn, toBeSent } from "./support/documents.ts";
import { saidDuring } from "./support/live.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolMember } from "./support/people.ts";
import { given, snapshot } from "./support/reader.ts";
import { call } from "./support/tasks.ts";

const database = await openDatabase();
const { owner, admin } = database;

/** A message of somebody with so many documents. */
const withDocuments = async (count: number, content = "Here they are.", person = anna) => {
  const documents: string[] = [];
  for (let made = 0; made < count; made += 1)
    documents.push((await toBeSent(database, person, teams.sweden)).id);
  return sent(database, person, teams.sweden, { content, documents });
};
const removeDocument = (person: { id: string }, id = "") =>
  call<string | null>(database, person, `public.delete_document('${id}')`);
const removeMessage = (person: { id: string }, { id }: Message) =>
  database.as(person, (sql) => sql`select public.delete_message(${id})`);
const documentsOf = (message: Message) => owner<{ id: string; gone: boolean; deleted_by: string | null }[]>`
  select id, deleted_at is not null as gone, deleted_by from public.documents
  where message_id = ${message.id} order by array_position(${message.document_ids}::uuid[], id)`;
const writtenAgo = (message: Message, minutes: number) => admin`
  update public.chat_messages set created_at = clock_timestamp() - ${minutes} * interval '1 minute'
  where id = ${message.id}`;
const path = (id = "") => `${teams.sweden}/${id}`;
/** Its file in Storage. */
const filed = (id = "") => owner`
  select from storage.objects where bucket_id = 'documents' and name = ${path(id)}`;

describe("a message that is deleted", () => {
  test("takes its documents with it, for everybody, and keeps their files for the audit", async () => {
    const message = await withDocuments(2);
    const [first = "", second = ""] = message.document_ids;
    await removeMessage(anna, message);
    expect(await storedMessage(database, message.id)).toMatchObject({ content: null, document_ids: [] });
    expect(await documentsOf(message)).toEqual([
      { id: first, gone: true, deleted_by: anna.id },
      { id: second, gone: true, deleted_by: anna.id },
    ]);
    for (const actor of [anna, erik, mikko]) {
      const seen = await database.as(
        actor,
        (sql) => sql`select from public.documents where message_id = ${message.id}`,
      );
      expect(seen).toHaveLength(0);
      const newest = given(await snapshot(database, actor, teams.sweden, 1)).messages[0];
      expect(newest).toMatchObject({ content: null, documents: [] });
    }
    const files = await filesToClear(database, 1000);
    for (const id of [first, second]) {
      expect(files).not.toContain(path(id));
      expect(await filed(id)).toHaveLength(1);
    }
  });

  test("is said with nothing of them, and the lists are told", async () => {
    const message = await withDocuments(1);
    const heard = await saidDuring(database, () => removeMessage(anna, message));
    expect(heard.find(({ event }) => event === "message")?.payload).toMatchObject({ documents: [] });
    expect(heard.filter(({ payload }) => payload.noun === "documents")).toHaveLength(2);
    expect(JSON.stringify(heard)).not.toContain("Roster");
  });
});

describe("a document that is deleted", () => {
  test("leaves its message, which everybody hears of; the file is kept", async () => {
    const message = await withDocuments(2);
    const [first, second] = message.document_ids;
    const heard = await saidDuring(database, async () =>
      expect(await removeDocument(anna, first)).toBeNull(),
    );
    expect(heard.find(({ event }) => event === "message")?.payload).toMatchObject({
      id: message.id,
      revision: message.revision + 1,
      content: message.content,
      edited_at: null,
      documents: [{ id: second }],
    });
    expect(await storedMessage(database, message.id)).toMatchObject({ document_ids: [second] });
    expect(await headOf(database, teams.sweden)).toMatchObject({ last_revision: message.revision + 1 });
    expect(await filesToClear(database, 1000)).not.toContain(path(first));
  });

  test("a second time changes nothing", async () => {
    const message = await withDocuments(1);
    const [id] = message.document_ids;
    await removeDocument(anna, id);
    const before = await storedMessage(database, message.id);
    const heard = await saidDuring(database, () => removeDocument(mikko, id));
    expect(heard).toEqual([]);
    expect(await storedMessage(database, message.id)).toEqual(before);
  });

  test("leaves a tombstone where there was nothing else", async () => {
    const message = await withDocuments(2, "");
    const [first, second] = message.document_ids;
    await removeDocument(anna, first);
    expect(await storedMessage(database, message.id)).toMatchObject({ content: "", deleted_at: null });
    await removeDocument(anna, second);
    expect(await storedMessage(database, message.id)).toMatchObject({
      content: null,
      document_ids: [],
      deleted_at: expect.any(Date),
    });
  });

  test("goes as its message does: by its sender within 15 minutes, by an organiser always", async () => {
    const message = await withDocuments(3);
    const [first, second, third] = message.document_ids;
    await expect(removeDocument(erik, first)).rejects.toMatchObject({ code: "PT403", detail: "not_yours" });
    await expect(removeDocument(aino, first)).rejects.toMatchObject({ code: "PT404" });
    await writtenAgo(message, 14);
    await removeDocument(anna, first);
    await writtenAgo(message, 16);
    await expect(removeDocument(anna, second)).rejects.toMatchObject({ code: "PT403", detail: "too_late" });
    await removeDocument(mikko, second);
    expect(await storedMessage(database, message.id)).toMatchObject({ document_ids: [third] });
  });

  test("of an organiser's message is not the team's to delete", async () => {
    const message = await withDocuments(1, "The contract.", mikko);
    const refusal = removeDocument(anna, message.document_ids[0]);
    await expect(refusal).rejects.toMatchObject({ code: "PT403", detail: "not_yours" });
    expect(await documentsOf(message)).toMatchObject([{ gone: false }]);
  });

  test("that came with no message goes as before, with its file", async () => {
    const { id } = await handedIn(database, anna, teams.sweden);
    expect(await removeDocument(erik, id)).toBe(path(id));
    expect(await filesToClear(database, 1000)).toContain(path(id));
  });
});

describe("an edit", () => {
  const edit = (message: Message, content: string) =>
    database.as(anna, (sql) => sql`select public.edit_message(${message.id}, ${content})`);

  test("keeps the documents, and may take the text away where there are some", async () => {
    const message = await withDocuments(1);
    await edit(message, "");
    expect(await storedMessage(database, message.id)).toMatchObject({
      content: "",
      document_ids: message.document_ids,
    });
    await edit(message, "Once more.");
    await removeDocument(anna, message.document_ids[0]);
    await expect(edit(message, "")).rejects.toMatchObject({ code: "23514" });
  });
});

describe("at the same moment", () => {
  test("a document that is being deleted is not sent", async () => {
    const { id } = await toBeSent(database, anna, teams.sweden);
    const deletion = await holdOpen(database, anna, (sql) => sql`select public.delete_document(${id})`);
    const sending = sent(database, anna, teams.sweden, { documents: [id] });
    await someoneWaits(database);
    await deletion.commit();
    expect(await sending).toMatchObject({ document_ids: [] });
  });

  test("a document that is being sent leaves its message when it is deleted", async () => {
    const { id } = await handedIn(database, anna, teams.sweden);
    const sending = await holdOpen(
      database,
      anna,
      (sql) => sql`
        insert into public.chat_messages (team_id, sender_id, content, document_ids)
        values (${teams.sweden}, ${anna.id}, 'Here it is.', ${[id]})`,
    );
    const deletion = removeDocument(mikko, id);
    await someoneWaits(database);
    await sending.commit();
    expect(await deletion).toBeNull();
    const newest = given(await snapshot(database, erik, teams.sweden, 1)).messages[0];
    expect(newest).toMatchObject({ content: "Here it is.", documents: [] });
  });

  test("a message that is deleted and a document of it wait for one another, and never both", async () => {
    const message = await withDocuments(1);
    const writing = await holdOpen(
      database,
      anna,
      (sql) => sql`
        insert into public.chat_messages (team_id, sender_id, content)
        values (${teams.sweden}, ${anna.id}, 'Not that one.')`,
    );
    const deletion = removeDocument(mikko, message.document_ids[0]);
    await someoneWaits(database);
    await writing.commit((sql) => sql`select public.delete_message(${message.id})`);
    expect(await deletion).toBeNull();
    expect(await documentsOf(message)).toMatchObject([{ gone: true, deleted_by: anna.id }]);
  });

  test("many send, delete and take documents away, and nothing hangs, is lost or is shown twice", async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => enrolMember(database, teams.norway)));
    await Promise.all(
      people.map(async (person, number) => {
        const organiser = number % 2 === 0 ? mikko : person;
        for (let round = 0; round < 5; round += 1) {
          const documents = [
            (await toBeSent(database, person, teams.norway)).id,
            (await handedIn(database, person, teams.norway)).id,
          ];
          const sending = sent(database, person, teams.norway, { content: "", documents });
          await Promise.all([sending, removeDocument(organiser, documents[1])]);
          const message = await sending;
          if (round % 2 === 0) await removeMessage(person, message);
          else await removeDocument(mikko, documents[0]);
        }
      }),
    );
    const wrong = await owner`
      select m.seq from public.chat_messages m
      where m.team_id = ${teams.norway} and m.document_ids is distinct from array(
        select d.id from public.documents d where d.message_id = m.id and d.deleted_at is null
        order by array_position(m.document_ids, d.id))`;
    expect(wrong).toEqual([]);
    const [{ gapless } = {}] = await owner`
      select count(*) = max(seq) and count(distinct revision) = count(*) as gapless
      from public.chat_messages where team_id = ${teams.norway}`;
    expect(gapless).toBe(true);
  });
});
