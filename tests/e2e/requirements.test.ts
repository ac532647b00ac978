import { expect } from "@playwright/test";
import { openDatabase, teamId } from "./support/database";
import { signIn } from "./support/people";
import { answer, ask, asked, form, MARK, openPage, removeAsked, typed } from "./support/requirements";
import { test } from "./support/test";

const sql = openDatabase();
test.afterEach(() => removeAsked(sql));
test.afterAll(() => sql.end());

test("bad input is told at its field, a cut loses nothing, and what is sent twice is asked once", async ({
  browser,
}) => {
  const title = `${MARK} spare parts`;
  const organiser = await openPage(browser, "/tasks/new");
  const fields = form(organiser);
  await fields.getByRole("button", { name: "Ask" }).click();
  await expect(fields.getByLabel("Title")).toHaveAccessibleDescription(/needs a title/);
  await expect(fields.getByLabel(/^Deadline/)).toHaveAccessibleDescription("Choose a day and a time.");
  await expect(fields.getByText("Choose at least one team.")).toBeVisible();

  await ask(organiser, title, typed(-1, "18:00"), ["Sweden"]);
  await expect(fields.getByLabel(/^Deadline/)).toHaveAccessibleDescription(
    "This moment has passed. Choose a later one.",
  );
  // The last Sunday in March, at the hour that Zurich's clocks skip.
  await fields.getByLabel(/^Deadline/).fill("2027-03-28T02:30");
  await expect(fields.getByLabel(/^Deadline/)).toHaveAccessibleDescription(/never show this time/);
  await fields.getByLabel(/^Deadline/).fill(typed(2, "18:00"));
  await fields.getByLabel("Responsible in the team").selectOption({ label: "Anna Lindqvist" });

  // The answer is lost after the site has done it.
  await organiser.route("**/tasks/new", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await fields.getByRole("button", { name: "Ask 1 team" }).click();
  await expect(fields.getByText(/Nothing you have entered is lost/)).toBeVisible();
  await organiser.unroute("**/tasks/new");
  await expect(fields.getByLabel("Title")).toHaveValue(title);
  await fields.getByRole("button", { name: "Ask 1 team" }).dblclick();
  await expect(organiser.getByRole("heading", { name: title })).toBeVisible();
  await expect(answer(organiser, "Sweden")).toContainText("Anna Lindqvist is responsible");
  const stored = await sql`select assignee_id from public.tasks where title = ${title}`;
  expect(stored).toHaveLength(1);
});

test("the list narrows by how tasks stand and by team, and says so in its address", async ({ browser }) => {
  const id = await asked(sql, `${MARK} lights`, 9, ["SWE", "CAN"]);
  await sql`update public.tasks set due_at = now() - interval '3 hours', has_own_due = true
    where requirement_id = ${id} and team_id = ${teamId("CAN")}`;
  const organiser = await openPage(browser, "/tasks");
  await organiser.getByRole("link", { name: "List", exact: true }).click();
  const rows = organiser.getByRole("listitem").filter({ hasText: `${MARK} lights` });
  await expect(rows).toHaveCount(2);
  await organiser.getByRole("link", { name: /^Overdue/ }).click();
  await expect(rows).toHaveCount(1);
  await organiser.getByLabel("Team").selectOption({ label: "Sweden" });
  await expect(organiser).toHaveURL("/tasks?view=list&show=overdue&team=SWE");
  await expect(rows).toHaveCount(0);
  await organiser.goto("/tasks?view=list&show=overdue&team=CAN");
  await expect(rows).toContainText("3 hours late");
});

test("a team finds none of the organisers' pages, also when they are fetched ahead", async ({ page }) => {
  const id = await asked(sql, `${MARK} secret`, 4, ["SWE"]);
  await signIn(page, "finland");
  for (const path of ["/tasks/new", "/tasks/copy", `/tasks/requirements/${id}`]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    const ahead = await page.request.get(path, { headers: { RSC: "1", "Next-Router-Prefetch": "1" } });
    expect(await ahead.text(), path).not.toMatch(/Zamboni|venueZone/);
  }
  await page.goto("/tasks?view=list");
  await expect(page.getByRole("heading", { name: "Tasks" })).toBeVisible();
  await expect(page.getByText(`${MARK} secret`)).toHaveCount(0);
});
