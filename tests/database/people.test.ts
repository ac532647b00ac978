import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { openDatabase } from "./support/database.ts";
import { mikko, sofia, teams } from "./support/demo.ts";
import { adminTopic, mayHear, topicOf } from "./support/live.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolMember, enrolOrganiser, type Person, signUp } from "./support/people.ts";

const database = await openDatabase();
const { owner, admin } = database;

const call = (actor: Actor, act: string, ...given: (string | null)[]) =>
  database.as(actor, (sql) =>
    sql.unsafe(`select public.${act}_person(${given.map((_, index) => `$${index + 1}`)})`, given),
  );
const placeOf = async ({ id }: Person) => {
  const [place] = await owner`
    select role, team_id, deactivated_at is not null as deactivated from public.users where id = ${id}`;
  return place;
};
const member = (teamId: string | null) => ({ role: "member", team_id: teamId, deactivated: false });
const organiser = { role: "admin", team_id: null, deactivated: false };

describe("an organiser", () => {
  test("moves a member to another team, from which moment they read only that", async () => {
    const person = await enrolMember(database, teams.sweden);
    const before = await topicOf(database, teams.sweden);
    const read = () => database.as(person, (sql) => sql`select distinct team_id from public.chat_messages`);
    expect([...(await read())]).toEqual([{ team_id: teams.sweden }]);
    await call(mikko, "move", person.id, teams.finland);
    expect(await placeOf(person)).toEqual(member(teams.finland));
    expect([...(await read())]).toEqual([{ team_id: teams.finland }]);
    expect(await topicOf(database, teams.sweden)).not.toBe(before);
    for (const topic of [before, await topicOf(database, teams.sweden)])
      expect(await mayHear(database, person, topic, "broadcast")).toBe(false);
    expect(await mayHear(database, person, await topicOf(database, teams.finland), "broadcast")).toBe(true);
  });

  test("moves nobody to where they are: no topic moves for it", async () => {
    const person = await enrolMember(database, teams.norway);
    const before = await topicOf(database, teams.norway);
    await call(mikko, "move", person.id, teams.norway);
    expect(await topicOf(database, teams.norway)).toBe(before);
  });

  test("gives a team to a member who has none", async () => {
    const person = await enrolMember(database, null);
    await call(mikko, "move", person.id, teams.norway);
    expect(await placeOf(person)).toEqual(member(teams.norway));
  });

  test("makes an organiser of a member, and a member of an organiser", async () => {
    const person = await enrolMember(database, teams.norway);
    await call(mikko, "promote", person.id);
    expect(await placeOf(person)).toEqual(organiser);
    const before = await adminTopic(database);
    expect(await mayHear(database, person, before, "broadcast")).toBe(true);
    await call(mikko, "demote", person.id, teams.canada);
    expect(await placeOf(person)).toEqual(member(teams.canada));
    for (const topic of [before, await adminTopic(database)])
      expect(await mayHear(database, person, topic, "broadcast")).toBe(false);
  });

  test("deactivates and reactivates a person, a second time without an effect", async () => {
    const person = await enrolMember(database, teams.norway);
    await call(mikko, "deactivate", person.id);
    const topic = await topicOf(database, teams.norway);
    const since = async () =>
      (await owner`select deactivated_at from public.users where id = ${person.id}`)[0];
    const first = await since();
    await call(mikko, "deactivate", person.id);
    expect(await since()).toEqual(first);
    expect(await placeOf(person)).toEqual({ ...member(teams.norway), deactivated: true });
    expect(await topicOf(database, teams.norway)).toBe(topic);
    await call(mikko, "reactivate", person.id);
    await call(mikko, "reactivate", person.id);
    expect(await placeOf(person)).toEqual(member(teams.norway));
  });

  test("may demote or deactivate themselves while there is another", async () => {
    const [one, other] = [await enrolOrganiser(database), await enrolOrganiser(database)];
    await call(one, "demote", one.id, teams.norway);
    await call(other, "deactivate", other.id);
    expect(await placeOf(one)).toEqual(member(teams.norway));
    expect(await placeOf(other)).toEqual({ ...organiser, deactivated: true });
  });

  test("is told what cannot be, and nothing changes", async () => {
    const somebody = await enrolMember(database, teams.norway);
    const left = await enrolMember(database, teams.norway);
    await call(mikko, "deactivate", left.id);
    await owner`update public.teams set archived_at = now() where id = ${teams.austria}`;
    const stranger = await signUp(database);
    const refusals: [act: string, given: (string | null)[], refusal: object][] = [
      ["move", [stranger.id, teams.norway], { code: "PT404", detail: "person" }],
      ["promote", [stranger.id], { code: "PT404", detail: "person" }],
      ["demote", [stranger.id, teams.norway], { code: "PT404", detail: "person" }],
      ["deactivate", [stranger.id], { code: "PT404", detail: "person" }],
      ["reactivate", [stranger.id], { code: "PT404", detail: "person" }],
      ["move", [null, teams.norway], { code: "PT404", detail: "person" }],
      ["move", [somebody.id, mikko.id], { code: "PT404", detail: "team" }],
      ["move", [somebody.id, null], { code: "PT404", detail: "team" }],
      ["move", [somebody.id, teams.austria], { code: "PT409", detail: "team_archived" }],
      ["demote", [sofia.id, teams.austria], { code: "PT409", detail: "team_archived" }],
      ["demote", [sofia.id, null], { code: "PT404", detail: "team" }],
      ["move", [sofia.id, teams.norway], { code: "PT409", detail: "other_role" }],
      ["promote", [sofia.id], { code: "PT409", detail: "other_role" }],
      ["demote", [somebody.id, teams.canada], { code: "PT409", detail: "other_role" }],
      ["move", [left.id, teams.canada], { code: "PT409", detail: "deactivated" }],
      ["promote", [left.id], { code: "PT409", detail: "deactivated" }],
    ];
    const state = () => Promise.all([somebody, left, sofia].map(placeOf));
    const before = await state();
    for (const [act, given, refusal] of refusals)
      await expect(call(mikko, act, ...given), `${act} ${given}`).rejects.toMatchObject(refusal);
    expect(await state()).toEqual(before);
  });
});

test("an organiser who acts on a person while a server changes them sees what it has changed", async () => {
  const person = await enrolMember(database, teams.norway);
  const serving = await holdOpen(
    database,
    "service_role",
    (sql) => sql`update public.users set deactivated_at = now() where id = ${person.id}`,
  );
  const moving = call(mikko, "move", person.id, teams.canada).catch((error: unknown) => error);
  await someoneWaits(database);
  await serving.commit();
  expect(await moving).toMatchObject({ code: "PT409", detail: "deactivated" });
  expect(await placeOf(person)).toEqual({ ...member(teams.norway), deactivated: true });
});

describe("the last active organiser", () => {
  const last = { code: "PT409", detail: "last_organiser" };
  /** Leaves just these organisers, and gives a way back. */
  const only = async (...people: Person[]) => {
    const kept = people.map(({ id }) => id);
    const gone = await owner<{ id: string }[]>`
      update public.users set deactivated_at = now()
      where role = 'admin' and deactivated_at is null and id not in ${owner(kept)} returning id`;
    return () =>
      owner`update public.users set deactivated_at = null where id in ${owner(gone.map(({ id }) => id))}`;
  };

  test("cannot go, by whatever door", async () => {
    const restore = await only(mikko);
    await expect(call(mikko, "demote", mikko.id, teams.norway)).rejects.toMatchObject(last);
    await expect(call(mikko, "deactivate", mikko.id)).rejects.toMatchObject(last);
    for (const change of ["role = 'member'", "deactivated_at = now()"]) {
      const update = (sql: typeof admin) =>
        sql.unsafe(`update public.users set ${change} where id = '${mikko.id}'`);
      await expect(update(owner)).rejects.toMatchObject(last);
      const serving = database.as("service_role", (sql) => sql.unsafe(`update public.users set ${change}`));
      await expect(serving).rejects.toMatchObject(last);
    }
    await restore();
    const everybody = owner`update public.users set role = 'member' where role = 'admin'`;
    await expect(everybody).rejects.toMatchObject(last);
    expect(await placeOf(mikko)).toEqual(organiser);
  });

  test("cannot be deleted", async () => {
    const alone = await enrolOrganiser(database);
    const restore = await only(alone);
    await expect(owner`delete from public.users where id = ${alone.id}`).rejects.toMatchObject(last);
    await restore();
    await owner`delete from public.users where id = ${alone.id}`;
  });

  test("is left when two demote each other at the same moment", async () => {
    const restore = await only(mikko, sofia);
    const first = await holdOpen(
      database,
      mikko,
      (sql) => sql`select public.demote_person(${sofia.id}, ${teams.norway})`,
    );
    const second = call(sofia, "demote", mikko.id, teams.norway).catch((error: unknown) => error);
    await someoneWaits(database);
    await first.commit();
    // Sofia is no organiser any more when her turn comes.
    expect(await second).toMatchObject({ code: "42501" });
    expect(await placeOf(mikko)).toEqual(organiser);
    await call(mikko, "promote", sofia.id);
    await restore();
  });

  test("is left when two servers take a role each at the same moment", async () => {
    const restore = await only(mikko, sofia);
    const first = await holdOpen(
      database,
      "service_role",
      (sql) => sql`update public.users set role = 'member' where id = ${sofia.id}`,
    );
    const second = database
      .as("service_role", (sql) => sql`update public.users set deactivated_at = now() where id = ${mikko.id}`)
      .catch((error: unknown) => error);
    await someoneWaits(database);
    await first.commit();
    expect(await second).toMatchObject(last);
    await call(mikko, "promote", sofia.id);
    await restore();
  });
});
