import { expect } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, expectLive, messages, openConversation, write } from "./support/people";
import { test } from "./support/test";

/** A conversation long enough for three pages, brought in as history: once, also when a failure starts a new worker. */
test.beforeAll(async () => {
  const sql = openDatabase();
  await sql`insert into public.chat_messages (team_id, sender_id, content, created_at)
    select ${teamId("GER")}, ${userId("admin")}, 'line ' || n, now() - interval '1 day' + n * interval '1 s'
    from generate_series(1, 130) n
    where not exists (select from public.chat_messages where team_id = ${teamId("GER")})`;
  await sql.end();
});

test("earlier messages load on scrolling up, and what one reads stays where it is", async ({ browser }) => {
  const page = await arrive(browser, "admin");
  await openConversation(page, "GER");
  await expect(messages(page).last()).toContainText("line 130");
  expect(await messages(page).first().getAttribute("data-seq")).toBe("81");

  const anchor = page.locator('li[data-seq="85"]');
  await anchor.scrollIntoViewIfNeeded();
  await page.getByRole("region", { name: "Messages" }).hover();
  const before = (await anchor.boundingBox())?.y ?? 0;
  await expect(messages(page).first()).not.toHaveAttribute("data-seq", "81");
  const after = (await anchor.boundingBox())?.y ?? 0;
  expect(Math.abs(after - before)).toBeLessThan(3);

  // Not all are in the page at once: those near the view, in their order.
  const seen = new Set<number>();
  await expect(async () => {
    await page.mouse.wheel(0, -500);
    const seqs = await messages(page).evaluateAll((rows) =>
      rows.map((row) => Number(row.getAttribute("data-seq"))),
    );
    expect(seqs).toEqual(seqs.map((_, index) => (seqs[0] ?? 0) + index));
    for (const seq of seqs) seen.add(seq);
    await expect(page.getByText("This is where the conversation begins.")).toBeInViewport({ timeout: 200 });
  }).toPass({ intervals: [0] });
  const passed = [...seen].filter((seq) => seq <= 85).sort((a, b) => a - b);
  expect(passed).toEqual(Array.from({ length: 85 }, (_, index) => index + 1));
});

test("a message that arrives while one reads further up is counted, and a click leads to it", async ({
  browser,
}) => {
  const page = await arrive(browser, "admin2");
  await openConversation(page, "GER");
  const region = page.getByRole("region", { name: "Messages" });
  await region.hover();
  await page.mouse.wheel(0, -600);
  // What one reads, on the screen: earlier messages may come in above it meanwhile.
  const place = async () => Math.round((await page.locator('li[data-seq="100"]').boundingBox())?.y ?? 0);
  await expect
    .poll(async () => region.evaluate((e) => e.scrollHeight - e.scrollTop - e.clientHeight))
    .toBeGreaterThan(100);
  // The wheel's motion has ended when the place holds still.
  let before = Number.NaN;
  await expect(async () => {
    before = await place();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await place()).toBe(before);
  }).toPass();

  const other = await arrive(browser, "admin");
  await openConversation(other, "GER");
  await write(other, "Are you still up there?");
  const button = page.getByRole("button", { name: "1 new message" });
  await expect(button).toBeVisible();
  expect(Math.abs((await place()) - before)).toBeLessThan(3);
  await button.click();
  await expect(messages(page).last()).toBeInViewport();
  await expect(button).toHaveCount(0);
});

test("what was written while the network was away is there when it comes back, in its place", async ({
  browser,
}) => {
  const [organiser, team] = [await arrive(browser, "admin2"), await arrive(browser, "switzerland")];
  await openConversation(organiser, "SUI");
  await expectLive(team);
  await team.context().setOffline(true);
  await expect(team.locator("[data-liveness]")).not.toHaveAttribute("data-liveness", "live", {
    timeout: 40_000,
  });
  await write(organiser, "While you were away, one.");
  await write(organiser, "While you were away, two.");
  await expect(messages(organiser).last()).toContainText("two");
  await team.context().setOffline(false);
  await expect(messages(team).last()).toContainText("While you were away, two.");
  await expectLive(team);
  const seqs = await messages(team).evaluateAll((rows) =>
    rows.map((row) => Number(row.getAttribute("data-seq"))),
  );
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
});
