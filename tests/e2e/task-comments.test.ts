import { expect, type Page } from "@playwright/test";
import { openDatabase } from "./support/database";
import { arrive, complaints } from "./support/people";
import { field, openTask, taskRow, tasksFor } from "./support/tasks";
import { test } from "./support/test";

const sql = openDatabase();
const { give, takeBack } = tasksFor(sql);
test.afterEach(takeBack);
test.afterAll(() => sql.end());

const comment = (page: Page, text: string) => page.getByRole("listitem").filter({ hasText: text });

async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

test("a comment reaches the other side by itself, and is stored once however often it is sent", async ({
  browser,
}) => {
  const id = await give({ team: "FIN", title: "Goal song", description: "Thirty seconds of it." });
  const [aino, mikko] = [await openTask(browser, "finland", id), await openTask(browser, "admin", id)];
  const heard = [...[aino, mikko].map((page) => complaints(page.context()))];
  await expect(mikko.getByRole("link", { name: "FIN Finland" })).toHaveAttribute("href", "/chat/FIN");
  await expect(aino.getByText("No comment yet.")).toBeVisible();

  await field(mikko).fill("Is it the same song\nas last year?");
  await field(aino).fill("Half a sen");
  // Twice, as fast as a finger slips.
  await mikko.getByRole("button", { name: "Send" }).dblclick();
  await expect(comment(aino, "as last year?")).toContainText("organiser");
  await expect(field(mikko)).toHaveValue("");
  await expect(aino.getByTestId("announcer")).toContainText("Mikko Korhonen commented: Is it the same song");
  // What arrives disturbs nobody who is writing.
  await expect(field(aino)).toHaveValue("Half a sen");
  await say(aino, "Yes, and it is ours.");
  await expect(comment(mikko, "Yes, and it is ours.")).toContainText("Aino Virtanen");
  await expect(comment(mikko, "as last year?")).toHaveCount(1);
  const stored =
    await sql`select author_name from public.task_comments where task_id = ${id} order by created_at`;
  expect(stored.map(({ author_name: name }) => name)).toEqual(["Mikko Korhonen", "Aino Virtanen"]);

  await say(aino, "   ");
  await expect(aino.getByRole("alert").filter({ hasText: "Write something first." })).toBeVisible();
  await field(aino).fill("x".repeat(2001));
  await expect(aino.getByText("Shorten it by 1 to send it.")).toBeVisible();
  await field(aino).fill("");
  expect(heard.flat()).toEqual([]);
});

test("a comment that the network cuts off stays in its field, and goes once, also when only its answer was lost", async ({
  browser,
}) => {
  const id = await give({ team: "FIN", title: "Ice time on Sunday" });
  const page = await openTask(browser, "finland", id);
  await page.context().setOffline(true);
  await say(page, "We would like the early hour.");
  await expect(page.getByRole("alert").filter({ hasText: "the site does not answer" })).toBeVisible();
  await expect(field(page)).toHaveValue("We would like the early hour.");
  await page.context().setOffline(false);

  // The site stores it, and the line breaks before it can say so.
  await page.route(
    `**/tasks/${id}`,
    async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "the site does not answer" })).toBeVisible();
  await expect(field(page)).toHaveValue("We would like the early hour.");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(field(page)).toHaveValue("");
  await expect(comment(page, "We would like the early hour.")).toHaveCount(1);
  const [stored] = await sql`select count(*)::int as count from public.task_comments where task_id = ${id}`;
  expect(stored).toEqual({ count: 1 });
});

test("whoever looks at another page meanwhile finds the comment as it was left", async ({ browser }) => {
  const id = await give({ team: "FIN", title: "Laundry bags" });
  const page = await openTask(browser, "finland", id);
  await field(page).fill("How many do we");
  await page.getByRole("link", { name: "All tasks" }).click();
  await taskRow(page, "Laundry bags").getByRole("link").click();
  await expect(field(page)).toHaveValue("How many do we");
});

test("a task that is withdrawn while it is open goes, and what was being written about it stays", async ({
  browser,
}) => {
  const id = await give({ team: "FIN", title: "Team picture" });
  const [page, list] = [await openTask(browser, "finland", id), await arrive(browser, "finland")];
  await list.goto("/tasks?show=open");
  await expect(taskRow(list, "Team picture")).toBeVisible();
  await field(page).fill("On Monday at");
  await sql`update public.tasks set withdrawn_at = now() where id = ${id}`;
  await expect(page.getByRole("heading", { name: "There is no such task here" })).toBeVisible();
  await expect(page.getByLabel("What you were writing")).toHaveValue("On Monday at");
  await expect(taskRow(list, "Team picture")).toHaveCount(0);
});
