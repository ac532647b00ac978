import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { arrive, complaints, expectLive, openConversation, signIn, write } from "./support/people";
import { test } from "./support/test";
import { openMenu, phone, said } from "./support/writing";

const results = (page: Page) => page.getByRole("region", { name: "Found messages" });
const hits = (page: Page) => results(page).locator("[data-hit]");

const field = (page: Page) => page.getByRole("searchbox", { name: "Words in a message" });

async function lookFor(page: Page, words: string): Promise<void> {
  await field(page).fill(words);
  await field(page).press("Enter");
  await expect(page).toHaveURL((url) => url.searchParams.get("q") === words);
}

test("organisers find what a team wrote by any form of a word, and go to it; a team finds its own", async ({
  browser,
}) => {
  const [organiser, second, team, other] = [
    await arrive(browser, "admin"),
    await arrive(browser, "admin2"),
    await arrive(browser, "usa"),
    await arrive(browser, "switzerland"),
  ];
  const mark = `mark${Date.now()}`;
  const question = `Två tävlingar idag ${mark}`;
  await expectLive(team);
  await write(team, question);
  await expect(said(team, question)).toBeVisible();
  await openConversation(second, "USA");
  await write(second, `The hráč is ready ${mark}`);
  await expect(said(team, `The hráč is ready ${mark}`)).toBeVisible();

  // From the list, among all; the newest first.
  await organiser.getByRole("link", { name: "Search all messages" }).click();
  await expect(field(organiser)).toBeFocused();
  await expect(results(organiser)).toContainText("What are you looking for?");
  await lookFor(organiser, mark);
  await expect(hits(organiser)).toHaveCount(2);
  await expect(field(organiser)).toBeFocused();
  await expect(hits(organiser).first()).toContainText("The hráč is ready");
  await lookFor(organiser, `tavling ${mark}`);
  await expect(hits(organiser)).toHaveCount(1);
  await expect(hits(organiser).locator("mark")).toHaveText(["tävlingar", mark]);
  await expectAccessible(organiser);

  // In one conversation, by the address and by the choice.
  await organiser.getByLabel("Where to search").selectOption({ label: "Canada" });
  await expect(results(organiser)).toContainText(`No message has “tavling ${mark}”`);
  await expect(results(organiser)).toContainText("Searched in the conversation with Canada.");
  await organiser.goto(`/chat/search?q=${mark}+-hrac&team=USA`);
  await expect(hits(organiser)).toHaveCount(1);
  await organiser.reload();
  await hits(organiser).getByRole("link").click();
  await expect(organiser).toHaveURL(/\/chat\/USA\/\d+$/);
  await expect(said(organiser, question)).toBeInViewport();
  await organiser.goBack();
  await expect(hits(organiser)).toHaveCount(1);

  // The team among its own; another team never.
  await team.keyboard.press("Control+Shift+F");
  await expect(field(team)).toBeFocused();
  await expect(team.getByLabel("Where to search")).toHaveCount(0);
  await lookFor(team, `"hrac is ready" ${mark}`);
  await expect(hits(team)).toHaveCount(1);
  for (const address of [`/chat/search?q=${mark}`, `/chat/search?q=${mark}&team=USA`]) {
    await other.goto(address);
    await expect(results(other)).toContainText(`No message has “${mark}”`);
  }

  // What is deleted is not found again.
  await team.getByRole("link", { name: "Back to the conversation" }).click();
  await (await openMenu(team, question)).getByRole("menuitem", { name: "Delete" }).click();
  await team.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(said(team, question)).toBeHidden();
  await organiser.reload();
  await expect(results(organiser)).toContainText("No message has");
  await organiser.goto(`/chat/search?q=${mark}`);
  await expect(hits(organiser)).toHaveCount(1);
});

test("a page goes on where the one before ended, without a script too", async ({ browser }) => {
  const organiser = await arrive(browser, "admin");
  const cookies = await organiser.context().storageState();
  const plain = await (
    await browser.newContext({ javaScriptEnabled: false, storageState: cookies })
  ).newPage();
  // Everybody's greetings and answers: more than a page of them.
  await plain.goto("/chat/search?q=the");
  await expect(hits(plain)).toHaveCount(20);
  const first = await hits(plain).evaluateAll((rows) => rows.map((row) => row.getAttribute("data-hit")));
  await plain.getByRole("link", { name: "Older messages" }).click();
  await expect(plain).toHaveURL(/before=/);
  const next = await hits(plain).evaluateAll((rows) => rows.map((row) => row.getAttribute("data-hit")));
  expect(next.length).toBeGreaterThan(0);
  expect(first.filter((hit) => next.includes(hit))).toEqual([]);
  await plain.getByRole("link", { name: "Newest" }).click();
  await expect(hits(plain).first()).toHaveAttribute("data-hit", first[0] ?? "");
});

test("an address that asks for nothing or for what is not there says so", async ({ browser }) => {
  const organiser = await arrive(browser, "admin");
  await organiser.goto("/chat/search?q=%00%21");
  await expect(results(organiser)).toContainText("Type at least two letters");
  await organiser.goto(`/chat/search?q=${"nobodywrotethis ".repeat(60)}&before=junk&team=junk`);
  await expect(results(organiser)).toContainText("No message has");
  for (const address of ["/chat/search?q=the&team=XXX", `/chat/search?q=the&before=${crypto.randomUUID()}`]) {
    await organiser.goto(address);
    await expect(organiser.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  }
});

test.describe("on a phone", () => {
  test.use(phone);

  test("the search has the page to itself, and leads back to the conversation it began in", async ({
    page,
    context,
  }) => {
    const heard = complaints(context);
    await signIn(page, "admin");
    await openConversation(page, "SWE");
    await page.getByRole("button", { name: "More about this conversation" }).click();
    await page.getByRole("link", { name: "Search this conversation" }).click();
    await expect(page.getByLabel("Where to search")).toHaveValue("SWE");
    await lookFor(page, "bus");
    await expect(results(page).locator("mark, h2").first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Back to the conversation" }).click();
    await expect(page).toHaveURL("/chat/SWE");
    expect(heard).toEqual([]);
  });
});
