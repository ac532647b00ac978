import { expect } from "@playwright/test";
import { arrive, expectLive, messages, openConversation, signIn, write } from "./support/people";
import { test } from "./support/test";
import { composer, phone, row, said } from "./support/writing";

const unique = (text: string) => `${text} ${Date.now()}`;

test("Up in an empty field edits one's last; Escape leaves it as it was", async ({ browser }) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "usa")];
  await openConversation(organiser, "USA");
  await expectLive(team);
  const text = unique("Gate four");
  await write(team, text);
  await write(organiser, unique("Noted"));
  await expect(said(team, "Noted").last()).toBeVisible();
  await composer(team).press("ArrowUp");
  await expect(composer(team)).toHaveValue(text);
  await composer(team).fill("Nonsense");
  await team.keyboard.press("Escape");
  await expect(composer(team)).toHaveValue("");
  await expect(said(team, text)).not.toContainText("edited");

  await team.keyboard.press("ArrowUp");
  await expect(composer(team)).toHaveValue(text);
  await team.keyboard.type("!");
  await team.getByRole("button", { name: "Save" }).click();
  await expect(said(organiser, `${text}!`)).toContainText("edited");
  // In a text the key is the text's own.
  await composer(team).fill("Two\nlines");
  await team.keyboard.press("ArrowUp");
  await expect(team.getByText("Editing your message")).toBeHidden();
  await composer(team).fill("");
});

test("while an edit is being stored nothing can be typed that would be lost", async ({ browser }) => {
  const team = await arrive(browser, "usa");
  await expectLive(team);
  const text = unique("Slowly stored");
  await write(team, text);
  await expect(said(team, text)).toBeVisible();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await team.route("**/chat/USA", (route) =>
    route.request().method() === "POST" ? released.then(() => route.continue()) : route.continue(),
  );
  await composer(team).press("ArrowUp");
  await team.keyboard.type("!");
  await team.keyboard.press("Enter");
  await expect(team.getByText("Saving…")).toBeVisible();
  await expect(composer(team)).not.toBeEditable();
  release();
  await expect(said(team, `${text}!`)).toContainText("edited");
  await expect(composer(team)).toBeEditable();
});

test("an edit of nothing says what to do, and is not sent", async ({ browser }) => {
  const team = await arrive(browser, "usa");
  await expectLive(team);
  const text = unique("Take me back");
  await write(team, text);
  await expect(said(team, text)).toBeVisible();
  await composer(team).press("ArrowUp");
  await composer(team).fill("");
  await team.keyboard.press("Enter");
  await expect(team.getByRole("alert").filter({ hasText: "To take it back, delete it." })).toBeVisible();
  await expect(said(team, text)).toHaveCount(1);
  await team.keyboard.press("Escape");
});

test("an input method's Enter sends nothing before it is done", async ({ browser }) => {
  const team = await arrive(browser, "usa");
  await expectLive(team);
  const before = await messages(team).count();
  await composer(team).focus();
  const keyboard = await team.context().newCDPSession(team);
  await keyboard.send("Input.imeSetComposition", { text: "こおり", selectionStart: 3, selectionEnd: 3 });
  await expect(composer(team)).toHaveValue("こおり");
  // The Enter that takes what the input method offers, as Chromium tells it.
  await composer(team).dispatchEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true });
  await keyboard.send("Input.insertText", { text: "氷" });
  await expect(composer(team)).toHaveValue("氷");
  expect(await messages(team).count()).toBe(before);
  await team.keyboard.press("Enter");
  await expect(messages(team).last()).toContainText("氷");
});

test("links lead away safely, pages of this site stay in the tab, and a few emoji are large", async ({
  browser,
}) => {
  const team = await arrive(browser, "usa");
  await expectLive(team);
  const own = new URL("/pages", team.url()).href;
  const text = unique("See");
  await write(team, `${text} https://iihf.com/a?b#c www.iihf.com mail@iihf.com ${own} javascript:alert(1)`);
  const links = said(team, text).getByRole("link");
  await expect(links).toHaveText(["https://iihf.com/a?b#c", "www.iihf.com", "mail@iihf.com", own]);
  const attributes = (name: string) =>
    links.evaluateAll((all, name) => all.map((a) => a.getAttribute(name)), name);
  expect(await attributes("href")).toEqual([
    "https://iihf.com/a?b#c",
    "https://www.iihf.com/",
    "mailto:mail@iihf.com",
    own,
  ]);
  const apart = "noopener noreferrer nofollow";
  expect(await attributes("rel")).toEqual([apart, apart, apart, null]);
  expect(await attributes("target")).toEqual(["_blank", "_blank", "_blank", null]);

  const sizeOf = (said: ReturnType<typeof messages>) =>
    said
      .locator("p")
      .last()
      .evaluate((p) => Number.parseFloat(getComputedStyle(p).fontSize));
  const ordinary = await sizeOf(said(team, text));
  await write(team, "🏒🥅");
  await expect(messages(team).last()).toContainText("🏒🥅");
  expect(await sizeOf(messages(team).last())).toBeGreaterThan(2 * ordinary);
});

test("? shows all keys, except while one types; the button does too, and the focus comes back", async ({
  browser,
}) => {
  const team = await arrive(browser, "usa");
  await expectLive(team);
  const sheet = team.getByRole("dialog", { name: "Keys" });
  await composer(team).pressSequentially("Really?");
  await expect(composer(team)).toHaveValue("Really?");
  await expect(sheet).toBeHidden();
  await composer(team).fill("");
  await team.getByRole("region", { name: "Messages" }).focus();
  await team.keyboard.press("?");
  await expect(sheet).toContainText("Edit your last message");
  await expect(sheet.locator("kbd").first()).toHaveText("Enter");
  await team.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(team.getByRole("region", { name: "Messages" })).toBeFocused();
  await team.getByRole("button", { name: "Keys" }).click();
  await expect(sheet).toBeVisible();
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect(team.getByRole("button", { name: "Keys" })).toBeFocused();
});

test.describe("on a phone", () => {
  test.use(phone);
  test("the field stays above the keyboard, and so does the end of the conversation", async ({ page }) => {
    await signIn(page, "usa");
    await expectLive(page);
    const text = unique("At the end");
    await composer(page).fill(text);
    await page.getByRole("button", { name: "Send" }).tap();
    await expect(row(page, text)).toBeInViewport();
    await composer(page).tap();
    // As Chromium makes room for a keyboard (interactive-widget=resizes-content).
    await page.setViewportSize({ width: 412, height: 480 });
    await expect(composer(page)).toBeInViewport({ ratio: 1 });
    await expect(row(page, text)).toBeInViewport({ ratio: 0.9 });
    // As Safari does: the page keeps its height, and only what is seen of it is less.
    await page.setViewportSize({ width: 412, height: 839 });
    await page.evaluate(() => {
      const seen = window.visualViewport;
      if (!seen) throw new Error("There is no visual viewport");
      Object.defineProperty(seen, "height", { value: 480, configurable: true });
      seen.dispatchEvent(new Event("resize"));
    });
    const bottomOf = async () => {
      const box = await composer(page).boundingBox();
      return box ? box.y + box.height : 0;
    };
    await expect.poll(bottomOf).toBeLessThanOrEqual(480);
    await expect.poll(bottomOf).toBeGreaterThan(300);
  });
});
