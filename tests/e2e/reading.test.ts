import { expect } from "@playwright/test";
import { openDatabase, teamId } from "./support/database";
import { arrive, complaints, expectLive, messages, openConversation, write } from "./support/people";
import {
  bringInHistory,
  cursorOf,
  inView,
  lastSeq,
  readUpTo,
  region,
  row,
  scrollToRow,
  topOf,
  watchFrames,
} from "./support/reading";
import { test } from "./support/test";

const sql = openDatabase();

test.beforeAll(() => bringInHistory(sql, "AUT"));
test.afterAll(() => sql.end());

const newMessages = (page: Parameters<typeof messages>[0]) =>
  page.getByRole("button", { name: /\d new messages?$/ });

test("a conversation opens at the first unread message, and reading on marks what passes", async ({
  browser,
}) => {
  const last = await lastSeq(sql, "AUT");
  const unread = last - 120;
  await readUpTo(sql, "admin", "AUT", unread - 1);
  const page = await arrive(browser, "admin");
  // As on a small phone: what is measured late must not count as seen meanwhile.
  const slow = await page.context().newCDPSession(page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  const frames = await watchFrames(page);
  await openConversation(page, "AUT");
  // The first that is not one's own.
  const [first] = await sql<{ seq: number }[]>`select min(seq) as seq from public.chat_messages
    where team_id = ${teamId("AUT")} and seq >= ${unread} and sender_name <> 'Mikko Korhonen'`;
  const from = first?.seq ?? 0;
  await expect(row(page, from).getByText("New", { exact: true })).toBeInViewport();
  await expect(row(page, from - 1)).toBeInViewport();
  expect(await topOf(page, from)).toBeGreaterThan(50);
  await expect(newMessages(page)).toBeVisible();
  // It is open, and unread all the same.
  const entry = page.locator("li[data-unread]", { has: page.getByRole("link", { name: /Austria/ }) });
  await expect(entry).not.toHaveAttribute("data-unread", "0");
  const below = async () => Number.parseInt((await newMessages(page).textContent()) ?? "", 10);
  const before = await below();
  expect(before).toBeLessThanOrEqual(last - from + 1);

  // What has not been in view is not read.
  await expect.poll(() => cursorOf(sql, "admin", "AUT")).toBeGreaterThan(unread);
  const seen = Math.max(...(await frames()).flatMap((frame) => Object.keys(frame).map(Number)));
  expect(await cursorOf(sql, "admin", "AUT")).toBeLessThanOrEqual(seen);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 1 });

  await region(page).hover();
  await page.mouse.wheel(0, 500);
  await expect.poll(below).toBeLessThan(before);
  await scrollToRow(page, last);
  await expect(newMessages(page)).toHaveCount(0);
  await expect.poll(() => cursorOf(sql, "admin", "AUT")).toBe(last);
  await expect(entry).toHaveAttribute("data-unread", "0");

  // It stays for the visit.
  await scrollToRow(page, from);
  await expect(row(page, from).getByText("New", { exact: true })).toBeVisible();
  await page.reload();
  await expect(row(page, last)).toBeInViewport();
  await expect(page.getByText("New", { exact: true })).toHaveCount(0);
});

test("from far up, what arrives is counted and moves nothing; a click leads to the end, and the focus is kept", async ({
  browser,
}) => {
  const last = await lastSeq(sql, "AUT");
  await readUpTo(sql, "admin2", "AUT", last);
  const [page, other] = [await arrive(browser, "admin2"), await arrive(browser, "admin")];
  await page.goto("/chat/AUT/5000");
  await expectLive(page);
  await openConversation(other, "AUT");
  await expect(row(page, 5_000)).toBeInViewport();
  const before = await topOf(page, 5_000);
  await write(other, "While you read something old.");
  await write(other, "And another one.");
  await expect(newMessages(page)).toHaveText("2 new messages");
  expect(Math.abs((await topOf(page, 5_000)) - before)).toBeLessThan(2);
  await expect(region(page).getByText("And another one.")).toHaveCount(0);
  // Who jumps over nothing that is new has nothing marked either.
  expect(await cursorOf(sql, "admin2", "AUT")).toBe(last);

  await newMessages(page).click();
  await expect(messages(page).last()).toContainText("And another one.");
  await expect(messages(page).last()).toBeInViewport();
  await expect(newMessages(page)).toHaveCount(0);
  await expect(region(page)).toBeFocused();
  await expect.poll(() => cursorOf(sql, "admin2", "AUT")).toBe(last + 2);
});

test("who writes from far up sees at once what they have written, at the end", async ({ browser }) => {
  const page = await arrive(browser, "admin2");
  await page.goto("/chat/AUT/3000");
  await expectLive(page);
  await expect(row(page, 3_000)).toBeInViewport();
  await write(page, "Answered from the past.");
  await expect(messages(page).last()).toContainText("Answered from the past.");
  await expect(messages(page).last()).toBeInViewport();
});

test("a permalink opens around its message, in the middle and marked; there is more both ways", async ({
  browser,
}) => {
  const page = await arrive(browser, "admin2");
  const heard = complaints(page.context());
  await page.goto("/chat/AUT/412");
  await expectLive(page);
  const row412 = row(page, 412);
  await expect(row412).toContainText("line 412");
  await expect(row412).toHaveAttribute("data-arrived", "");
  const [list, box] = [await region(page).boundingBox(), await row412.boundingBox()];
  if (!list || !box) throw new Error("#412 is not there");
  expect(Math.abs(box.y + box.height / 2 - (list.y + list.height / 2))).toBeLessThan(20);
  await expect(row412).toHaveAttribute("aria-posinset", "412");
  await expect(row412).toHaveAttribute("aria-setsize", String(await lastSeq(sql, "AUT")));

  await scrollToRow(page, 360);
  await scrollToRow(page, 480);
  expect(heard).toEqual([]);
});

test("a permalink to where nothing is says so, and shows the end", async ({ browser }) => {
  const page = await arrive(browser, "admin2");
  await page.goto("/chat/AUT/99999");
  await expectLive(page);
  const notice = page.getByRole("status").filter({ hasText: "There is no message #99,999 here." });
  await expect(notice).toBeVisible();
  await expect(row(page, await lastSeq(sql, "AUT"))).toBeInViewport();
  await page.getByRole("button", { name: "Close" }).click();
  await expect(notice).toHaveCount(0);
});

test("scrolling far both ways, every message comes in its place, none moves, and few are in the page", async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const page = await arrive(browser, "admin2");
  await page.goto("/chat/AUT/2000");
  await expectLive(page);
  // Every frame: which rows there are, and whether they are consecutive.
  await page.evaluate(() => {
    const found = { most: 0, holes: 0, seen: new Set<number>() };
    Object.assign(window, { found });
    const look = () => {
      const rows = [...document.querySelectorAll("li[data-seq]")].map((one) =>
        Number(one.getAttribute("data-seq")),
      );
      found.most = Math.max(found.most, rows.length);
      for (const [index, seq] of rows.entries()) {
        found.seen.add(seq);
        const before = rows[index - 1];
        if (before !== undefined && seq !== before + 1) found.holes += 1;
      }
      requestAnimationFrame(look);
    };
    look();
  });
  await scrollToRow(page, 1_900);
  await scrollToRow(page, 2_100);
  const found = await page.evaluate(() => {
    const { most, holes, seen } = (
      window as unknown as { found: { most: number; holes: number; seen: Set<number> } }
    ).found;
    return {
      most,
      holes,
      isAll: Array.from({ length: 200 }, (_, n) => 1_900 + n).every((seq) => seen.has(seq)),
    };
  });
  expect(found).toMatchObject({ holes: 0, isAll: true });
  expect(found.most).toBeLessThan(150);
});

test("from a row that one has scrolled far away from, the arrows go on beside it", async ({ browser }) => {
  const page = await arrive(browser, "admin2");
  await page.goto("/chat/AUT/6000");
  await expectLive(page);
  const article = (seq: number) => row(page, seq).locator("article");
  await article(6_000).focus();
  await scrollToRow(page, 5_900);
  await expect(row(page, 5_999)).toHaveCount(0);
  // The first press brings it back, the next ones go on.
  await page.keyboard.press("ArrowUp");
  await expect(row(page, 6_000)).toBeInViewport();
  await expect(article(6_000)).toBeFocused();
  await expect(row(page, 5_999)).toHaveCount(1);
  await page.keyboard.press("ArrowUp");
  await expect(article(5_999)).toBeFocused();
});

test("what one reads stays where it is when a message above it becomes longer, or shorter", async ({
  browser,
}) => {
  const page = await arrive(browser, "admin2");
  await page.goto("/chat/AUT/4000");
  await expectLive(page);
  const [above, ...others] = await inView(page);
  const read = others.at(2) ?? 0;
  const before = await topOf(page, read);
  // Above the view, and there: rows are kept some way beyond it.
  const edited = (above ?? 0) - 3;
  await expect(row(page, edited)).toHaveCount(1);
  for (const text of ["much longer ".repeat(120), "short"]) {
    await sql`with head as (
        update public.conversations set last_revision = last_revision + 1 where team_id = ${teamId("AUT")}
        returning last_revision)
      update public.chat_messages set content = ${text}, edited_at = now(), revision = head.last_revision
      from head where team_id = ${teamId("AUT")} and seq = ${edited}`;
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await expect(row(page, edited)).toContainText(text.trim());
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    expect(Math.abs((await topOf(page, read)) - before)).toBeLessThan(2);
  }
});
