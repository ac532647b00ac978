import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, teams } from "./support/demo.ts";
import { keepQuiet } from "./support/notifications.ts";
import { enrolMember } from "./support/people.ts";
import { claim, freshEndpoint, notified, settle, subscribe, waiting } from "./support/push.ts";
import { archive } from "./support/tasks.ts";

const database = await openDatabase();
const { owner, as } = database;

const noon = new Date("2026-12-01T12:00:00Z");
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

beforeEach(() => owner`delete from public.push_subscriptions`);

const devicesOf = (person: { id: string }) =>
  as(
    person,
    (sql) => sql<{ id: string; endpoint: string; label: string; last_sent_at: Date | null }[]>`
      select id, endpoint, label, last_sent_at from public.push_subscriptions order by created_at, id`,
  );

describe("a notification", () => {
  test("is sent once to each of its reader's devices, and to nobody else's", async () => {
    const [first, second] = [freshEndpoint(), freshEndpoint()];
    await subscribe(database, anna, { endpoint: first });
    await subscribe(database, anna, { endpoint: second });
    await subscribe(database, erik);
    const id = await notified(database, anna, noon);
    const claimed = await claim(database, noon);
    expect(claimed.map(({ endpoint }) => endpoint).toSorted()).toEqual([first, second].toSorted());
    expect(claimed.map(({ notification_id }) => notification_id)).toEqual([id, id]);
    expect(await claim(database, later(1))).toEqual([]);
    await settle(
      database,
      claimed.map((one) => ({ ...one, outcome: "sent" })),
      later(2),
    );
    expect(await waiting(database)).toBe(0);
    expect((await devicesOf(anna)).map(({ last_sent_at }) => last_sent_at)).toEqual([later(2), later(2)]);
  });

  test("is not taken before it is there, and one by one in its order where batches are small", async () => {
    await subscribe(database, anna);
    const first = await notified(database, anna, noon);
    const second = await notified(database, anna, later(1));
    expect(await claim(database, later(-1))).toEqual([]);
    expect(await claim(database, later(2), { batch: 1 })).toMatchObject([{ notification_id: first }]);
    expect(await claim(database, later(2), { batch: 1 })).toMatchObject([{ notification_id: second }]);
  });

  test("goes to one of two senders, also while the other has not committed", async () => {
    await subscribe(database, anna);
    await subscribe(database, aino);
    await notified(database, anna, noon);
    await notified(database, aino, noon);
    const first = await as("service_role", async (sql) => {
      const [taken] = await sql<{ delivery: string }[]>`select * from public.claim_pushes(${noon}, 1)`;
      // Nobody waits here: were the other to wait for this one, neither would end.
      const others = await claim(database, noon);
      expect(others).toHaveLength(1);
      expect(others[0]?.delivery).not.toBe(taken?.delivery);
      return taken;
    });
    expect(first).toBeDefined();
    expect(await claim(database, noon)).toEqual([]);
  });

  test("whose sender died is sent again when the lease has ended, and not before", async () => {
    await subscribe(database, anna);
    await notified(database, anna, noon);
    expect(await claim(database, noon)).toMatchObject([{ attempt: 1 }]);
    expect(await claim(database, later(89))).toEqual([]);
    expect(await claim(database, later(90))).toMatchObject([{ attempt: 2 }]);
  });

  test("that somebody else has taken meanwhile is theirs: what the first one says comes too late", async () => {
    await subscribe(database, anna);
    await notified(database, anna, noon);
    const [first] = await claim(database, noon);
    const [second] = await claim(database, later(90));
    if (!first || !second) throw new Error("It was not taken");
    await settle(database, [{ ...first, outcome: "later", retry_seconds: 1 }], later(91));
    expect(await claim(database, later(95))).toEqual([]);
    await settle(database, [{ ...second, outcome: "sent" }], later(96));
    expect(await waiting(database)).toBe(0);
    // And of what has ended nothing more is to be said.
    expect(await settle(database, [{ ...first, outcome: "gone" }], later(97))).toBe(0);
    expect(await devicesOf(anna)).toHaveLength(1);
  });

  test("waits as long as the push service asks, and is given up after five tries", async () => {
    await subscribe(database, anna);
    await notified(database, anna, noon);
    for (let hour = 0; hour < 5; hour += 1) {
      const at = later(hour * 3_600);
      const [claimed] = await claim(database, at);
      expect(claimed?.attempt).toBe(hour + 1);
      if (claimed) await settle(database, [{ ...claimed, outcome: "later", retry_seconds: 3_600 }], at);
      expect(await claim(database, later(hour * 3_600 + 3_599))).toEqual([]);
    }
    expect(await claim(database, later(5 * 3_600))).toEqual([]);
    expect(await waiting(database)).toBe(0);
    expect(await devicesOf(anna)).toMatchObject([{ last_sent_at: null }]);
  });

  test("that a push service refuses is not sent again", async () => {
    await subscribe(database, anna);
    await notified(database, anna, noon);
    const claimed = await claim(database, noon);
    await settle(
      database,
      claimed.map((one) => ({ ...one, outcome: "refused" })),
      noon,
    );
    expect(await waiting(database)).toBe(0);
    expect(await devicesOf(anna)).toHaveLength(1);
  });

  test("finds out devices that are gone, which takes them and all that waits for them away", async () => {
    const gone = await subscribe(database, anna);
    const alive = await subscribe(database, anna);
    await notified(database, anna, noon);
    await notified(database, anna, later(5));
    const claimed = await claim(database, noon);
    const [ofGone] = await owner<{ id: string }[]>`
      select id from private.push_deliveries where subscription_id = ${gone} and due_at > ${later(60)}`;
    const outcomes = claimed.map((one) => ({
      ...one,
      outcome: one.delivery === ofGone?.id ? ("gone" as const) : ("sent" as const),
    }));
    expect(await settle(database, outcomes, noon)).toBe(1);
    expect((await devicesOf(anna)).map(({ id }) => id)).toEqual([alive]);
    expect(await claim(database, later(6))).toHaveLength(1);
  });

  test.each([
    [
      "was read meanwhile",
      (id: string) => owner`update public.notifications set read_at = now() where id = ${id}`,
    ],
    [
      "is a day old",
      (id: string) => owner`
      update private.push_deliveries set created_at = created_at - interval '1 day' where notification_id = ${id}`,
    ],
    ["is not there any more", (id: string) => owner`delete from public.notifications where id = ${id}`],
  ])("that %s is not sent", async (_, happen) => {
    await subscribe(database, anna);
    await happen(await notified(database, anna, noon));
    expect(await claim(database, later(1))).toEqual([]);
    expect(await waiting(database)).toBe(0);
  });

  test("of a type that its reader has muted meanwhile is not sent", async () => {
    const person = await enrolMember(database, teams.sweden);
    await subscribe(database, person);
    await notified(database, person, noon);
    await owner`insert into public.notification_preferences values (${person.id}, 'task_assigned', true)`;
    expect(await claim(database, later(1))).toEqual([]);
    expect(await waiting(database)).toBe(0);
  });

  test("of a team that was archived meanwhile is not sent", async () => {
    await subscribe(database, mikko);
    const [of, other] = [await notified(database, mikko, noon), await notified(database, mikko, noon)];
    await owner`update public.notifications set params = '{"team_code": "SWE"}' where id = ${of}`;
    await owner`update public.notifications set params = '{"team_code": "FIN"}' where id = ${other}`;
    await archive(database, teams.sweden);
    expect(await claim(database, later(1))).toMatchObject([{ notification_id: other }]);
    expect(await waiting(database)).toBe(1);
    await archive(database, teams.sweden, false);
  });

  test("waits for the end of quiet hours that began meanwhile, unless it breaks them", async () => {
    const person = await enrolMember(database, teams.sweden);
    await subscribe(database, person);
    const [held, breaks] = [await notified(database, person, noon), await notified(database, person, noon)];
    await owner`update public.notifications set params = '{"quiet": true}' where id = ${breaks}`;
    await keepQuiet(database, person, { from: "12:00", until: "13:00" });
    expect(await claim(database, later(1))).toMatchObject([{ notification_id: breaks }]);
    expect(await claim(database, later(3_599), { batch: 1 })).toMatchObject([{ notification_id: breaks }]);
    expect(await claim(database, later(3_600))).toMatchObject([{ notification_id: held, attempt: 1 }]);
  });

  test("of the team that its reader has left stays behind", async () => {
    const person = await enrolMember(database, teams.sweden);
    await subscribe(database, person);
    await notified(database, person, noon);
    await as(mikko, (sql) => sql`select public.move_person(${person.id}, ${teams.finland})`);
    expect(await claim(database, later(1))).toEqual([]);
    await notified(database, person, later(2));
    expect(await claim(database, later(2))).toHaveLength(1);
  });

  test("passes over a device that is being removed this moment, and waits for nobody", async () => {
    await subscribe(database, anna);
    const kept = await subscribe(database, anna);
    await as(anna, async (sql) => {
      await sql`delete from public.push_subscriptions where id <> ${kept}`;
      await notified(database, anna, noon);
    });
    expect(await claim(database, noon)).toHaveLength(1);
  });

  test("comes by itself out of what somebody does: a task that an organiser gives", async () => {
    await subscribe(database, anna);
    await as(
      mikko,
      (sql) => sql`
        insert into public.tasks (team_id, title, due_at, created_by)
        values (${teams.sweden}, 'Line-up', now() + interval '3 days', ${mikko.id})`,
    );
    const claimed = await claim(database, new Date(Date.now() + 1_000));
    expect(claimed).toHaveLength(1);
    expect(claimed[0]?.title).toContain("Line-up");
  });
});

describe("a test", () => {
  const ask = async (person: { id: string }, device: string) => {
    const [row] = await as(
      person,
      (sql) => sql<{ delivery: string }[]>`select public.queue_test_push(${device}) as delivery`,
    );
    return row?.delivery ?? null;
  };
  const soon = () => new Date(Date.now() + 1_000);

  test("goes to the one device, as all else does, and says that it is none of the notifications", async () => {
    const endpoint = freshEndpoint();
    await subscribe(database, anna);
    const delivery = await ask(anna, await subscribe(database, anna, { endpoint }));
    expect(await claim(database, soon(), { only: delivery })).toMatchObject([
      { delivery, endpoint, notification_id: null, title: null },
    ]);
  });

  test("is left to whoever asks, who says what came of it, and is sent by others once that has broken off", async () => {
    const delivery = await ask(anna, await subscribe(database, anna));
    expect(await claim(database, soon())).toEqual([]);
    expect(await claim(database, new Date(Date.now() + 31_000))).toMatchObject([{ delivery }]);
    expect(await claim(database, new Date(Date.now() + 32_000), { only: delivery })).toEqual([]);
  });

  test("is for one's own devices alone", async () => {
    const device = await subscribe(database, anna);
    await expect(ask(erik, device)).rejects.toMatchObject({ code: "PT404" });
    expect(await waiting(database)).toBe(0);
  });

  test("can be asked for once in ten seconds, also when it was sent meanwhile", async () => {
    const device = await subscribe(database, anna);
    const claimed = await claim(database, soon(), { only: await ask(anna, device) });
    await settle(
      database,
      claimed.map((one) => ({ ...one, outcome: "sent" })),
      soon(),
    );
    await expect(ask(anna, device)).rejects.toMatchObject({ code: "PT429" });
    await owner`update public.push_subscriptions set tested_at = tested_at - interval '10 s'`;
    expect(await ask(anna, device)).not.toBeNull();
  });

  test("that nobody could send within a minute is of no use any more", async () => {
    await ask(anna, await subscribe(database, anna));
    expect(await claim(database, new Date(Date.now() + 61_000))).toEqual([]);
    expect(await waiting(database)).toBe(0);
  });
});
