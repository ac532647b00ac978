import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { headOf, send, sent, storedMessage } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, teams } from "./support/demo.ts";
import { confirm, filesToClear, handedIn, toBeSent, uploaded } from "./support/documents.ts";
import { saidDuring, signalsDuring } from "./support/live.ts";
import { changes, given, snapshot, windowAround } from "./support/reader.ts";
import { call, giveTask } from "./support/tasks.ts";
import { toldOf } from "./support/told.ts";

const database = await openDatabase();
const { owner } = database;

const make = (person = anna, team: string = teams.sweden) => toBeSent(database, person, team);
const stored = async (id: string) => {
  const [row] = await owner`select message_id, awaits_message from public.documents where id = ${id}`;
  return row;
};
const canSee = async (actor: Actor, id: string) =>
  (await database.as(actor, (sql) => sql`select from public.documents where id = ${id}`)).length === 1;

describe("a document that awaits its message", () => {
  test("is its uploader's alone, and in no list", async () => {
    const { id } = await make();
    for (const actor of [erik, mikko, aino]) expect(await canSee(actor, id)).toBe(false);
    expect(await canSee(anna, id)).toBe(true);
    for (const actor of [anna, mikko]) {
      const list = await call<{ documents: { id: string }[] }>(database, actor, "public.document_list()");
      expect(list.documents.map((document) => document.id)).not.toContain(id);
    }
  });

  test("is told to nobody, neither when it comes nor when it goes", async () => {
    const id = await uploaded(database, anna, teams.sweden);
    const come = () => confirm(database, anna, teams.sweden, id, { forMessage: true });
    expect(await signalsDuring(database, () => toldOf(database, come))).toEqual([]);
    expect(await toldOf(database, () => make())).toEqual([]);
    expect(await saidDuring(database, () => call(database, anna, `public.delete_document('${id}')`))).toEqual(
      [],
    );
  });

  test("is deleted by its uploader, and unknown to all others; its file may go", async () => {
    const { id, storage_path } = await make();
    for (const actor of [erik, mikko, aino]) {
      await expect(call(database, actor, `public.delete_document('${id}')`)).rejects.toMatchObject({
        code: "PT404",
      });
    }
    expect(await call(database, anna, `public.delete_document('${id}')`)).toBe(storage_path);
    expect(await filesToClear(database)).toContain(storage_path);
  });

  test("answers nothing else", async () => {
    const task = await giveTask(database, teams.sweden);
    const id = await uploaded(database, anna, teams.sweden);
    const both = confirm(database, anna, teams.sweden, id, { task: task.id, forMessage: true });
    await expect(both).rejects.toMatchObject({ code: "23514" });
  });

  test("goes when it was not sent within 30 days, with its file", async () => {
    const [old, young, listed] = [await make(), await make(), await handedIn(database, anna, teams.sweden)];
    const age = (id: string, days: number) => owner`
      update public.documents set uploaded_at = now() - ${days} * interval '1 day' where id = ${id}`;
    await age(old.id, 31);
    await age(young.id, 29);
    await age(listed.id, 31);
    const files = await filesToClear(database);
    expect(files).toContain(old.storage_path);
    expect(files).not.toContain(young.storage_path);
    expect(files).not.toContain(listed.storage_path);
    expect(await sent(database, anna, teams.sweden, { documents: [old.id, young.id] })).toMatchObject({
      document_ids: [young.id],
    });
  });
});

describe("a message", () => {
  test("brings its documents along: to snapshots, windows, catch-ups and live, in their order", async () => {
    const id = await uploaded(database, anna, teams.sweden);
    const picture = await confirm(database, anna, teams.sweden, id, {
      name: "Rink.png",
      sides: [1200, 800],
      forMessage: true,
    });
    const other = await make();
    let seq = 0;
    const heard = await saidDuring(database, async () => {
      const message = await sent(database, anna, teams.sweden, { documents: [other.id, picture.id] });
      seq = message.seq;
    });
    const documents = [
      {
        id: other.id,
        name: "Roster.pdf",
        mime_type: "application/pdf",
        size_bytes: 4,
        width: null,
        height: null,
      },
      {
        id: picture.id,
        name: "Rink.png",
        mime_type: "application/pdf",
        size_bytes: 4,
        width: 1200,
        height: 800,
      },
    ];
    expect(heard.find(({ event }) => event === "message")?.payload).toMatchObject({ documents });
    const { last_revision } = await headOf(database, teams.sweden);
    for (const reading of [
      await snapshot(database, erik, teams.sweden),
      await windowAround(database, mikko, teams.sweden, seq),
      await changes(database, erik, teams.sweden, last_revision - 1),
    ]) {
      expect(given(reading).messages.at(-1)).toMatchObject({ seq, documents });
    }
  });

  test("has each of them once, in the order in which they are named", async () => {
    const [first = "", second = "", third = ""] = [await make(), await make(), await make()]
      .map(({ id }) => id)
      .toSorted();
    const documents = [third, first, third, second, first];
    expect(await sent(database, anna, teams.sweden, { documents })).toMatchObject({
      document_ids: [third, first, second],
    });
  });

  test("shows them to everybody who reads it, and in the lists, from then on", async () => {
    const { id } = await make();
    const signals = await signalsDuring(database, () =>
      sent(database, anna, teams.sweden, { documents: [id] }),
    );
    expect(signals.filter(({ payload }) => payload.noun === "documents")).toHaveLength(2);
    for (const actor of [erik, mikko]) expect(await canSee(actor, id)).toBe(true);
    expect(await canSee(aino, id)).toBe(false);
    const list = await call<{ documents: { id: string }[] }>(database, mikko, "public.document_list()");
    expect(list.documents.map((document) => document.id)).toContain(id);
  });

  test("is told of once, and not for each of its documents besides", async () => {
    const documents = [(await make()).id, (await make()).id];
    const told = await toldOf(database, () => sent(database, anna, teams.sweden, { documents }));
    expect(told.filter((line) => line.includes("document"))).toEqual([]);
    expect(told).toContain("mikko chat_message unread");
  });

  test("takes documents of the team too that were in its list before", async () => {
    const { id } = await handedIn(database, anna, teams.sweden);
    expect(await sent(database, anna, teams.sweden, { documents: [id] })).toMatchObject({
      document_ids: [id],
    });
  });

  test("may be documents alone, and never nothing", async () => {
    const { id } = await make();
    const message = await sent(database, anna, teams.sweden, { content: "", documents: [id] });
    expect(message).toMatchObject({ content: "", document_ids: [id] });
    const head = await headOf(database, teams.sweden);
    const nothing = [{ documents: [] }, { documents: [id] }, { documents: [randomUUID()] }];
    for (const draft of nothing) {
      await expect(send(database, anna, teams.sweden, { content: "", ...draft })).rejects.toMatchObject({
        code: "23514",
      });
    }
    const blank = send(database, anna, teams.sweden, { content: " \n", documents: [(await make()).id] });
    await expect(blank).rejects.toMatchObject({ code: "23514" });
    expect(await headOf(database, teams.sweden)).toEqual(head);
  });

  test("is listed under the names of its documents where it has no text", async () => {
    const documents = [(await make()).id, (await make()).id];
    await sent(database, anna, teams.sweden, { content: "", documents });
    const [row] = await database.as(erik, (sql) => sql`select last_excerpt from public.conversation_list()`);
    expect(row?.last_excerpt).toBe("Roster.pdf, Roster.pdf");
  });

  test("leaves out, without a word, what its sender cannot send", async () => {
    const task = await giveTask(database, teams.sweden);
    const taken = await make();
    await sent(database, anna, teams.sweden, { documents: [taken.id] });
    const deleted = await make();
    await call(database, anna, `public.delete_document('${deleted.id}')`);
    const others = [
      (await make(erik)).id,
      (await handedIn(database, erik, teams.sweden)).id,
      (await make(mikko, teams.finland)).id,
      (await handedIn(database, anna, teams.sweden, { task: task.id })).id,
      taken.id,
      deleted.id,
      randomUUID(),
    ];
    const { id } = await make();
    const message = await sent(database, anna, teams.sweden, { documents: [...others, id, id] });
    expect(message.document_ids).toEqual([id]);
    for (const other of others) expect((await stored(other))?.message_id).not.toBe(message.id);
    // An organiser's are theirs in the conversation for which they were uploaded.
    const organisers = await make(mikko, teams.finland);
    expect(await sent(database, mikko, teams.sweden, { documents: [organisers.id] })).toMatchObject({
      document_ids: [],
    });
    expect(await sent(database, mikko, teams.finland, { documents: [organisers.id] })).toMatchObject({
      document_ids: [organisers.id],
    });
  });

  test("has at most 10", async () => {
    const { id } = await make();
    const many = Array.from({ length: 9 }, () => randomUUID());
    const tooMany = send(database, anna, teams.sweden, { documents: [...many, randomUUID(), id] });
    await expect(tooMany).rejects.toMatchObject({ code: "PT400", detail: "documents" });
    expect(await sent(database, anna, teams.sweden, { documents: [...many, id] })).toMatchObject({
      document_ids: [id],
    });
  });

  test("of an outsider learns nothing of any document, and takes none", async () => {
    const { id } = await make();
    const tooMany = Array.from({ length: 11 }, () => randomUUID());
    for (const documents of [[id], tooMany]) {
      await expect(send(database, aino, teams.sweden, { documents })).rejects.toMatchObject({
        code: "42501",
      });
    }
    expect(await stored(id)).toEqual({ message_id: null, awaits_message: true });
  });

  test("that is sent again is as it was first", async () => {
    const [first, second] = [await make(), await make()];
    const id = randomUUID();
    await sent(database, anna, teams.sweden, { id, documents: [first.id] });
    expect(await send(database, anna, teams.sweden, { id, documents: [second.id] })).toBeUndefined();
    expect(await storedMessage(database, id)).toMatchObject({ document_ids: [first.id] });
    expect(await stored(second.id)).toEqual({ message_id: null, awaits_message: true });
  });

  test("that names a document at the same moment as another gets it, or the other does", async () => {
    const { id } = await make();
    const messages = await Promise.all(
      [1, 2, 3, 4].map(() => sent(database, anna, teams.sweden, { documents: [id] })),
    );
    expect(messages.flatMap(({ document_ids }) => document_ids)).toEqual([id]);
  });

  test("that names the same document as another of its statement is refused with it", async () => {
    const { id } = await make();
    const both = database.as(
      anna,
      (sql) => sql`
        insert into public.chat_messages (team_id, sender_id, content, document_ids)
        select ${teams.sweden}::uuid, ${anna.id}::uuid, 'Twice.', ${[id]}::uuid[] from generate_series(1, 2)`,
    );
    await expect(both).rejects.toMatchObject({ code: "23505" });
    expect(await stored(id)).toEqual({ message_id: null, awaits_message: true });
  });

  test("is read by its id with its documents, by whoever may read it", async () => {
    const { id } = await make();
    const message = await sent(database, anna, teams.sweden, { documents: [id] });
    const read = (actor: Actor) =>
      call<{ documents: { id: string }[] } | null>(database, actor, `public.read_message('${message.id}')`);
    for (const actor of [anna, erik, mikko]) expect((await read(actor))?.documents).toMatchObject([{ id }]);
    expect(await read(aino)).toBeNull();
  });
});

test.each([
  ["one side alone", [1200, null]],
  ["a side of nothing", [0, 800]],
] as const)("a picture with %s is none", async (_, sides) => {
  const id = await uploaded(database, anna, teams.sweden);
  const odd = confirm(database, anna, teams.sweden, id, { sides: [...sides], forMessage: true });
  await expect(odd).rejects.toMatchObject({ code: "23514" });
});
