import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { anna, erik, mikko, teams } from "./support/demo.ts";
import { condemn, confirm, filesToClear, handedIn, removeFiles, uploaded } from "./support/documents.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolMember } from "./support/people.ts";

// Neither a row without a file nor a file without a row, wherever an upload breaks off.
const database = await openDatabase();
const { owner } = database;
const pathOf = (id: string) => `${teams.sweden}/${id}`;
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code?: string; detail?: string }) => error.detail ?? error.code,
  );
const isDocument = async (id: string) =>
  (await owner`select from public.documents where id = ${id} and deleted_at is null`).length === 1;

describe("the sweep", () => {
  test("asks for uploads that nobody has confirmed within a day, and for no younger ones", async () => {
    const [old, young] = [
      await uploaded(database, anna, teams.sweden, { age: "25 hours" }),
      await uploaded(database, anna, teams.sweden, { age: "23 hours" }),
    ];
    const asked = await filesToClear(database);
    expect(asked).toContain(pathOf(old));
    expect(asked).not.toContain(pathOf(young));
    expect(await outcome(confirm(database, anna, teams.sweden, old))).toBe("gone");
    expect(await outcome(confirm(database, anna, teams.sweden, young))).toBe("done");
  });

  test("asks for the files of deleted documents at once, and for no other document's however old", async () => {
    const [kept, deleted] = [
      await handedIn(database, anna, teams.sweden, { age: "300 days" }),
      await handedIn(database, anna, teams.sweden),
    ];
    await database.as(anna, (sql) => sql`select public.delete_document(${deleted.id})`);
    const asked = await filesToClear(database);
    expect(asked).toContain(deleted.storage_path);
    expect(asked).not.toContain(kept.storage_path);
  });

  test("asks for what was refused at once, and never for what is a document", async () => {
    const refused = await uploaded(database, anna, teams.sweden);
    const { id } = await handedIn(database, anna, teams.sweden);
    expect(await condemn(database, teams.sweden, refused)).toBe(true);
    expect(await condemn(database, teams.sweden, id)).toBe(false);
    const asked = await filesToClear(database);
    expect(asked).toContain(pathOf(refused));
    expect(asked).not.toContain(pathOf(id));
  });

  test("goes on where it was cut off, in batches, until nothing is left", async () => {
    const ids: string[] = [];
    for (let made = 0; made < 7; made += 1)
      ids.push(await uploaded(database, anna, teams.sweden, { age: `${40 - made} hours` }));
    const cleared: string[] = [];
    for (
      let asked = await filesToClear(database, 3);
      asked.length > 0;
      asked = await filesToClear(database, 3)
    ) {
      expect(asked.length).toBeLessThanOrEqual(3);
      // Nothing was removed, so nothing else is asked for.
      expect(await filesToClear(database, 3)).toEqual(asked);
      await removeFiles(database, asked);
      cleared.push(...asked);
    }
    expect(cleared).toEqual(expect.arrayContaining(ids.map(pathOf)));
    expect(new Set(cleared).size).toBe(cleared.length);
  });

  test("finds again what comes to a path that was given up, as long as an address for it may be good", async () => {
    const id = await uploaded(database, anna, teams.sweden);
    await condemn(database, teams.sweden, id);
    await removeFiles(database, await filesToClear(database));
    await uploaded(database, anna, teams.sweden, { id });
    expect(await outcome(confirm(database, anna, teams.sweden, id))).toBe("gone");
    const asked = await filesToClear(database);
    expect(asked).toContain(pathOf(id));

    await removeFiles(database, asked);
    await owner`update private.condemned_uploads set condemned_at = now() - interval '25 hours'`;
    await filesToClear(database);
    expect(
      await owner`select from private.condemned_uploads where storage_path = ${pathOf(id)}`,
    ).toHaveLength(0);
  });
});

describe("of two at the same moment", () => {
  test("an upload that is being confirmed is not swept, however old", async () => {
    const id = await uploaded(database, anna, teams.sweden, { age: "25 hours" });
    const confirming = await holdOpen(
      database,
      "service_role",
      (sql) =>
        sql`select public.confirm_document(${id}, ${teams.sweden}, ${anna.id}, 'Roster.pdf', 'application/pdf')`,
    );
    const sweeping = filesToClear(database);
    await someoneWaits(database);
    await confirming.commit();
    expect(await sweeping).not.toContain(pathOf(id));
    expect(await isDocument(id)).toBe(true);
  });

  test("an upload that is being swept is not confirmed", async () => {
    const id = await uploaded(database, anna, teams.sweden, { age: "25 hours" });
    const sweeping = await holdOpen(database, "service_role", (sql) => sql`select public.files_to_clear()`);
    const confirming = outcome(confirm(database, anna, teams.sweden, id));
    await someoneWaits(database);
    await sweeping.commit();
    expect(await confirming).toBe("gone");
    expect(await isDocument(id)).toBe(false);
  });

  test("an upload that is being confirmed is not given up for a lie told of it meanwhile", async () => {
    const id = await uploaded(database, anna, teams.sweden);
    const confirming = await holdOpen(
      database,
      "service_role",
      (sql) =>
        sql`select public.confirm_document(${id}, ${teams.sweden}, ${anna.id}, 'Roster.pdf', 'application/pdf')`,
    );
    const condemning = condemn(database, teams.sweden, id);
    await someoneWaits(database);
    await confirming.commit();
    expect(await condemning).toBe(false);
  });

  test("somebody who is moved to another team while their upload is confirmed comes too late", async () => {
    const person = await enrolMember(database, teams.sweden);
    const id = await uploaded(database, person, teams.sweden);
    const moving = await holdOpen(
      database,
      mikko,
      (sql) => sql`select public.move_person(${person.id}, ${teams.norway})`,
    );
    const confirming = outcome(confirm(database, person, teams.sweden, id));
    await someoneWaits(database);
    await moving.commit();
    expect(await confirming).toBe("team");
  });

  test("an archival that is under way is waited for, and refuses confirming and deleting", async () => {
    const { id: kept } = await handedIn(database, mikko, teams.austria);
    const member = await enrolMember(database, teams.austria);
    const id = await uploaded(database, member, teams.austria);
    const archiving = await holdOpen(
      database,
      mikko,
      (sql) => sql`update public.teams set archived_at = now() where id = ${teams.austria}`,
    );
    const late = [
      outcome(confirm(database, member, teams.austria, id)),
      outcome(database.as(member, (sql) => sql`select public.delete_document(${kept})`)),
    ];
    await someoneWaits(database);
    await archiving.commit();
    expect(await Promise.all(late)).toEqual(["team_archived", "team_archived"]);
    await owner`update public.teams set archived_at = null where id = ${teams.austria}`;
  });

  test("many confirm, delete, write, archive and move, and none of them ends in a deadlock", {
    timeout: 120_000,
  }, async () => {
    const people = [
      anna,
      erik,
      await enrolMember(database, teams.canada),
      await enrolMember(database, teams.canada),
    ];
    const teamOf = (person: { id: string }) =>
      person === anna || person === erik ? teams.sweden : teams.canada;
    const ids: string[] = [];
    const rounds = people.flatMap((person) =>
      Array.from({ length: 5 }, async () => {
        const team = teamOf(person);
        const { id } = await handedIn(database, person, team);
        ids.push(id);
        await database.as(
          person,
          (sql) =>
            sql`insert into public.chat_messages (team_id, sender_id, content) values (${team}, ${person.id}, 'Sent.')`,
        );
        await database.as(person, (sql) => sql`select public.delete_document(${id})`);
      }),
    );
    const organisers = Array.from({ length: 4 }, async (_, index) => {
      const [archived, moved] = [
        index % 2 ? teams.austria : teams.norway,
        await enrolMember(database, teams.sweden),
      ];
      await database.as(
        mikko,
        (sql) => sql`update public.teams set archived_at = now() where id = ${archived}`,
      );
      await database.as(mikko, (sql) => sql`select public.move_person(${moved.id}, ${teams.canada})`);
      await database.as(
        mikko,
        (sql) => sql`update public.teams set archived_at = null where id = ${archived}`,
      );
      await handedIn(database, mikko, teams.canada);
      await filesToClear(database, 2);
    });
    expect(await Promise.all([...rounds, ...organisers].map(outcome))).toEqual(
      [...rounds, ...organisers].map(() => "done"),
    );
    expect(
      await owner`select from public.documents where id = any(${ids}) and deleted_at is null`,
    ).toHaveLength(0);
  });
});

test("an id that is no upload cannot be held against anybody", async () => {
  const id = randomUUID();
  expect(await condemn(database, teams.sweden, id)).toBe(true);
  expect(await filesToClear(database)).not.toContain(pathOf(id));
});
