import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { openDatabase } from "./support/database";
import { complaints, type DemoPerson, signIn } from "./support/people";
import { intercept, isAction } from "./support/sending";
import { test } from "./support/test";

const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 720 },
  hasTouch: true,
  isMobile: true,
};

async function open(
  browser: Browser,
  person: DemoPerson,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await signIn(page, person);
  await page.goto(path);
  return page;
}

let made = 0;
/** A title that no page has had before; its address is taken from it. */
function freshTitle(about: string) {
  made += 1;
  return `${about} ${Date.now().toString(36)}${made}`;
}
const slugOf = (title: string) => title.toLowerCase().replaceAll(" ", "-");

const row = (page: Page, title: string) =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: title });
const text = (page: Page) => page.getByLabel("Text", { exact: true });
/** The page as it is read. */
const article = (page: Page) => page.getByRole("article");
const preview = (page: Page) => page.getByRole("region", { name: "Preview" });

/** Writes a page and publishes it. */
async function publish(organiser: Page, title: string, body: string) {
  await organiser.goto("/pages/new");
  await organiser.getByLabel("Title").fill(title);
  await text(organiser).fill(body);
  await organiser.getByRole("button", { name: "Publish" }).click();
  await expect(organiser.getByRole("heading", { name: title, level: 1 })).toBeVisible();
}

test.afterAll(async () => {
  const sql = openDatabase();
  await sql`delete from public.pages where id::text not like '30000000-%'`;
  await sql.end();
});

for (const [size, options] of [
  ["a desktop", {}],
  ["a phone", PHONE],
] as const) {
  test(`on ${size} a page is written, looked at and published, arrives at a team as new, and again when it changes`, async ({
    browser,
  }) => {
    // The whole way of a page, in two browsers.
    test.slow();
    const title = freshTitle("Buses at night");
    const team = await open(browser, "finland", "/pages", options);
    await expect(row(team, "Practice ice")).toBeVisible();
    const organiser = await open(browser, "admin", "/pages", options);
    const heard = complaints(organiser.context());

    await organiser.getByRole("link", { name: "Write a page" }).click();
    await organiser.getByLabel("Title").fill(title);
    await expect(organiser.getByLabel("Address")).toHaveValue(slugOf(title));
    await text(organiser).fill("## Last bus\n\nIt leaves at **23:30** from *gate C*.\n\n- Line 7\n- Line 12");
    if (size === "a phone") {
      await expect(preview(organiser)).toBeHidden();
      await organiser.getByRole("button", { name: "Preview" }).click();
    }
    await expect(preview(organiser).getByRole("heading", { name: "Last bus", level: 3 })).toBeVisible();
    await expect(preview(organiser).getByRole("listitem")).toHaveText(["Line 7", "Line 12"]);
    if (size === "a phone") await organiser.getByRole("button", { name: "Write", exact: true }).click();
    await organiser.getByRole("button", { name: "Save draft" }).click();
    await expect(organiser.getByRole("heading", { name: title, level: 1 })).toBeVisible();
    await expect(organiser.getByText("Draft", { exact: true })).toBeVisible();
    expect((await team.request.get(`/pages/${slugOf(title)}`)).status()).toBe(404);
    await organiser.getByRole("button", { name: "Publish" }).click();
    await expect(organiser.getByRole("button", { name: "Take back" })).toBeVisible();

    // Nobody has touched the team's screen.
    await expect(row(team, title).getByText("New", { exact: true })).toBeVisible();
    await team.getByRole("link", { name: title }).click();
    await expect(team.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(team.getByText("It leaves at 23:30 from gate C.")).toBeVisible();
    await expect(team.getByRole("link", { name: "Edit" })).toHaveCount(0);
    expect(await team.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await team.getByRole("link", { name: "All pages" }).click();
    await expect(row(team, title)).toBeVisible();
    await expect(row(team, title).getByText("New", { exact: true })).toHaveCount(0);

    await organiser.getByRole("link", { name: "Edit" }).click();
    await expect(organiser.getByLabel("Address")).toHaveAttribute("readonly");
    await text(organiser).fill("There is no night bus any more.");
    await organiser.getByRole("button", { name: "Save changes" }).click();
    await expect(row(team, title).getByText("Changed", { exact: true })).toBeVisible();
    await team.getByRole("link", { name: title }).click();
    await expect(team.getByText("There is no night bus any more.")).toBeVisible();
    await team.getByRole("link", { name: "All pages" }).click();
    await expect(row(team, title).getByText("Changed", { exact: true })).toHaveCount(0);

    // What a team is reading when it is taken back is not there any more.
    await team.getByRole("link", { name: title }).click();
    await organiser.getByRole("button", { name: "Take back" }).click();
    await expect(team.getByRole("heading", { name: title })).toHaveCount(0);
    await expect(organiser.getByText("Taken back: only organisers see this page now.")).toBeVisible();
    expect(heard).toEqual([]);
    await team.context().close();
    await organiser.context().close();
  });
}

test("a page that somebody reads changes before their eyes", async ({ browser }) => {
  const title = freshTitle("Weather");
  const organiser = await open(browser, "admin", "/pages");
  await publish(organiser, title, "Sunny.");
  const team = await open(browser, "sweden", `/pages/${slugOf(title)}`);
  await expect(team.getByText("Sunny.")).toBeVisible();
  await organiser.getByRole("link", { name: "Edit" }).click();
  await text(organiser).fill("Snow.");
  await organiser.getByRole("button", { name: "Save changes" }).click();
  await expect(team.getByText("Snow.")).toBeVisible();
});

test("an address that exists is said to, beside the field, and nothing that was written is lost", async ({
  browser,
}) => {
  const organiser = await open(browser, "admin", "/pages/new");
  const title = freshTitle("Practice");
  await organiser.getByLabel("Title").fill(title);
  await organiser.getByLabel("Address").fill("practice-ice");
  await text(organiser).fill("Ninety minutes.");
  await organiser.getByRole("button", { name: "Save draft" }).click();
  await expect(
    organiser.getByRole("alert").filter({ hasText: "Another page has this address" }),
  ).toBeVisible();
  await expect(organiser.getByLabel("Address")).toHaveAttribute("aria-invalid", "true");
  await organiser.getByLabel("Address").fill("practice/../ice");
  await organiser.getByRole("button", { name: "Save draft" }).click();
  await expect(organiser.getByText("Use small letters, digits and hyphens")).toBeVisible();
  await organiser.getByLabel("Address").fill(slugOf(title));
  await organiser.getByRole("button", { name: "Save draft" }).click();
  await expect(article(organiser).getByText("Ninety minutes.")).toBeVisible();
  await expect(organiser).toHaveURL(new RegExp(`/pages/${slugOf(title)}$`));
});

test("of two who edit one page the second sees what the first has written, and overwrites nothing unseen", async ({
  browser,
}) => {
  const title = freshTitle("Laundry");
  const mikko = await open(browser, "admin", "/pages");
  await publish(mikko, title, "Open until 22:00.\n\nIn the basement.");
  const sofia = await open(browser, "admin2", `/pages/${slugOf(title)}/edit`);
  await mikko.getByRole("link", { name: "Edit" }).click();
  await text(sofia).fill("Open until 21:00.\n\nIn the basement.");
  await text(mikko).fill("Open until 23:00.\n\nIn the basement.");
  await mikko.getByRole("button", { name: "Save changes" }).click();
  await expect(article(mikko).getByText("Open until 23:00.")).toBeVisible();

  await sofia.getByRole("button", { name: "Save changes" }).click();
  const meanwhile = sofia.getByRole("alert").filter({ hasText: "changed this meanwhile" });
  await expect(meanwhile).toContainText("now “Open until 23:00.”, yours “Open until 21:00.”");
  await expect(text(sofia)).toHaveValue("Open until 21:00.\n\nIn the basement.");
  await sofia.getByRole("button", { name: "Take theirs" }).click();
  await expect(text(sofia)).toHaveValue("Open until 23:00.\n\nIn the basement.");

  // What both change in different places goes together.
  await mikko.getByRole("link", { name: "Edit" }).click();
  await mikko.getByLabel("Title").fill(`${title} room`);
  await mikko.getByRole("button", { name: "Save changes" }).click();
  await expect(mikko.getByRole("heading", { name: `${title} room`, level: 1 })).toBeVisible();
  await text(sofia).fill("Open day and night.");
  await sofia.getByRole("button", { name: "Save changes" }).click();
  await expect(sofia.getByRole("heading", { name: `${title} room`, level: 1 })).toBeVisible();
  await expect(article(sofia).getByText("Open day and night.")).toBeVisible();
});

test("script and HTML in a text do nothing, and no link or picture leads where it should not", async ({
  browser,
}) => {
  const title = freshTitle("Harmless");
  const organiser = await open(browser, "admin", "/pages");
  await publish(
    organiser,
    title,
    [
      "<script>document.title = 'taken over'</script>",
      '<img src="x" onerror="document.title = \'taken over\'"> <b>bold?</b>',
      "[press me](javascript:document.title='taken over') <javascript:alert(1)>",
      "![rink](https://elsewhere.example/pixel.png)",
      "[rules](https://iihf.example/rules) and [practice](practice-ice) and [desk](mailto:desk@venue.example)",
    ].join("\n\n"),
  );
  const team = await (await browser.newContext()).newPage();
  const asked: string[] = [];
  team.on("request", (request) => asked.push(request.url()));
  const heard = complaints(team.context());
  await signIn(team, "canada");
  await team.goto(`/pages/${slugOf(title)}`);
  await expect(team.getByText("<script>document.title = 'taken over'</script>")).toBeVisible();
  await expect(team.getByText("<b>bold?</b>")).toBeVisible();
  await expect(article(team).locator("img, b, script, iframe")).toHaveCount(0);
  await expect(article(team).getByText("press me")).toBeVisible();
  await expect(article(team).getByRole("link", { name: "press me" })).toHaveCount(0);
  await expect(article(team).locator("a[href^='javascript']")).toHaveCount(0);
  const rules = article(team).getByRole("link", { name: "rules" });
  await expect(rules).toHaveAttribute("rel", "noopener noreferrer");
  await expect(article(team).getByRole("link", { name: "rink" })).toHaveAttribute(
    "href",
    "https://elsewhere.example/pixel.png",
  );
  await expect(article(team).getByRole("link", { name: "desk" })).toHaveAttribute(
    "href",
    "mailto:desk@venue.example",
  );
  await article(team).getByRole("link", { name: "practice" }).click();
  await expect(team.getByRole("heading", { name: "Practice ice", level: 1 })).toBeVisible();
  expect(await team.title()).toContain("Practice ice");
  expect(asked.filter((url) => url.includes("elsewhere.example"))).toEqual([]);
  expect(heard).toEqual([]);
});

test("a team finds no draft and nothing to write with, and hears of neither", async ({ browser }) => {
  const team = await open(browser, "sweden", "/pages");
  await expect(row(team, "Practice ice").getByText("Changed", { exact: true })).toBeVisible();
  await expect(row(team, "Closing ceremony")).toHaveCount(0);
  await expect(team.getByRole("link", { name: "Write a page" })).toHaveCount(0);
  for (const path of [
    "/pages/closing-ceremony",
    "/pages/closing-ceremony/edit",
    "/pages/practice-ice/edit",
    "/pages/new",
  ]) {
    expect((await team.goto(path))?.status(), path).toBe(404);
    const ahead = await team.request.get(path, { headers: { RSC: "1", "Next-Router-Prefetch": "1" } });
    expect(await ahead.text(), path).not.toMatch(/broadcaster|Save draft|A new page/);
  }
  const draft = "30000000-0000-4000-8000-000000000003";
  const mark = (id: string, revision: unknown, site = "same-origin") =>
    team.request.post(`/api/pages/${id}/read`, { data: { revision }, headers: { "sec-fetch-site": site } });
  expect((await mark(draft, 1)).status()).toBe(404);
  expect((await mark("no-page", 1)).status()).toBe(400);
  expect((await mark(draft, -1)).status()).toBe(400);
  expect((await mark(draft, 1, "cross-site")).status()).toBe(403);
});

test("a draft is deleted when that is confirmed, and a page that teams have known is not", async ({
  browser,
}) => {
  const title = freshTitle("Never mind");
  const organiser = await open(browser, "admin", "/pages/new");
  await organiser.getByLabel("Title").fill(title);
  await organiser.getByRole("button", { name: "Save draft" }).click();
  await expect(organiser.getByText("There is no text on this page yet.")).toBeVisible();
  await organiser.getByRole("button", { name: "Delete" }).click();
  const dialog = organiser.getByRole("dialog", { name: `Delete “${title}”?` });
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(dialog).toBeHidden();
  await organiser.getByRole("button", { name: "Delete" }).click();
  await dialog.getByRole("button", { name: "Delete the draft" }).click();
  await expect(organiser).toHaveURL(/\/pages$/);
  await expect(row(organiser, "Closing ceremony")).toBeVisible();
  await expect(row(organiser, title)).toHaveCount(0);
  await organiser.getByRole("link", { name: "Practice ice" }).click();
  await expect(organiser.getByRole("button", { name: "Take back" })).toBeVisible();
  await expect(organiser.getByRole("button", { name: "Delete" })).toHaveCount(0);
});

test("what is written survives a cut and a reload, and is saved once when the network is back", async ({
  browser,
}) => {
  const title = freshTitle("Ice hours");
  const organiser = await open(browser, "admin", "/pages/new");
  await organiser.getByLabel("Title").fill(title);
  await text(organiser).fill("From six to midnight.");

  // The first save arrives, and its answer does not.
  let lost = 0;
  const back = await intercept(organiser, isAction, async (route) => {
    await route.fetch();
    lost += 1;
    await route.abort("internetdisconnected");
  });
  await organiser.getByRole("button", { name: "Save draft" }).click();
  await expect(organiser.getByRole("alert").filter({ hasText: "The site does not answer" })).toBeVisible();
  expect(lost).toBe(1);
  await expect(text(organiser)).toHaveValue("From six to midnight.");
  await back();

  organiser.on("dialog", (dialog) => dialog.accept());
  await organiser.reload();
  await expect(organiser.getByText("This is what you had written and not saved.")).toBeVisible();
  await expect(text(organiser)).toHaveValue("From six to midnight.");
  await text(organiser).fill("From five to midnight.");
  await organiser.getByRole("button", { name: "Save draft" }).click();
  await expect(organiser.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await expect(article(organiser).getByText("From five to midnight.")).toBeVisible();
  const sql = openDatabase();
  const stored = await sql`select from public.pages where title = ${title}`;
  await sql.end();
  expect(stored).toHaveLength(1);

  await organiser.goto("/pages/new");
  await expect(organiser.getByLabel("Title")).toHaveValue("");
});
