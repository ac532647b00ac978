import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { attempt, cells, openRoles, type PerRole, refused } from "./rights/roles.ts";
import { openDatabase } from "./support/database.ts";
import { anna, mikko, teams } from "./support/demo.ts";
import { condemn, confirm, handedIn, removeFiles, uploaded } from "./support/documents.ts";
import { enrolMember } from "./support/people.ts";

// What Storage asks Postgres for whoever comes with a token: past the site, and past every screen.
const database = await openDatabase();
const roles = await openRoles(database);
const { owner } = database;

type Actor = Parameters<typeof attempt>[1];
const place = (actor: Actor, path: string, bucket = "documents") =>
  attempt(database, actor, async (sql) => {
    const row = await sql`insert into storage.objects (bucket_id, name) values (${bucket}, ${path})`;
    return row.count;
  });
const seen = (actor: Actor, path: string) =>
  attempt(
    database,
    actor,
    async (sql) => (await sql`select from storage.objects where name = ${path}`).count,
  );

describe("a file is put", () => {
  // The service role goes past every policy: it is the site, and Storage itself.
  const lines: [string, string, PerRole<number | string>][] = [
    [
      "under a team's own id",
      `${teams.sweden}/${randomUUID()}`,
      [refused, refused, refused, 1, refused, 1, 1],
    ],
    [
      "under another team's id",
      `${teams.finland}/${randomUUID()}`,
      [refused, refused, refused, refused, 1, 1, 1],
    ],
    [
      "under no team's id",
      `${randomUUID()}/${randomUUID()}`,
      [refused, refused, refused, refused, refused, refused, 1],
    ],
  ];
  describe.each(lines)("%s", (_, path, outcomes) => {
    test.each(cells(roles, outcomes))("by %s", async (_, actor, outcome) => {
      expect(await place(actor, path)).toBe(outcome);
    });
  });

  test.each([
    `${teams.sweden}`,
    `${teams.sweden}/`,
    `${teams.sweden}/roster.pdf`,
    `${teams.sweden}/../${teams.finland}/${randomUUID()}`,
    `${teams.sweden}/${randomUUID()}/${randomUUID()}`,
    `${teams.sweden}/${randomUUID().toUpperCase()}`,
    `/${teams.sweden}/${randomUUID()}`,
    `${teams.sweden}/${randomUUID()}\n`,
  ])("nowhere else: %j", async (path) => {
    for (const person of [anna, mikko]) expect(await place(person, path)).toBe(refused);
  });

  test("in no other bucket", async () => {
    await owner`insert into storage.buckets (id, name) values ('elsewhere', 'elsewhere')`;
    expect(await place(anna, `${teams.sweden}/${randomUUID()}`, "elsewhere")).toBe(refused);
  });

  test("for no archived team", async () => {
    await owner`update public.teams set archived_at = now() where id = ${teams.norway}`;
    expect(await place(mikko, `${teams.norway}/${randomUUID()}`)).toBe(refused);
    await owner`update public.teams set archived_at = null where id = ${teams.norway}`;
  });

  test("after thirty that are no documents by none, until one of them is or is cleared away", async () => {
    const person = await enrolMember(database, teams.canada);
    const path = () => `${teams.canada}/${randomUUID()}`;
    const ids: string[] = [];
    const leave = async () => ids.push(await uploaded(database, person, teams.canada));
    for (let left = 0; left < 29; left += 1) await leave();
    expect(await place(person, path())).toBe(1);
    await leave();
    expect(await place(person, path())).toBe(refused);
    // What is there already is said to be there, and so it can be confirmed.
    expect(await place(person, `${teams.canada}/${ids[0]}`)).toBe("23505");
    // Nobody stands in another's way.
    expect(await place(await enrolMember(database, teams.canada), path())).toBe(1);
    await confirm(database, person, teams.canada, ids[0] ?? "");
    expect(await place(person, path())).toBe(1);
    // A document counts no more, not even once it is deleted.
    await database.as(person, (sql) => sql`select public.delete_document(${ids[0] ?? ""})`);
    expect(await place(person, path())).toBe(1);
    await leave();
    expect(await place(person, path())).toBe(refused);
    await removeFiles(database, [`${teams.canada}/${ids[1]}`]);
    expect(await place(person, path())).toBe(1);
  });

  test("under no id that is a document, was one, or was given up", async () => {
    const { storage_path: kept } = await handedIn(database, anna, teams.sweden);
    const deleted = await handedIn(database, anna, teams.sweden);
    await database.as(anna, (sql) => sql`select public.delete_document(${deleted.id})`);
    const id = randomUUID();
    await condemn(database, teams.sweden, id);
    for (const path of [kept, deleted.storage_path, `${teams.sweden}/${id}`])
      expect(await place(anna, path)).toBe(refused);
  });
});

describe("a document's file", () => {
  let path = "";
  beforeEach(async () => {
    path = (await handedIn(database, anna, teams.sweden)).storage_path;
  });

  // With a right of their own to read, people would sign addresses that are good for years: the site signs.
  test.each(cells(roles, [0, 0, 0, 0, 0, 0, 1]))(
    "is read by %s past the site: %j",
    async (_, actor, count) => {
      expect(await seen(actor, path)).toBe(count);
    },
  );

  test.each(cells(roles, [0, 0, 0, 0, 0, 0, 1]))("is replaced by %s: %j", async (_, actor, count) => {
    const replace = attempt(database, actor, async (sql) => {
      const rows = await sql`update storage.objects set version = 'another' where name = ${path}`;
      return rows.count;
    });
    expect(await replace).toBe(count);
  });

  test.each(cells(roles, [0, 0, 0, 0, 0, 0, 1]))("is removed by %s: %j", async (_, actor, count) => {
    const remove = attempt(database, actor, async (sql) => {
      await sql`select set_config('storage.allow_delete_query', 'true', true)`;
      return (await sql`delete from storage.objects where name = ${path}`).count;
    });
    expect(await remove).toBe(count);
  });
});

test("an upload is read by nobody before it is a document, not even by who sent it", async () => {
  const id = await uploaded(database, anna, teams.sweden);
  for (const person of [anna, mikko]) expect(await seen(person, `${teams.sweden}/${id}`)).toBe(0);
});

test("the bucket is private, and no larger and no other than what the site takes", async () => {
  const { MAX_BYTES } = await import("@/lib/documents/schema");
  const { MIME_TYPES } = await import("@/lib/documents/kinds");
  const [bucket] = await owner<{ public: boolean; file_size_limit: string; allowed_mime_types: string[] }[]>`
    select public, file_size_limit, allowed_mime_types from storage.buckets where id = 'documents'`;
  expect(bucket).toMatchObject({ public: false, file_size_limit: String(MAX_BYTES) });
  expect(bucket?.allowed_mime_types.toSorted()).toEqual([...MIME_TYPES].toSorted());
});
