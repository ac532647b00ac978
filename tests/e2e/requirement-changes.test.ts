import { expect, type Page } from "@playwright/test";
import { openDatabase, teamId } from "./support/database";
import { answer, asked, dialog, MARK, openPage, removeAsked, typed } from "./support/requirements";
import { holdActions } from "./support/tasks";
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

test("of two who edit at once, what is changed in other places is kept, and the same place is shown first", async ({
  browser,
}) => {
  const id = await asked(sql, `${MARK} key`, 4, ["SWE"]);
  const path = `/tasks/requirements/${id}`;
  const [mikko, sofia] = [await openPage(browser, path), await openPage(browser, path, "admin2")];
  const edit = (page: Page) => dialog(page, "Edit what is asked");
  for (const page of [mikko, sofia]) await page.getByRole("button", { name: "Edit" }).click();

  await edit(sofia).getByLabel("Title").fill(`${MARK} keys`);
  await edit(sofia).getByRole("button", { name: "Save" }).click();
  await expect(edit(sofia)).toBeHidden();
  // It came live beneath the dialog, in which nothing that is typed is lost.
  await edit(mikko).getByLabel("Description").fill("Both of them.");
  await edit(mikko).getByRole("button", { name: "Save" }).click();
  await expect(edit(mikko)).toBeHidden();
  await expect(mikko.getByRole("heading", { level: 1 })).toHaveText(`${MARK} keys`);
  await expect(mikko.getByText("Both of them.")).toBeVisible();

  for (const page of [mikko, sofia]) await page.getByRole("button", { name: "Edit" }).click();
  await edit(sofia).getByLabel("Title").fill(`${MARK} keys, all`);
  await edit(sofia).getByRole("button", { name: "Save" }).click();
  await expect(edit(sofia)).toBeHidden();
  await edit(mikko).getByLabel("Title").fill(`${MARK} keys, three`);
  await edit(mikko).getByRole("button", { name: "Save" }).click();
  await expect(edit(mikko).getByRole("alert")).toContainText(
    `Title: now “${MARK} keys, all”, yours “${MARK} keys, three”`,
  );
  await edit(mikko).getByRole("button", { name: "Save" }).click();
  await expect(edit(mikko)).toBeHidden();
  await expect(sofia.getByRole("heading", { level: 1 })).toHaveText(`${MARK} keys, three`);
});

test("taking theirs where both wrote keeps what was written elsewhere in the form", async ({ browser }) => {
  const id = await asked(sql, `${MARK} lamp`, 4, ["SWE"]);
  const path = `/tasks/requirements/${id}`;
  const [mikko, sofia] = [await openPage(browser, path), await openPage(browser, path, "admin2")];
  const edit = (page: Page) => dialog(page, "Edit what is asked");
  for (const page of [mikko, sofia]) await page.getByRole("button", { name: "Edit" }).click();
  await edit(sofia).getByLabel("Title").fill(`${MARK} lamps`);
  await edit(sofia).getByRole("button", { name: "Save" }).click();
  await expect(edit(sofia)).toBeHidden();
  await edit(mikko).getByLabel("Title").fill(`${MARK} lights`);
  await edit(mikko).getByLabel("Description").fill("All of them.");
  await edit(mikko)
    .getByLabel(/^Deadline/)
    .fill(typed(6, "09:00"));
  await edit(mikko).getByRole("button", { name: "Save" }).click();
  await edit(mikko).getByRole("button", { name: "Take theirs" }).click();
  await expect(edit(mikko).getByLabel("Title")).toHaveValue(`${MARK} lamps`);
  await expect(edit(mikko).getByLabel("Description")).toHaveValue("All of them.");
  await expect(edit(mikko).getByLabel(/^Deadline/)).toHaveValue(typed(6, "09:00"));
  await edit(mikko).getByRole("button", { name: "Save" }).click();
  await expect(edit(mikko)).toBeHidden();
  await expect(sofia.getByText("All of them.")).toBeVisible();
  await expect(sofia.getByRole("heading", { level: 1 })).toHaveText(`${MARK} lamps`);
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

test("while a change is being saved nothing is typed that would be lost, and what was typed is saved", async ({
  browser,
}) => {
  const title = `${MARK} pump`;
  const id = await asked(sql, title, 3, ["SWE"]);
  const organiser = await openPage(browser, `/tasks/requirements/${id}`);
  await organiser.getByRole("button", { name: "Edit" }).click();
  const edit = dialog(organiser, "Edit what is asked");
  const held = await holdActions(organiser);
  await edit.getByLabel("Title").fill(`${title}s`);
  await edit.getByRole("button", { name: "Save" }).click();
  await held.sent;
  for (const field of [
    edit.getByLabel("Title"),
    edit.getByLabel("Description"),
    edit.getByLabel(/^Deadline/),
  ])
    await expect(field).not.toBeEditable();
  await edit.getByLabel("Title").press("End");
  await edit.getByLabel("Title").pressSequentially(" never");
  held.release();
  await expect(edit).toBeHidden();
  await expect(organiser.getByRole("heading", { level: 1 })).toHaveText(`${title}s`);

  await organiser.getByRole("button", { name: "Change the deadline of Sweden" }).click();
  const extend = dialog(organiser, "Deadline of Sweden");
  const heldAgain = await holdActions(organiser);
  await extend.getByRole("button", { name: "+ 7 days" }).click();
  await extend.getByRole("button", { name: "Set" }).click();
  await heldAgain.sent;
  await expect(extend.getByLabel(/^Deadline/)).not.toBeEditable();
  await expect(extend.getByRole("button", { name: "+ 1 day" })).toBeDisabled();
  heldAgain.release();
  await expect(extend).toBeHidden();
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

test("more teams are asked, and all of it is withdrawn once it is said what that means", async ({
  browser,
}) => {
  const title = `${MARK} garage`;
  const id = await asked(sql, title, 4, ["SWE"]);
  const organiser = await openPage(browser, `/tasks/requirements/${id}`);
  await organiser.getByRole("button", { name: "Ask more teams" }).click();
  const more = dialog(organiser, "Ask more teams");
  await expect(more.getByRole("checkbox", { name: "Sweden" })).toHaveCount(0);
  await more.getByRole("checkbox", { name: "Finland" }).check();
  await more.getByRole("button", { name: "Ask 1 team" }).click();
  await expect(answer(organiser, "Finland")).toBeVisible();

  const finland = await openPage(browser, "/tasks", "finland");
  await expect(finland.getByRole("link", { name: title }).first()).toBeVisible();
  await answer(organiser, "Sweden").getByRole("link").click();
  const acts = organiser.getByRole("region", { name: "For organisers" });
  await acts.getByRole("button", { name: "Withdraw it from Sweden" }).click();
  await dialog(organiser, `Withdraw “${title}”?`).getByRole("button", { name: "Withdraw" }).click();
  await expect(organiser).toHaveURL("/tasks");
  await organiser.goto(`/tasks/requirements/${id}`);
  await expect(answer(organiser, "Sweden")).toHaveCount(0);

  await organiser.getByRole("button", { name: "Withdraw" }).click();
  const asking = dialog(organiser, `Withdraw “${title}”?`);
  await expect(asking).toContainText("goes from the team’s list, whether it is done or not");
  await asking.getByRole("button", { name: "Keep it" }).click();
  await expect(answer(organiser, "Finland")).toBeVisible();
  await organiser.getByRole("button", { name: "Withdraw" }).click();
  await asking.getByRole("button", { name: "Withdraw" }).click();
  await expect(organiser).toHaveURL("/tasks");
  await expect(organiser.getByRole("main").getByRole("link", { name: title })).toHaveCount(0);
  await expect(finland.getByRole("link", { name: title })).toHaveCount(0);
  expect((await organiser.goto(`/tasks/requirements/${id}`))?.status()).toBe(404);
});

test("what was asked before is asked again with its dates moved, on the same time of the venue's clock", async ({
  browser,
}) => {
  await asked(sql, `${MARK} wash`, -20, ["SWE", "FIN"]);
  await asked(sql, `${MARK} wax`, -18, ["SWE"]);
  const [first] = await sql<{ due_at: Date }[]>`
    select due_at from public.requirements where title = ${`${MARK} wash`}`;
  const organiser = await openPage(browser, "/tasks/copy");
  for (const one of ["wash", "wax"])
    await organiser.getByRole("checkbox", { name: new RegExp(`^${MARK} ${one}`) }).check();
  await organiser.getByLabel("Days later").fill("19");
  const preview = organiser.getByRole("region", { name: "The new dates" });
  await expect(preview.getByRole("listitem").first()).toContainText("has passed");
  await organiser.getByRole("button", { name: /^Ask 12 teams for these 2/ }).click();
  await expect(organiser.getByText(/One of the new dates has passed/)).toBeVisible();

  const day = typed(7, "00:00").slice(0, 10);
  await organiser.getByLabel("First deadline on").fill(day);
  await expect(organiser.getByLabel("Days later")).toHaveValue("27");
  await expect(preview).not.toContainText("has passed");
  await organiser.getByLabel(/^All \d+ teams/).uncheck();
  for (const team of ["Sweden", "Canada"])
    await organiser.getByRole("checkbox", { name: team, exact: true }).check();
  await organiser.getByRole("button", { name: "Ask 2 teams for these 2" }).click();
  await expect(organiser.getByText("2 requirements are asked of 2 teams.")).toBeVisible();

  const copies = await sql<{ due_at: Date; asked: number }[]>`
    select r.due_at, count(*)::int as asked from public.requirements r join public.tasks t on t.requirement_id = r.id
    where r.title like ${`${MARK}%`} and r.due_at > now() group by r.id order by r.due_at`;
  expect(copies.map((copy) => copy.asked)).toEqual([2, 2]);
  const clock = (at: Date | undefined) => at?.toLocaleString("sv", { timeZone: "Europe/Zurich" });
  expect(clock(copies[0]?.due_at)?.slice(0, 10)).toBe(day);
  expect(clock(copies[0]?.due_at)?.slice(10)).toBe(clock(first?.due_at)?.slice(10));
});

test("who chooses more than can be asked at once is told how many", async ({ browser }) => {
  await sql`
    insert into public.requirements (title, due_at, created_by)
    select ${MARK} || ' part ' || n, now() + interval '9 days', id
    from generate_series(1, 201) n, (select id from public.users where role = 'admin' limit 1) organiser`;
  const organiser = await openPage(browser, "/tasks/copy");
  await organiser
    .getByRole("checkbox", { name: /^All \d{3}$/ })
    .first()
    .check();
  await organiser.getByRole("button", { name: /^Ask 12 teams/ }).click();
  await expect(organiser.getByRole("alert").filter({ hasText: "At most 200" })).toContainText(
    /you have chosen 2\d\d/,
  );
});

test("a task of one team alone is edited and withdrawn on its own page", async ({ browser }) => {
  const [task] = await sql<{ id: string }[]>`
    insert into public.tasks (team_id, title, due_at, created_by)
    select ${teamId("SWE")}, ${`${MARK} horn`}, now() + interval '2 days', id from public.users where role = 'admin' limit 1
    returning id`;
  const organiser = await openPage(browser, `/tasks/${task?.id}`);
  await organiser.getByRole("button", { name: "Edit" }).click();
  const edit = dialog(organiser, "Edit what is asked");
  await edit.getByLabel("Title").fill(`${MARK} horns`);
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(organiser.getByRole("heading", { level: 1 })).toHaveText(`${MARK} horns`);
  await organiser.getByRole("button", { name: "Withdraw it from Sweden" }).click();
  await dialog(organiser, /^Withdraw/)
    .getByRole("button", { name: "Withdraw" })
    .click();
  await expect(organiser).toHaveURL("/tasks");
  expect((await organiser.goto(`/tasks/${task?.id}`))?.status()).toBe(404);
});
