import { type Browser, expect, type Page } from "@playwright/test";
import { openDatabase } from "./support/database";
import { complaints, type DemoPerson, signIn } from "./support/people";
import { test } from "./support/test";

async function openTournament(browser: Browser, person: DemoPerson = "admin"): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, person);
  await page.goto("/admin/tournament");
  await expect(page.getByLabel("Name", { exact: true })).not.toHaveValue("");
  return page;
}

const save = (page: Page) => page.getByRole("button", { name: "Save" }).click();
const saved = (page: Page) => expect(page.getByText("The tournament is saved.")).toBeVisible();

test.afterEach(async () => {
  const sql = openDatabase();
  await sql`update public.tournament set name = 'World Championship', venue = 'Zürich', time_zone = 'Europe/Zurich',
    reminder_leads = '{7 days,3 days,1 day,3 hours}'`;
  await sql.end();
});

test("an organiser sets up the tournament; it stays so, and the audit trail tells of it", async ({
  browser,
}) => {
  const organiser = await openTournament(browser);
  const heard = complaints(organiser.context());
  await organiser.getByLabel("Name", { exact: true }).fill("Continental Cup");
  await organiser.getByLabel("Venue", { exact: true }).fill("Bratislava");
  await organiser.getByLabel("Time zone of the venue").fill("europe/bratislava");
  await expect(organiser.getByText(/^It is \d\d:\d\d there now\.$/)).toBeVisible();
  await organiser.getByRole("button", { name: "Remove reminder 1" }).click();
  await organiser.getByRole("button", { name: "Add a reminder" }).click();
  await organiser.getByLabel("Reminder 4: how many").fill("2");
  await organiser.getByLabel("Reminder 4: unit").selectOption("weeks");
  await save(organiser);
  await saved(organiser);

  await organiser.reload();
  await expect(organiser.getByLabel("Name", { exact: true })).toHaveValue("Continental Cup");
  await expect(organiser.getByLabel("Venue", { exact: true })).toHaveValue("Bratislava");
  await expect(organiser.getByLabel("Time zone of the venue")).toHaveValue("Europe/Bratislava");
  // The longest first.
  await expect(organiser.getByLabel("Reminder 1: how many")).toHaveValue("2");
  await expect(organiser.getByLabel("Reminder 1: unit")).toHaveValue("weeks");
  await expect(organiser.getByLabel("Reminder 4: unit")).toHaveValue("hours");
  const sql = openDatabase();
  const [row] =
    await sql`select reminder_leads = '{14 days,3 days,1 day,3 hours}' as is_so from public.tournament`;
  await sql.end();
  expect(row).toEqual({ is_so: true });

  await organiser.goto("/admin/people/audit");
  const trail = organiser.getByRole("region", { name: "What was done" });
  await expect(trail.getByRole("listitem").first()).toContainText(
    "Mikko Korhonen changed the tournament: name, venue, time zone and reminders",
  );
  expect(heard).toEqual([]);
});

test("what is misspelt is told at its field, and nothing is saved", async ({ browser }) => {
  const organiser = await openTournament(browser);
  await organiser.getByLabel("Name", { exact: true }).fill("  ");
  await organiser.getByLabel("Time zone of the venue").fill("Mars/Olympus");
  await organiser.getByLabel("Reminder 2: how many").fill("7");
  await save(organiser);
  await expect(organiser.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/needs a name/);
  await expect(organiser.getByLabel("Time zone of the venue")).toHaveAccessibleDescription(
    /no such time zone/,
  );
  await expect(organiser.getByRole("group", { name: "Reminders" })).toHaveAccessibleDescription(
    /as long are one/,
  );
  await organiser.reload();
  await expect(organiser.getByLabel("Name", { exact: true })).toHaveValue("World Championship");
});

test("of two organisers who change different things both changes hold", async ({ browser }) => {
  const [mikko, sofia] = [await openTournament(browser), await openTournament(browser, "admin2")];
  await sofia.getByLabel("Venue", { exact: true }).fill("Bern");
  await save(sofia);
  await saved(sofia);
  await mikko.getByLabel("Name", { exact: true }).fill("Continental Cup");
  await save(mikko);
  await saved(mikko);
  await expect(mikko.getByLabel("Venue", { exact: true })).toHaveValue("Bern");
  await sofia.reload();
  await expect(sofia.getByLabel("Name", { exact: true })).toHaveValue("Continental Cup");
});

test("what another organiser has changed meanwhile is shown, and replaced only by a second saving", async ({
  browser,
}) => {
  const [mikko, sofia] = [await openTournament(browser), await openTournament(browser, "admin2")];
  await sofia.getByLabel("Venue", { exact: true }).fill("Bern");
  await sofia.getByRole("button", { name: "Remove reminder 4" }).click();
  await save(sofia);
  await saved(sofia);

  await mikko.getByLabel("Venue", { exact: true }).fill("Basel");
  await mikko.getByRole("button", { name: "Remove reminder 1" }).click();
  await save(mikko);
  const notice = mikko
    .getByRole("alert")
    .filter({ hasText: "Another organiser has changed this meanwhile." });
  await expect(notice.getByRole("listitem").filter({ hasText: "Venue" })).toHaveText(
    "Venue: now “Bern”, yours “Basel”",
  );
  await expect(notice.getByRole("listitem").filter({ hasText: "Reminders" })).toHaveText(
    "Reminders: now “7 days, 3 days and 1 day”, yours “3 days, 1 day and 3 hours”",
  );
  await sofia.reload();
  await expect(sofia.getByLabel("Venue", { exact: true })).toHaveValue("Bern");

  await save(mikko);
  await saved(mikko);
  await sofia.getByLabel("Venue", { exact: true }).fill("Genève");
  await save(sofia);
  await sofia.getByRole("button", { name: "Take theirs" }).click();
  await expect(sofia.getByLabel("Venue", { exact: true })).toHaveValue("Basel");
  await expect(sofia.getByLabel("Reminder 1: how many")).toHaveValue("3");
});
