import { expect, type Locator, type Page } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, expectLive, messages, openConversation, write } from "./support/people";
import { test } from "./support/test";

const chat = (page: Page) => page.getByRole("navigation").first().getByRole("link", { name: /^Chat/ });
const divider = (page: Page) => page.getByText("New", { exact: true });
const stored = async (person: "switzerland" | "admin2", team: "SUI") => {
  const sql = openDatabase();
  const [row] = await sql<{ last_read_seq: number }[]>`
    select last_read_seq from public.chat_read_cursors
    where team_id = ${teamId(team)} and user_id = ${userId(person)}`;
  await sql.end();
  return row?.last_read_seq ?? 0;
};
const placeOf = async (row: Locator) => Number(await row.getAttribute("data-seq"));

async function markUnreadFrom(page: Page, text: string): Promise<number> {
  const row = messages(page).filter({ hasText: text }).last();
  await row.hover();
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Mark unread from here" }).click();
  return placeOf(row);
}

test("a team's navigation says how many messages it has not read, and nothing once they are", async ({
  browser,
}) => {
  const [organiser, team] = [await arrive(browser, "admin2"), await arrive(browser, "switzerland")];
  await openConversation(organiser, "SUI");
  await expectLive(team);
  await team.goto("/tasks");
  await expect(chat(team)).toHaveText("Chat");
  await write(organiser, "Two things.");
  await write(organiser, "The second thing.");
  await expect(chat(team)).toHaveText(/2 unread/);
  await chat(team).click();
  await expectLive(team);
  await expect(messages(team).last()).toContainText("The second thing.");
  await team.getByRole("link", { name: "Tasks" }).click();
  await team.waitForURL("/tasks");
  await expect(chat(team)).toHaveText("Chat");
});

test("marked unread from here it stays unread while one looks at it, and after one has left, until one comes back", async ({
  browser,
}) => {
  const [organiser, team] = [await arrive(browser, "admin2"), await arrive(browser, "switzerland")];
  await openConversation(organiser, "SUI");
  for (const text of ["The first of three.", "The second of three.", "The third of three."])
    await write(organiser, text);
  await expectLive(team);
  await expect(messages(team).last()).toContainText("The third of three.");
  await expect.poll(() => stored("switzerland", "SUI")).toBe(await placeOf(messages(team).last()));
  await expect(divider(team)).toHaveCount(0);

  const from = await markUnreadFrom(team, "The second of three.");
  await expect(divider(team)).toBeVisible();
  await expect.poll(() => stored("switzerland", "SUI")).toBe(from - 1);
  await expect(chat(team)).toHaveText(/2 unread/);
  // What comes while one looks does not make the rest read.
  await write(organiser, "And one more.");
  await expect(messages(team).last()).toContainText("And one more.");
  await expect(chat(team)).toHaveText(/3 unread/);
  await team.getByRole("link", { name: "Tasks" }).click();
  await team.waitForURL("/tasks");
  await expect(chat(team)).toHaveText(/3 unread/);
  expect(await stored("switzerland", "SUI")).toBe(from - 1);
  // The organisers still know what was seen.
  await expect(messages(organiser).filter({ has: organiser.getByTestId("seen-by") })).toContainText(
    "The third of three.",
  );

  await chat(team).click();
  await expectLive(team);
  await expect(messages(team).filter({ has: divider(team) })).toContainText("The second of three.");
  await expect.poll(() => stored("switzerland", "SUI")).toBe(await placeOf(messages(team).last()));
  await expect(chat(team)).toHaveText("Chat");
});

test("marked unread in one tab it is unread in the others too, also where it stands open", async ({
  browser,
}) => {
  const [organiser, team] = [await arrive(browser, "admin2"), await arrive(browser, "switzerland")];
  await openConversation(organiser, "SUI");
  for (const text of ["One for two tabs.", "Two for two tabs."]) await write(organiser, text);
  const other = await team.context().newPage();
  await openConversation(other, "SUI");
  await expectLive(team);
  await expect(messages(other).last()).toContainText("Two for two tabs.");
  await expect.poll(() => stored("switzerland", "SUI")).toBe(await placeOf(messages(other).last()));
  await markUnreadFrom(team, "One for two tabs.");
  for (const page of [team, other]) {
    await expect(chat(page)).toHaveText(/2 unread/);
    await expect(divider(page)).toBeVisible();
  }
  // Whoever writes in either has read, everywhere.
  await write(other, "Seen in the other.");
  await expect(messages(other).last()).toContainText("Seen in the other.");
  for (const page of [team, other]) await expect(chat(page)).toHaveText("Chat");
});

test("whoever writes has read: the list says the number until then", async ({ browser }) => {
  const organiser = await arrive(browser, "admin2");
  await openConversation(organiser, "SUI");
  await write(organiser, "To be looked at again.");
  await expect(messages(organiser).last()).toContainText("To be looked at again.");
  const entry = organiser
    .getByRole("list")
    .getByRole("listitem")
    .filter({ has: organiser.getByRole("link", { name: /Switzerland/ }) });
  await expect(entry).toHaveAttribute("data-unread", "0");
  await expect.poll(() => stored("admin2", "SUI")).toBe(await placeOf(messages(organiser).last()));
  const last = await placeOf(messages(organiser).last());
  const from = await markUnreadFrom(organiser, "To be looked at again.");
  await expect(entry).toHaveAttribute("data-unread", String(last - from + 1));
  await write(organiser, "Answered at once.");
  await expect(messages(organiser).last()).toContainText("Answered at once.");
  await expect(entry).toHaveAttribute("data-unread", "0");
  await expect.poll(() => stored("admin2", "SUI")).toBe(last + 1);
});
