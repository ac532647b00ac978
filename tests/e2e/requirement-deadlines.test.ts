import { expect, type Page } from "@playwright/test";
import { openDatabase, teamId } from "./support/database";
import { answer, asked, dialog, MARK, openPage, removeAsked, typed } from "./support/requirements";
import { test } from "./support/test";

const sql = openDatabase();
test.afterEach(() => removeAsked(sql));
test.afterAll(() => sql.end());

const part = (page: Page, name: string) => page.getByRole("region", { name: new RegExp(`^${name}`) });
/** When each team has to have done it, in ms, by its code. */
const dueOf = async (title: string) =>
  new Map(
    (
      await sql<{ code: string; due_at: Date }[]>`
        select code, due_at from public.tasks task join public.teams team on team.id = team_id where title = ${title}`
    ).map(({ code, due_at: at }) => [code, at.getTime()]),
  );

test("one team is given longer; moving the deadline moves all the others, until it follows again", async ({
  browser,
}) => {
  const title = `${MARK} oil`;
  const id = await asked(sql, title, 3, ["SWE", "FIN", "LAT"]);
  const before = await dueOf(title);
  const organiser = await openPage(browser, `/tasks/requirements/${id}`);
  await organiser.getByRole("button", { name: "Change the deadline of Latvia" }).click();
  const extend = dialog(organiser, "Deadline of Latvia");
  await extend.getByLabel(/^Deadline/).fill(typed(-2, "10:00"));
  await extend.getByRole("button", { name: "Set" }).click();
  await expect(extend.getByLabel(/^Deadline/)).toHaveAccessibleDescription(/This moment has passed/);
  await extend.getByRole("button", { name: "+ 7 days" }).click();
  await extend.getByRole("button", { name: "Set" }).click();
  await expect(answer(organiser, "Latvia")).toContainText("deadline of its own");
  const extended = await dueOf(title);
  // On the venue's clock, also when it is changed within these days.
  const [wanted] = await sql<{ at: Date }[]>`
    select (due_at at time zone 'Europe/Zurich' + interval '7 days') at time zone 'Europe/Zurich' as at
    from public.requirements where id = ${id}`;
  expect(extended.get("LAT")).toBe(wanted?.at.getTime());
  expect(extended.get("SWE")).toBe(before.get("SWE"));

  await organiser.getByRole("button", { name: "Edit" }).click();
  const edit = dialog(organiser, "Edit what is asked");
  await edit.getByLabel(/^Deadline/).fill(typed(-1, "09:00"));
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit.getByLabel(/^Deadline/)).toHaveAccessibleDescription(/This moment has passed/);
  await edit.getByLabel(/^Deadline/).fill(typed(5, "09:00"));
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit).toBeHidden();
  const moved = await dueOf(title);
  expect(moved.get("SWE")).not.toBe(before.get("SWE"));
  expect(moved.get("FIN")).toBe(moved.get("SWE"));
  expect(moved.get("LAT")).toBe(extended.get("LAT"));

  const latvia = await openPage(browser, "/tasks", "latvia");
  await expect(latvia.getByRole("listitem").filter({ hasText: title })).toContainText("own deadline");
  await organiser.getByRole("button", { name: "Change the deadline of Latvia" }).click();
  await extend.getByRole("button", { name: "The same as the others" }).click();
  await expect(answer(organiser, "Latvia")).not.toContainText("deadline of its own");
  expect((await dueOf(title)).get("LAT")).toBe(moved.get("SWE"));
  await expect(latvia.getByRole("listitem").filter({ hasText: title })).not.toContainText("own deadline");
});

test("of two who give a team another deadline the second is shown the first one before it is overwritten", async ({
  browser,
}) => {
  const title = `${MARK} tape`;
  const id = await asked(sql, title, 3, ["SWE"]);
  const path = `/tasks/requirements/${id}`;
  const [mikko, sofia] = [await openPage(browser, path), await openPage(browser, path, "admin2")];
  const extend = (page: Page) => dialog(page, "Deadline of Sweden");
  for (const page of [mikko, sofia])
    await page.getByRole("button", { name: "Change the deadline of Sweden" }).click();
  await extend(sofia).getByRole("button", { name: "+ 7 days" }).click();
  await extend(sofia).getByRole("button", { name: "Set" }).click();
  // It comes live beneath the dialog, which goes on from what it opened with.
  await expect(answer(mikko, "Sweden")).toContainText("deadline of its own");
  const sofias = (await dueOf(title)).get("SWE");
  await extend(mikko).getByRole("button", { name: "Set" }).click();
  await expect(extend(mikko).getByRole("alert")).toContainText("Another organiser has changed this deadline");
  expect((await dueOf(title)).get("SWE")).toBe(sofias);

  await extend(mikko)
    .getByLabel(/^Deadline/)
    .fill(typed(2, "09:00"));
  await extend(mikko).getByRole("button", { name: "Set" }).click();
  await expect(extend(mikko)).toBeHidden();
  expect((await dueOf(title)).get("SWE")).toBeLessThan(sofias ?? 0);
});

test("a deadline that is being chosen stays, also when the team's row moves to another part of the page", async ({
  browser,
}) => {
  const id = await asked(sql, `${MARK} net`, 3, ["SWE", "FIN"]);
  const organiser = await openPage(browser, `/tasks/requirements/${id}`);
  await organiser.getByRole("button", { name: "Change the deadline of Sweden" }).click();
  const extend = dialog(organiser, "Deadline of Sweden");
  await extend.getByLabel(/^Deadline/).fill(typed(5, "09:00"));
  await sql`update public.tasks set due_at = now() - interval '1 hour', has_own_due = true
    where requirement_id = ${id} and team_id = ${teamId("SWE")}`;
  await expect(part(organiser, "Late").getByRole("listitem", { name: "Sweden" })).toBeVisible();
  await expect(extend.getByLabel(/^Deadline/)).toHaveValue(typed(5, "09:00"));
  await extend.getByRole("button", { name: "Set" }).click();
  await expect(extend.getByRole("alert")).toContainText("Another organiser has changed this deadline");
  await extend.getByRole("button", { name: "Set" }).click();
  await expect(extend).toBeHidden();
  await expect(part(organiser, "Not yet").getByRole("listitem", { name: "Sweden" })).toBeVisible();
});

test("nobody more is asked for what is late, and days later are counted from today", async ({ browser }) => {
  const title = `${MARK} glue`;
  const id = await asked(sql, title, -10, ["SWE"]);
  const organiser = await openPage(browser, `/tasks/requirements/${id}`);
  await organiser.getByRole("button", { name: "Ask more teams" }).click();
  const more = dialog(organiser, "Ask more teams");
  await more.getByRole("checkbox", { name: "Finland" }).check();
  await more.getByRole("button", { name: "Ask 1 team" }).click();
  await expect(more.getByRole("alert")).toContainText("Give it a later one first");
  await more.getByRole("button", { name: "Cancel" }).click();

  await organiser.getByRole("button", { name: "Change the deadline of Sweden" }).click();
  const extend = dialog(organiser, "Deadline of Sweden");
  const due = extend.getByLabel(/^Deadline/);
  const days: string[] = [];
  for (const later of ["+ 1 day", "+ 2 days", "+ 7 days"]) {
    await extend.getByRole("button", { name: later }).click();
    days.push((await due.inputValue()).slice(0, 10));
  }
  expect(days).toEqual([1, 2, 7].map((later) => typed(later, "").slice(0, 10)));
});
