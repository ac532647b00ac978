import { type BrowserContext, expect, type Page } from "@playwright/test";
import { startPushService } from "../support/push-service";
import { lendNotifications, turnOn, workerOf } from "./support/browser-push";
import { openDatabase, userId } from "./support/database";
import { forget, tell } from "./support/notifications";
import { startOwnSite } from "./support/own-site";
import { complaints, signIn } from "./support/people";
import { giveTask, removeTasks, taskRow } from "./support/tasks";
import { test } from "./support/test";

// Two or three browsers to a test, each with a worker.
test.describe.configure({ timeout: 90_000 });

let pushService: Awaited<ReturnType<typeof startPushService>>;
let site: Awaited<ReturnType<typeof startOwnSite>>;
let sql: ReturnType<typeof openDatabase>;
const given: string[] = [];
const started = new Date();

test.beforeAll(async () => {
  pushService = await startPushService();
  site = await startOwnSite({ RINKSIDE_PUSH_RELAY: pushService.relay });
  sql = openDatabase();
});

test.beforeEach(async () => {
  await sql`delete from public.push_subscriptions where user_id = ${userId("admin2")}`;
  // What came within the last minute would keep the next one back.
  await sql`delete from public.notification_slots where user_id = ${userId("admin2")}`;
});

test.afterAll(async () => {
  await sql`delete from public.push_subscriptions where user_id = ${userId("admin2")}`;
  await removeTasks(sql, given);
  await sql`delete from public.notifications where type = 'task_completed' and created_at >= ${started}`;
  await sql.end();
  await site.stop();
  await pushService.stop();
});

/** An organiser with a browser of her own, who has turned notifications on. */
async function sofia(context: BrowserContext) {
  const device = pushService.subscribe();
  await lendNotifications(context, device);
  const page = await context.newPage();
  await signIn(page, "admin2");
  await turnOn(page);
  return { device, page, worker: await workerOf(context, page) };
}

/** A team delivers, which its organisers are told of. */
async function deliverTask(page: Page, title: string): Promise<void> {
  given.push(await giveTask(sql, { team: "LAT", title }));
  await page.goto("/tasks");
  await page.getByRole("button", { name: `Mark “${title}” as done` }).click();
  await expect(taskRow(page, title)).toContainText("by Jānis Bērziņš");
}

const devices = async () =>
  (await sql`select from public.push_subscriptions where user_id = ${userId("admin2")}`).count;

test("what a team does reaches an organiser's browser while Rinkside is closed, and a click opens the place", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: site.url });
  const heard = complaints(context);
  const { device, page, worker } = await sofia(context);
  await expect(page.getByText("This device shows news also while Rinkside is closed.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Your devices" }).getByRole("listitem")).toContainText(
    "this one",
  );
  await page.close();

  const team = await (await browser.newContext({ baseURL: site.url })).newPage();
  await signIn(team, "latvia");
  await deliverTask(team, "Goalkeeper masks");
  // Nobody but the team has asked the site for anything: it is sent as soon as they have their answer.
  await expect.poll(() => device.pushed.length).toBe(1);
  expect(pushService.problems).toEqual([]);

  await worker.deliver(device.pushed[0]?.text ?? "");
  await expect.poll(async () => (await worker.seen()).shown).toHaveLength(1);
  const [popup] = (await worker.seen()).shown;
  expect(popup?.title).toContain("Goalkeeper masks");
  await worker.click(popup?.title ?? "");
  const seen = await worker.seen();
  expect(seen.opened).toEqual([expect.stringMatching(/^\/tasks\//)]);
  expect(seen.shown).toEqual([]);
  await expect
    .poll(async () => {
      const [row] = await sql`
        select read_at is not null as read from public.notifications
        where user_id = ${userId("admin2")} and type = 'task_completed' order by created_at desc limit 1`;
      return row?.read;
    })
    .toBe(true);
  expect(heard).toEqual([]);
});

test("there is one popup however many tabs are open, none while one is looked at, and a click leads a tab to the place", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: site.url });
  await context.addInitScript(() => {
    const isAway = () => localStorage.getItem("lent away") === "yes";
    Object.defineProperty(document, "visibilityState", { get: () => (isAway() ? "hidden" : "visible") });
  });
  const { device, page, worker } = await sofia(context);
  const second = await context.newPage();
  await second.goto("/documents");
  const team = await (await browser.newContext({ baseURL: site.url })).newPage();
  await signIn(team, "latvia");

  await deliverTask(team, "Doctor on duty");
  await expect.poll(() => device.pushed.length).toBe(1);
  await worker.deliver(device.pushed[0]?.text ?? "");
  await expect(page.getByText("Doctor on duty").first()).toBeVisible();
  expect((await worker.seen()).everShown).toEqual([]);

  await worker.setAway(true);
  await page.evaluate(() => localStorage.setItem("lent away", "yes"));
  await sql`delete from public.notification_slots where user_id = ${userId("admin2")}`;
  await deliverTask(team, "Colour of the socks");
  // Told by the two tabs that nobody looks at, before any push has come.
  await expect.poll(async () => (await worker.seen()).everShown.length).toBe(1);
  await expect.poll(() => device.pushed.length).toBe(2);
  await worker.deliver(device.pushed[1]?.text ?? "");
  await worker.deliver(device.pushed[1]?.text ?? "");
  const { shown, everShown } = await worker.seen();
  expect(shown).toHaveLength(1);
  expect(everShown).toHaveLength(1);
  expect(shown[0]?.title).toContain("Colour of the socks");

  await worker.click(shown[0]?.title ?? "");
  const { focused, opened } = await worker.seen();
  expect(opened).toEqual([]);
  expect(focused).toHaveLength(1);
  const led = focused[0] === "/documents" ? second : page;
  await expect(led).toHaveURL(/\/tasks\//);
  await expect(led.getByRole("heading", { name: "Colour of the socks" })).toBeVisible();
});

test("a popup goes with what it is about: when that is withdrawn, read elsewhere, or was while no tab was open", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: site.url });
  const { page, worker } = await sofia(context);
  await worker.setAway(true);
  const titles = async () => (await worker.seen()).shown.map(({ title }) => title);
  const shown = async (title: string) => {
    const id = await tell(sql, "admin2", { title });
    await worker.deliver(JSON.stringify({ id, title, body: "", link: "/pages", at: Date.now() - 1_000 }));
    await expect.poll(titles).toContain(title);
    return id;
  };
  const withdraw = async (id: string) => {
    await sql`delete from public.notifications where id = ${id}`;
    await sql`select private.tell_notifications('{}'::uuid[], array[${userId("admin2")}]::uuid[])`;
  };
  try {
    const withdrawn = await shown("Bus plan");
    await expect(page.getByText("Bus plan").first()).toBeVisible();
    const still = await shown("Ice times");
    await expect(page.getByText("Ice times").first()).toBeVisible();
    await withdraw(withdrawn);
    await expect.poll(titles).toEqual(["Ice times"]);

    await page.close();
    const unread = await shown("Dressing rooms");
    await withdraw(still);
    const next = await context.newPage();
    await next.goto("/documents");
    await expect.poll(titles).toEqual(["Dressing rooms"]);
    await sql`update public.notifications set read_at = now() where id = ${unread}`;
    await sql`select private.tell_notifications('{}'::uuid[], array[${userId("admin2")}]::uuid[])`;
    await expect.poll(titles).toEqual([]);
  } finally {
    await forget(sql, "admin2");
  }
});

test("the test button sends what all others send, and says what came of it", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: site.url });
  const { device, page, worker } = await sofia(context);
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(
    page.getByRole("status").filter({ hasText: "Sent: it shows up within seconds" }),
  ).toBeVisible();
  expect(device.pushed).toHaveLength(1);
  // Shown although she looks at the page: she asked for it.
  await worker.deliver(device.pushed[0]?.text ?? "");
  await expect.poll(async () => (await worker.seen()).shown).toMatchObject([{ title: "It works" }]);
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "One test in ten seconds" })).toBeVisible();
});

test("a browser that listens no more is forgotten, and says so itself when it is opened again", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: site.url });
  const { device, page } = await sofia(context);
  device.status = 410;
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(
    page.getByRole("alert").filter({ hasText: "does not take notifications any more" }),
  ).toBeVisible();
  expect(await devices()).toBe(0);
  await expect(page.getByText("None yet.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Turn on notifications" })).toBeVisible();
});

test("devices are removed one by one, and one that was removed elsewhere does not come back by itself", async ({
  browser,
}) => {
  const laptop = await browser.newContext({ baseURL: site.url });
  const phone = await browser.newContext({ baseURL: site.url });
  const { page } = await sofia(laptop);
  const other = await sofia(phone);
  const rows = page.getByRole("list", { name: "Your devices" }).getByRole("listitem");
  // Until a page has come to life, two devices of the same name cannot be told apart: neither can be removed.
  await page.route("**/_next/static/**/*.js", (route) => route.abort());
  await page.reload();
  await expect(rows).toHaveCount(2);
  for (const row of await rows.all()) await expect(row.getByRole("button")).toBeDisabled();
  await page.unrouteAll();
  await page.reload();
  await expect(rows.filter({ hasText: "this one" })).toHaveCount(1);
  await expect(rows.getByRole("button", { name: /^Remove .+, this one$/ })).toHaveCount(1);
  await rows.filter({ hasNotText: "this one" }).getByRole("button", { name: "Remove" }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("this one");

  await other.page.goto("/chat");
  await other.page.goto("/settings");
  await expect(other.page.getByRole("button", { name: "Turn on notifications" })).toBeVisible();
  expect(await devices()).toBe(1);

  await rows.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("None yet.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Turn on notifications" })).toBeVisible();
  expect(await devices()).toBe(0);
});

test("who signs out is told nothing more in that browser, and the next one is asked anew", async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: site.url });
  const { page, worker } = await sofia(context);
  await worker.deliver(
    JSON.stringify({ id: "test-1", title: "Private", body: "", link: "/", at: 0, isTest: true }),
  );
  await expect.poll(async () => (await worker.seen()).shown).toHaveLength(1);
  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  // Two ways lead there, and one cuts the other off.
  await expect(page).toHaveURL("/sign-in");
  expect(await devices()).toBe(0);
  expect((await worker.seen()).shown).toEqual([]);
  await signIn(page, "canada");
  await page.goto("/settings");
  await expect(page.getByRole("button", { name: "Turn on notifications" })).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem("lent subscription"))).toBeNull();
});

test("who says no is told how to change their mind, and nobody is asked on arrival", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: site.url });
  await lendNotifications(context, pushService.subscribe(), { answer: "denied" });
  const page = await context.newPage();
  await signIn(page, "admin2");
  await page.goto("/settings");
  await expect(page.getByRole("button", { name: "Turn on notifications" })).toBeVisible();
  expect(await page.evaluate(() => Notification.permission)).toBe("default");
  await page.getByRole("button", { name: "Turn on notifications" }).click();
  await expect(page.getByText("blocked in your browser")).toBeVisible();
  expect(await devices()).toBe(0);
});
