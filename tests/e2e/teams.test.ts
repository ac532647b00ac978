import { type Browser, expect, type Page } from "@playwright/test";
import { openDatabase } from "./support/database";
import { arrive, complaints, type DemoPerson, signIn } from "./support/people";
import { test } from "./support/test";

async function openTeams(browser: Browser, person: DemoPerson = "admin"): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, person);
  await page.goto("/admin/teams");
  await expect(team(page, "Sweden")).toBeVisible();
  return page;
}

const team = (page: Page, name: string) => page.getByRole("listitem", { name, exact: true });
const dialog = (page: Page, name: string) => page.getByRole("dialog", { name });

test.afterEach(async () => {
  const sql = openDatabase();
  await sql`update public.teams set name = 'Denmark', primary_colour = '#a80c27', time_zone = 'Europe/Copenhagen',
    archived_at = null where code = 'DEN'`;
  // An added team cannot be taken away any more: its creation stands in the audit trail.
  await sql`update public.teams set archived_at = now() where code like 'Z%' and archived_at is null`;
  await sql.end();
});

test("a team and a stranger find neither the teams, the import, its example, nor the tournament", async ({
  page,
}) => {
  await signIn(page, "finland");
  for (const path of [
    "/admin/teams",
    "/admin/teams/import",
    "/admin/teams/import/example",
    "/admin/tournament",
  ]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    const ahead = await page.request.get(path, { headers: { RSC: "1", "Next-Router-Prefetch": "1" } });
    expect(await ahead.text(), path).not.toContain("Reminders");
  }
  const refused = await page.request.post("/api/roster", {
    data: [{ line: 2, code: "SWE", role: "member", expected: {} }],
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect(refused.status()).toBe(403);
});

test("an organiser adds a team, whose code may be used once, and its people are invited next", async ({
  browser,
}) => {
  const organiser = await openTeams(browser);
  const heard = complaints(organiser.context());
  const code = `Z${Date.now().toString(36).slice(-4).toUpperCase()}`;
  const name = `Zanzibar ${code}`;
  await organiser.getByRole("button", { name: "Add a team" }).click();
  const form = dialog(organiser, "Add a team");
  await expect(form.getByLabel("Time zone")).toHaveValue("Europe/Zurich");
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("Code").fill("SWE");
  await form.getByLabel("Colour", { exact: true }).fill("#FFE600");
  await form.getByLabel("Second colour", { exact: true }).fill("blue");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(form.getByLabel("Second colour", { exact: true })).toHaveAccessibleDescription(
    /A colour as in/,
  );
  await form.getByLabel("Second colour", { exact: true }).fill("00f");
  await form.getByRole("button", { name: "Add" }).click();
  await expect(form.getByLabel("Code")).toHaveAccessibleDescription("This code is Sweden already.");
  await form.getByLabel("Code").fill(code.toLowerCase());
  await form.getByRole("button", { name: "Add" }).click();
  await expect(organiser.getByText(`${name} is there now.`)).toBeVisible();
  await expect(team(organiser, name)).toContainText("nobody yet");
  await expect(team(organiser, name).getByRole("img", { name: "Colours #ffe600 and #0000ff" })).toBeVisible();
  await team(organiser, name)
    .getByRole("link", { name: `nobody yet in ${name}` })
    .click();
  await expect(organiser.getByRole("button", { name: `Invite somebody to ${name}` })).toBeVisible();
  expect(heard).toEqual([]);
});

test("an organiser changes a team, but not its code; what another has changed meanwhile is shown first", async ({
  browser,
}) => {
  const [mikko, sofia] = [await openTeams(browser), await openTeams(browser, "admin2")];
  const edit = async (page: Page, name: string) => {
    await page.getByRole("button", { name: "Edit Denmark" }).click();
    const form = dialog(page, "Edit Denmark");
    await expect(form.getByLabel("Code")).not.toBeEditable();
    await form.getByLabel("Name").fill(name);
    await form.getByRole("button", { name: "Save" }).click();
    return form;
  };
  await edit(sofia, "Danmark");
  await expect(team(sofia, "Danmark")).toBeVisible();

  const form = await edit(mikko, "Dänemark");
  await expect(form.getByRole("alert")).toContainText("Name: now “Danmark”, yours “Dänemark”");
  await sofia.reload();
  await expect(team(sofia, "Danmark")).toBeVisible();
  await form.getByLabel("Time zone").fill("Europe/Berlin");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(team(mikko, "Dänemark")).toContainText("Europe/Berlin");
});

test("a team is archived once it is said what that means, reads on, and can be brought back", async ({
  browser,
}) => {
  const [organiser, member] = [await openTeams(browser), await arrive(browser, "finland")];
  const sql = openDatabase();
  try {
    await organiser.getByRole("button", { name: "Archive Finland" }).click();
    const asking = dialog(organiser, "Archive Finland?");
    await expect(asking).toContainText("Its one person can still sign in and read it.");
    await asking.getByRole("button", { name: "Archive" }).click();
    const archived = organiser.getByRole("region", { name: "Archived" });
    await expect(archived.getByRole("listitem", { name: "Finland" })).toContainText(/archived \d/);
    await member.getByRole("textbox", { name: "Message" }).fill("Does anybody still read this?");
    await member.getByRole("textbox", { name: "Message" }).press("Enter");
    await expect(member.getByText("Not sent")).toBeVisible();
    const [refused] = await sql`
      select count(*)::int as count from public.chat_messages where content = 'Does anybody still read this?'`;
    expect(refused).toEqual({ count: 0 });

    await organiser.getByRole("button", { name: "Bring Finland back" }).click();
    await dialog(organiser, "Bring Finland back?").getByRole("button", { name: "Bring back" }).click();
    await expect(archived.getByRole("listitem", { name: "Finland" })).toHaveCount(0);
    await expect(team(organiser, "Finland")).toContainText("1 person");
  } finally {
    await sql`update public.teams set archived_at = null where code = 'FIN'`;
    await sql.end();
  }
});
