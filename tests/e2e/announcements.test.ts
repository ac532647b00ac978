import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { openDatabase, teamId } from "./support/database";
import { arrive, messages, openConversation, write } from "./support/people";
import { asked, MARK, openPage, removeAsked } from "./support/requirements";
import { test } from "./support/test";

const sql = openDatabase();
test.afterEach(() => removeAsked(sql));
test.afterAll(() => sql.end());

const form = (page: Page) => page.getByRole("form", { name: "What is announced" });
const text = (page: Page) => form(page).getByLabel("Message");
const team = (page: Page, name: string) => page.getByRole("listitem", { name, exact: true });
const stored = (content: string) => sql<{ team_id: string; seq: number }[]>`
  select team_id, seq from public.chat_messages where content = ${content}`;

async function confirm(page: Page): Promise<void> {
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Send to/ })
    .click();
}

test("who is late is written to at once, and both organisers see who has seen and answered it", async ({
  browser,
}) => {
  test.slow();
  const content = `${MARK} lists are late ${Date.now()}. See https://example.org/lists`;
  const requirement = await asked(sql, `${MARK} lists`, 9, ["USA", "SUI", "CZE"]);
  await sql`update public.tasks set due_at = now() - interval '3 hours', has_own_due = true
    where requirement_id = ${requirement} and team_id in (${teamId("USA")}, ${teamId("SUI")})`;

  const mikko = await openPage(browser, "/admin/announcements");
  await expectAccessible(mikko);
  await mikko.getByRole("link", { name: "Write to many teams" }).click();
  await text(mikko).fill(content);
  await expect(form(mikko).getByRole("region", { name: "As teams will see it" })).toContainText(content);
  await form(mikko)
    .getByLabel("Pick teams by what they owe")
    .selectOption({ label: `Open: ${MARK} lists (3)` });
  await expect(form(mikko).getByRole("button", { name: "Send to 3 teams" })).toBeVisible();
  await form(mikko)
    .getByLabel("Pick teams by what they owe")
    .selectOption({ label: `Late with ${MARK} lists (2)` });
  const send = (count: string) => form(mikko).getByRole("button", { name: `Send to ${count}` });
  await expect(send("2 teams")).toBeVisible();
  await expectAccessible(mikko);

  // Who is late no more falls out, and who is again comes in.
  const moveSwitzerland = (by: string) => sql`
    update public.tasks set due_at = now() + ${by}::interval
    where requirement_id = ${requirement} and team_id = ${teamId("SUI")}`;
  await moveSwitzerland("1 day");
  await expect(send("1 team")).toBeVisible();
  await moveSwitzerland("-3 hours");
  await expect(send("2 teams")).toBeVisible();

  // What is written outlives a reload.
  mikko.once("dialog", (dialog) => void dialog.accept());
  await mikko.reload();
  await expect(text(mikko)).toHaveValue(content);
  await expect(form(mikko).getByLabel("Switzerland")).toBeChecked();
  await expect(form(mikko).getByLabel("Czechia")).not.toBeChecked();

  const sofia = await openPage(browser, "/admin/announcements", "admin2");
  await form(mikko).getByRole("button", { name: "Send to 2 teams" }).click();
  await expect(mikko.getByRole("dialog", { name: "Send to 2 teams?" })).toContainText(
    "Switzerland and United States",
  );
  await confirm(mikko);
  await expect(mikko.getByRole("heading", { name: "Written to 2 teams" })).toBeVisible();
  await expectAccessible(mikko);

  // The other organiser's list, without a reload.
  const line = sofia.getByRole("listitem").filter({ hasText: content });
  await expect(line).toContainText("2 teams");
  await expect(line).toContainText("0 seen");
  await line.getByRole("link").click();
  await expect(team(sofia, "United States")).toContainText("Seen by none");

  const usa = await arrive(browser, "usa");
  await openConversation(usa, "USA");
  await expect(messages(usa).filter({ hasText: content })).toBeVisible();
  for (const organiser of [mikko, sofia]) {
    await expect(organiser.getByRole("region", { name: /^Seen, not answered/ })).toContainText(
      "United States",
    );
    await expect(team(organiser, "United States")).toContainText(/Seen by 1 of \d/);
  }
  await write(usa, "The list comes tonight.");
  for (const organiser of [mikko, sofia]) {
    await expect(organiser.getByRole("region", { name: /^Answered/ })).toContainText("United States");
    await expect(team(organiser, "United States")).toContainText(/answered today at/);
    await expect(organiser.getByRole("region", { name: /^Not seen yet/ })).toContainText("Switzerland");
  }

  // Those who are left, for another one; and the message in its place.
  await mikko.getByRole("link", { name: "Write to the 1 that has not answered" }).click();
  await expect(form(mikko).getByLabel("Switzerland")).toBeChecked();
  await expect(form(mikko).getByRole("button", { name: "Send to 1 team" })).toBeVisible();
  await team(sofia, "United States").getByRole("link").click();
  await expect(sofia).toHaveURL(/\/chat\/USA\/\d+$/);
  await expect(messages(sofia).filter({ hasText: content })).toBeInViewport();

  await messages(sofia).filter({ hasText: content }).getByRole("link", { name: "to many teams" }).click();
  await expect(sofia.getByRole("heading", { name: "Written to 2 teams" })).toBeVisible();
  await expect(usa.getByRole("link", { name: "to many teams" })).toHaveCount(0);

  // A team finds nothing of it but its own message.
  const id = await sql`select announcement_id from public.chat_messages where content = ${content} limit 1`;
  for (const path of ["", "/new", `/${id[0]?.announcement_id}`])
    expect((await usa.goto(`/admin/announcements${path}`))?.status(), path).toBe(404);
});

test("what is typed and ticked before the page has come to life is kept", async ({ browser }) => {
  const signedIn = await arrive(browser, "admin");
  // A browser with nothing in its cache, whose scripts come late.
  const context = await browser.newContext({ storageState: await signedIn.context().storageState() });
  const mikko = await context.newPage();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await mikko.route("**/_next/static/**/*.js", (route) => released.then(() => route.continue()));
  await mikko.goto("/admin/announcements/new", { waitUntil: "commit" });
  await text(mikko).fill("Typed early.");
  await form(mikko).getByLabel("Norway").check();
  release();
  await expect(form(mikko).getByRole("button", { name: "Send to 1 team" })).toBeVisible();
  await expect(text(mikko)).toHaveValue("Typed early.");

  // A browser that fills in its own copy when one comes back doubles nothing.
  mikko.once("dialog", (dialog) => void dialog.accept());
  await mikko.goto("/chat");
  await mikko.goBack();
  await expect(form(mikko).getByRole("button", { name: "Send to 1 team" })).toBeVisible();
  await expect(text(mikko)).toHaveValue("Typed early.");
});

test("what is missing is told, and a lost answer sends nothing twice", async ({ browser }) => {
  const content = `${MARK} water is off ${Date.now()}.`;
  const mikko = await openPage(browser, "/admin/announcements/new");
  await form(mikko).getByRole("button", { name: "Send" }).click();
  await expect(text(mikko)).toHaveAccessibleDescription(/Write something/);
  await text(mikko).fill(content);
  await form(mikko).getByRole("button", { name: "Send" }).click();
  await expect(form(mikko).getByText("Choose at least one team.")).toBeVisible();
  await form(mikko).getByLabel("United States").check();

  // The answer is lost after the site has done it.
  await mikko.route("**/admin/announcements/new", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await form(mikko).getByRole("button", { name: "Send to 1 team" }).click();
  await confirm(mikko);
  await expect(form(mikko).getByText(/Nothing you have entered is lost/)).toBeVisible();
  await mikko.unroute("**/admin/announcements/new");
  expect(await stored(content)).toHaveLength(1);

  // Something else under what went out already is another message, and nobody gets it unasked.
  await text(mikko).fill(`${content} Not any more.`);
  await form(mikko).getByRole("button", { name: "Send to 1 team" }).click();
  await confirm(mikko);
  await expect(form(mikko).getByText(/An earlier try has arrived/)).toBeVisible();
  await expect(form(mikko).getByRole("link", { name: "See what was sent" })).toBeVisible();
  expect(await stored(`${content} Not any more.`)).toHaveLength(0);

  await form(mikko).getByRole("button", { name: "Send to 1 team" }).click();
  await confirm(mikko);
  await expect(mikko.getByRole("heading", { name: "Written to 1 team" })).toBeVisible();
  expect(await stored(content)).toHaveLength(1);
  expect(await stored(`${content} Not any more.`)).toHaveLength(1);
});
