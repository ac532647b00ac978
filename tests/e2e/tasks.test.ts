import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, complaints, type DemoPerson, signIn } from "./support/people";
import { completedBy, giveTask, holdActions, JUST_NOW, removeTasks, taskRow } from "./support/tasks";
import { test } from "./support/test";

let sql: ReturnType<typeof openDatabase>;
let given: string[] = [];

test.beforeAll(() => {
  sql = openDatabase();
});

test.afterEach(async () => {
  await removeTasks(sql, given);
  given = [];
});
test.afterAll(() => sql.end());

async function give(options: Parameters<typeof giveTask>[1]): Promise<string> {
  const id = await giveTask(sql, options);
  given.push(id);
  return id;
}

async function openTask(browser: Browser, person: DemoPerson, id: string): Promise<Page> {
  const page = await arrive(browser, person);
  await page.goto(`/tasks/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  return page;
}

const viewsOf = (page: Page) => page.getByRole("navigation", { name: "Show tasks" });
const status = (page: Page) => page.getByRole("region", { name: "Deadline" });
const field = (page: Page) => page.getByRole("textbox", { name: "Comment" });
const comment = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });

async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

test("what is due next stands out, is delivered with one tap, and can be taken back", async ({ browser }) => {
  const id = await give({ team: "FIN", title: "Bus times for tonight", hours: 3, assignee: "finland" });
  const page = await arrive(browser, "finland");
  const heard = complaints(page.context());
  await page.getByRole("link", { name: "Tasks" }).click();
  const next = page.getByRole("region", { name: "Bus times for tonight" });
  await expect(next).toContainText("Due next");
  await expect(next).toContainText(/2 h \d+ min left/);
  // Helsinki is an hour ahead of the venue.
  await expect(next).toContainText(/\d\d:\d\d in Zurich · .*\d\d:\d\d for you/);
  await expect(next).toContainText("You are responsible");

  await page.getByRole("button", { name: "Mark “Bus times for tonight” as done" }).click();
  await expect(page.getByText("“Bus times for tonight” is done.")).toBeVisible();
  await expect(next).toBeHidden();
  await expect(taskRow(page, "Bus times for tonight")).toContainText(
    new RegExp(`by Aino Virtanen, ${JUST_NOW}`),
  );
  expect(await completedBy(sql, id)).toBe("Aino Virtanen");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(next).toBeVisible();
  expect(await completedBy(sql, id)).toBeNull();
  expect(heard).toEqual([]);
});

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

test("of two who deliver at once the first has done it, and the second is told who and when", async ({
  browser,
}) => {
  const id = await give({ team: "SWE", title: "Colour of the mouthguards" });
  const [anna, erik] = [await openTask(browser, "sweden", id), await openTask(browser, "sweden2", id)];
  const held = await holdActions(erik);
  await status(erik).getByRole("button", { name: "Mark as done" }).click();
  await held.sent;
  await status(anna).getByRole("button", { name: "Mark as done" }).click();
  await expect(status(anna)).toContainText(
    new RegExp(`Done in time.*Marked as done by Anna Lindqvist, ${JUST_NOW}`),
  );
  held.release();
  await expect(
    erik.getByText(new RegExp(`Anna Lindqvist was quicker: it was marked as done ${JUST_NOW}`)),
  ).toBeVisible();
  await expect(status(erik)).toContainText("by Anna Lindqvist");
  expect(await completedBy(sql, id)).toBe("Anna Lindqvist");
});

test("a task is opened again, and everybody who looks at it sees that by itself", async ({ browser }) => {
  const id = await give({ team: "SWE", title: "Names on the jerseys" });
  const [anna, mikko] = [await openTask(browser, "sweden", id), await openTask(browser, "admin", id)];
  await status(anna).getByRole("button", { name: "Mark as done" }).click();
  await expect(status(mikko)).toContainText("by Anna Lindqvist");
  await status(mikko).getByRole("button", { name: "Open it again" }).click();
  await expect(status(anna).getByRole("button", { name: "Mark as done" })).toBeVisible();
  await expect(status(anna)).toContainText("2 days left");
  expect(await completedBy(sql, id)).toBeNull();
});

test("a team that was given longer sees its own deadline, and organisers beside it that of the others", async ({
  browser,
}) => {
  // Of the demo: Latvia's insurance certificate.
  const id = "40000000-0000-4000-8000-000002000005";
  const [janis, mikko] = [await openTask(browser, "latvia", id), await openTask(browser, "admin", id)];
  await expect(status(janis)).toContainText("The organisers have given you a deadline of your own.");
  await expect(status(mikko)).toContainText(
    /This team has a deadline of its own\. The others: \w{3} \d+ \w+ 18:00/,
  );
});

test("the tasks of an archived team are read, and nothing of them can be changed", async ({ browser }) => {
  const id = await give({ team: "SWE", title: "Colour of the tape" });
  const archive = (at: Date | null) =>
    sql`update public.teams set archived_at = ${at} where id = ${teamId("SWE")}`;
  await archive(new Date());
  try {
    const mikko = await openTask(browser, "admin", id);
    await expect(status(mikko)).toContainText("This team is archived");
    await expect(mikko.getByRole("button", { name: "Mark as done" })).toHaveCount(0);
    await expect(mikko.getByLabel("Responsible")).toHaveCount(0);
    await expect(field(mikko)).toHaveCount(0);
    await expect(mikko.getByRole("region", { name: "For organisers" })).toHaveCount(0);
    const anna = await arrive(browser, "sweden");
    await anna.goto("/tasks");
    await expect(anna.getByText("Your team is archived")).toBeVisible();
    await expect(anna.getByRole("link", { name: "Colour of the tape" })).toBeVisible();
    await expect(anna.getByRole("button", { name: /^Mark/ })).toHaveCount(0);
  } finally {
    await archive(null);
  }
});

test("somebody takes a task, and whoever chooses another person meanwhile is told", async ({ browser }) => {
  const id = await give({ team: "SWE", title: "Sticks for the exhibition" });
  const [anna, erik] = [await openTask(browser, "sweden", id), await openTask(browser, "sweden2", id)];
  const held = await holdActions(erik);
  await erik.getByLabel("Responsible").selectOption("Erik Nyström (you)");
  await held.sent;
  await anna.getByRole("button", { name: "I do it" }).click();
  await expect(anna.getByRole("button", { name: "I do it" })).toBeHidden();
  await expect(anna.getByLabel("Responsible")).toHaveValue(userId("sweden"));
  held.release();
  await expect(erik.getByRole("alert").filter({ hasText: "somebody else was quicker" })).toContainText(
    "Anna Lindqvist is responsible now.",
  );
  await expect(erik.getByLabel("Responsible")).toHaveValue(userId("sweden"));

  await erik.unroute("**/tasks/**");
  await erik.getByLabel("Responsible").selectOption("Erik Nyström (you)");
  await expect(anna.getByLabel("Responsible")).toHaveValue(userId("sweden2"));
});

test("a comment reaches the other side by itself, and is stored once however often it is sent", async ({
  browser,
}) => {
  const id = await give({ team: "FIN", title: "Goal song", description: "Thirty seconds of it." });
  const [aino, mikko] = [await openTask(browser, "finland", id), await openTask(browser, "admin", id)];
  const heard = [...[aino, mikko].map((page) => complaints(page.context()))];
  await expect(mikko.getByRole("link", { name: "FIN Finland" })).toHaveAttribute("href", "/chat/FIN");
  await expect(aino.getByText("No comment yet.")).toBeVisible();

  await field(mikko).fill("Is it the same song\nas last year?");
  await field(aino).fill("Half a sen");
  // Twice, as fast as a finger slips.
  await mikko.getByRole("button", { name: "Send" }).dblclick();
  await expect(comment(aino, "as last year?")).toContainText("organiser");
  await expect(field(mikko)).toHaveValue("");
  await expect(aino.getByTestId("announcer")).toContainText("Mikko Korhonen commented: Is it the same song");
  // What arrives disturbs nobody who is writing.
  await expect(field(aino)).toHaveValue("Half a sen");
  await say(aino, "Yes, and it is ours.");
  await expect(comment(mikko, "Yes, and it is ours.")).toContainText("Aino Virtanen");
  await expect(comment(mikko, "as last year?")).toHaveCount(1);
  const stored =
    await sql`select author_name from public.task_comments where task_id = ${id} order by created_at`;
  expect(stored.map(({ author_name: name }) => name)).toEqual(["Mikko Korhonen", "Aino Virtanen"]);

  await say(aino, "   ");
  await expect(aino.getByRole("alert").filter({ hasText: "Write something first." })).toBeVisible();
  await field(aino).fill("x".repeat(2001));
  await expect(aino.getByText("Shorten it by 1 to send it.")).toBeVisible();
  await field(aino).fill("");
  expect(heard.flat()).toEqual([]);
});

test("a comment that the network cuts off stays in its field, and goes once, also when only its answer was lost", async ({
  browser,
}) => {
  const id = await give({ team: "FIN", title: "Ice time on Sunday" });
  const page = await openTask(browser, "finland", id);
  await page.context().setOffline(true);
  await say(page, "We would like the early hour.");
  await expect(page.getByRole("alert").filter({ hasText: "the site does not answer" })).toBeVisible();
  await expect(field(page)).toHaveValue("We would like the early hour.");
  await page.context().setOffline(false);

  // The site stores it, and the line breaks before it can say so.
  await page.route(
    `**/tasks/${id}`,
    async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "the site does not answer" })).toBeVisible();
  await expect(field(page)).toHaveValue("We would like the early hour.");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(field(page)).toHaveValue("");
  await expect(comment(page, "We would like the early hour.")).toHaveCount(1);
  const [stored] = await sql`select count(*)::int as count from public.task_comments where task_id = ${id}`;
  expect(stored).toEqual({ count: 1 });
});

test("whoever looks at another page meanwhile finds the comment as it was left", async ({ browser }) => {
  const id = await give({ team: "FIN", title: "Laundry bags" });
  const page = await openTask(browser, "finland", id);
  await field(page).fill("How many do we");
  await page.getByRole("link", { name: "All tasks" }).click();
  await taskRow(page, "Laundry bags").getByRole("link").click();
  await expect(field(page)).toHaveValue("How many do we");
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

test("another team's task, one that never was, and no id at all are a real 404", async ({ page }) => {
  const id = await give({ team: "SWE", title: "Only for Sweden" });
  await signIn(page, "finland");
  for (const path of [id, randomUUID(), "no-id", teamId("SWE")]) {
    const answer = await page.goto(`/tasks/${path}`);
    expect(answer?.status(), path).toBe(404);
    expect(await page.title()).not.toContain("Only for Sweden");
    await expect(page.getByRole("heading", { name: "There is no such task here" })).toBeVisible();
  }
  await page.getByRole("link", { name: "All tasks" }).click();
  await expect(page).toHaveURL("/tasks");
});

test("a task that is withdrawn while it is open goes, and what was being written about it stays", async ({
  browser,
}) => {
  const id = await give({ team: "FIN", title: "Team picture" });
  const [page, list] = [await openTask(browser, "finland", id), await arrive(browser, "finland")];
  await list.goto("/tasks?show=open");
  await expect(taskRow(list, "Team picture")).toBeVisible();
  await field(page).fill("On Monday at");
  await sql`update public.tasks set withdrawn_at = now() where id = ${id}`;
  await expect(page.getByRole("heading", { name: "There is no such task here" })).toBeVisible();
  await expect(page.getByLabel("What you were writing")).toHaveValue("On Monday at");
  await expect(taskRow(list, "Team picture")).toHaveCount(0);
});

test("whoever delivers what was withdrawn a moment before is told so", async ({ browser }) => {
  const id = await give({ team: "FIN", title: "Fan zone visit" });
  const page = await openTask(browser, "finland", id);
  const held = await holdActions(page);
  await status(page).getByRole("button", { name: "Mark as done" }).click();
  await held.sent;
  // The page does not learn it by itself.
  await page.route("**/tasks/**", (route) =>
    route.request().method() === "GET" ? new Promise(() => undefined) : route.fallback(),
  );
  await sql`update public.tasks set withdrawn_at = now() where id = ${id}`;
  held.release();
  await expect(
    page.getByRole("alert").filter({ hasText: "The organisers have withdrawn this task meanwhile." }),
  ).toBeVisible();
  expect(await completedBy(sql, id)).toBeNull();
});

test("a device in another zone is offered its clock, once, and the times follow", async ({ browser }) => {
  await give({ team: "CAN", title: "Meeting of the captains", hours: 4 });
  const [before] = await sql`select time_zone from public.users where id = ${userId("canada")}`;
  const inRiga = () => browser.newContext({ timezoneId: "Europe/Riga" });
  try {
    const context = await inRiga();
    const page = await context.newPage();
    await signIn(page, "canada");
    await page.goto("/tasks");
    const offer = page.getByRole("region", { name: "Time zone" });
    await expect(offer).toContainText("You seem to be in Riga: show times by its clock?");
    await offer.getByRole("button", { name: "Keep Toronto" }).click();
    await expect(offer).toBeHidden();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Meeting of the captains" })).toBeVisible();
    await expect(offer).toBeHidden();

    const other = await (await inRiga()).newPage();
    await signIn(other, "canada");
    await other.goto("/tasks");
    const times = other.getByRole("region", { name: "Meeting of the captains" }).locator("time");
    const shown = await times.textContent();
    await other.getByRole("button", { name: "Show times in Riga" }).click();
    await expect(other.getByText("Times are shown by the clock in Riga now.")).toBeVisible();
    await expect(other.getByRole("region", { name: "Time zone" })).toBeHidden();
    await expect(times).not.toHaveText(shown ?? "");
    const [now] = await sql`select time_zone, full_name from public.users where id = ${userId("canada")}`;
    expect(now).toEqual({ time_zone: "Europe/Riga", full_name: "Claire Tremblay" });
  } finally {
    await sql`update public.users set time_zone = ${before?.time_zone} where id = ${userId("canada")}`;
  }
});

test("nobody whose clock agrees with the device's is asked", async ({ page }) => {
  await signIn(page, "sweden");
  await page.goto("/tasks");
  await expect(page.getByRole("heading", { name: "Tasks", level: 1 })).toBeVisible();
  // Zurich and Stockholm show the same time, and so does each deadline: once.
  await expect(page.getByRole("region", { name: "Time zone" })).toBeHidden();
  await expect(page.getByText("in Zurich ·")).toHaveCount(0);
});
