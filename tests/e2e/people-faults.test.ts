import { expect } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { choose, group } from "./support/directory";
import { awaited, freshAddress, invite, NEW_PASSWORD, openPeople } from "./support/invitations";
import { linkMailedTo, mailsTo } from "./support/mails";
import { startOwnSite } from "./support/own-site";
import { intercept, isAction } from "./support/sending";
import { test } from "./support/test";

test("of two organisers who change one person the second is told what the first has done", async ({
  browser,
}) => {
  const sql = openDatabase();
  const [first, second] = [await openPeople(browser), await openPeople(browser, "admin2")];
  try {
    const move = await choose(first, "Dana Whitfield", "Move to another team", "Norway");
    const late = await choose(second, "Dana Whitfield", "Move to another team", "Denmark");
    await move.getByRole("button", { name: "Move" }).click();
    await expect(group(first, "Norway").getByText("Dana Whitfield")).toBeVisible();
    await late.getByRole("button", { name: "Move" }).click();
    await expect(late.getByRole("alert")).toContainText("in another team by now");
    await late.getByRole("button", { name: "Cancel" }).click();
    await expect(group(second, "Norway").getByText("Dana Whitfield")).toBeVisible();

    const promote = await choose(first, "Dana Whitfield", "Make an organiser");
    const later = await choose(second, "Dana Whitfield", "Move to another team", "Denmark");
    await promote.getByRole("button", { name: "Make an organiser" }).click();
    await expect(group(first, "Organisers").getByText("Dana Whitfield")).toBeVisible();
    await later.getByRole("button", { name: "Move" }).click();
    await expect(later.getByRole("alert")).toContainText("has another role by now");
  } finally {
    await sql`update public.users set role = 'member', team_id = ${teamId("USA")} where id = ${userId("usa")}`;
    await sql.end();
  }
});

test("an organiser who was made a team member meanwhile can do nothing more, and is told why", async ({
  browser,
}) => {
  const sql = openDatabase();
  const page = await openPeople(browser, "admin2");
  try {
    const dialog = await choose(page, "Petr Novák", "Deactivate");
    await sql`update public.users set role = 'member', team_id = ${teamId("SUI")} where id = ${userId("admin2")}`;
    await dialog.getByRole("button", { name: "Deactivate" }).click();
    await expect(dialog.getByRole("alert")).toHaveText(
      "Only organisers can do this, and you are none any more.",
    );
    expect(
      await sql`select from public.users where id = ${userId("czechia")} and deactivated_at is null`,
    ).toHaveLength(1);
  } finally {
    await sql`update public.users set role = 'admin', team_id = null where id = ${userId("admin2")}`;
    await sql.end();
  }
});

test("an invitation whose mail could not be sent stands, says so, and is sent again from the list", async ({
  browser,
}) => {
  // Auth refuses this site's key; Postgres knows the organiser all the same.
  const site = await startOwnSite({ SUPABASE_SECRET_KEY: "sb_secret_of_another_project" });
  try {
    const organiser = await openPeople(browser, "admin", { baseURL: site.url });
    const address = freshAddress("unsent");
    await organiser.getByRole("button", { name: "Invite", exact: true }).click();
    const dialog = organiser.getByRole("dialog");
    await dialog.getByLabel("E-mail").fill(address);
    await dialog.getByLabel("To", { exact: true }).selectOption({ label: "Denmark" });
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await expect(dialog.getByRole("status")).toContainText("is invited, but the mail could not be sent");
    await dialog.getByRole("button", { name: "Done" }).click();
    await expect(awaited(organiser, address)).toBeVisible();
    expect(await mailsTo(address)).toEqual([]);

    const elsewhere = await openPeople(browser);
    await elsewhere.getByRole("button", { name: `Send again to ${address}` }).click();
    await expect(elsewhere.getByText(`A new mail to ${address} is on its way`)).toBeVisible();
    await elsewhere.goto(await linkMailedTo(address));
    await expect(
      elsewhere.getByRole("heading", { name: "You are signed in as somebody else" }),
    ).toBeVisible();
  } finally {
    await site.stop();
  }
});

test("a double click invites once", async ({ browser }) => {
  const organiser = await openPeople(browser);
  const address = freshAddress("doubled");
  await organiser.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = organiser.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(address);
  await dialog.getByLabel("To", { exact: true }).selectOption({ label: "Denmark" });
  await dialog.getByRole("button", { name: "Send invitation" }).dblclick();
  await expect(dialog.getByRole("status")).toHaveText(`The invitation to ${address} is on its way.`);
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(awaited(organiser, address)).toHaveCount(1);
  expect(await mailsTo(address)).toHaveLength(1);
});

test("where the network is cut the sentence says so, and what was typed is still there", async ({
  browser,
  page,
}) => {
  const organiser = await openPeople(browser);
  const address = freshAddress("cut");
  const cut = () => intercept(organiser, isAction, (route) => route.abort("internetdisconnected"));
  let mend = await cut();
  const move = await choose(organiser, "Petr Novák", "Move to another team", "Norway");
  await move.getByRole("button", { name: "Move" }).click();
  await expect(move.getByRole("alert")).toContainText("We could not do that right now");
  await move.getByRole("button", { name: "Cancel" }).click();
  await organiser.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = organiser.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(address);
  await dialog.getByLabel("To", { exact: true }).selectOption({ label: "Norway" });
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect(dialog.getByRole("alert")).toContainText("We could not do that right now");
  await expect(dialog.getByLabel("E-mail")).toHaveValue(address);
  await mend();
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect(dialog.getByRole("status")).toContainText("is on its way");

  await page.goto(await linkMailedTo(address));
  mend = await intercept(page, isAction, (route) => route.abort("internetdisconnected"));
  await page.getByLabel("Your name").fill("Kari Solberg");
  await page.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing is lost: try again" })).toBeVisible();
  await expect(page.getByLabel("Your name")).toHaveValue("Kari Solberg");
  await mend();
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page).toHaveURL("/chat/NOR");
});

test("without any script an invitation is followed all the same", async ({ browser }) => {
  const link = await invite(await openPeople(browser), freshAddress("scriptless"), "Slovakia");
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(link);
  await page.getByLabel("Your name").fill("Marek Hudák");
  await page.getByLabel("Password", { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page).toHaveURL("/chat/SVK");
});

test("a long list is folded by team; opening one, or a search, shows its people", async ({ browser }) => {
  const sql = openDatabase();
  await sql`with made as (
      insert into auth.users (instance_id, id, aud, role, email, raw_app_meta_data, raw_user_meta_data,
        created_at, updated_at, confirmation_token, recovery_token, email_change, email_change_token_new)
      select '00000000-0000-0000-0000-000000000000', gen_random_uuid(), 'authenticated', 'authenticated',
        'crowd-' || n || '@rinkside.test', '{}', '{}', now(), now(), '', '', '', ''
      from generate_series(1, 80) n returning id, email)
    insert into public.users (id, team_id, full_name) select id, ${teamId("AUT")}, 'Crowd ' || email from made`;
  try {
    const organiser = await openPeople(browser);
    const person = group(organiser, "Austria").getByText("Crowd crowd-77@rinkside.test");
    await expect(group(organiser, "Austria")).toBeVisible();
    await expect(person).toBeHidden();
    await group(organiser, "Austria").getByRole("heading").click();
    await expect(person).toBeVisible();
    await group(organiser, "Austria").getByRole("heading").click();
    await organiser.getByRole("searchbox").fill("crowd-77");
    await expect(person).toBeVisible();
    await expect(group(organiser, "Sweden")).toHaveCount(0);
  } finally {
    await sql`delete from public.users where full_name like 'Crowd %'`;
    await sql`delete from auth.users where email like 'crowd-%@rinkside.test'`;
    await sql.end();
  }
});
