import { expect, type Page } from "@playwright/test";
import { openDatabase } from "./support/database";
import { arrive, expectLive, openConversation, write } from "./support/people";
import { giveTask, removeTasks } from "./support/tasks";
import { test } from "./support/test";
import { composer, said } from "./support/writing";

const sql = openDatabase();
const given: string[] = [];
test.afterEach(() => removeTasks(sql, given.splice(0)));
test.afterAll(() => sql.end());

const unique = (text: string) => `${text} ${Date.now()}`;
const addressOf = (page: Page, task: string) => new URL(`/tasks/${task}`, page.url()).href;
const card = (page: Page, text: string) => said(page, text).locator("[data-reference]");

async function give(options: Parameters<typeof giveTask>[1]): Promise<string> {
  const id = await giveTask(sql, options);
  given.push(id);
  return id;
}

test("a task that a message names shows how it stands, live, and leads there; its address is not read out", async ({
  browser,
}) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "finland")];
  await openConversation(organiser, "FIN");
  await expectLive(team);
  const title = unique("Flag of the team");
  const task = await give({ team: "FIN", title, hours: 50 });
  const text = unique("Is this yours?");
  await write(organiser, `${text}\n${addressOf(organiser, task)}`);
  for (const page of [organiser, team]) {
    await expect(card(page, text)).toContainText(title);
    await expect(card(page, text)).toContainText(/Open · 2 days left/);
    await expect(said(page, text).locator("p").last()).toHaveText(text);
  }
  const before = await said(team, text).boundingBox();
  const other = await team.context().newPage();
  await other.goto(`/tasks/${task}`);
  await other.getByRole("button", { name: "Mark as done" }).click();
  for (const page of [organiser, team]) await expect(card(page, text)).toContainText("Done");
  expect((await said(team, text).boundingBox())?.height).toBe(before?.height);
  await card(team, text).getByRole("link").click();
  await expect(team).toHaveURL(`/tasks/${task}`);
});

test("what is another team's, or is not there, tells nothing of itself", async ({ browser }) => {
  const organiser = await arrive(browser, "admin");
  await openConversation(organiser, "FIN");
  const title = unique("Sweden's own");
  const foreign = await give({ team: "SWE", title });
  const text = unique("Wrong one");
  await write(organiser, `${text} ${addressOf(organiser, foreign)}`);
  await expect(card(organiser, text)).toContainText(
    "This task is not there any more, or is not this team's.",
  );
  await expect(said(organiser, text)).not.toContainText(title);
});

test("many in view are asked for together", async ({ browser }) => {
  const team = await arrive(browser, "finland");
  await expectLive(team);
  const texts: string[] = [];
  for (let number = 1; number <= 4; number += 1) {
    const title = unique(`Asked together ${number}`);
    const task = await give({ team: "FIN", title });
    texts.push(unique(`Together ${number}`));
    await write(team, `${texts.at(-1)} ${addressOf(team, task)}`);
    await expect(card(team, texts.at(-1) ?? "")).toContainText(title);
  }
  const asked: { tasks: string[] }[] = [];
  team.on("request", (request) => {
    if (request.url().endsWith("/references")) asked.push(request.postDataJSON());
  });
  await team.reload();
  await expectLive(team);
  for (const text of texts) await expect(card(team, text)).toContainText("Asked together");
  expect(asked[0]?.tasks).toEqual(expect.arrayContaining(given));
  expect(asked.length).toBeLessThanOrEqual(3);
});

test("“Ask about this” on a task opens the conversation with it; it survives a reload and goes with the question", async ({
  browser,
}) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "finland")];
  await openConversation(organiser, "FIN");
  const title = unique("Bus parking");
  const task = await give({ team: "FIN", title });
  await team.goto(`/tasks/${task}`);
  await team.getByRole("link", { name: "Ask about this" }).click();
  await expect(team).toHaveURL("/chat/FIN");
  const about = team.getByText("About this task").locator("..");
  await expect(about).toContainText(title);
  await expect(composer(team)).toBeFocused();
  // A task alone asks nothing.
  await team.keyboard.press("Enter");
  await expect(team.getByText("Write something first.")).toBeVisible();
  await team.reload();
  await expectLive(team);
  await expect(about).toContainText(title);
  const text = unique("How many buses?");
  await composer(team).fill(text);
  await composer(team).press("Enter");
  await expect(card(organiser, text)).toContainText(title);
  await expect(about).toHaveCount(0);
  await team.reload();
  await expectLive(team);
  await expect(about).toHaveCount(0);

  // Whoever changes their mind takes it off.
  await team.goto(`/chat/FIN?task=${task}`);
  await expect(about).toContainText(title);
  await team.getByRole("button", { name: "Do not ask about this task" }).click();
  await expect(about).toHaveCount(0);
});
