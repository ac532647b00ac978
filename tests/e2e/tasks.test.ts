import { expect, type Locator } from "@playwright/test";
import { files } from "../support/files";
import { openDatabase } from "./support/database";
import { choose, cutOnce, file, upload } from "./support/documents";
import { arrive, complaints } from "./support/people";
import { completedBy, holdActions, JUST_NOW, openTask, status, taskRow, tasksFor } from "./support/tasks";
import { test } from "./support/test";

const sql = openDatabase();
const { give, takeBack } = tasksFor(sql);
test.afterEach(takeBack);
test.afterAll(() => sql.end());

test("what is due next stands out, is delivered with one tap, and can be taken back", async ({ browser }) => {
  const id = await give({ team: "FIN", title: "Bus times for tonight", hours: 3, assignee: "finland" });
  const page = await arrive(browser, "finland");
  const heard = complaints(page.context());
  await page.getByRole("link", { name: "Tasks" }).click();
  const next = page.getByRole("region", { name: "Bus times for tonight" });
  await expect(next).toContainText("Due next");
  await expect(next).toContainText(/2 h \d+ min left/);
  // Helsinki is an hour ahead of the venue.
  await expect(next).toContainText(/\d\d:\d\d in Zurich · .*\d\d:\d\d for you/);
  await expect(next).toContainText("You are responsible");

  await page.getByRole("button", { name: "Mark “Bus times for tonight” as done" }).click();
  await expect(page.getByText("“Bus times for tonight” is done.")).toBeVisible();
  await expect(next).toBeHidden();
  await expect(taskRow(page, "Bus times for tonight")).toContainText(
    new RegExp(`by Aino Virtanen, ${JUST_NOW}`),
  );
  expect(await completedBy(sql, id)).toBe("Aino Virtanen");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(next).toBeVisible();
  expect(await completedBy(sql, id)).toBeNull();
  expect(heard).toEqual([]);
});

test("what is asked for is handed in where it is due next, and then it is one tap to say that it is done", async ({
  browser,
  isMobile,
}) => {
  const id = await give({ team: "FIN", title: "Insurance papers", hours: 3 });
  const page = await arrive(browser, "finland");
  const heard = complaints(page.context());
  await page.goto("/tasks");
  const next = page.getByRole("region", { name: "Insurance papers" });
  const pick = next.getByRole("button", { name: "Upload files" });
  const done = next.getByRole("button", { name: "Mark “Insurance papers” as done" });
  const colourOf = (button: Locator) => button.evaluate((at) => getComputedStyle(at).backgroundColor);
  await expect(next).toContainText("No document is handed in yet.");
  // Within its card: the page may be scrolled meanwhile, past a toast that lies over what is clicked.
  const placeInCard = () =>
    done.evaluate(
      (at) => at.getBoundingClientRect().y - (at.closest("section") as HTMLElement).getBoundingClientRect().y,
    );
  const place = await placeInCard();
  const [urged, offered] = [await colourOf(pick), await colourOf(done)];
  expect(urged).not.toBe(offered);

  // The first try breaks off; nothing of it has to be chosen anew.
  await cutOnce(page, "send", "question");
  const photo = file("policy.jpg", files.jpg ?? Buffer.alloc(0), "image/jpeg");
  await choose(page, photo, isMobile ? "Take a photo" : "Upload files");
  await expect(upload(page, "policy.jpg")).toContainText("Nothing is lost: try again.");
  expect(await colourOf(done)).toBe(offered);
  await next.getByRole("button", { name: "Try policy.jpg again" }).click();

  await expect(next).toContainText("1 document is handed in. Is that all?");
  await expect.poll(placeInCard).toBe(place);
  await page.mouse.move(0, 0);
  await expect.poll(() => colourOf(done)).toBe(urged);
  await expect.poll(() => colourOf(next.getByRole("button", { name: "Upload more" }))).toBe(offered);
  expect(await sql`select name from public.documents where task_id = ${id}`).toMatchObject([
    { name: "policy.jpg" },
  ]);
  expect(await completedBy(sql, id)).toBeNull();
  await page.reload();
  await expect(next).toContainText("1 document is handed in.");
  await done.click();
  await expect(page.getByText("“Insurance papers” is done.")).toBeVisible();
  await expect(taskRow(page, "Insurance papers")).toContainText("1 document");
  expect(await completedBy(sql, id)).toBe("Aino Virtanen");
  // The broken line is the browser's to complain about.
  expect(heard.filter((line) => !line.includes("ERR_CONNECTION_RESET"))).toEqual([]);
});

test("the ways to deliver what is due next are as large as a thumb, and fit on the narrowest phone", async ({
  browser,
}) => {
  await give({ team: "FIN", title: "Insurance papers", hours: 3 });
  const page = await arrive(browser, "finland");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/tasks");
  const next = page.getByRole("region", { name: "Insurance papers" });
  const ways = [
    next.getByRole("button", { name: "Upload files" }),
    next.getByRole("button", { name: "Take a photo" }),
    next.getByRole("button", { name: "Mark “Insurance papers” as done" }),
    next.getByRole("link", { name: "Look at it" }),
  ];
  for (const way of ways) {
    await expect(way).toBeInViewport({ ratio: 1 });
    expect((await way.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test("of two who deliver at once the first has done it, and the second is told who and when", async ({
  browser,
}) => {
  const id = await give({ team: "SWE", title: "Colour of the mouthguards" });
  const [anna, erik] = [await openTask(browser, "sweden", id), await openTask(browser, "sweden2", id)];
  const held = await holdActions(erik);
  await status(erik).getByRole("button", { name: "Mark as done" }).click();
  await held.sent;
  await status(anna).getByRole("button", { name: "Mark as done" }).click();
  await expect(status(anna)).toContainText(
    new RegExp(`Done in time.*Marked as done by Anna Lindqvist, ${JUST_NOW}`),
  );
  held.release();
  await expect(
    erik.getByText(new RegExp(`Anna Lindqvist was quicker: it was marked as done ${JUST_NOW}`)),
  ).toBeVisible();
  await expect(status(erik)).toContainText("by Anna Lindqvist");
  expect(await completedBy(sql, id)).toBe("Anna Lindqvist");
});

test("whoever delivers what was withdrawn a moment before is told so", async ({ browser }) => {
  const id = await give({ team: "FIN", title: "Fan zone visit" });
  const page = await openTask(browser, "finland", id);
  const held = await holdActions(page);
  await status(page).getByRole("button", { name: "Mark as done" }).click();
  await held.sent;
  // The page does not learn it by itself.
  await page.route("**/tasks/**", (route) =>
    route.request().method() === "GET" ? new Promise(() => undefined) : route.fallback(),
  );
  await sql`update public.tasks set withdrawn_at = now() where id = ${id}`;
  held.release();
  await expect(
    page.getByRole("alert").filter({ hasText: "The organisers have withdrawn this task meanwhile." }),
  ).toBeVisible();
  expect(await completedBy(sql, id)).toBeNull();
});
