import { expect } from "@playwright/test";
import { openDatabase } from "./support/database";
import { arrive, complaints, expectLive, messages } from "./support/people";
import {
  bringInHistory,
  bringInTall,
  inView,
  lastSeq,
  readUpTo,
  topOf,
  watchFrames,
} from "./support/reading";
import { test } from "./support/test";
import { phone } from "./support/writing";

const sql = openDatabase();

test.beforeAll(() => bringInHistory(sql, "AUT"));
test.afterAll(() => sql.end());

for (const [where, path, cursor] of [
  ["at the end", "/chat/AUT", 0],
  ["at the first unread", "/chat/AUT", 100],
  ["at a message", "/chat/AUT/412", 0],
] as const)
  test(`a conversation that opens ${where} is there from its first frame on, and nothing moves when it comes alive`, async ({
    browser,
  }) => {
    await readUpTo(sql, "admin", "AUT", (await lastSeq(sql, "AUT")) - cursor);
    const page = await arrive(browser, "admin");
    const heard = complaints(page.context());
    const frames = await watchFrames(page);
    await page.goto(path);
    await expectLive(page);
    // The fonts may come after the text.
    await page.evaluate(() => document.fonts.ready);
    const [first, ...others] = await frames();
    expect(Object.keys(first ?? {}).length).toBeGreaterThan(4);
    for (const frame of others) {
      expect(Object.keys(frame).length).toBeGreaterThan(0);
      for (const [seq, top] of Object.entries(frame))
        expect(Math.abs(top - (first?.[seq] ?? 1e6)), seq).toBeLessThan(2);
    }
    expect(heard).toEqual([]);
  });

test.describe("with tall messages at the end", () => {
  test.beforeAll(() => bringInTall(sql, "NOR"));
  for (const [where, device] of [
    ["on a desk", {}],
    ["on a phone", phone],
  ] as const)
    test.describe(where, () => {
      test.use(device);
      test("a conversation that opens at the end has its last screens of rows, in every frame", async ({
        browser,
      }) => {
        const page = await arrive(browser, "admin");
        const frames = await watchFrames(page);
        await page.goto("/chat/NOR");
        await expectLive(page);
        await page.evaluate(() => document.fonts.ready);
        for (const frame of await frames()) expect(Object.keys(frame).length).toBeGreaterThan(0);
        await expect(messages(page).last()).toBeInViewport();
        // As far above the view as is kept there, or one who scrolls up finds nothing.
        const first = await messages(page).first().boundingBox();
        expect(first?.y).toBeLessThan(-500);
        // No hole at the upper edge.
        const [highest] = await inView(page);
        expect(await topOf(page, highest ?? 0)).toBeLessThan(1);
      });
    });
});
