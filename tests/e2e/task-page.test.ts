import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, signIn } from "./support/people";
import { completedBy, field, holdActions, openTask, status, tasksFor } from "./support/tasks";
import { test } from "./support/test";

const sql = openDatabase();
const { give, takeBack } = tasksFor(sql);
test.afterEach(takeBack);
test.afterAll(() => sql.end());

test("a task is opened again, and everybody who looks at it sees that by itself", async ({ browser }) => {
  const id = await give({ team: "SWE", title: "Names on the jerseys" });
  const [anna, mikko] = [await openTask(browser, "sweden", id), await openTask(browser, "admin", id)];
  await status(anna).getByRole("button", { name: "Mark as done" }).click();
  await expect(status(mikko)).toContainText("by Anna Lindqvist");
  await status(mikko).getByRole("button", { name: "Open it again" }).click();
  await expect(status(anna).getByRole("button", { name: "Mark as done" })).toBeVisible();
  await expect(status(anna)).toContainText("2 days left");
  expect(await completedBy(sql, id)).toBeNull();
});

test("a team that was given longer sees its own deadline, and organisers beside it that of the others", async ({
  browser,
}) => {
  // Of the demo: Latvia's insurance certificate.
  const id = "40000000-0000-4000-8000-000002000005";
  const [janis, mikko] = [await openTask(browser, "latvia", id), await openTask(browser, "admin", id)];
  await expect(status(janis)).toContainText("The organisers have given you a deadline of your own.");
  await expect(status(mikko)).toContainText(
    /This team has a deadline of its own\. The others: \w{3} \d+ \w+ 18:00/,
  );
});

test("the tasks of an archived team are read, and nothing of them can be changed", async ({ browser }) => {
  const id = await give({ team: "SWE", title: "Colour of the tape" });
  const archive = (at: Date | null) =>
    sql`update public.teams set archived_at = ${at} where id = ${teamId("SWE")}`;
  await archive(new Date());
  try {
    const mikko = await openTask(browser, "admin", id);
    await expect(status(mikko)).toContainText("This team is archived");
    await expect(mikko.getByRole("button", { name: "Mark as done" })).toHaveCount(0);
    await expect(mikko.getByLabel("Responsible")).toHaveCount(0);
    await expect(field(mikko)).toHaveCount(0);
    await expect(mikko.getByRole("region", { name: "For organisers" })).toHaveCount(0);
    const anna = await arrive(browser, "sweden");
    await anna.goto("/tasks");
    await expect(anna.getByText("Your team is archived")).toBeVisible();
    await expect(anna.getByRole("link", { name: "Colour of the tape" })).toBeVisible();
    await expect(anna.getByRole("button", { name: /^Mark/ })).toHaveCount(0);
  } finally {
    await archive(null);
  }
});

test("somebody takes a task, and whoever chooses another person meanwhile is told", async ({ browser }) => {
  const id = await give({ team: "SWE", title: "Sticks for the exhibition" });
  const [anna, erik] = [await openTask(browser, "sweden", id), await openTask(browser, "sweden2", id)];
  const held = await holdActions(erik);
  await erik.getByLabel("Responsible").selectOption("Erik Nyström (you)");
  await held.sent;
  await anna.getByRole("button", { name: "I do it" }).click();
  await expect(anna.getByRole("button", { name: "I do it" })).toBeHidden();
  await expect(anna.getByLabel("Responsible")).toHaveValue(userId("sweden"));
  held.release();
  await expect(erik.getByRole("alert").filter({ hasText: "somebody else was quicker" })).toContainText(
    "Anna Lindqvist is responsible now.",
  );
  await expect(erik.getByLabel("Responsible")).toHaveValue(userId("sweden"));

  await erik.unroute("**/tasks/**");
  await erik.getByLabel("Responsible").selectOption("Erik Nyström (you)");
  await expect(anna.getByLabel("Responsible")).toHaveValue(userId("sweden2"));
});

test("another team's task, one that never was, and no id at all are a real 404", async ({ page }) => {
  const id = await give({ team: "SWE", title: "Only for Sweden" });
  await signIn(page, "finland");
  for (const path of [id, randomUUID(), "no-id", teamId("SWE")]) {
    const answer = await page.goto(`/tasks/${path}`);
    expect(answer?.status(), path).toBe(404);
    expect(await page.title()).not.toContain("Only for Sweden");
    await expect(page.getByRole("heading", { name: "There is no such task here" })).toBeVisible();
  }
  await page.getByRole("link", { name: "All tasks" }).click();
  await expect(page).toHaveURL("/tasks");
});
