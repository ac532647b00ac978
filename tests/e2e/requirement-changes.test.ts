import { expect, type Page } from "@playwright/test";
import { openDatabase, teamId } from "./support/database";
import { answer, asked, dialog, MARK, openPage, removeAsked, typed } from "./support/requirements";
import { holdActions } from "./support/tasks";
import { test } from "./support/test";

const sql = openDatabase();
test.afterEach(() => removeAsked(sql));
test.afterAll(() => sql.end());

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
