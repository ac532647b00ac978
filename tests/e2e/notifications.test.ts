import { expect, type Page } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import {
  bell,
  expectUnread,
  forget,
  holdTheMinute,
  letTheMinutePass,
  panel,
  tell,
  toasts,
  told,
  unreadOf,
} from "./support/notifications";
import { arrive, complaints, openConversation } from "./support/people";
import { asked, MARK, openPage, removeAsked } from "./support/requirements";
import { giveTask, removeTasks } from "./support/tasks";
import { test } from "./support/test";

const sql = openDatabase();
let given: string[] = [];

test.beforeEach(() => forget(sql, "czechia", "latvia", "admin", "admin2"));
test.afterEach(async () => {
  await removeTasks(sql, given);
  given = [];
  await removeAsked(sql);
  await forget(sql, "czechia", "latvia", "admin", "admin2");
});
test.afterAll(() => sql.end());

async function give(options: Parameters<typeof giveTask>[1]): Promise<string> {
  const id = await giveTask(sql, options);
  given.push(id);
  return id;
}

/** A second tab of the same browser. */
async function secondTab(page: Page, path: string): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(path);
  await expect(tab.getByRole("main")).toBeVisible();
  return tab;
}

test("three tasks at once are one toast and one on the bell; a click leads to them and clears every tab; a fourth waits its minute", async ({
  browser,
}) => {
  // Three tabs in two browsers.
  test.slow();
  for (const one of ["oil", "wax", "wash"]) await asked(sql, `${MARK} ${one}`, -3, ["FIN"]);
  const team = await arrive(browser, "czechia");
  const other = await secondTab(team, "/documents");
  const heard = complaints(team.context());
  await expectUnread(team, 0);

  const organiser = await openPage(browser, "/tasks/copy");
  for (const one of ["oil", "wax", "wash"])
    await organiser.getByRole("checkbox", { name: new RegExp(`^${MARK} ${one}`) }).check();
  await organiser.getByLabel("Days later").fill("10");
  await organiser.getByLabel(/^All \d+ teams/).uncheck();
  await organiser.getByRole("checkbox", { name: "Czechia", exact: true }).check();
  await organiser.getByRole("button", { name: "Ask 1 team for these 3" }).click();
  await expect(organiser.getByText("3 requirements are asked of 1 team.")).toBeVisible();

  await expect(toasts(team)).toHaveText(/3 new tasks assigned/);
  await expect(toasts(team)).toContainText(`${MARK} oil`);
  for (const tab of [team, other]) await expectUnread(tab, 1);

  await toasts(team).getByRole("link").click();
  await expect(team).toHaveURL("/tasks?show=open");
  await expect(team.getByRole("main").getByRole("link", { name: `${MARK} wax`, exact: true })).toBeVisible();
  for (const tab of [team, other]) {
    await expectUnread(tab, 0);
    await expect(toasts(tab)).toHaveCount(0);
  }
  expect(await unreadOf(sql, "czechia")).toEqual([]);

  await team.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Pages" }).click();
  await expect(team).toHaveURL("/pages");
  await holdTheMinute(sql, "czechia");
  await give({ team: "CZE", title: `${MARK} horn` });
  expect(await sql`select from public.notification_queue where user_id = ${userId("czechia")}`).toHaveLength(
    1,
  );
  await expectUnread(team, 0);
  await letTheMinutePass(sql, "czechia");
  await expect(toasts(team)).toHaveText(new RegExp(`New task: ${MARK} horn`));
  for (const tab of [team, other]) await expectUnread(tab, 1);
  expect(heard).toEqual([]);
});

test("the panel shows what is unread first, says why, marks one and all, and takes that back", async ({
  browser,
}) => {
  await tell(sql, "czechia", { title: "Dressing rooms", minutesAgo: 90 });
  const read = await tell(sql, "czechia", { title: "Ice times", minutesAgo: 5 });
  await sql`update public.notifications set read_at = now() where id = ${read}`;
  const team = await arrive(browser, "czechia");
  const other = await secondTab(team, "/tasks");
  await bell(team).click();
  const rows = panel(team).getByRole("listitem");
  await expect(rows).toHaveText([/Dressing rooms/, /Ice times/]);
  await expect(panel(team).getByRole("region", { name: "New" }).getByRole("listitem")).toHaveCount(1);

  const why = rows.first().getByRole("button", { name: "Why did I get this?" });
  await why.click();
  await expect(why).toHaveAttribute("aria-expanded", "true");
  await expect(rows.first()).toContainText("It was published for everybody in the tournament.");

  // What comes meanwhile stands above, by itself, and is said by no toast over it.
  await tell(sql, "czechia", { title: "Bus plan" });
  await expect(rows).toHaveText([/Bus plan/, /Dressing rooms/, /Ice times/]);
  await expect(toasts(other)).toHaveText(/Bus plan/);
  await expect(toasts(team)).toHaveCount(0);

  await rows.first().getByRole("button", { name: "Mark as read" }).click();
  for (const tab of [team, other]) await expectUnread(tab, 1);
  await told(team, /Bus plan/)
    .getByRole("button", { name: "Mark as unread" })
    .click();
  for (const tab of [team, other]) await expectUnread(tab, 2);

  await panel(team).getByRole("button", { name: "Mark all as read" }).click();
  for (const tab of [team, other]) await expectUnread(tab, 0);
  await expect(panel(team).getByRole("button", { name: "Mark all as read" })).toHaveCount(0);
  await team.getByRole("button", { name: "Undo" }).click();
  for (const tab of [team, other]) await expectUnread(tab, 2);
  // What was read before stays so.
  expect(await unreadOf(sql, "czechia")).not.toContain(read);
});

test("the bell is reached, opened and closed by keyboard", async ({ browser }) => {
  await tell(sql, "czechia", { title: "Dressing rooms" });
  const team = await arrive(browser, "czechia");
  await bell(team).focus();
  await team.keyboard.press("Enter");
  await expect(panel(team)).toBeVisible();
  await team.keyboard.press("Tab");
  await expect(panel(team).getByRole("button", { name: "Mark all as read" })).toBeFocused();
  const link = panel(team).getByRole("link", { name: /Dressing rooms/ });
  await expect(async () => {
    await team.keyboard.press("Tab");
    await expect(link).toBeFocused({ timeout: 200 });
  }).toPass();
  await team.keyboard.press("Escape");
  await expect(panel(team)).toBeHidden();
  await expect(bell(team)).toBeFocused();
});

test("the page keeps all, narrows them by an address, goes back in time, and each leads to its place", async ({
  browser,
}) => {
  const task = await give({ team: "CZE", title: "Line-up" });
  await forget(sql, "czechia");
  for (let number = 1; number <= 35; number += 1)
    await tell(sql, "czechia", { title: `Notice ${number}`, minutesAgo: number, isLive: false });
  await tell(sql, "czechia", {
    type: "task_comment",
    link: `/tasks/${task}`,
    params: {
      items: [{ title: "Line-up", actor_name: "Mikko Korhonen", excerpt: "Is it final?", team_code: "CZE" }],
      reasons: ["assignee", "commenter"],
    },
  });
  await sql`update public.notifications set read_at = now()
    where user_id = ${userId("czechia")} and title <> 'Notice 34' and type = 'page_published'`;
  const team = await arrive(browser, "czechia");
  await bell(team).click();
  // However old it is, what is unread stands first.
  await expect(panel(team).getByRole("listitem").nth(1)).toHaveText(/Notice 34/);
  await panel(team).getByRole("link", { name: "All notifications" }).click();
  await expect(team).toHaveURL("/notifications");
  await expect(panel(team)).toBeHidden();
  const rows = team.getByRole("main").locator("li[data-unread]");
  await expect(rows).toHaveCount(30);

  await team.getByRole("link", { name: "Older", exact: true }).click();
  await expect(rows).toHaveText([/Notice 30/, /31/, /32/, /33/, /34/, /Notice 35/]);
  await team.getByRole("link", { name: "Newest", exact: true }).click();
  await expect(rows).toHaveCount(30);

  await team.getByRole("link", { name: /^Unread 2/ }).click();
  await expect(rows).toHaveText([/Mikko Korhonen commented on “Line-up”/, /Notice 34/]);
  await team.getByLabel("About").selectOption("Tasks");
  await expect(team).toHaveURL("/notifications?show=unread&about=tasks");
  await expect(rows).toHaveCount(1);
  await team.reload();
  await expect(rows).toContainText("Is it final?");
  await team.getByRole("button", { name: "Why did I get this?" }).click();
  await expect(rows).toContainText("You are responsible for the task.");
  await expect(rows).toContainText("You have commented on the task.");

  await rows.getByRole("link", { name: /commented/ }).click();
  await expect(team.getByRole("heading", { name: "Line-up" })).toBeVisible();
  await expectUnread(team, 1);
  await team.goto("/notifications?show=unread&about=chat&before=junk");
  await expect(team.getByRole("heading", { name: "Nothing of this kind" })).toBeVisible();
});

test("a mention leads to its message, however far back it is, and who reads the conversation has read it", async ({
  browser,
}) => {
  const team = await arrive(browser, "latvia");
  await team.goto("/tasks");
  // Half an hour ago, so that nobody is told of them by themselves.
  const written = await sql<{ id: string; seq: number }[]>`
    insert into public.chat_messages (id, team_id, sender_id, content, created_at)
    select gen_random_uuid(), ${teamId("LAT")}, ${userId("admin")},
      case n when 0 then 'Which bus do you take?' else 'Later ' || n end, now() - (40 - n * 0.1) * interval '1 minute'
    from generate_series(0, 120) n returning id, seq`;
  const mention = (message: (typeof written)[number] | undefined) => ({
    type: "chat_mention",
    link: `/chat/LAT/${message?.seq}`,
    params: {
      items: [
        {
          message_id: message?.id,
          actor_name: "Mikko Korhonen",
          team_code: "LAT",
          excerpt: "Which bus do you take?",
        },
      ],
      actor_name: "Mikko Korhonen",
      team_code: "LAT",
      reasons: ["mention"],
    },
  });
  await tell(sql, "latvia", mention(written.at(-1)));
  await expectUnread(team, 1);
  // It opens at the first that is unread, far above the mention.
  await openConversation(team, "LAT");
  await team.getByRole("button", { name: /\d new messages$/ }).click();
  await expectUnread(team, 0);

  await team.goto("/tasks");
  await tell(sql, "latvia", mention(written[0]));
  await expect(toasts(team)).toHaveText(/Mikko Korhonen mentioned you.*Which bus do you take\?/);
  await toasts(team).getByRole("link").click();
  await expect(team).toHaveURL(`/chat/LAT/${written[0]?.seq}`);
  const row = team.locator(`[data-seq="${written[0]?.seq}"]`);
  await expect(row).toBeInViewport();
  await expect(row).toHaveAttribute("data-arrived", "");
  await expectUnread(team, 0);
});

test("a count that comes late or never is made up for: the badge is what is stored", async ({ browser }) => {
  const team = await arrive(browser, "czechia");
  await tell(sql, "czechia", { title: "Ice times" });
  await expectUnread(team, 1);
  // An old event, after a newer one.
  const [topic] = await sql<{ name: string }[]>`select private.user_topic(${userId("czechia")}) as name`;
  for (const count of [7, 0, 3])
    await sql`select realtime.send(${sql.json({ count })}, 'unread', ${topic?.name ?? ""}, true)`;
  await tell(sql, "czechia", { title: "Bus plan" });
  await expectUnread(team, 2);

  await team.context().setOffline(true);
  await tell(sql, "czechia", { title: "Dressing rooms" });
  await expectUnread(team, 2);
  await team.context().setOffline(false);
  await expectUnread(team, 3);
});

test("without an answer nothing is lost: it is said, and the notification stays unread", async ({
  browser,
}) => {
  await tell(sql, "czechia", { title: "Ice times" });
  const team = await arrive(browser, "czechia");
  await team.route("**/api/notifications/*/read", (route) => route.fulfill({ status: 503, body: "{}" }));
  await bell(team).click();
  await panel(team).getByRole("button", { name: "Mark as read" }).click();
  await expect(team.getByText("Not marked: the site does not answer. Try again in a moment.")).toBeVisible();
  await expect(panel(team).getByRole("button", { name: "Mark as read" })).toBeVisible();
  await expectUnread(team, 1);

  await team.context().setOffline(true);
  await panel(team)
    .getByRole("link", { name: /Ice times/ })
    .click();
  await expect(team.getByText("You are offline: this opens once you are back.")).toBeVisible();
  await expect(panel(team)).toBeVisible();
  await team.context().setOffline(false);
});
