import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { confirm, handedIn, uploaded } from "./support/documents.ts";
import { enrolDeactivated, enrolMember } from "./support/people.ts";
import { archive, askedTask, call } from "./support/tasks.ts";
import { forgetTold, told, toldOf } from "./support/told.ts";

const database = await openDatabase();
await enrolDeactivated(database, teams.sweden);
await enrolDeactivated(database, null);

const toldBy = (work: () => Promise<unknown>) => toldOf(database, work);

describe("a document", () => {
  test("that answers a task is told to who asked for it, and leads to the task", async () => {
    const task = await askedTask(database, teams.sweden);
    await forgetTold(database);
    await handedIn(database, anna, teams.sweden, { task: task.id });
    expect(await told(database)).toEqual([
      { who: "mikko", type: "document_uploaded", reason: "creator", link: `/tasks/${task.id}` },
    ]);
  });

  test("of nothing that was asked is told to all organisers, and leads to the team's documents", async () => {
    await forgetTold(database);
    await handedIn(database, anna, teams.sweden);
    const line = { type: "document_uploaded", reason: "organiser", link: "/documents?team=SWE" };
    expect((await told(database)).toSorted((a, b) => (a.who < b.who ? -1 : 1))).toEqual([
      { who: "mikko", ...line },
      { who: "sofia", ...line },
    ]);
  });

  test("is told to all organisers when who asked for it is not there any more", async () => {
    const task = await askedTask(database, teams.sweden);
    await database.owner`update public.users set deactivated_at = now() where id = ${mikko.id}`;
    expect(await toldBy(() => handedIn(database, anna, teams.sweden, { task: task.id }))).toEqual([
      "sofia document_uploaded organiser",
    ]);
    await database.owner`update public.users set deactivated_at = null where id = ${mikko.id}`;
  });

  test("that an organiser puts there is told to the other organisers", async () => {
    expect(await toldBy(() => handedIn(database, sofia, teams.sweden))).toEqual([
      "mikko document_uploaded organiser",
    ]);
  });

  test("is told once, when it is confirmed, and not when it is deleted", async () => {
    const id = await uploaded(database, anna, teams.sweden);
    await forgetTold(database);
    expect(await told(database)).toEqual([]);
    expect(await toldBy(() => confirm(database, anna, teams.sweden, id))).toHaveLength(2);
    expect(await toldBy(() => confirm(database, anna, teams.sweden, id))).toEqual([]);
    expect(await toldBy(() => call(database, anna, `public.delete_document('${id}')`))).toEqual([]);
  });
});

describe("a page", () => {
  const write = async () => {
    const id = randomUUID();
    await call(database, mikko, `(public.create_page('${id}', 'ice-${id}', 'Ice', '')).slug`);
    return id;
  };
  const publish = (id: string) => call(database, mikko, `(public.publish_page('${id}', 1)).status`);

  test("is told to every member of every team once it is published, and to no organiser", async () => {
    const unassigned = await enrolMember(database, null);
    const archived = await enrolMember(database, teams.austria);
    await archive(database, teams.austria);
    let id = "";
    expect(
      await toldBy(async () => {
        id = await write();
      }),
    ).toEqual([]);
    const lines = await toldBy(() => publish(id));
    expect(lines).toEqual(
      expect.arrayContaining([
        "aino page_published portal",
        "anna page_published portal",
        "erik page_published portal",
      ]),
    );
    const members = await database.owner`
      select from public.users join public.teams on teams.id = team_id
      where deactivated_at is null and archived_at is null`;
    expect(lines).toHaveLength(members.count);
    expect(lines.join()).not.toMatch(new RegExp(`mikko|sofia|${unassigned.id}|${archived.id}`));
    expect((await told(database))[0]?.link).toBe(`/pages/ice-${id}`);
    await archive(database, teams.austria, false);
  });

  test("is told once, and once more when it was taken back meanwhile", async () => {
    const id = await write();
    expect(await toldBy(() => publish(id))).toContain("anna page_published portal");
    expect(await toldBy(() => publish(id))).toEqual([]);
    expect(await toldBy(() => call(database, mikko, `(public.take_back_page('${id}')).status`))).toEqual([]);
    expect(await toldBy(() => publish(id))).toContain("anna page_published portal");
  });

  test("that the owner brings in as published before is told to nobody", async () => {
    const bring = () => database.owner`
      insert into public.pages (id, slug, title, status, published_at, published_by, created_by, edited_by)
      values (${randomUUID()}, ${`old-${randomUUID()}`}, 'Old', 'published', now() - interval '1 day', ${mikko.id},
        ${mikko.id}, ${mikko.id})`;
    expect(await toldBy(bring)).toEqual([]);
  });
});

test("a document of an earlier day that the owner brings in is told to nobody", async () => {
  const bring = async () => {
    const id = randomUUID();
    await database.owner`
      insert into public.documents
        (id, team_id, uploaded_by, uploader_name, name, storage_path, size_bytes, mime_type, uploaded_at)
      values (${id}, ${teams.sweden}, ${erik.id}, 'Erik', 'Old.pdf', ${`${teams.sweden}/${id}`}, 1, 'application/pdf',
        now() - interval '1 day')`;
  };
  expect(await toldBy(bring)).toEqual([]);
});
