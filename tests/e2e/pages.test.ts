import { type BrowserContextOptions, expect } from "@playwright/test";
import { article, freshTitle, open, preview, publish, removePages, row, slugOf, text } from "./support/pages";
import { complaints, signIn } from "./support/people";
import { test } from "./support/test";

test.afterAll(removePages);

const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 720 },
  hasTouch: true,
  isMobile: true,
};

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
