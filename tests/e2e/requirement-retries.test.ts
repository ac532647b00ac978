import { expect, type Page } from "@playwright/test";
import { openDatabase } from "./support/database";
import { answer, ask, asked, form, MARK, openPage, removeAsked, typed } from "./support/requirements";
import { test } from "./support/test";

const sql = openDatabase();
test.afterEach(() => removeAsked(sql));
test.afterAll(() => sql.end());

const team = (page: Page, name: string) => page.getByRole("checkbox", { name, exact: true });

/** Whom each requirement of a title is asked of, the earlier one first. */
const storedOf = (title: string) => sql<{ code: string; id: string; assignee_id: string | null }[]>`
  select team.code, r.id, task.assignee_id
  from public.requirements r join public.tasks task on task.requirement_id = r.id
    join public.teams team on team.id = task.team_id
  where r.title = ${title} and r.withdrawn_at is null order by r.created_at, code`;

/** The site does what the page asks for next, and the page never hears of it. */
async function loseAnswer(page: Page): Promise<void> {
  let isLost = false;
  await page.route("**/tasks/*", async (route) => {
    if (isLost || route.request().method() !== "POST") return route.fallback();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
}

/** Asks for something of which no answer comes back. */
async function askInVain(page: Page, title: string, teams: string[]): Promise<void> {
  await loseAnswer(page);
  await ask(page, title, typed(2, "18:00"), teams);
  await expect(form(page).getByText(/Nothing you have entered is lost/)).toBeVisible();
}

test("what an earlier try has asked is told where something else is chosen since, and the rest is asked anew", async ({
  browser,
}) => {
  const title = `${MARK} skates`;
  const organiser = await openPage(browser, "/tasks/new");
  await askInVain(organiser, title, ["Sweden", "Latvia"]);
  const [first] = await storedOf(title);

  await team(organiser, "Latvia").uncheck();
  await team(organiser, "Finland").check();
  await organiser.getByRole("button", { name: "Ask 2 teams" }).click();
  const told = form(organiser).getByRole("alert").filter({ hasText: "An earlier try had arrived after all" });
  await expect(told).toContainText(
    /“Zamboni skates” is asked of (Latvia and Sweden|Sweden and Latvia), by .*18:00/,
  );
  await expect(told).toContainText("What you have changed since then is not asked yet.");
  await expect(told.getByRole("link", { name: /^See what was asked/ })).toHaveAttribute(
    "href",
    `/tasks/requirements/${first?.id}`,
  );
  await expect(team(organiser, "Sweden")).not.toBeChecked();
  await expect(organiser).toHaveURL("/tasks/new");

  await organiser.getByRole("button", { name: "Ask 1 team" }).click();
  await expect(organiser.getByRole("heading", { name: title })).toBeVisible();
  await expect(answer(organiser, "Finland")).toBeVisible();
  expect((await storedOf(title)).map(({ code, id }) => [code, id === first?.id])).toEqual([
    ["LAT", true],
    ["SWE", true],
    ["FIN", false],
  ]);
});

test("another person who is made responsible since is no retry: what was asked first stands, and is told", async ({
  browser,
}) => {
  const title = `${MARK} laces`;
  const organiser = await openPage(browser, "/tasks/new");
  const fields = form(organiser);
  await askInVain(organiser, title, ["Sweden"]);
  await fields.getByLabel("Responsible in the team").selectOption({ label: "Anna Lindqvist" });
  await fields.getByRole("button", { name: "Ask 1 team" }).click();
  await expect(fields.getByText("An earlier try had arrived after all")).toBeVisible();
  const opened = organiser.waitForEvent("popup");
  await fields.getByRole("link", { name: /^See what was asked/ }).click();
  const first = await opened;
  await expect(first.getByRole("heading", { name: title })).toBeVisible();
  await expect(answer(first, "Sweden")).not.toContainText("Anna Lindqvist");
  await expect(fields.getByLabel("Title")).toHaveValue(title);
  expect(await storedOf(title)).toMatchObject([{ code: "SWE", assignee_id: null }]);
});

test("an earlier try that was withdrawn meanwhile is told to be, and stands in nobody's way", async ({
  browser,
}) => {
  const title = `${MARK} sticks`;
  const organiser = await openPage(browser, "/tasks/new");
  await askInVain(organiser, title, ["Sweden"]);
  await sql`update public.tasks set withdrawn_at = now() where title = ${title}`;
  await sql`update public.requirements set withdrawn_at = now() where title = ${title}`;
  await team(organiser, "Finland").check();
  await organiser.getByRole("button", { name: "Ask 2 teams" }).click();
  await expect(form(organiser).getByText("Another organiser has withdrawn this meanwhile.")).toBeVisible();
  await organiser.getByRole("button", { name: "Ask 2 teams" }).click();
  await expect(organiser.getByRole("heading", { name: title })).toBeVisible();
  expect((await storedOf(title)).map(({ code }) => code)).toEqual(["FIN", "SWE"]);
});

test("copies whose answer is lost are not made of other teams by a second try, and it leads to them", async ({
  browser,
}) => {
  const title = `${MARK} tape`;
  await asked(sql, title, 3, ["SWE"]);
  const organiser = await openPage(browser, "/tasks/copy");
  await organiser.getByRole("checkbox", { name: new RegExp(`^${title}`) }).check();
  await organiser.getByLabel("Days later").fill("7");
  await organiser.getByLabel(/^All \d+ teams/).uncheck();
  await team(organiser, "Sweden").check();
  await team(organiser, "Latvia").check();
  await loseAnswer(organiser);
  await organiser.getByRole("button", { name: "Ask 2 teams for it" }).click();
  await expect(organiser.getByText(/Nothing you have entered is lost/)).toBeVisible();

  await team(organiser, "Latvia").uncheck();
  await organiser.getByRole("button", { name: "Ask 1 team for it" }).click();
  await expect(organiser.getByText(/An earlier try had arrived after all/)).toBeVisible();
  await expect(organiser.getByRole("link", { name: /^See what was asked/ })).toHaveAttribute(
    "href",
    "/tasks",
  );
  expect((await storedOf(title)).map(({ code }) => code)).toEqual(["SWE", "LAT", "SWE"]);
});
