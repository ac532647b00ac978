import { expect, type Page } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, expectLive, messages, openConversation, write } from "./support/people";
import { test } from "./support/test";
import { phone } from "./support/writing";

const sql = openDatabase();
const list = (page: Page) => page.getByRole("region", { name: "Conversations" });
const entry = (page: Page) => list(page).getByRole("listitem").filter({ hasText: "Latvia" });
const view = (page: Page, name: string) =>
  page
    .getByRole("navigation", { name: "Which conversations" })
    .getByRole("link", { name: new RegExp(`^${name}`) });
const bar = (page: Page) => page.getByRole("region", { name: "Handling" });
const state = (page: Page) => page.getByTestId("handling");

test.beforeEach(async () => {
  await sql`update public.conversation_handling
    set assignee_id = null, resolved_at = null, resolved_by = null, snoozed_until = null
    where team_id = ${teamId("LAT")}`;
});
test.afterAll(() => sql.end());

test("a team that writes waits in every organiser's inbox until one of them answers", async ({ browser }) => {
  const [one, other, team] = await Promise.all([
    arrive(browser, "admin"),
    arrive(browser, "admin2"),
    arrive(browser, "latvia"),
  ]);
  await openConversation(one, "LAT");
  await write(one, "We look into it.");
  await expect(state(one)).toHaveText("Nothing waits");
  await other.goto("/chat?show=waiting");
  await expect(view(other, "Waiting")).toHaveAttribute("aria-current", "page");
  await expect(entry(other)).toHaveCount(0);

  await expectLive(team);
  await write(team, "Thank you. And the buses?");
  await expect(entry(other)).toContainText("Waiting for a moment");
  await expect(state(one)).toHaveText(/^Waiting/);
  await write(team, "There are 31 of us.");
  // The longest waiting comes first, and Latvia has only just begun to.
  await expect(list(other).getByRole("listitem").last()).toContainText("Latvia");

  await write(one, "Both are confirmed.");
  await expect(entry(other)).toHaveCount(0);
  // The team is told nothing of all this.
  await expect(bar(team)).toHaveCount(0);
});

test("what of the inbox one looks at stands in the address: kept from conversation to conversation, and shared by a link", async ({
  browser,
}) => {
  const [page, team] = await Promise.all([arrive(browser, "admin"), arrive(browser, "latvia")]);
  await expectLive(team);
  await write(team, "Is anybody there?");
  await expect(messages(team).last()).toContainText("Is anybody there?");
  await page.goto("/chat");
  await view(page, "Waiting").click();
  await page.getByRole("searchbox", { name: "Find a team" }).fill("lätv");
  await expect(page).toHaveURL(`/chat?show=waiting&team=${encodeURIComponent("lätv")}`);
  await expect(list(page).getByRole("listitem")).toHaveCount(1);
  await page.getByRole("searchbox", { name: "Find a team" }).fill("lat");
  await entry(page).getByRole("link").click();
  await expect(page).toHaveURL("/chat/LAT?show=waiting&team=lat");
  await expectLive(page);
  await page.reload();
  await expect(list(page).getByRole("listitem")).toHaveCount(1);
  await page.goBack();
  await expect(page).toHaveURL("/chat?show=waiting&team=lat");
  await expect(list(page).getByRole("listitem")).toHaveCount(1);

  const colleague = await arrive(browser, "admin2");
  await colleague.goto("/chat?team=atlantis");
  await expect(list(colleague)).toContainText("No team is called “atlantis” here.");
});

test("assigned to a colleague it is theirs at once, resolved it waits no more, and a new message reopens it", async ({
  browser,
}) => {
  const [one, other, team] = await Promise.all([
    arrive(browser, "admin"),
    arrive(browser, "admin2"),
    arrive(browser, "latvia"),
  ]);
  await expectLive(team);
  await write(team, "Who is responsible for the ice?");
  await other.goto("/chat?show=mine");
  await expect(entry(other)).toHaveCount(0);
  await openConversation(one, "LAT");
  await expect(state(one)).toHaveText(/^Waiting/);

  const [colleague] = await sql<{ full_name: string }[]>`
    select full_name from public.users where id = ${userId("admin2")}`;
  await bar(one).getByRole("button", { name: "Assign" }).click();
  await one
    .getByRole("group", { name: "Who answers" })
    .getByRole("button", { name: colleague?.full_name })
    .click();
  await expect(entry(other)).toContainText(`Assigned to ${colleague?.full_name}`);
  await expect(bar(one).getByRole("button", { name: /^Assigned to/ })).toBeVisible();

  await entry(other).getByRole("link").click();
  await expectLive(other);
  await bar(other).getByRole("button", { name: "Resolve" }).click();
  await expect(state(one)).toHaveText("Resolved");
  await bar(one).getByRole("button", { name: "Reopen" }).click();
  await expect(state(other)).toHaveText(/^Waiting/);
  await bar(other).getByRole("button", { name: "Resolve" }).click();
  await expect(state(one)).toHaveText("Resolved");
  await write(team, "One more thing.");
  for (const page of [one, other]) await expect(state(page)).toHaveText(/^Waiting/);
  await expect(entry(other)).toContainText("Waiting for a moment");
});

test("snoozed it waits no more until its time has come, for both organisers", async ({ browser }) => {
  const [one, other, team] = await Promise.all([
    arrive(browser, "admin"),
    arrive(browser, "admin2"),
    arrive(browser, "latvia"),
  ]);
  await expectLive(team);
  await write(team, "No hurry with this.");
  await openConversation(one, "LAT");
  await other.goto("/chat?show=waiting");
  await expect(entry(other)).toHaveCount(1);
  await bar(one).getByRole("button", { name: "Snooze" }).click();
  await one.getByRole("button", { name: /^In an hour/ }).click();
  await expect(state(one)).toHaveText(/^Snoozed until/);
  await expect(entry(other)).toHaveCount(0);

  // An hour later, by the database's clock and everybody's.
  await sql`update public.conversation_handling set snoozed_until = now() - interval '1 second'
    where team_id = ${teamId("LAT")}`;
  await other.reload();
  await expect(entry(other)).toHaveCount(1);
  await one.reload();
  await expect(state(one)).toHaveText(/^Waiting/);
});

test("after an answer the next who waits is one step away, and nothing moves for it", async ({ browser }) => {
  const [page, team] = await Promise.all([arrive(browser, "admin"), arrive(browser, "latvia")]);
  await expectLive(team);
  await write(team, "May we come earlier?");
  await openConversation(page, "LAT");
  await expect(messages(page).last()).toContainText("May we come earlier?");
  const next = page.getByRole("link", { name: /^Next waiting: / });
  await expect(next).toHaveCount(0);
  const heightOf = () => page.getByRole("region", { name: "Messages" }).evaluate((one) => one.clientHeight);
  const height = await heightOf();
  await write(page, "Whenever you like.");
  await expect(next).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Message" })).toBeFocused();
  expect(await heightOf()).toBe(height);
  const team2 = /Next waiting: (.+), /.exec((await next.textContent()) ?? "")?.[1] ?? "";
  await next.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: team2 })).toBeVisible();
  await expect(state(page)).toHaveText(/^Waiting/);
});

test("on a phone the inbox is as it was when one comes back from a conversation", async ({ browser }) => {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("admin@rinkside.test");
  await page.getByLabel("Password").fill("rinkside-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/chat/);
  await page.goto("/chat?team=lat");
  await entry(page).getByRole("link").click();
  await expectLive(page);
  await page.getByRole("link", { name: "All conversations" }).click();
  await expect(page).toHaveURL("/chat?team=lat");
  await expect(list(page).getByRole("listitem")).toHaveCount(1);
});
