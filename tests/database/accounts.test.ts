import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { recordedDuring } from "./support/audit.ts";
import { openDatabase } from "./support/database.ts";
import { anna, mikko, teams } from "./support/demo.ts";
import { mayHear, topicOf } from "./support/live.ts";
import { enrolMember, enrolOrganiser, signUp } from "./support/people.ts";

const database = await openDatabase();
const { owner, admin } = database;

const recorded = (work: () => Promise<unknown>) => recordedDuring(database, work);

/** A session as Auth begins one, and whoever asks with a token of it. */
async function beginSession(id: string) {
  const session = randomUUID();
  await admin`insert into auth.sessions (id, user_id, created_at, updated_at) values (${session}, ${id}, now(), now())`;
  const actor: Actor = { id, claims: { session_id: session } };
  return { actor, end: () => admin`delete from auth.sessions where id = ${session}` };
}

const setPassword = (id: string, password: string) =>
  admin`update auth.users set encrypted_password = ${password} where id = ${id}`;

describe("a session that Auth has ended", () => {
  const door = (statement: string) => (actor: Actor) => database.as(actor, (sql) => sql.unsafe(statement));
  const doors: [what: string, enter: (actor: Actor) => Promise<unknown>][] = [
    ["the profile", door("select * from public.my_profile()")],
    ["the people", door("select * from public.users")],
    ["a conversation", door("select * from public.chat_messages")],
    [
      "what is sent",
      door(`insert into public.chat_messages (id, team_id, sender_id, content)
      values (gen_random_uuid(), '${teams.sweden}', '${anna.id}', 'Still me')`),
    ],
    ["one's own name", door(`update public.users set full_name = 'Still me' where id = '${anna.id}'`)],
  ];

  test.each(doors)("opens nothing any more, while another one goes on: %s", async (_what, enter) => {
    const [ended, living] = [await beginSession(anna.id), await beginSession(anna.id)];
    await expect(enter(ended.actor)).resolves.toBeDefined();
    await ended.end();
    await expect(enter(ended.actor)).rejects.toMatchObject({ code: "PT401" });
    await expect(enter(living.actor)).resolves.toBeDefined();
    await living.end();
  });

  test("hears nothing any more, and is no error to Realtime, which asks for many at once", async () => {
    const [ended, living] = [await beginSession(anna.id), await beginSession(anna.id)];
    await ended.end();
    const topic = await topicOf(database, teams.sweden);
    expect(await mayHear(database, ended.actor, topic, "broadcast")).toBe(false);
    expect(await mayHear(database, ended.actor, `user:${anna.id}`, "broadcast")).toBe(false);
    expect(await mayHear(database, living.actor, topic, "broadcast")).toBe(true);
    await living.end();
  });

  test("is not missed in a token that names none: those are a server's own", async () => {
    const rows = await database.as(anna, (sql) => sql`select full_name from public.my_profile()`);
    expect(rows).toHaveLength(1);
  });
});

describe("the audit trail tells", () => {
  test("of a profile, with what changed from what to what, and of nothing when nothing did", async () => {
    const { id } = await enrolMember(database, teams.norway);
    const change = (set: string) =>
      recorded(() =>
        database.as({ id }, (sql) => sql.unsafe(`update public.users set ${set} where id = '${id}'`)),
      );
    expect(await change("full_name = 'Nora Berg', time_zone = 'Europe/Oslo', locale = 'nb'")).toEqual([
      {
        act: "profile_edited",
        actor_id: id,
        subject_id: id,
        team_id: teams.norway,
        details: {
          full_name: { from: "A new member", to: "Nora Berg" },
          time_zone: { from: "UTC", to: "Europe/Oslo" },
          locale: { from: "en", to: "nb" },
        },
      },
    ]);
    expect(await change("full_name = 'Nora Berg', locale = 'nb'")).toEqual([]);
  });

  test("of a new password, never which, and not of one that stays", async () => {
    const { id } = await enrolMember(database, teams.norway);
    await setPassword(id, "the old hash");
    const entries = await recorded(() => setPassword(id, "the new hash"));
    expect(entries).toEqual([
      {
        act: "password_changed",
        actor_id: null,
        subject_id: id,
        team_id: teams.norway,
        details: { full_name: "A new member" },
      },
    ]);
    expect(await recorded(() => setPassword(id, "the new hash"))).toEqual([]);
  });

  test("of another address to sign in with", async () => {
    const { id } = await enrolMember(database, teams.norway);
    const [account] = await admin`select email from auth.users where id = ${id}`;
    const address = `${id}@elsewhere.test`;
    const entries = await recorded(() => admin`update auth.users set email = ${address} where id = ${id}`);
    expect(entries).toMatchObject([
      { act: "address_changed", subject_id: id, details: { email: { from: account?.email, to: address } } },
    ]);
    expect(await recorded(() => admin`update auth.users set email = ${address} where id = ${id}`)).toEqual(
      [],
    );
  });

  test("of nobody who is not in the tournament", async () => {
    const { id } = await signUp(database);
    expect(await recorded(() => setPassword(id, "a hash"))).toEqual([]);
    expect(await recorded(() => admin`update auth.users set email = 'a@b.test' where id = ${id}`)).toEqual(
      [],
    );
  });
});

describe("who has a new password", () => {
  const teamEpoch = async () =>
    (await owner`select topic_epoch from public.conversations where team_id = ${teams.austria}`)[0]
      ?.topic_epoch;
  const adminEpoch = async () =>
    (await owner`select admin_topic_epoch from public.tournament`)[0]?.admin_topic_epoch;

  test("is heard no more from where they were signed in: what a member hears moves", async () => {
    const { id } = await enrolMember(database, teams.austria);
    const before = await teamEpoch();
    await setPassword(id, "nowhere signed in");
    expect(await teamEpoch()).toBe(before);
    await beginSession(id);
    await setPassword(id, "one device");
    expect(await teamEpoch()).toBe(before + 1);
  });

  test("and so does what an organiser hears", async () => {
    const { id } = await enrolOrganiser(database);
    await beginSession(id);
    const before = { team: await teamEpoch(), admin: await adminEpoch() };
    await setPassword(id, "one device");
    expect({ team: await teamEpoch(), admin: await adminEpoch() }).toEqual({
      team: before.team + 1,
      admin: before.admin + 1,
    });
    await owner`update public.users set deactivated_at = now() where id = ${id}`;
  });
});

test("organisers read of both, others of nothing", async () => {
  const read = (actor: Actor) =>
    database.as(
      actor,
      (sql) => sql`select from public.audit_log where act in ('profile_edited', 'password_changed')`,
    );
  expect((await read(mikko)).length).toBeGreaterThan(0);
  expect(await read(anna)).toHaveLength(0);
});
