import { expect } from "@playwright/test";
import { openDatabase } from "./support/database";
import { forget, tell, toasts, told, unreadOf } from "./support/notifications";
import { arrive, complaints, expectLive, messages, openConversation, signIn } from "./support/people";
import { answer, ask, MARK, removeAsked, typed } from "./support/requirements";
import { completedBy, giveTask, JUST_NOW, removeTasks, taskRow } from "./support/tasks";
import { test } from "./support/test";

test("a team chats from a phone: one column, nothing cut off, the button sends and Enter breaks the line", async ({
  page,
}) => {
  await signIn(page, "sweden2");
  await expectLive(page);
  const width = page.viewportSize()?.width ?? 0;
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  const composer = page.getByRole("textbox", { name: "Message" });
  await composer.fill("From the bus");
  await composer.press("Enter");
  await composer.pressSequentially("and nearly there");
  await page.getByRole("button", { name: "Send" }).tap();
  await expect(messages(page).last().locator("p").last()).toHaveText("From the bus\nand nearly there", {
    useInnerText: true,
  });
  await expect(messages(page).last()).toBeInViewport();
});

test("a name is chosen by the thumb, and the keyboard stays", async ({ page }) => {
  await signIn(page, "sweden2");
  await expectLive(page);
  await page.getByRole("textbox", { name: "Message" }).tap();
  await page.getByRole("textbox", { name: "Message" }).pressSequentially("Hej @lind");
  const offered = page.getByRole("listbox", { name: "Mention" }).getByRole("option");
  await expect(offered).toHaveText([/Anna Lindqvist/]);
  await expect(offered).toBeInViewport({ ratio: 1 });
  expect((await offered.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await offered.tap();
  const composer = page.getByRole("textbox", { name: "Message" });
  await expect(composer).toBeFocused();
  await expect(composer).toHaveValue("Hej @Anna Lindqvist ");
  await composer.pressSequentially("!");
  await page.getByRole("button", { name: "Send" }).tap();
  await expect(messages(page).last().locator("[data-mention]")).toHaveText("@Anna Lindqvist");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );
});

test("an organiser goes from the list to a conversation and back", async ({ page }) => {
  await signIn(page, "admin2");
  const list = page.getByRole("region", { name: "Conversations" });
  await list.getByRole("link", { name: /Finland/ }).click();
  await expectLive(page);
  await expect(list).toBeHidden();
  await page.getByRole("link", { name: "All conversations" }).click();
  await expect(list).toBeVisible();
});

test("what arrives is a toast for the thumb, and the bar leads to all of it; the organisers' administration is one tap further", async ({
  page,
  browser,
}) => {
  const sql = openDatabase();
  try {
    await forget(sql, "latvia");
    await signIn(page, "latvia");
    await page.goto("/documents");
    const id = await tell(sql, "latvia", { title: "Arrival at the arena" });
    const toast = toasts(page);
    await expect(toast).toBeInViewport({ ratio: 1 });
    await expect(toast).toHaveText(/New page: Arrival at the arena/);
    await toast.getByRole("button", { name: "Close" }).tap();
    await expect(toast).toHaveCount(0);
    expect(await unreadOf(sql, "latvia")).toEqual([id]);

    const bar = page.getByRole("navigation", { name: "Main" });
    await bar.getByRole("link", { name: "Alerts 1 unread" }).tap();
    await expect(page).toHaveURL("/notifications");
    const row = told(page, /Arrival at the arena/);
    await row.getByRole("button", { name: "Mark as read" }).tap();
    await expect(row.getByRole("button", { name: "Mark as unread" })).toBeVisible();
    await expect(bar.getByRole("link", { name: "Alerts", exact: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      page.viewportSize()?.width ?? 0,
    );
    await row.getByRole("link").tap();
    await expect(page).toHaveURL("/pages");

    const organiser = await arrive(browser, "admin2");
    await organiser.getByRole("button", { name: "More" }).tap();
    await organiser.getByRole("link", { name: "Admin" }).tap();
    await expect(organiser).toHaveURL("/admin/people");
  } finally {
    await forget(sql, "latvia");
    await sql.end();
  }
});

test("a team sees its next deadline under the heading, opens it from there, and delivers it with its thumb", async ({
  page,
}) => {
  const sql = openDatabase();
  const given = [await giveTask(sql, { team: "LAT", title: "Line-up of tonight", hours: 2 })];
  try {
    await signIn(page, "latvia");
    await openConversation(page, "LAT");
    const pinned = page.getByRole("link", { name: /^Next deadline: Line-up of tonight due/ });
    await expect(pinned).toContainText(/1 hour left|1 h \d+ min left/);
    await expect(page.getByRole("textbox", { name: "Message" })).toBeInViewport();
    // What is asked meanwhile, and due before, takes its place by itself.
    given.push(await giveTask(sql, { team: "LAT", title: "Colour of the socks", hours: 1 }));
    await page.getByRole("link", { name: /^Next deadline: Colour of the socks/ }).tap();
    await page.getByRole("button", { name: "Mark as done" }).tap();
    await expect(page.getByRole("region", { name: "Deadline" })).toContainText("by Jānis Bērziņš");

    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Tasks" }).tap();
    await expect(page.getByRole("region", { name: "Line-up of tonight" })).toContainText("Due next");
    expect(await completedBy(sql, given[1] ?? "")).toBe("Jānis Bērziņš");
    await page.getByRole("button", { name: "Mark “Line-up of tonight” as done" }).tap();
    await expect(taskRow(page, "Line-up of tonight")).toContainText(
      new RegExp(`by Jānis Bērziņš, ${JUST_NOW}`),
    );
  } finally {
    await removeTasks(sql, given);
    await sql.end();
  }
});

test("an organiser asks from a phone, and sees of each requirement how many stand how, until there is room for the matrix", async ({
  page,
}) => {
  const sql = openDatabase();
  const title = `${MARK} ice`;
  const heard = complaints(page.context());
  try {
    await signIn(page, "admin");
    await page.goto("/tasks/new");
    await ask(page, title, typed(3, "18:00"), ["Sweden", "Finland"]);
    await expect(answer(page, "Sweden")).toBeVisible();
    for (const path of ["/tasks?view=list", "/tasks/new", "/tasks/copy", "/tasks"]) {
      await page.goto(path);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, path).toBe(0);
    }
    const table = page.getByRole("table");
    const card = page.getByRole("listitem").filter({ hasText: title });
    await expect(card).toContainText("0 of 2 done");
    // Not even hidden, neither as it comes from the site nor afterwards: it may have two thousand cells.
    expect(await (await page.request.get("/tasks")).text()).not.toContain("<table");
    await expect(page.locator("table")).toHaveCount(0);
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    await page.setViewportSize({ width: height, height: width });
    await expect(table.getByRole("rowheader", { name: new RegExp(title) })).toBeVisible();
    await expect(card).toHaveCount(0);
    await page.setViewportSize({ width, height });
    await card.getByRole("link").tap();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    expect(heard).toEqual([]);
  } finally {
    await removeAsked(sql);
    await sql.end();
  }
});

for (const [person, entries] of [
  ["admin2", 6],
  ["sweden2", 6],
] as const)
  test(`the bar of ${person} has room for ${entries} entries on a phone of 360 px, and nothing is cut off`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await signIn(page, person);
    for (const path of ["/chat", "/tasks"]) {
      await page.goto(path);
      const bar = page.getByRole("navigation", { name: "Main" });
      await expect(bar).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      const boxes = await bar.locator("a:not(.sr-only):visible, button:visible").evaluateAll((all) =>
        all.map((one) => ({
          isCut: one.scrollWidth > one.clientWidth,
          width: one.getBoundingClientRect().width,
          right: one.getBoundingClientRect().right,
        })),
      );
      expect(boxes).toHaveLength(entries);
      for (const { isCut, width, right } of boxes) {
        expect(isCut).toBe(false);
        expect(width).toBeGreaterThanOrEqual(44);
        expect(right).toBeLessThanOrEqual(360);
      }
    }
  });
