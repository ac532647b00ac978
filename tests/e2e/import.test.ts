import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type Browser, expect, type Page } from "@playwright/test";
import { openDatabase } from "./support/database";
import { freshAddress, join } from "./support/invitations";
import { linkMailedTo, mailsTo } from "./support/mails";
import { complaints, signIn } from "./support/people";
import { test } from "./support/test";

async function openImport(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ acceptDownloads: true })).newPage();
  await signIn(page, "admin");
  await page.goto("/admin/teams");
  await page.getByRole("link", { name: "Import a list" }).click();
  await expect(page.getByRole("heading", { name: "1. The list" })).toBeVisible();
  return page;
}

const file = (text: string | Buffer, name = "teams.csv") => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});
const choose = (page: Page, text: string | Buffer) =>
  page.getByLabel("Choose a file").last().setInputFiles(file(text));
const paste = async (page: Page, text: string) => {
  await page.getByLabel("Or paste the lines here").fill(text);
  await page.getByRole("button", { name: "See what would happen" }).click();
};
const preview = (page: Page) => page.getByRole("region", { name: "2. What would happen" });
const group = (page: Page, name: string) => preview(page).getByRole("region", { name });
const runImport = (page: Page) => preview(page).getByRole("button", { name: "Import", exact: true }).click();
const done = (page: Page) => page.getByRole("region", { name: "3. Done" });

/** A code that no team has: one that is added cannot be taken away, its creation stands in the audit trail. */
const freshCode = () => `Y${Date.now().toString(36).slice(-4).toUpperCase()}`;

test.afterEach(async () => {
  const sql = openDatabase();
  await sql`update public.teams set archived_at = now() where code like 'Y%' and archived_at is null`;
  await sql`update public.teams set name = 'Norway', archived_at = null where code = 'NOR'`;
  await sql.end();
});

test("a list makes teams, changes others and invites; imported again, it does nothing", async ({
  browser,
}) => {
  const organiser = await openImport(browser);
  const heard = complaints(organiser.context());
  const [code, manager, coach, desk] = [
    freshCode(),
    freshAddress("manager"),
    freshAddress("coach"),
    freshAddress("desk"),
  ];
  const list = [
    "Code;Team;Time zone;Colour;E-mail;Role;Phone",
    `${code};Ytaly;europe/rome;#008C45;${manager};;1`,
    `${code};;;;${coach};member;2`,
    "NOR;Norge;;;;;",
    "SWE;;;;sweden@rinkside.test;;",
    `;;;;${desk};organiser;`,
  ].join("\r\n");
  await choose(organiser, `\uFEFF${list}`);
  await expect(group(organiser, "1 new team").getByRole("listitem")).toHaveText([
    /Line 2.*Ytaly.*Europe\/Rome/,
  ]);
  await expect(group(organiser, "1 changed team").getByRole("listitem")).toHaveText([
    /Line 4NOR name: Norway → Norge/,
  ]);
  await expect(group(organiser, "3 invitations").getByRole("listitem")).toHaveText([
    new RegExp(`${manager} to Ytaly`),
    new RegExp(`${coach} to Ytaly`),
    new RegExp(`${desk} to the organisers`),
  ]);
  await expect(group(organiser, "1 person is here").getByRole("listitem")).toContainText(
    "sweden@rinkside.test here",
  );
  await expect(preview(organiser)).toContainText("The column “Phone” says nothing to the import");
  await expect(preview(organiser)).toContainText("3 mails go out.");
  // Nothing has happened yet.
  expect(await mailsTo(manager)).toEqual([]);

  await runImport(organiser);
  await expect(done(organiser).getByRole("status")).toHaveText("All 3 mails are on their way.");
  const invited = await (await browser.newContext()).newPage();
  await invited.goto(await linkMailedTo(manager));
  await expect(invited.getByRole("heading", { name: "Join Ytaly" })).toBeVisible();
  await join(invited, "Giulia Ricci");
  await expect(invited).toHaveURL(`/chat/${code}`);

  await done(organiser).getByRole("button", { name: "Import another list" }).click();
  await choose(organiser, list);
  await expect(preview(organiser)).toContainText("Nothing: all of this is so already.");
  await expect(group(organiser, "4 people are here").getByRole("listitem")).toHaveCount(4);
  await expect(preview(organiser).getByRole("button", { name: "Import", exact: true })).toHaveCount(0);
  expect(await mailsTo(coach)).toHaveLength(1);

  await organiser.goto("/admin/people/audit");
  await expect(organiser.getByRole("main")).toContainText(
    "Mikko Korhonen imported 5 lines: 1 new team, 3 invitations",
  );
  expect(heard).toEqual([]);
});

test("every mistake is told by its line, and nothing is imported while there is one", async ({ browser }) => {
  const organiser = await openImport(browser);
  const address = freshAddress("nobody");
  await paste(
    organiser,
    [
      "Code,Team,Colour,E-mail",
      `SWE,,,${address}`,
      "S-E,Sweden,,",
      "YYY,,blue,nobody",
      "NOR,,,sweden@rinkside.test",
      `FIN,,,${address}`,
      "YYZ,,,",
    ].join("\n"),
  );
  await expect(preview(organiser).getByRole("alert")).toHaveText(
    "7 things keep this list from being imported",
  );
  await expect(preview(organiser).getByRole("listitem")).toHaveText([
    /Line 3“S-E” is no code/,
    /Line 4“blue” is no colour/,
    /Line 4“nobody” is no e-mail address/,
    /Line 4YYY would be a new team: it needs a name/,
    /Line 5sweden@rinkside.test is here already, with Sweden/,
    new RegExp(`Line 6${address} stands in line 2 already`),
    /Line 7YYZ would be a new team: it needs a name/,
  ]);
  await expect(preview(organiser).getByRole("button", { name: "Import", exact: true })).toHaveCount(0);
  await preview(organiser).getByRole("button", { name: "Choose another list" }).click();
  // What was pasted is there to be mended.
  await expect(organiser.getByLabel("Or paste the lines here")).toHaveValue(/S-E,Sweden/);
  await paste(organiser, "Team,Colour\nSweden,#000000");
  await expect(preview(organiser).getByRole("listitem")).toHaveText([/neither a column “Code”/]);
});

test("a file that is not UTF-8, too large, or dropped where it belongs", async ({ browser }) => {
  const organiser = await openImport(browser);
  await choose(organiser, Buffer.from("Code,Team\nOST,\xd6sterreich", "latin1"));
  await expect(organiser.getByRole("main").getByRole("alert")).toContainText("teams.csv is not in UTF-8");
  await choose(organiser, "x".repeat(256 * 1024 + 1));
  await expect(organiser.getByRole("main").getByRole("alert")).toContainText(
    "teams.csv is too large: at most 256 KB",
  );
  const dropped = await organiser.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["Code,Team\nNOR,Norge"], "dropped.csv", { type: "text/csv" }));
    return data;
  });
  await organiser.getByTestId("drop").dispatchEvent("drop", { dataTransfer: dropped });
  await expect(preview(organiser)).toContainText("of dropped.csv");
  await expect(group(organiser, "1 changed team")).toBeVisible();
});

test("the example that is offered can be imported as it is", async ({ browser }) => {
  const organiser = await openImport(browser);
  const [download] = await Promise.all([
    organiser.waitForEvent("download"),
    organiser.getByRole("link", { name: "Download an example" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("teams-and-people.csv");
  await choose(organiser, await readFile(await download.path()));
  await expect(group(organiser, "4 invitations")).toBeVisible();
});

test("what has changed since the preview is told, and nothing is imported before it was seen", async ({
  browser,
}) => {
  const organiser = await openImport(browser);
  const sql = openDatabase();
  const [code, address] = [freshCode(), freshAddress("late")];
  try {
    await paste(organiser, `Code,Team,E-mail\n${code},Ytaly,${address}\nNOR,Norge,`);
    await expect(group(organiser, "1 changed team")).toContainText("Norway → Norge");
    await sql`update public.teams set name = 'Noreg' where code = 'NOR'`;
    await runImport(organiser);
    const notice = preview(organiser).getByRole("alert");
    await expect(notice).toContainText("Nothing has been imported.");
    await expect(notice.getByRole("listitem")).toHaveText([
      "Line 3: it was “change NOR: name Norway → Norge”, and is “change NOR: name Noreg → Norge” now.",
    ]);
    expect(await sql`select id from public.teams where code = ${code}`).toHaveLength(0);
    expect(await mailsTo(address)).toEqual([]);
    await runImport(organiser);
    await expect(done(organiser).getByRole("status")).toHaveText("The mail is on its way.");
    expect(await sql`select name from public.teams where code = 'NOR'`).toMatchObject([{ name: "Norge" }]);
  } finally {
    await sql.end();
  }
});

test("a mail that could not be sent is listed, and is sent again from there", async ({ browser }) => {
  const organiser = await openImport(browser);
  const sql = openDatabase();
  const [held, fine] = [freshAddress("held"), freshAddress("fine")];
  // An account that has just been mailed: Auth waits before it mails it again.
  const pauseUntil = (at: Date | null) =>
    sql`update auth.users set recovery_sent_at = ${at} where email = ${held}`;
  await sql`insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
      raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
      confirmation_token, recovery_token, email_change, email_change_token_new)
    values ('00000000-0000-0000-0000-000000000000', ${randomUUID()}, 'authenticated', 'authenticated', ${held}, '', now(),
      '{"provider": "email", "providers": ["email"]}', '{}', now(), now(), '', '', '', '')`;
  try {
    await pauseUntil(new Date(Date.now() + 3_600_000));
    await paste(organiser, `Code,E-mail\nSWE,${held}\nSWE,${fine}`);
    await runImport(organiser);
    await expect(done(organiser).getByRole("status").first()).toHaveText("1 of 2 mails are on their way.");
    await expect(done(organiser).getByRole("alert")).toContainText(
      "One mail could not be sent. The invitation stands",
    );
    expect(await mailsTo(fine)).toHaveLength(1);
    await pauseUntil(null);
    await done(organiser)
      .getByRole("button", { name: `Send again to ${held}` })
      .click();
    await expect(done(organiser).getByRole("listitem")).toContainText("sent");
    expect(await mailsTo(held)).toHaveLength(1);
  } finally {
    await sql.end();
  }
});
