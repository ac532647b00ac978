import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { publishableKey, secretKey } from "../../supabase/local/keys.ts";
import { startServices } from "../../supabase/local/services.ts";
import { vapidEnvironment } from "../../supabase/local/vapid.ts";
import { cloneDatabase } from "../support/database.ts";
import { type Subscribed, startPushService } from "../support/push-service.ts";

vi.mock("server-only", () => ({}));

/** From a notification in the database to a browser, over a real Supabase and real, encrypted requests. */
const database = await cloneDatabase();
const services = await startServices({ dbPort: database.port, database: database.name, port: 0 });
const pushService = await startPushService();
const folder = mkdtempSync(join(tmpdir(), "rinkside-vapid-"));
const vapid = vapidEnvironment(folder);
afterAll(async () => {
  await services.stop();
  await pushService.stop();
  rmSync(folder, { recursive: true });
});
const { owner } = database;
const { sendPush, sendPushes } = await import("@/lib/notifications/push/send");

const ANNA = { id: "20000000-0000-4000-8000-000000000003" };
const SWEDEN = "10000000-0000-4000-8000-000000000001";

beforeEach(async () => {
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", services.url);
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", publishableKey);
  vi.stubEnv("SUPABASE_SECRET_KEY", secretKey);
  vi.stubEnv("RINKSIDE_PUSH_RELAY", pushService.relay);
  for (const [name, value] of Object.entries(vapid)) vi.stubEnv(name, value);
  await owner`delete from public.push_subscriptions`;
});

const soon = () => performance.now() + 20_000;

async function remember(device: Pick<Subscribed, "endpoint" | "keys">): Promise<string> {
  const { endpoint, keys } = device;
  const [row] = await database.as(
    ANNA,
    (sql) => sql<{ id: string }[]>`
      select public.save_push_subscription(${endpoint}, ${keys.p256dh}, ${keys.auth}, 'Firefox · Linux') as id`,
  );
  return row?.id ?? "";
}

async function notify(title: string, type = "task_assigned", message = ""): Promise<string> {
  const [row] = await owner<{ id: string }[]>`
    insert into public.notifications (user_id, team_id, type, title, message, link)
    values (${ANNA.id}, ${SWEDEN}, ${type}, ${title}, ${message}, '/tasks/7') returning id`;
  return row?.id ?? "";
}

const remembered = async () => (await owner`select from public.push_subscriptions`).count;
const waiting = async () => (await owner`select from private.push_deliveries`).count;

test("a notification reaches each device, encrypted for it and signed by the site", async () => {
  const devices = [pushService.subscribe(), pushService.subscribe()];
  for (const device of devices) await remember(device);
  const id = await notify("New task: “Line-up”", "task_assigned", "Due tomorrow");
  expect(await sendPushes(soon())).toEqual({ sent: 2, later: 0, refused: 0, removed: 0, isLevel: true });
  expect(pushService.problems).toEqual([]);
  for (const { pushed } of devices) {
    expect(pushed).toHaveLength(1);
    const [push] = pushed;
    expect(JSON.parse(push?.text ?? "")).toEqual({
      id,
      title: "New task: “Line-up”",
      body: "Due tomorrow",
      link: "/tasks/7",
      at: expect.any(Number),
    });
    expect(push?.headers).toMatchObject({ urgency: "normal", ttl: "86400", topic: id.replaceAll("-", "") });
    expect(push?.claims).toMatchObject({ sub: vapid.VAPID_SUBJECT, key: vapid.VAPID_PUBLIC_KEY });
  }
  expect(await waiting()).toBe(0);
});

test("it is said as on the site, by the reader's own clock and to their own team", async () => {
  const device = pushService.subscribe();
  await remember(device);
  const items = (titles: string[]) =>
    titles.map((title) => ({ title, team_code: "SWE", due_at: "2026-12-24T17:30:00Z" }));
  const [before] = await owner`select time_zone from public.users where id = ${ANNA.id}`;
  await owner`update public.users set time_zone = 'Pacific/Kiritimati' where id = ${ANNA.id}`;
  for (const titles of [["Line-up"], ["Line-up", "Anthem", "Flag"]])
    await owner`
      insert into public.notifications (user_id, team_id, type, title, link, item_count, params)
      values (${ANNA.id}, ${SWEDEN}, 'task_assigned', 'In English', '/tasks', ${titles.length},
        ${owner.json({ items: items(titles), team_code: "SWE" })})`;
  await sendPushes(soon());
  await owner`update public.users set time_zone = ${before?.time_zone} where id = ${ANNA.id}`;
  const said = device.pushed.map(({ text }) => JSON.parse(text));
  expect(said.toSorted((one, other) => other.title.localeCompare(one.title))).toMatchObject([
    { title: "New task: Line-up", body: expect.stringContaining("25 Dec, 07:30") },
    { title: "3 new tasks assigned", body: "Line-up · Anthem · Flag" },
  ]);
});

test("what somebody should not miss is urgent, and useless once it is late", async () => {
  const device = pushService.subscribe();
  await remember(device);
  await notify("“Line-up” is due in 3 hours", "deadline_reminder");
  await sendPushes(soon());
  expect(device.pushed[0]?.headers).toMatchObject({ urgency: "high", ttl: "10800" });
});

test.each([404, 410])(
  "a device whose push service answers %i is removed, and the others are told all the same",
  async (status) => {
    const [gone, alive] = [pushService.subscribe(), pushService.subscribe()];
    gone.status = status;
    for (const device of [gone, alive]) await remember(device);
    await notify("News");
    expect(await sendPushes(soon())).toMatchObject({ sent: 1, removed: 1 });
    expect(await owner`select endpoint from public.push_subscriptions`).toEqual([
      { endpoint: alive.endpoint },
    ]);
    await notify("More news");
    await sendPushes(soon());
    expect(gone.asked).toBe(1);
    expect(alive.pushed).toHaveLength(2);
  },
);

test("a push service that is busy is asked again when it says, and the device stays", async () => {
  const device = pushService.subscribe();
  device.status = 429;
  device.headers = { "Retry-After": "600" };
  await remember(device);
  await notify("News");
  expect(await sendPushes(soon())).toMatchObject({ sent: 0, later: 1, isLevel: true });
  const [row] = await owner<{ wait: number }[]>`
    select extract(epoch from due_at - now())::float as wait from private.push_deliveries`;
  expect(row?.wait).toBeGreaterThan(590);
  expect(row?.wait).toBeLessThanOrEqual(600);
  device.status = 201;
  await owner`update private.push_deliveries set due_at = now()`;
  expect(await sendPushes(soon())).toMatchObject({ sent: 1 });
  expect(await remembered()).toBe(1);
});

test("a push service that cannot be reached holds nobody up", async () => {
  const device = pushService.subscribe();
  await remember(device);
  // No such name is ever given to anybody.
  await remember({ ...device, endpoint: "https://push.rinkside.invalid/a" });
  await notify("News");
  expect(await sendPushes(soon())).toMatchObject({ sent: 1, later: 1, removed: 0 });
  expect(device.pushed).toHaveLength(1);
});

test("three who send at once send each push once", async () => {
  const devices = Array.from({ length: 10 }, () => pushService.subscribe());
  for (const device of devices) await remember(device);
  for (let number = 0; number < 15; number += 1) await notify(`News ${number}`);
  const done = await Promise.all([sendPushes(soon()), sendPushes(soon()), sendPushes(soon())]);
  expect(done.reduce((sum, { sent }) => sum + sent, 0)).toBe(150);
  for (const { pushed } of devices) {
    const titles = pushed.map(({ text }) => JSON.parse(text).title as string);
    expect(new Set(titles).size).toBe(15);
    expect(titles).toHaveLength(15);
  }
  expect(await waiting()).toBe(0);
});

test("who has no time left says that not all is done", async () => {
  await remember(pushService.subscribe());
  await notify("News");
  expect(await sendPushes(performance.now())).toMatchObject({ sent: 0, isLevel: false });
  expect(await waiting()).toBe(1);
});

test("the longest message fits", async () => {
  const device = pushService.subscribe();
  await remember(device);
  await notify("場".repeat(200), "chat_mention", "🏒".repeat(5_000));
  expect(await sendPushes(soon())).toMatchObject({ sent: 1 });
  expect(pushService.problems).toEqual([]);
});

test("a test says what it is, in words, and what came of it", async () => {
  const device = pushService.subscribe();
  const id = await remember(device);
  const [asked] = await database.as(
    ANNA,
    (sql) => sql<{ delivery: string }[]>`select public.queue_test_push(${id}) as delivery`,
  );
  expect(await sendPush(Number(asked?.delivery))).toBe("sent");
  expect(JSON.parse(device.pushed[0]?.text ?? "")).toMatchObject({
    title: "It works",
    link: "/settings",
    isTest: true,
  });
  expect(await sendPush(Number(asked?.delivery))).toBeNull();
});

test("without keys nothing is sent, and nothing fails", async () => {
  for (const name of Object.keys(vapid)) vi.stubEnv(name, undefined);
  const device = pushService.subscribe();
  await remember(device);
  await notify("News");
  expect(await sendPushes(soon())).toEqual({ sent: 0, later: 0, refused: 0, removed: 0, isLevel: true });
  expect(device.asked).toBe(0);
});

test("the embedded stack keeps its keys, and to itself", () => {
  expect(vapidEnvironment(folder)).toEqual(vapid);
  expect(statSync(join(folder, "vapid-keys.json")).mode & 0o777).toBe(0o600);
});
