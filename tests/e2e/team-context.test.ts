import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, complaints, expectLive, openConversation, signIn } from "./support/people";
import { watchFrames } from "./support/reading";
import { test } from "./support/test";
import { phone } from "./support/writing";

const sql = openDatabase();
const TITLE = "Skates to be sharpened";

test.afterEach(() => sql`delete from public.tasks where title = ${TITLE}`);
test.afterAll(() => sql.end());

const panel = (page: Page) => page.getByRole("complementary", { name: "About Czechia" });
const button = (page: Page) => page.getByRole("button", { name: "About Czechia" });
const petr = (page: Page) => panel(page).getByRole("listitem").filter({ hasText: "Petr Novák" });

test("what is due, who is here and what time it is there stand beside the conversation, and stay fresh", async ({
  browser,
}) => {
  const [mikko, sofia] = [await arrive(browser, "admin"), await arrive(browser, "admin2")];
  await openConversation(mikko, "CZE");
  await openConversation(sofia, "CZE");
  await expect(panel(mikko).getByText("Their time")).toBeVisible();
  await expect(panel(mikko).getByText(/^\w{3} \d\d:\d\d$|^\w{3}, \d\d:\d\d$/)).toBeVisible();
  await expect(petr(mikko)).toHaveAttribute("data-here", "false");

  // Late by an hour: it stands first, for both organisers, without anything being loaded anew.
  await sql`insert into public.tasks (team_id, title, due_at, created_by)
    values (${teamId("CZE")}, ${TITLE}, now() - interval '1 hour', ${userId("admin")})`;
  for (const page of [mikko, sofia]) {
    const due = panel(page).getByRole("link", { name: TITLE });
    await expect(due).toContainText("1 hour late");
    await expect(due).toHaveAttribute("href", /^\/tasks\/[0-9a-f-]{36}$/);
  }
  // By somebody: who has done it is taken from the session.
  await sql.begin(async (session) => {
    await session`select set_config('request.jwt.claims', ${JSON.stringify({ sub: userId("admin") })}, true)`;
    await session`update public.tasks set status = 'completed' where title = ${TITLE}`;
  });
  await expect(panel(sofia).getByRole("link", { name: TITLE })).toHaveCount(0);

  const team = await arrive(browser, "czechia");
  await expectLive(team);
  await expect(petr(mikko)).toContainText("Here now");
  await team.close();
  // Whoever leaves is shown for ten seconds more; then, when they last read.
  await expect(petr(mikko)).toContainText("Last read", { timeout: 20_000 });
  await expectAccessible(mikko);
});

test("folded away it stays so on this device, and the page stands as it was rendered from its first frame on", async ({
  browser,
}) => {
  const page = await arrive(browser, "admin");
  const heard = complaints(page.context());
  await openConversation(page, "CZE");
  await expect(button(page)).toHaveAttribute("aria-expanded", "true");
  await button(page).press("Enter");
  await expect(panel(page)).toHaveCount(0);
  await expect(button(page)).toBeFocused();
  const frames = await watchFrames(page);
  for (const isFolded of [true, false]) {
    await page.reload();
    await expectLive(page);
    await expect(panel(page)).toHaveCount(isFolded ? 0 : 1);
    await page.evaluate(() => document.fonts.ready);
    const [first, ...others] = await frames();
    expect(Object.keys(first ?? {}).length).toBeGreaterThan(2);
    for (const frame of others)
      for (const [seq, top] of Object.entries(frame))
        if (first?.[seq] !== undefined) expect(Math.abs(top - first[seq])).toBeLessThanOrEqual(1);
    if (!isFolded) continue;
    await button(page).click();
    await expect(panel(page)).toBeVisible();
  }
  expect(heard).toEqual([]);
});

test("on a phone it opens above the conversation, and leads back to its button", async ({ browser }) => {
  const page = await (await browser.newContext(phone)).newPage();
  await signIn(page, "admin");
  await openConversation(page, "CZE");
  await expect(panel(page)).toHaveCount(0);
  await button(page).tap();
  const sheet = page.getByRole("dialog", { name: "Czechia" });
  await expect(sheet.getByText("Petr Novák")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(button(page)).toBeFocused();
});

test("a team has nothing of it: neither on its page nor by its address", async ({ browser }) => {
  const page = await arrive(browser, "czechia");
  await expectLive(page);
  await expect(page.getByRole("button", { name: /^About/ })).toHaveCount(0);
  for (const team of ["CZE", "SVK"] as const) {
    const status = await page.evaluate(
      async (id) => (await fetch(`/api/chat/${id}/context`)).status,
      teamId(team),
    );
    expect(status).toBe(404);
  }
});
