import { type Browser, expect, type Page } from "@playwright/test";
import type { Faults } from "../../lib/realtime/rehearsal/faults";
import type {} from "../../lib/realtime/rehearsal/rehearsal";
import { startOwnSite } from "./support/own-site";
import { type DemoPerson, expectLive, messages, openConversation, signIn, write } from "./support/people";
import { test } from "./support/test";

/** Faults on the real connections of a real page; the site says at its start that they may be rehearsed. */
test.describe("where faults are rehearsed", () => {
  let site: Awaited<ReturnType<typeof startOwnSite>>;
  test.beforeAll(async () => {
    site = await startOwnSite({ RINKSIDE_REHEARSAL: "1" });
  });
  test.afterAll(() => site.stop());

  async function arrive(browser: Browser, person: DemoPerson): Promise<Page> {
    const context = await browser.newContext({ baseURL: site.url });
    const page = await context.newPage();
    await signIn(page, person);
    await expect.poll(() => page.evaluate(() => window.rinksideRehearsal !== undefined)).toBe(true);
    return page;
  }

  test("a dropped event is missing until the connection comes back", async ({ browser }) => {
    const [team, organiser] = [await arrive(browser, "canada"), await arrive(browser, "admin")];
    await expectLive(team);
    await openConversation(organiser, "CAN");
    await set(team, { drop: 1 });
    await write(organiser, "The bus is late");
    await expect.poll(() => log(team)).toContain("dropped: an event on the socket");
    await expect(messages(team).last()).not.toContainText("The bus is late");
    await set(team, { drop: 0 });
    await team.evaluate(() => window.rinksideRehearsal?.killSocket());
    await expect(messages(team).last()).toContainText("The bus is late");
    await expectLive(team);
  });

  test("offline is offline for the browser and for the page, and over when it is over", async ({
    browser,
  }) => {
    const team = await arrive(browser, "canada");
    await expectLive(team);
    await set(team, { offline: true });
    expect(await team.evaluate(() => navigator.onLine)).toBe(false);
    await expect(team.locator("[data-liveness]")).not.toHaveAttribute("data-liveness", "live");
    await expect(team.evaluate(() => fetch("/api/chat"))).rejects.toThrow("Failed to fetch");
    await calm(team);
    expect(await team.evaluate(() => navigator.onLine)).toBe(true);
    await expectLive(team);
  });

  test("an answer that is held back belongs to a message that is written", async ({ browser }) => {
    const [team, organiser] = [await arrive(browser, "canada"), await arrive(browser, "admin")];
    await expectLive(team);
    await openConversation(organiser, "CAN");
    const text = `Is anybody there at ${Date.now()}?`;
    await set(team, { stallSend: true, drop: 1 });
    await write(team, text);
    await expect(messages(organiser).last()).toContainText(text);
    await expect(messages(team).last()).not.toContainText(text);
    await calm(team);
    await expect(messages(team).filter({ hasText: text })).toHaveCount(1);
  });

  test("channels whose token has ended are joined anew", async ({ browser }) => {
    const [team, organiser] = [await arrive(browser, "canada"), await arrive(browser, "admin")];
    await expectLive(team);
    await openConversation(organiser, "CAN");
    await team.evaluate(() => window.rinksideRehearsal?.expireToken());
    await expect(team.locator("[data-liveness]")).not.toHaveAttribute("data-liveness", "live");
    await expectLive(team);
    await write(organiser, "After the token");
    await expect(messages(team).last()).toContainText("After the token");
  });

  test("faults are there from the start of a page, and apply to the stream of events", async ({
    browser,
  }) => {
    const [team, organiser] = [await arrive(browser, "canada"), await arrive(browser, "admin")];
    await openConversation(organiser, "CAN");
    await set(team, { blockWebSocket: true, delay: 1, delayMs: 1_500 });
    // Otherwise the page tries WebSocket five times first.
    await team.evaluate(() => sessionStorage.setItem("rinkside-rung", "sse"));
    await team.reload();
    await expectLive(team);
    await write(organiser, "By the stream");
    await expect.poll(() => log(team)).toContain("1500 ms late: an event on the stream");
    await expect(messages(team).last()).toContainText("By the stream");
    expect(await log(team)).not.toContain("1500 ms late: an event on the socket");
  });

  test("the panel is used with the keyboard, and remembers what was set", async ({ browser }) => {
    const team = await arrive(browser, "canada");
    await expectLive(team);
    const panel = team.getByRole("complementary", { name: "Rehearsal" });
    await panel.locator("summary").focus();
    await team.keyboard.press("Enter");
    await panel.getByLabel("Drop").focus();
    await team.keyboard.press("End");
    await panel.getByLabel("Block WebSocket").focus();
    await team.keyboard.press("Space");
    await expect(panel.getByText("2 active")).toBeVisible();
    await expect(team.locator("[data-liveness]")).not.toHaveAttribute("data-liveness", "live");
    await team.reload();
    await expect(panel.getByLabel("Drop")).toHaveValue("1");
    await expect(panel.getByLabel("Block WebSocket")).toBeChecked();
    await panel.getByRole("button", { name: "No faults" }).press("Enter");
    await expect(panel.getByText("active")).toHaveCount(0);
    await expectLive(team);
  });
});

test("nothing can be rehearsed where that was not asked for, and nothing of it is loaded", async ({
  page,
}) => {
  const scripts: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response.text());
  });
  await signIn(page, "canada");
  await expectLive(page);
  expect(await page.evaluate(() => window.rinksideRehearsal)).toBeUndefined();
  await expect(page.getByRole("complementary", { name: "Rehearsal" })).toHaveCount(0);
  const texts = await Promise.all(scripts);
  expect(texts.length).toBeGreaterThan(3);
  expect(
    texts.filter((text) => text.includes("rinksideRehearsal") || text.includes("Block WebSocket")),
  ).toEqual([]);
});

function set(page: Page, faults: Partial<Faults>): Promise<void> {
  return page.evaluate((faults) => window.rinksideRehearsal?.set(faults), faults);
}

function calm(page: Page): Promise<void> {
  return page.evaluate(() => window.rinksideRehearsal?.calm());
}

function log(page: Page): Promise<string[]> {
  return page.evaluate(() => window.rinksideRehearsal?.log().map(({ what }) => what) ?? []);
}
