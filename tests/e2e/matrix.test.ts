import { expect } from "@playwright/test";
import { openDatabase, teamId } from "./support/database";
import { arrive, complaints } from "./support/people";
import { answer, ask, form, MARK, openPage, removeAsked, typed } from "./support/requirements";
import { test } from "./support/test";

const sql = openDatabase();
test.afterEach(() => removeAsked(sql));
test.afterAll(() => sql.end());

test("all teams are asked at once, and what one of them delivers is seen in the matrix as it happens", async ({
  browser,
}) => {
  const title = `${MARK} driver`;
  const organiser = await arrive(browser, "admin");
  const heard = complaints(organiser.context());
  await organiser.getByRole("link", { name: "Tasks" }).click();
  await organiser.getByRole("link", { name: "Ask teams" }).click();
  await expect(form(organiser).getByLabel(/^Deadline/)).toHaveAccessibleName(
    "Deadline, by the clock in Zurich",
  );
  await ask(organiser, title, typed(3, "18:00"), "all");
  await expect(organiser.getByText(`12 teams are asked for “${title}”.`)).toBeVisible();
  await expect(organiser.getByRole("heading", { name: title })).toBeVisible();
  await expect(answer(organiser, "Finland")).toContainText("open");

  await organiser.getByRole("link", { name: "All tasks" }).click();
  const table = organiser.getByRole("table", { name: "What is asked, and how every team stands with it" });
  // It comes with the page, and no cards in its place.
  const html = await (await organiser.request.get("/tasks")).text();
  expect(html.match(/<table/g)).toHaveLength(1);
  expect(html).not.toMatch(/<ul aria-label="What is asked/);
  const row = table.getByRole("row", { name: new RegExp(`^${title}`) });
  await expect(row.getByRole("cell")).toHaveCount(12);
  await expect(row.getByRole("rowheader")).toContainText("0 of 12 done");
  await expect(row.getByRole("link", { name: `${title}, Finland: open` })).toBeVisible();

  const finland = await openPage(browser, "/tasks", "finland");
  await finland.getByRole("button", { name: `Mark “${title}” as done` }).click();
  await expect(row.getByRole("link", { name: `${title}, Finland: done` })).toBeVisible();
  await expect(row.getByRole("rowheader")).toContainText("1 of 12 done");
  expect(heard).toEqual([]);
});

test("a team that is archived, and one that comes back, is seen in the matrix as it happens", async ({
  browser,
}) => {
  const organiser = await openPage(browser, "/tasks");
  const teams = organiser.getByRole("table").getByRole("columnheader");
  await expect(teams).toHaveCount(13);
  const archive = (at: Date | null) =>
    sql`update public.teams set archived_at = ${at} where id = ${teamId("AUT")}`;
  try {
    await archive(new Date());
    await expect(teams).toHaveCount(12);
  } finally {
    await archive(null);
  }
  await expect(teams).toHaveCount(13);
});

test("the matrix is one stop of the Tab key, walked by arrow keys, and every cell opens its task", async ({
  browser,
}) => {
  const organiser = await openPage(browser, "/tasks");
  const table = organiser.getByRole("table");
  await expect(table.getByRole("columnheader")).toHaveCount(13);
  await expect(
    table.getByRole("columnheader", { name: /^SWE|Sweden: \d+ of \d+ done/ }).first(),
  ).toBeVisible();
  await expect(table.locator('a[tabindex="0"]')).toHaveCount(1);
  await table.locator('a[tabindex="0"]').focus();
  await expect(organiser.locator("tbody th a:focus")).toHaveCount(1);
  await organiser.keyboard.press("ArrowRight");
  const focused = organiser.locator("a:focus");
  await expect(focused).toHaveAccessibleName(/, Austria: /);
  await organiser.keyboard.press("ArrowDown");
  await organiser.keyboard.press("End");
  await expect(focused).toHaveAccessibleName(/, United States: /);
  await organiser.keyboard.press("Control+Home");
  await expect(focused).toHaveCount(1);
  await organiser.keyboard.press("Control+End");
  await expect(focused).toHaveAccessibleName(/, United States: /);
  await expect(table.locator('a[tabindex="0"]')).toHaveCount(1);
  const name = await focused.getAttribute("aria-label");
  await organiser.keyboard.press("Enter");
  await expect(organiser.getByRole("heading", { level: 1 })).toHaveText(name?.split(",")[0] ?? "");
});
