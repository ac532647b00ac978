import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { attempt, refused } from "./support/attempt.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, teams } from "./support/demo.ts";
import { enrolMember } from "./support/people.ts";
import { claim, freshEndpoint, keys, notified, subscribe, waiting } from "./support/push.ts";

const database = await openDatabase();
const { owner, admin, as } = database;

const noon = new Date("2026-12-01T12:00:00Z");
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

beforeEach(() => owner`delete from public.push_subscriptions`);

const devicesOf = (person: { id: string }) =>
  as(
    person,
    (sql) => sql<{ id: string; endpoint: string; label: string; last_sent_at: Date | null }[]>`
      select id, endpoint, label, last_sent_at from public.push_subscriptions order by created_at, id`,
  );

/** Somebody in a session of their own, as a token names it. */
async function inSession(person: { id: string }) {
  const session = randomUUID();
  await admin`insert into auth.sessions (id, user_id, created_at, updated_at) values (${session}, ${person.id}, now(), now())`;
  return { id: person.id, claims: { session_id: session } };
}

describe("a device", () => {
  test("is remembered for whoever asks, and again under the same id", async () => {
    const endpoint = freshEndpoint();
    const id = await subscribe(database, anna, { endpoint });
    expect(await subscribe(database, anna, { endpoint, label: "Firefox · Windows" })).toBe(id);
    expect(await devicesOf(anna)).toEqual([{ id, endpoint, label: "Firefox · Windows", last_sent_at: null }]);
  });

  test("keeps its keys to itself: not even its owner reads them", async () => {
    await subscribe(database, anna);
    for (const column of ["p256dh", "auth", "session_id", "*"])
      expect(
        await attempt(database, anna, (sql) => sql.unsafe(`select ${column} from public.push_subscriptions`)),
      ).toBe(refused);
  });

  test("passes to who signs in there next and wants to be told, and nothing that was meant for the one before", async () => {
    const endpoint = freshEndpoint();
    const id = await subscribe(database, anna, { endpoint });
    // Of the same team: what that was told stays behind when they move, whoever's the device is.
    await notified(database, anna, noon);
    expect(await waiting(database)).toBe(1);
    expect(await subscribe(database, erik, { endpoint })).toBe(id);
    expect(await devicesOf(anna)).toEqual([]);
    expect(await devicesOf(erik)).toMatchObject([{ id, last_sent_at: null }]);
    expect(await claim(database, later(1))).toEqual([]);
    expect(await waiting(database)).toBe(0);
  });

  test("is one of ten at most: the eleventh takes the place of the first", async () => {
    const endpoints = Array.from({ length: 11 }, freshEndpoint);
    for (const endpoint of endpoints) await subscribe(database, anna, { endpoint });
    expect((await devicesOf(anna)).map(({ endpoint }) => endpoint)).toEqual(endpoints.slice(1));
  });

  test("is one of ten at most when thirty come at once", async () => {
    await Promise.all(Array.from({ length: 30 }, () => subscribe(database, anna)));
    expect(await devicesOf(anna)).toHaveLength(10);
  });

  test("that renews itself keeps its place under its new address", async () => {
    const [known, fresh] = [freshEndpoint(), freshEndpoint()];
    await subscribe(database, anna, { endpoint: known });
    await subscribe(database, anna, { endpoint: known, known });
    await subscribe(database, anna, { endpoint: fresh, known });
    // A page that does not know yet what the worker did in the background.
    await subscribe(database, anna, { endpoint: fresh, known });
    expect((await devicesOf(anna)).map(({ endpoint }) => endpoint)).toEqual([fresh]);
  });

  test("that was removed elsewhere does not come back by itself, and not as somebody else's", async () => {
    const endpoint = freshEndpoint();
    await subscribe(database, anna, { endpoint });
    await expect(
      subscribe(database, erik, { endpoint: freshEndpoint(), known: endpoint }),
    ).rejects.toMatchObject({ code: "PT404" });
    await as(anna, (sql) => sql`delete from public.push_subscriptions where endpoint = ${endpoint}`);
    await expect(subscribe(database, anna, { endpoint, known: endpoint })).rejects.toMatchObject({
      code: "PT404",
    });
    expect(await waiting(database)).toBe(0);
    expect(await devicesOf(anna)).toEqual([]);
  });

  test("is removed by its owner alone", async () => {
    await subscribe(database, anna);
    for (const person of [erik, aino, mikko])
      expect(
        await attempt(
          database,
          person,
          async (sql) => (await sql`delete from public.push_subscriptions`).count,
        ),
      ).toBe(0);
    expect(await devicesOf(anna)).toHaveLength(1);
  });

  test("goes with the session in which it was asked for, and with no other", async () => {
    const [laptop, phone] = [await inSession(anna), await inSession(anna)];
    await subscribe(database, laptop, { label: "Laptop" });
    await subscribe(database, phone, { label: "Phone" });
    await admin`delete from auth.sessions where id = ${laptop.claims.session_id}`;
    expect((await devicesOf(anna)).map(({ label }) => label)).toEqual(["Phone"]);
  });

  test("belongs to the session that renewed it last", async () => {
    const [first, second] = [await inSession(anna), await inSession(anna)];
    const endpoint = freshEndpoint();
    await subscribe(database, first, { endpoint });
    await subscribe(database, second, { endpoint, known: endpoint });
    await admin`delete from auth.sessions where id = ${first.claims.session_id}`;
    expect(await devicesOf(anna)).toHaveLength(1);
  });

  test("is forgotten with all that was on its way when its owner is deactivated", async () => {
    const person = await enrolMember(database, teams.sweden);
    await subscribe(database, person);
    await notified(database, person, noon);
    await owner`update public.users set deactivated_at = now() where id = ${person.id}`;
    expect(await owner`select from public.push_subscriptions`).toHaveLength(0);
    expect(await waiting(database)).toBe(0);
    await owner`update public.users set deactivated_at = null where id = ${person.id}`;
    expect(await devicesOf(person)).toEqual([]);
  });

  test.each([
    ["without encryption", "http://push.rinkside.test/a"],
    ["that is a number", "https://127.0.0.1/a"],
    ["that is a number in brackets", "https://[::1]/a"],
    ["without a domain", "https://localhost/a"],
    ["on another port", "https://push.rinkside.test:8443/a"],
    ["with a password", "https://me:secret@push.rinkside.test/a"],
    ["with a name in front", "https://push.rinkside.test@127.0.0.1/a"],
    ["with a line break", "https://push.rinkside.test/a\nHost: elsewhere"],
    ["that is too long", `https://push.rinkside.test/${"a".repeat(1000)}`],
    ["that is nothing", ""],
  ])("has no address %s", async (_, endpoint) => {
    await expect(subscribe(database, anna, { endpoint })).rejects.toMatchObject({ code: "23514" });
  });

  test.each([
    ["keys", keys.p256dh.slice(1), keys.auth, "Firefox"],
    ["a secret", keys.p256dh, `${keys.auth}a`, "Firefox"],
    ["a name", keys.p256dh, keys.auth, ""],
    ["a name that can be read", keys.p256dh, keys.auth, "Fire\u202efox"],
  ])("does not come without %s", async (_, p256dh, auth, label) => {
    const saving = as(
      anna,
      (sql) => sql`select public.save_push_subscription(${freshEndpoint()}, ${p256dh}, ${auth}, ${label})`,
    );
    await expect(saving).rejects.toMatchObject({ code: "23514" });
  });
});
