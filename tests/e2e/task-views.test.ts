import { expect, type Page } from "@playwright/test";
import { openDatabase } from "./support/database";
import { arrive } from "./support/people";
import { completedBy, taskRow, tasksFor } from "./support/tasks";
import { test } from "./support/test";

const sql = openDatabase();
const { give, takeBack } = tasksFor(sql);
test.afterEach(takeBack);
test.afterAll(() => sql.end());

const viewsOf = (page: Page) => page.getByRole("navigation", { name: "Show tasks" });

test("the views stand in the address, survive a reload, are left by Back and are sorted by deadline", async ({
  browser,
}) => {
  await give({ team: "CAN", title: "Second in time", hours: 60, assignee: "canada" });
  await give({ team: "CAN", title: "First in time", hours: 50, assignee: "canada" });
  const late = await give({ team: "CAN", title: "Long forgotten", hours: 50 });
  await sql`update public.tasks set due_at = now() - interval '26 hours' where id = ${late}`;
  const page = await arrive(browser, "canada");
  await page.goto("/tasks");
  const views = viewsOf(page);
  const titles = () => page.getByRole("main").locator("li a.font-semibold").allTextContents();

  await views.getByRole("link", { name: /^Mine/ }).click();
  await expect(page).toHaveURL("/tasks?show=mine");
  await expect(views.getByRole("link", { name: "Mine 2" })).toHaveAttribute("aria-current", "page");
  expect(await titles()).toEqual(["First in time", "Second in time"]);
  await page.reload();
  expect(await titles()).toEqual(["First in time", "Second in time"]);

  await views.getByRole("link", { name: /^Overdue/ }).click();
  await expect(page).toHaveURL("/tasks?show=overdue");
  await expect(taskRow(page, "Long forgotten")).toContainText("26 hours late");
  expect(await titles()).toEqual(["Long forgotten"]);
  await views.getByRole("link", { name: /^Open/ }).click();
  await expect(page).toHaveURL("/tasks?show=open");
  await expect(taskRow(page, "First in time")).toBeVisible();
  const open = await titles();
  expect(open.indexOf("Long forgotten")).toBeLessThan(open.indexOf("First in time"));
  expect(open.indexOf("First in time")).toBeLessThan(open.indexOf("Second in time"));
  expect(open).toContain("Long forgotten");
  await page.goBack();
  await expect(page).toHaveURL("/tasks?show=overdue");
  await expect(taskRow(page, "First in time")).toHaveCount(0);
  await views.getByRole("link", { name: /^Done/ }).click();
  await expect(taskRow(page, "Team list")).toContainText("by Claire Tremblay");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tasks" }).click();
  await expect(page).toHaveURL("/tasks");
  await expect(views.getByRole("link", { name: /^All/ })).toHaveAttribute("aria-current", "page");
  await page.goto("/tasks?show=nonsense");
  await expect(page.getByRole("region", { name: "Late" })).toContainText("Long forgotten");
});

test("a view that is chosen before the router listens is shown all the same", async ({ browser }) => {
  const page = await arrive(browser, "canada");
  // As on a slow device: the click comes after the page's first render, and before its effects.
  await page.addInitScript(() => {
    if (location.pathname !== "/tasks" || location.search) return;
    const replace = history.replaceState.bind(history);
    history.replaceState = (...entry) => {
      history.replaceState = replace;
      replace(...entry);
      for (const end = performance.now() + 30; performance.now() < end; );
      queueMicrotask(() => document.querySelector<HTMLElement>("main a[href='/tasks?show=done']")?.click());
    };
  });
  await page.goto("/tasks");
  await expect(viewsOf(page).getByRole("link", { name: /^Done/ })).toHaveAttribute("aria-current", "page");
  await expect(page).toHaveURL("/tasks?show=done");
});

test("a view is shown at once, and left by Back, while the page is refreshed over a network that hangs", async ({
  browser,
}) => {
  const page = await arrive(browser, "canada");
  const asked = Promise.withResolvers<void>();
  // As it is refreshed once it is live; never answered.
  await page.route("**/tasks?*", (route) => {
    const head = route.request().headers();
    if (!("next-router-state-tree" in head) || "next-router-prefetch" in head) return route.fallback();
    asked.resolve();
  });
  await page.goto("/tasks");
  await asked.promise;
  const current = viewsOf(page).locator("[aria-current]");
  await viewsOf(page).getByRole("link", { name: /^Done/ }).click();
  await expect(current).toHaveText(/^Done/);
  await expect(page).toHaveURL("/tasks?show=done");
  await page.goBack();
  await expect(current).toHaveText(/^All/);
  await viewsOf(page).getByRole("link", { name: /^Mine/ }).click();
  await expect(current).toHaveText(/^Mine/);
});

test("who goes from view to view while the page is refreshed stays on it, and sees what is new", async ({
  browser,
}) => {
  const page = await arrive(browser, "canada");
  await page.goto("/tasks?show=mine");
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  // The answer of the first refresh comes late, under a view that is left meanwhile.
  await page.route("**/tasks?show=overdue&*", async (route) => {
    asked.resolve();
    await released.promise;
    await route.continue();
  });
  const isHere = () => page.evaluate(() => "isHere" in window);
  // Once it has come to life: before that a link is another page.
  await expect(async () => {
    await page.evaluate(() => Object.assign(window, { isHere: true }));
    await viewsOf(page)
      .getByRole("link", { name: /^Overdue/ })
      .click();
    await expect(page).toHaveURL("/tasks?show=overdue");
    expect(await isHere()).toBe(true);
  }).toPass();
  await give({ team: "CAN", title: "Something new" });
  await asked.promise;
  await viewsOf(page).getByRole("link", { name: /^Open/ }).click();
  released.resolve();
  await expect(taskRow(page, "Something new")).toBeVisible();
  await viewsOf(page).getByRole("link", { name: /^All/ }).click();
  await expect(page).toHaveURL("/tasks");
  expect(await isHere()).toBe(true);
});

test("without a script the views are pages of their own, and an empty one says so", async ({ browser }) => {
  const first = await arrive(browser, "switzerland");
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await first.context().storageState(),
  });
  const page = await context.newPage();
  await page.goto("/tasks");
  await page.getByRole("link", { name: /^Mine/ }).click();
  await expect(page).toHaveURL("/tasks?show=mine");
  await expect(page.getByRole("heading", { name: "Nothing is yours" })).toBeVisible();
  await page.getByRole("link", { name: /^Done/ }).click();
  await expect(taskRow(page, "Team list")).toBeVisible();
});

test("offline the views still change, links lead nowhere, and nothing is marked that is not stored", async ({
  browser,
}) => {
  const id = await give({ team: "FIN", title: "Water bottles" });
  const page = await arrive(browser, "finland");
  await page.goto("/tasks");
  await page.context().setOffline(true);
  await expect(page.getByText(/You are offline since \d\d:\d\d/)).toBeVisible();
  await page.getByRole("link", { name: /^Open/ }).click();
  await expect(page).toHaveURL("/tasks?show=open");
  await taskRow(page, "Water bottles").getByRole("link").click();
  await expect(page.getByText("You are offline: this page cannot be opened now.")).toBeVisible();
  await page.getByRole("button", { name: "Mark “Water bottles” as done" }).click();
  await expect(taskRow(page, "Water bottles").getByRole("alert")).toContainText("Not done");
  expect(await completedBy(sql, id)).toBeNull();
  await page.context().setOffline(false);
  await expect(page.getByText("You are offline since")).toBeHidden();
  await page.getByRole("button", { name: "Mark “Water bottles” as done" }).click();
  await expect(page.getByText("“Water bottles” is done.")).toBeVisible();
});
