import { expect } from "@playwright/test";
import { openDatabase, userId } from "./support/database";
import {
  expectUnread,
  forget,
  letTheMinutePass,
  tell,
  toasts,
  told,
  unreadOf,
} from "./support/notifications";
import { arrive } from "./support/people";
import { giveTask, removeTasks } from "./support/tasks";
import { test } from "./support/test";

const sql = openDatabase();
let given: string[] = [];

test.beforeEach(() => forget(sql, "czechia"));
test.afterEach(async () => {
  await removeTasks(sql, given);
  given = [];
  await forget(sql, "czechia");
});
test.afterAll(() => sql.end());

async function give(options: Parameters<typeof giveTask>[1]): Promise<string> {
  const id = await giveTask(sql, options);
  given.push(id);
  return id;
}

test("what somebody has before their eyes is no toast, and read; what is elsewhere is", async ({
  browser,
}) => {
  // Two browsers, and four pages one after the other.
  test.slow();
  const [here, there] = [
    await give({ team: "CZE", title: "Line-up" }),
    await give({ team: "CZE", title: "Socks" }),
  ];
  const organiser = await arrive(browser, "admin");
  const team = await arrive(browser, "czechia");
  await team.goto(`/tasks/${here}`);
  await forget(sql, "czechia");
  const comment = async (task: string, text: string) => {
    await organiser.goto(`/tasks/${task}`);
    await organiser.getByRole("textbox", { name: "Comment" }).fill(text);
    await organiser.getByRole("button", { name: "Send" }).click();
    await expect(organiser.getByRole("listitem").filter({ hasText: text })).toBeVisible();
  };
  await comment(here, "Seen at once");
  await expect(team.getByRole("listitem").filter({ hasText: "Seen at once" })).toBeVisible();
  await expect.poll(() => unreadOf(sql, "czechia")).toEqual([]);
  const [first] = await sql`select item_count from public.notifications where user_id = ${userId("czechia")}`;
  expect(first).toEqual({ item_count: 1 });
  await expectUnread(team, 0);
  await expect(toasts(team)).toHaveCount(0);

  await comment(there, "Blue or white?");
  await letTheMinutePass(sql, "czechia");
  await expect(toasts(team)).toHaveText(/Mikko Korhonen commented on “Socks”/);
  await expectUnread(team, 1);
  // Also who comes there by another way has read it.
  await team.goto(`/tasks/${there}`);
  await expectUnread(team, 0);
});

test("a list that shows what is new says it by itself, unless a filter hides it", async ({ browser }) => {
  const team = await arrive(browser, "czechia");
  await team.goto("/tasks");
  await expectUnread(team, 0);
  const assigned = (title: string) =>
    tell(sql, "czechia", { type: "task_assigned", title, link: "/tasks/7", params: { items: [{ title }] } });
  await assigned("Line-up");
  await expectUnread(team, 1);
  await expect(toasts(team)).toHaveCount(0);
  await team.getByRole("main").getByRole("link", { name: /^Done/ }).click();
  await expect(team).toHaveURL("/tasks?show=done");
  await assigned("Socks");
  await expectUnread(team, 2);
  await expect(toasts(team)).toHaveText(/New task: Socks/);
  await team.goto("/notifications?about=chat");
  await expectUnread(team, 2);
  await assigned("Bandages");
  await expect(toasts(team)).toHaveText(/New task: Bandages/);
});

test("more than three that come at once are one toast, which leads to the list", async ({ browser }) => {
  const team = await arrive(browser, "czechia");
  await expectUnread(team, 0);
  for (let number = 1; number <= 4; number += 1)
    await tell(sql, "czechia", { title: `Notice ${number}`, isLive: number === 4 });
  await expect(toasts(team)).toHaveText(/4 new notifications/);
  await toasts(team).getByRole("link").click();
  await expect(team).toHaveURL("/notifications");
  await expect(told(team, /^New: New page: Notice/)).toHaveCount(4);
});
