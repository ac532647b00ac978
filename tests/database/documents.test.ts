import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, teams } from "./support/demo.ts";
import { confirm, type Document, handedIn, uploaded } from "./support/documents.ts";
import { adminTopic, saidDuring, signalsDuring, topicOf } from "./support/live.ts";
import { enrolMember } from "./support/people.ts";
import { giveTask } from "./support/tasks.ts";

const database = await openDatabase();
const { owner } = database;
const unassigned = await enrolMember(database, null);

const stored = async (id: string): Promise<Document | undefined> => {
  const [document] = await owner<Document[]>`select * from public.documents where id = ${id}`;
  return document;
};
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string; detail?: string }) => error.detail ?? error.code,
  );

describe("a document", () => {
  test("is made of an upload, under the name it came with, with its true size and its uploader's name", async () => {
    const id = await uploaded(database, anna, teams.sweden, { size: 1234 });
    const document = await confirm(database, anna, teams.sweden, id, { name: "../../Försäkring 2026.pdf" });
    expect(document).toMatchObject({
      id,
      name: "../../Försäkring 2026.pdf",
      storage_path: `${teams.sweden}/${id}`,
      size_bytes: 1234,
      uploaded_by: anna.id,
      uploader_name: "Anna Lindqvist",
      deleted_at: null,
    });
  });

  test("is confirmed twice and made once", async () => {
    const id = await uploaded(database, anna, teams.sweden);
    const first = await confirm(database, anna, teams.sweden, id);
    expect(await confirm(database, anna, teams.sweden, id, { name: "Another name.pdf" })).toEqual(first);
  });

  test("is made once by two who confirm it at the same moment", async () => {
    const id = await uploaded(database, anna, teams.sweden);
    const both = await Promise.all([1, 2].map(() => confirm(database, anna, teams.sweden, id)));
    expect(both[0]).toEqual(both[1]);
  });

  test("is made of nothing that is not there, that another has sent, or that lies elsewhere", async () => {
    expect(await codeOf(confirm(database, anna, teams.sweden, randomUUID()))).toBe("gone");
    const eriks = await uploaded(database, erik, teams.sweden);
    expect(await codeOf(confirm(database, anna, teams.sweden, eriks))).toBe("gone");
    const finnish = await uploaded(database, mikko, teams.finland);
    expect(await codeOf(confirm(database, mikko, teams.sweden, finnish))).toBe("gone");
  });

  test("keeps its id to itself", async () => {
    const { id } = await handedIn(database, anna, teams.sweden);
    expect(await codeOf(confirm(database, mikko, teams.finland, id))).not.toBe("done");
  });

  test.each([
    ["a member, for another team", aino, teams.sweden],
    ["somebody without a team", unassigned, teams.sweden],
    ["an organiser, for a team that is none", mikko, randomUUID()],
  ])("is not made by %s", async (_, person, team) => {
    const id = await uploaded(database, person, team);
    expect(await codeOf(confirm(database, person, team, id))).toBe("team");
  });

  test("is made by nobody for an archived team", async () => {
    const id = await uploaded(database, mikko, teams.norway);
    await database.as(
      mikko,
      (sql) => sql`update public.teams set archived_at = now() where id = ${teams.norway}`,
    );
    expect(await codeOf(confirm(database, mikko, teams.norway, id))).toBe("team_archived");
    await database.as(
      mikko,
      (sql) => sql`update public.teams set archived_at = null where id = ${teams.norway}`,
    );
    expect(await codeOf(confirm(database, mikko, teams.norway, id))).toBe("done");
  });

  test("needs a name that can be read", async () => {
    for (const name of ["", "   ", "x".repeat(201), "line\nbreak.pdf"]) {
      const id = await uploaded(database, anna, teams.sweden);
      expect([name, await codeOf(confirm(database, anna, teams.sweden, id, { name }))]).not.toContain("done");
      expect(await stored(id)).toBeUndefined();
    }
  });

  test("is at most 50 MB, and never empty", async () => {
    for (const size of [0, 50 * 1024 * 1024 + 1]) {
      const id = await uploaded(database, anna, teams.sweden, { size });
      expect(await codeOf(confirm(database, anna, teams.sweden, id))).not.toBe("done");
    }
    const id = await uploaded(database, anna, teams.sweden, { size: 50 * 1024 * 1024 });
    expect(await codeOf(confirm(database, anna, teams.sweden, id))).toBe("done");
  });
});

describe("what a document answers", () => {
  test("is a task of its own team that is still asked", async () => {
    const { id: task } = await giveTask(database, teams.sweden);
    expect(await handedIn(database, anna, teams.sweden, { task })).toMatchObject({ task_id: task });
    expect(await codeOf(handedIn(database, aino, teams.finland, { task }))).toBe("task");
    expect(await codeOf(handedIn(database, mikko, teams.finland, { task }))).toBe("task");
    await owner`update public.tasks set withdrawn_at = now() where id = ${task}`;
    expect(await codeOf(handedIn(database, anna, teams.sweden, { task }))).toBe("withdrawn");
  });

  test("cannot be of another team, whoever writes the row", async () => {
    const { id: task } = await giveTask(database, teams.finland);
    const { id } = await handedIn(database, anna, teams.sweden);
    expect(await codeOf(owner`update public.documents set task_id = ${task} where id = ${id}`)).toMatch(
      /not present|23503/,
    );
  });

  test("counts in the lists of tasks, and stands on the task's page, as long as it is there", async () => {
    const { id: task } = await giveTask(database, teams.sweden);
    const { id } = await handedIn(database, anna, teams.sweden, { task, name: "Certificate.pdf" });
    const read = () =>
      database.as(anna, async (sql) => {
        const [row] = await sql`
          select public.task_page(${task}) -> 'documents' as documents,
            (select t -> 'documents' from jsonb_array_elements(public.task_list()) t where t ->> 'id' = ${task}) as count`;
        return row;
      });
    expect(await read()).toMatchObject({
      count: 1,
      documents: [{ id, name: "Certificate.pdf", uploaded_by_name: "Anna Lindqvist", size_bytes: 4 }],
    });
    await database.as(anna, (sql) => sql`select public.delete_document(${id})`);
    expect(await read()).toMatchObject({ count: 0, documents: [] });
  });
});

describe("deleting", () => {
  const remove = (actor: { id: string }, id: string) =>
    database.as(actor, async (sql) => (await sql`select public.delete_document(${id}) as path`)[0]?.path);

  test("is for anybody of the team and for organisers; the row stays, out of everyone's sight", async () => {
    for (const actor of [erik, mikko]) {
      const { id } = await handedIn(database, anna, teams.sweden);
      expect(await remove(actor, id)).toBe(`${teams.sweden}/${id}`);
      expect(await stored(id)).toMatchObject({ deleted_by: actor.id });
      const seen = await database.as(mikko, (sql) => sql`select from public.documents where id = ${id}`);
      expect(seen).toHaveLength(0);
    }
  });

  test("a second time changes nothing", async () => {
    const { id } = await handedIn(database, anna, teams.sweden);
    await remove(anna, id);
    const first = await stored(id);
    expect(await remove(mikko, id)).toBe(`${teams.sweden}/${id}`);
    expect(await stored(id)).toEqual(first);
  });

  test("is for nobody else, to whom it is unknown", async () => {
    const { id } = await handedIn(database, anna, teams.sweden);
    expect(await codeOf(remove(aino, id))).toBe("PT404");
    expect(await codeOf(remove(anna, randomUUID()))).toBe("PT404");
    expect(await stored(id)).toMatchObject({ deleted_at: null });
  });

  test("lets no second document take the place", async () => {
    const { id } = await handedIn(database, anna, teams.sweden);
    await remove(anna, id);
    expect(await codeOf(confirm(database, anna, teams.sweden, id))).toBe("deleted");
  });

  test("ends with an archival of the team", async () => {
    const { id } = await handedIn(database, mikko, teams.austria);
    await owner`update public.teams set archived_at = now() where id = ${teams.austria}`;
    expect(await codeOf(remove(mikko, id))).toBe("team_archived");
    await owner`update public.teams set archived_at = null where id = ${teams.austria}`;
  });
});

describe("the list", () => {
  const list = (
    actor: { id: string },
    ...[team, search, rows, skip]: [team?: string | null, search?: string, rows?: number, skip?: number]
  ) =>
    database.as(actor, async (sql) => {
      const [row] = await sql<
        { given: { total: number; documents: { name: string; team_code: string }[] } }[]
      >`
        select public.document_list(${team ?? null}, ${search ?? ""}, ${rows ?? 100}, ${skip ?? 0}) as given`;
      return row?.given;
    });

  test("is of one's own team, of every team to organisers, the newest first, by a part of the name", async () => {
    await handedIn(database, aino, teams.finland, { name: "Anthem 100%_final.mp3" });
    await handedIn(database, anna, teams.sweden, { name: "Anthem.MP3" });
    const names = async (...args: Parameters<typeof list>) =>
      (await list(...args))?.documents.map(({ name, team_code: code }) => `${code} ${name}`);
    expect(await names(mikko, null, "anthem")).toEqual(["SWE Anthem.MP3", "FIN Anthem 100%_final.mp3"]);
    expect(await names(mikko, teams.finland, "ANTHEM")).toEqual(["FIN Anthem 100%_final.mp3"]);
    expect(await names(mikko, null, "%_f")).toEqual(["FIN Anthem 100%_final.mp3"]);
    expect(await names(anna, null, "anthem")).toEqual(["SWE Anthem.MP3"]);
    expect(await names(anna, teams.finland)).toEqual([]);
  });

  test("gives so many, and says how many there are", async () => {
    const all = await list(anna);
    const page = await list(anna, null, "", 1);
    expect(page).toEqual({ total: all?.documents.length, documents: all?.documents.slice(0, 1) });
  });

  test("goes on after so many, and past the end is empty", async () => {
    for (const name of ["one.pdf", "two.pdf", "three.pdf"])
      await handedIn(database, anna, teams.sweden, { name });
    const all = await list(anna);
    const total = all?.documents.length ?? 0;
    expect(await list(anna, null, "", 2, 1)).toEqual({ total, documents: all?.documents.slice(1, 3) });
    expect(await list(anna, null, "", 2, total)).toEqual({ total, documents: [] });
    expect(await list(anna, null, "", 1, -5)).toEqual({ total, documents: all?.documents.slice(0, 1) });
  });

  test("names the task that is answered, and the message that it came with", async () => {
    const { id: task } = await giveTask(database, teams.sweden);
    const { id } = await handedIn(database, anna, teams.sweden, { name: "came with both.pdf" });
    const { id: message, seq } = await sent(database, anna, teams.sweden, { documents: [id] });
    await handedIn(database, anna, teams.sweden, { task, name: "came with both, again.pdf" });
    expect((await list(anna, null, "came with both"))?.documents).toMatchObject([
      { task_id: task, task_title: "Passport copy", message_id: null, message_seq: null },
      { task_id: null, task_title: null, message_id: message, message_seq: seq },
    ]);
  });
});

test("a new document and a deletion are told to the team and the organisers, and nothing of them but that", async () => {
  const id = await uploaded(database, anna, teams.sweden);
  const [team, organisers] = await Promise.all([topicOf(database, teams.sweden), adminTopic(database)]);
  const told = [organisers, team].map((topic) =>
    expect.objectContaining({
      topic,
      event: "changed",
      payload: expect.objectContaining({ noun: "documents" }),
    }),
  );
  expect(await signalsDuring(database, () => confirm(database, anna, teams.sweden, id))).toEqual(told);
  const remove = () => database.as(anna, (sql) => sql`select public.delete_document(${id})`);
  expect(await saidDuring(database, remove)).toEqual(told);
  expect(await saidDuring(database, remove)).toEqual([]);
});

test("one person makes at most 60 documents a minute, and is told when to come back", async () => {
  const person = await enrolMember(database, teams.canada);
  for (let made = 0; made < 60; made += 1) await handedIn(database, person, teams.canada);
  const id = await uploaded(database, person, teams.canada);
  const error: unknown = await confirm(database, person, teams.canada, id).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "PT429", detail: expect.stringMatching(/^[1-5]?\d$|^60$/) });
  await owner`update public.documents set uploaded_at = uploaded_at - interval '61 s' where uploaded_by = ${person.id}`;
  expect(await codeOf(confirm(database, person, teams.canada, id))).toBe("done");
});
