import { expect, type Page } from "@playwright/test";
import { keptOnDevice } from "./support/device";
import { arrive, expectLive, openConversation } from "./support/people";
import { crash } from "./support/sending";
import { test } from "./support/test";

const composer = (page: Page) => page.getByRole("textbox", { name: "Message" });

test("what is half written outlives a reload, each in its own conversation", async ({ browser }) => {
  const organiser = await arrive(browser, "admin");
  await openConversation(organiser, "AUT");
  await composer(organiser).fill("Half an answer to Austria");
  await openConversation(organiser, "SVK");
  await expect(composer(organiser)).toHaveValue("");
  await composer(organiser).fill("Half an answer to Slovakia");
  await organiser.reload();
  await expect(composer(organiser)).toHaveValue("Half an answer to Slovakia");
  await openConversation(organiser, "AUT");
  await expect(composer(organiser)).toHaveValue("Half an answer to Austria");
});

test("what was half written in a tab that crashed is found by the next one", async ({ browser }) => {
  const team = await arrive(browser, "switzerland");
  await expectLive(team);
  await composer(team).pressSequentially("We need two more");
  await expect.poll(() => keptOnDevice(team)).toMatchObject({ drafts: ["We need two more"] });
  await crash(team);
  const again = await team.context().newPage();
  await openConversation(again, "SUI");
  await expect(composer(again)).toHaveValue("We need two more");
  await composer(again).fill("");
});

test("two tabs keep their own text, one of them a copy of the other; when one is closed, its text is found", async ({
  browser,
}) => {
  const team = await arrive(browser, "switzerland");
  await expectLive(team);
  await composer(team).fill("From the first");
  // A window that a page opens begins with a copy of its session storage, as a duplicated tab does.
  const opening = team.waitForEvent("popup");
  await team.evaluate(() => window.open(location.href));
  const copy = await opening;
  await expectLive(copy);
  await expect(composer(copy)).toHaveValue("");
  await composer(copy).fill("From the copy");
  await copy.reload();
  await expect(composer(copy)).toHaveValue("From the copy");
  await team.reload();
  await expect(composer(team)).toHaveValue("From the first");
  await copy.close();
  await team.reload();
  await expect(composer(team)).toHaveValue("From the copy\n\nFrom the first");
  await composer(team).fill("");
});

test("a text that is sent leaves no draft behind", async ({ browser }) => {
  const team = await arrive(browser, "switzerland");
  await expectLive(team);
  await composer(team).pressSequentially("Sent and gone");
  await composer(team).press("Enter");
  await expect(composer(team)).toHaveValue("");
  await team.reload();
  await expectLive(team);
  await expect(composer(team)).toHaveValue("");
});

test("what is typed before the page has come to life is kept, and sent by no accident", async ({
  browser,
}) => {
  const signedIn = await arrive(browser, "canada");
  // A browser with nothing in its cache, whose scripts come late.
  const context = await browser.newContext({ storageState: await signedIn.context().storageState() });
  const team = await context.newPage();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await team.route("**/_next/static/**/*.js", (route) => released.then(() => route.continue()));
  await team.goto("/chat/CAN", { waitUntil: "commit" });
  const text = `Typed early ${Date.now()}`;
  await composer(team).fill(text);
  await team.getByRole("button", { name: "Send" }).click({ noWaitAfter: true });
  release();
  await expectLive(team);
  await expect(composer(team)).toHaveValue(text);
  expect(team.url()).not.toContain("?");
  await composer(team).press("Enter");
  await expect(team.locator("li[data-seq]").filter({ hasText: text })).toHaveCount(1);
  await expect(composer(team)).toHaveValue("");
});
