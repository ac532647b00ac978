import { type Browser, expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { openDatabase, teamId } from "./support/database";
import { arrive, messages, openConversation, write } from "./support/people";
import { test } from "./support/test";

const field = (page: Page) => page.getByRole("textbox", { name: "Message" });
const list = (page: Page) => page.getByRole("listbox", { name: "Canned replies" });
const dialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });

async function keeper(browser: Browser, person: "admin" | "admin2"): Promise<Page> {
  const page = await arrive(browser, person);
  await page.goto("/admin/replies");
  await expect(page.getByRole("heading", { name: "Canned replies" })).toBeVisible();
  return page;
}

test.afterEach(async () => {
  const sql = openDatabase();
  await sql`delete from public.canned_replies where shortcut like 'e2e%'`;
  await sql.end();
});

test("by keyboard: a slash offers the replies, and the one chosen is written out for the team", async ({
  browser,
}) => {
  const sql = openDatabase();
  const [due] = await sql<{ said: string }[]>`
    select to_char(min(due_at) at time zone 'America/New_York', 'FMDay FMDD FMMonth "at" HH24:MI') as said from public.tasks
    where team_id = ${teamId("USA")} and status = 'open' and withdrawn_at is null and due_at > now()`;
  await sql.end();
  const team = await arrive(browser, "usa");
  await openConversation(team, "USA");
  await write(team, "When is the roster due?");
  const mikko = await arrive(browser, "admin");
  await openConversation(mikko, "USA");
  await expect(messages(mikko).filter({ hasText: "When is the roster due?" })).toBeVisible();

  // Within an address or a date a slash is none.
  await field(mikko).pressSequentially("and/or");
  await expect(list(mikko)).toHaveCount(0);
  await field(mikko).fill("");
  await field(mikko).pressSequentially("/");
  await expect(list(mikko).getByRole("option")).not.toHaveCount(0);
  await expectAccessible(mikko);
  await field(mikko).press("Escape");
  await expect(list(mikko)).toHaveCount(0);
  await expect(field(mikko)).toHaveValue("/");
  await field(mikko).fill("");
  await field(mikko).pressSequentially("/dead");
  await expect(list(mikko).getByRole("option")).toHaveCount(1);
  await expect(list(mikko).getByRole("option")).toContainText("Next deadline");
  await field(mikko).press("Enter");
  await expect(field(mikko)).toHaveValue(
    new RegExp(
      `^Dear Dana, a kind reminder: the next deadline of United States is ${due?.said}, New York time\\.$`,
    ),
  );
  await expect(list(mikko)).toHaveCount(0);
  await field(mikko).fill("");

  // A team has none, and is offered none.
  await field(team).pressSequentially("/");
  await expect(list(team)).toHaveCount(0);
  await field(team).fill("");
});

test("what one organiser keeps, the other is offered at once, and of two who change it the second is told", async ({
  browser,
}) => {
  const [mikko, sofia] = [await keeper(browser, "admin"), await keeper(browser, "admin2")];
  await expectAccessible(mikko);
  await mikko.getByRole("button", { name: "Add reply" }).click();
  const added = dialog(mikko, "New reply");
  await added.getByRole("textbox", { name: "Title" }).fill("Buses");
  await added.getByRole("textbox", { name: "Shortcut" }).fill("/E2E-buses");
  await added.getByRole("textbox", { name: "Text" }).fill("The bus leaves at 9, {name}. {gate}");
  await expect(added.getByText("{gate} is no variable and stays as it is written.")).toBeVisible();
  await expectAccessible(mikko);
  await added.getByRole("button", { name: "Save" }).click();
  await expect(added).toHaveCount(0);
  await expect(sofia.getByRole("heading", { name: "Buses" })).toBeVisible();

  await mikko.getByRole("button", { name: "Edit “Buses”" }).click();
  await sofia.getByRole("button", { name: "Edit “Buses”" }).click();
  const [first, second] = [dialog(mikko, /Buses/), dialog(sofia, /Buses/)];
  await first.getByRole("textbox", { name: "Text" }).fill("The bus leaves at 10.");
  await second.getByRole("textbox", { name: "Text" }).fill("The bus leaves at 11.");
  await first.getByRole("button", { name: "Save" }).click();
  await expect(first).toHaveCount(0);
  await second.getByRole("button", { name: "Save" }).click();
  await expect(second.getByRole("alert")).toContainText("Another organiser has changed this meanwhile.");
  await expect(second.getByRole("alert")).toContainText("The bus leaves at 10.");
  await second.getByRole("button", { name: "Take theirs" }).click();
  await expect(second.getByRole("textbox", { name: "Text" })).toHaveValue("The bus leaves at 10.");
  await second.getByRole("button", { name: "Cancel" }).click();

  // A shortcut that is taken is refused, and nothing is lost.
  await sofia.getByRole("button", { name: "Add reply" }).click();
  const other = dialog(sofia, "New reply");
  await other.getByRole("textbox", { name: "Title" }).fill("Coaches");
  await other.getByRole("textbox", { name: "Shortcut" }).fill("e2e-buses");
  await other.getByRole("textbox", { name: "Text" }).fill("By coach.");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("alert")).toHaveText("Another reply has this shortcut.");
  await other.getByRole("button", { name: "Cancel" }).click();

  await openConversation(sofia, "USA");
  await field(sofia).pressSequentially("/e2e");
  await field(sofia).press("Tab");
  await expect(field(sofia)).toHaveValue("The bus leaves at 10.");
  await field(sofia).fill("");

  await mikko.getByRole("button", { name: "Edit “Buses”" }).click();
  await first.getByRole("button", { name: "Delete" }).click();
  await first.getByRole("button", { name: "Delete for good" }).click();
  await expect(mikko.getByRole("heading", { name: "Buses" })).toHaveCount(0);
  // Also where the page has been open since before.
  await field(sofia).pressSequentially("/e2e");
  await expect(list(sofia)).toHaveCount(0);
  await field(sofia).fill("");
});
