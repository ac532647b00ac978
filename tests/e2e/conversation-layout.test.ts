import { expect, type Page } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, messages, openConversation, signIn, write } from "./support/people";
import { region } from "./support/reading";
import { test } from "./support/test";
import { composer, said } from "./support/writing";

const sql = openDatabase();
test.afterAll(() => sql.end());

/** How much of a page lies beyond its right edge. */
const overhang = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("a new day of the reader's own begins with its name, and who goes on within five minutes is named once", async ({
  browser,
}) => {
  // Around a midnight of Zurich, where the organiser's clock runs; in UTC all of it is one day.
  const [zone] = await sql<{ time_zone: string }[]>`
    select time_zone from public.users where id = ${userId("admin")}`;
  await sql`insert into public.chat_messages (team_id, sender_id, content, created_at)
    select ${teamId("DEN")}, ${userId("admin")}::uuid, content,
      (date_trunc('day', now() at time zone ${zone?.time_zone ?? ""}) - interval '2 days' + at) at time zone ${zone?.time_zone ?? ""}
    from (values ('the evening', '-00:33'::interval), ('and soon after', '-00:31'), ('another quarter', '-00:29'),
      ('and soon after that', '-00:27'), ('past midnight', '00:01')) as written (content, at)`;
  const page = await arrive(browser, "admin");
  await openConversation(page, "DEN");
  const heading = (text: string) =>
    said(page, text).locator("p:not(.sr-only)", { hasText: "Mikko Korhonen" });
  await expect(heading("the evening")).toBeVisible();
  await expect(heading("and soon after")).toHaveCount(0);
  // Nobody goes on for ever without being named.
  await expect(heading("another quarter")).toBeVisible();
  await expect(heading("and soon after that")).toHaveCount(0);
  await expect(heading("past midnight")).toBeVisible();
  const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: zone?.time_zone });
  const twoDaysAgo = day.format(Date.now() - 2 * 86_400_000);
  await expect(said(page, "past midnight")).toContainText(twoDaysAgo);
  await expect(said(page, "and soon after that")).not.toContainText(twoDaysAgo);
});

test("near the limit what is left is counted down; beyond it nothing is sent, and it says by how much", async ({
  browser,
}) => {
  const page = await arrive(browser, "admin2");
  await openConversation(page, "DEN");
  await composer(page).fill("x".repeat(4_400));
  await expect(page.getByText(/characters left/)).toHaveCount(0);
  await composer(page).fill("x".repeat(4_990));
  await expect(page.getByText("10 characters left")).toBeVisible();
  await composer(page).pressSequentially("0123456789A");
  const refusal = page.getByRole("alert").filter({ hasText: "5,001" });
  await expect(refusal).toContainText("1");
  const before = await messages(page).count();
  await composer(page).press("Enter");
  await expect(refusal).toBeVisible();
  await expect(messages(page)).toHaveCount(before);
  await composer(page).press("Backspace");
  await expect(page.getByText("0 characters left")).toBeVisible();
  await composer(page).fill("");
});

// A desk of 1280 × 800 at 200 %: half as many pixels of CSS, twice as dense.
test.describe("at 200 % zoom", () => {
  test.use({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  test("one reads and writes without scrolling sideways", async ({ page }) => {
    await signIn(page, "admin");
    await openConversation(page, "DEN");
    await write(page, "Twice as large.");
    await expect(said(page, "Twice as large.").last()).toBeInViewport({ ratio: 1 });
    await expect(composer(page)).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("button", { name: "Send" })).toBeInViewport({ ratio: 1 });
    expect(await overhang(page)).toBe(0);
    const list = await region(page).boundingBox();
    expect(list?.height).toBeGreaterThan(100);
    await page.goto("/chat");
    await expect(page.getByRole("link", { name: /Denmark/ })).toBeVisible();
    expect(await overhang(page)).toBe(0);
  });
});

test.describe("for who wants no motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });
  test("nothing moves when messages come, or when one goes to the newest", async ({ browser }) => {
    const context = await browser.newContext({ reducedMotion: "reduce" });
    const page = await context.newPage();
    await signIn(page, "admin");
    await openConversation(page, "DEN");
    const other = await arrive(browser, "admin2");
    await openConversation(other, "DEN");
    // Every animation that ever runs, but for those that change a colour in place.
    await page.evaluate(() => {
      const moved: string[] = [];
      Object.assign(window, { moved });
      const look = () => {
        for (const animation of document.getAnimations()) {
          const frames = (animation.effect as KeyframeEffect | null)?.getKeyframes() ?? [];
          if (frames.some((frame) => "transform" in frame || "translate" in frame)) moved.push("moved");
        }
        requestAnimationFrame(look);
      };
      look();
    });
    await write(other, "Quietly there.");
    await expect(said(page, "Quietly there.")).toBeInViewport();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
  });
});
