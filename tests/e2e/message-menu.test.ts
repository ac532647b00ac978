import { expect } from "@playwright/test";
import { openDatabase } from "./support/database";
import { arrive, complaints, expectLive, messages, openConversation, signIn, write } from "./support/people";
import { test } from "./support/test";
import { age, composer, longPress, menu, openMenu, phone, row, said } from "./support/writing";

const sql = openDatabase();
test.afterAll(() => sql.end());

/** No two runs, and no two tests, say the same. */
const unique = (text: string) => `${text} ${Date.now()}`;

test("an own message is edited by its menu; everybody sees it and when, and the draft comes back", async ({
  browser,
}) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "latvia")];
  const heard = complaints(team.context());
  await openConversation(organiser, "LAT");
  await expectLive(team);
  const text = unique("The bus is at six");
  await write(team, text);
  await expect(said(organiser, text)).toBeVisible();
  await composer(team).fill("Half a thought");

  await (await openMenu(team, text)).getByRole("menuitem", { name: "Edit" }).click();
  await expect(team.getByText("Editing your message")).toBeVisible();
  await expect(composer(team)).toBeFocused();
  await expect(composer(team)).toHaveValue(text);
  await team.keyboard.type(", @Mikko");
  await team.keyboard.press("Enter");
  await team.keyboard.press("Enter");
  for (const page of [team, organiser]) {
    await expect(said(page, `${text}, @Mikko Korhonen`)).toContainText(/ · edited/);
    const time = said(page, text).locator("time").last();
    await expect(time).toHaveAttribute("title", /\d{4}/);
    await expect(time).toHaveText(/^edited .*\d\d:\d\d$/);
  }
  await expect(said(organiser, text).locator('[data-mention="own"]')).toHaveText("@Mikko Korhonen");
  await expect(composer(team)).toHaveValue("Half a thought");
  await expect(team.getByText("Editing your message")).toBeHidden();
  await composer(team).fill("");
  expect(heard).toEqual([]);
});

test("all of it goes by keyboard: to the messages, from one to the next, into the menu, and back", async ({
  browser,
}) => {
  const team = await arrive(browser, "latvia");
  await expectLive(team);
  const [one, two] = [unique("First"), unique("Second")];
  await write(team, one);
  await write(team, two);
  await expect(said(team, two)).toBeVisible();
  await composer(team).focus();
  await expect(async () => {
    await team.keyboard.press("Shift+Tab");
    await expect(row(team, two)).toBeFocused({ timeout: 100 });
  }).toPass();
  await team.keyboard.press("ArrowUp");
  await expect(row(team, one)).toBeFocused();
  await team.keyboard.press("ArrowDown");
  await team.keyboard.press("ArrowDown");
  await expect(row(team, two)).toBeFocused();
  await team.keyboard.press("Enter");
  await expect(menu(team).getByRole("menuitem").first()).toBeFocused();
  await team.keyboard.press("Escape");
  await expect(menu(team)).toBeHidden();
  await expect(row(team, two)).toBeFocused();

  await team.keyboard.press("Shift+F10");
  await team.keyboard.press("End");
  await expect(menu(team).getByRole("menuitem", { name: "Delete" })).toBeFocused();
  await team.keyboard.press("Enter");
  const question = team.getByRole("dialog", { name: "Delete this message?" });
  await expect(question).toContainText(two);
  await team.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await expect(row(team, two)).toBeFocused();
  await team.keyboard.press("Escape");
  await expect(composer(team)).toBeFocused();
});

test("a deleted message is a tombstone for everybody, and its text is nowhere any more", async ({
  browser,
}) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "latvia")];
  await openConversation(organiser, "LAT");
  await expectLive(team);
  const text = unique("Not for your eyes");
  await write(team, text);
  await expect(said(organiser, text)).toBeVisible();
  const seq = await said(organiser, text).getAttribute("data-seq");
  const opened = await openMenu(organiser, text);
  await expect(opened.getByRole("menuitem", { name: "Copy text" })).toBeFocused();
  await (await openMenu(team, text)).getByRole("menuitem", { name: "Delete" }).click();
  await team
    .getByRole("dialog", { name: "Delete this message?" })
    .getByRole("button", { name: "Delete" })
    .click();
  for (const page of [team, organiser]) {
    await expect(page.locator(`li[data-seq="${seq}"]`)).toContainText("This message was deleted.");
    await expect(page.getByRole("main").getByText(text)).toHaveCount(0);
  }
  // A menu that was open knows it too, and keeps the focus.
  await expect(opened.getByRole("menuitem")).toHaveText([/Copy link/, /Mark unread/]);
  await expect(opened.getByRole("menuitem").first()).toBeFocused();
  await organiser.reload();
  await expect(organiser.locator(`li[data-seq="${seq}"]`)).toContainText("This message was deleted.");
  expect(await organiser.content()).not.toContain(text);
  const stone = team.locator(`li[data-seq="${seq}"]`);
  await stone.locator("article").hover();
  await stone.getByRole("button").click();
  await expect(menu(team).getByRole("menuitem")).toHaveText([/Copy link/, /Mark unread/]);
});

test("after 15 minutes a member is told before they begin, and by the refusal; their text stays", async ({
  browser,
}) => {
  const team = await arrive(browser, "latvia");
  await expectLive(team);
  const text = unique("Too late");
  await write(team, text);
  await (await openMenu(team, text)).getByRole("menuitem", { name: "Edit" }).click();
  await composer(team).fill(`${text} to change`);
  await age(sql, text, 16);
  await team.keyboard.press("Enter");
  await expect(team.getByText("A message can be changed for 15 minutes, and those are over.")).toBeVisible();
  await expect(composer(team)).toHaveValue(`${text} to change`);
  await team.keyboard.press("Escape");
  await expect(composer(team)).toHaveValue("");

  await team.reload();
  await expectLive(team);
  await composer(team).press("ArrowUp");
  await expect(team.getByText("Your last message can no longer be edited")).toBeVisible();
  await expect(composer(team)).toHaveValue("");
  const open = await openMenu(team, text);
  await expect(open.getByRole("menuitem", { name: "Edit" })).toBeDisabled();
  await expect(open.getByRole("menuitem", { name: "Edit" })).toContainText(
    "Only for 15 minutes. Ask the organisers.",
  );
  await expect(open.getByRole("menuitem", { name: "Delete" })).toBeDisabled();
});

test("an organiser edits their own however old, and nobody's else", async ({ browser }) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "latvia")];
  await openConversation(organiser, "LAT");
  await expectLive(team);
  const [own, theirs] = [unique("Answered"), unique("Asked")];
  await write(organiser, own);
  await write(team, theirs);
  await expect(said(organiser, own)).toBeVisible();
  await age(sql, own, 60);
  await organiser.reload();
  await expectLive(organiser);
  await (await openMenu(organiser, own)).getByRole("menuitem", { name: "Edit" }).click();
  await composer(organiser).fill(`${own} anew`);
  await organiser.keyboard.press("Enter");
  await expect(said(team, `${own} anew`)).toContainText("edited");
  await expect((await openMenu(organiser, theirs)).getByRole("menuitem")).toHaveText([
    "Copy text",
    "Copy link",
    "Mark unread from here",
  ]);
});

test("its text and its link are copied, and the link leads to it", async ({ browser }) => {
  const team = await arrive(browser, "latvia");
  await team.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await expectLive(team);
  const text = unique("Copy\nme");
  await composer(team).fill(text);
  await team.keyboard.press("Enter");
  const shown = messages(team).last();
  await expect(shown).toContainText("Copy");
  const clipboard = () => team.evaluate(() => navigator.clipboard.readText());
  await (await openMenu(team, text.split("\n")[1] ?? ""))
    .getByRole("menuitem", { name: "Copy text" })
    .click();
  await expect(team.getByText("The text is copied.")).toBeVisible();
  expect(await clipboard()).toBe(text);
  await (await openMenu(team, text.split("\n")[1] ?? ""))
    .getByRole("menuitem", { name: "Copy link" })
    .click();
  await expect
    .poll(clipboard)
    .toBe(new URL(`/chat/LAT/${await shown.getAttribute("data-seq")}`, team.url()).href);
  await team.goto(await clipboard());
  await expect(team.locator("li[data-arrived]")).toContainText("me");
});

test.describe("on a phone", () => {
  test.use(phone);
  test("a long press opens the menu at the thumb, and it stays when the finger leaves; a press beside it closes", async ({
    page,
  }) => {
    await signIn(page, "latvia");
    await expectLive(page);
    const text = unique("Pressed");
    await composer(page).fill(text);
    await page.getByRole("button", { name: "Send" }).tap();
    await longPress(page, row(page, text));
    await expect(menu(page)).toBeInViewport({ ratio: 1 });
    for (const item of await menu(page).getByRole("menuitem").all())
      expect((await item.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await page.getByRole("heading", { level: 1 }).tap();
    await expect(menu(page)).toBeHidden();

    await longPress(page, row(page, text));
    await menu(page).getByRole("menuitem", { name: "Edit" }).tap();
    await expect(composer(page)).toHaveValue(text);
    await composer(page).fill(`${text} twice`);
    await page.getByRole("button", { name: "Save" }).tap();
    await expect(said(page, `${text} twice`)).toContainText("edited");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(412);
  });
});
