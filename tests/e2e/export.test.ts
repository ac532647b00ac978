import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Browser, expect, type Page } from "@playwright/test";
import { execa } from "execa";
import { expectAccessible } from "./support/axe";
import { openDatabase } from "./support/database";
import { freshAddress, invite, join } from "./support/invitations";
import { arrive, complaints, expectLive, openConversation, signIn, write } from "./support/people";
import { test } from "./support/test";
import { openMenu, phone, said } from "./support/writing";

const sql = openDatabase();
// A team of these tests' own: what they write and delete is in nobody else's way.
const code = `Y${Date.now().toString(36).slice(-4).toUpperCase()}`;
const name = `Iceland ${code}`;
let teamId = "";
test.beforeAll(async () => {
  const [row] = await sql<{ id: string }[]>`
    insert into public.teams (name, code, time_zone) values (${name}, ${code}, 'Atlantic/Reykjavik') returning id`;
  teamId = row?.id ?? "";
});
test.afterAll(async () => {
  await sql`update public.users set deactivated_at = now() where team_id = ${teamId}`;
  await sql`update public.teams set archived_at = now() where id = ${teamId}`;
  await sql.end();
});

/** Somebody of that team, who has just come in by an invitation. */
async function arriveForTeam(browser: Browser, organiser: Page): Promise<Page> {
  await organiser.goto("/admin/people");
  const link = await invite(organiser, freshAddress("iceland"), name);
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await join(page, "Jón Þórsson");
  await expect(page).toHaveURL(`/chat/${code}`);
  await expectLive(page);
  return page;
}

const dialogOf = (page: Page) => page.getByRole("dialog", { name: `Export the conversation with ${name}` });

async function openExport(page: Page) {
  await page.getByRole("button", { name: "More about this conversation" }).click();
  await page.getByRole("button", { name: /^Export…/ }).click();
  await expect(dialogOf(page)).toBeVisible();
  return dialogOf(page);
}

/** Exports by the dialog; gives the file's path, and the fingerprint that the dialog shows. */
async function exportFile(page: Page, button: RegExp, path: string): Promise<string> {
  const coming = page.waitForEvent("download");
  await dialogOf(page).getByRole("button", { name: button }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(
    new RegExp(`^rinkside-${code}-\\d{4}-\\d\\d-\\d\\d-[0-9a-f]{8}\\.`),
  );
  await download.saveAs(path);
  await expect(dialogOf(page).getByRole("status")).toContainText(download.suggestedFilename());
  return (await dialogOf(page).getByTestId("fingerprint").textContent()) ?? "";
}

const verifyFile = (...args: string[]) =>
  execa("npm", ["run", "-s", "verify-export", "--", ...args], { reject: false });

test("an organiser exports what others wrote, edited and deleted; the verifier takes the files, and no other", async ({
  browser,
}, testInfo) => {
  const [writer, exporter] = [await arrive(browser, "admin"), await arrive(browser, "admin2")];
  const team = await arriveForTeam(browser, writer);
  await openConversation(writer, code);
  await write(team, "Is our protest about the <b>second</b> goal with you?");
  await write(writer, "It came at six.");
  await expect(said(writer, "It came at six.")).toBeVisible();
  await (await openMenu(writer, "It came at six.")).getByRole("menuitem", { name: "Edit" }).click();
  await expect(writer.getByText("Editing your message")).toBeVisible();
  await writer.getByRole("textbox", { name: "Message" }).fill("It came at seven.");
  await writer.keyboard.press("Enter");
  await expect(said(writer, "It came at seven.")).toContainText("edited");
  await write(team, "You are blind.");
  await expect(said(team, "You are blind.")).toBeVisible();
  await (await openMenu(team, "You are blind.")).getByRole("menuitem", { name: "Delete" }).click();
  await team.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(team.getByText("This message was deleted.")).toBeVisible();

  const heard = complaints(exporter.context());
  await openConversation(exporter, code);
  await expect(exporter.getByRole("main")).not.toContainText("You are blind.");
  await openExport(exporter);
  const [html, json, changed] = ["log.html", "log.json", "changed.html"].map((file) =>
    testInfo.outputPath(file),
  ) as [string, string, string];
  const fingerprint = await exportFile(exporter, /^Printable page/, html);
  const other = await exportFile(exporter, /^Data/, json);
  await expectAccessible(exporter);
  await exporter.keyboard.press("Escape");
  await expect(exporter.getByRole("button", { name: "More about this conversation" })).toBeFocused();

  // Two exports, two fingerprints; the data tells the same.
  expect(other).not.toBe(fingerprint);
  expect(await verifyFile(html, "--fingerprint", fingerprint)).toMatchObject({ exitCode: 0, stderr: "" });
  expect(await verifyFile(json, "--earlier", html)).toMatchObject({ exitCode: 0, stderr: "" });
  expect((await verifyFile(json)).stdout).toContain(other);
  const text = readFileSync(html, "utf8");
  writeFileSync(changed, text.replace("It came at six.", "It came at two."));
  const refused = await verifyFile(changed);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain("NOT as it was written");
  const events = JSON.parse(readFileSync(json, "utf8")).events.map(
    ({ kind, content }: { kind: string; content: string }) => [kind, content],
  );
  expect(events).toEqual([
    ["sent", "Is our protest about the <b>second</b> goal with you?"],
    ["sent", "It came at six."],
    ["edited", "It came at seven."],
    ["sent", "You are blind."],
    ["deleted", "You are blind."],
  ]);

  // The page is read where no script runs, and asks nobody for anything.
  const reading = await (await browser.newContext({ javaScriptEnabled: false, offline: true })).newPage();
  const complained = complaints(reading.context());
  await reading.goto(pathToFileURL(html).href);
  await expect(reading.getByRole("heading", { level: 1 })).toHaveText(`Conversation with ${name} (${code})`);
  await expect(reading.getByRole("heading", { level: 2 })).toHaveText([
    "Message #1 sent",
    "Message #2 sent",
    "Message #2 edited",
    "Message #3 sent",
    "Message #3 deleted",
  ]);
  await expect(reading.locator("#r3")).toContainText(
    /Before\s*It came at six\.\s*From then on\s*It came at seven\./,
  );
  await expect(reading.locator("#r1")).toContainText("<b>second</b>");
  await expect(reading.getByText(fingerprint)).toBeVisible();
  expect((await reading.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(1_000);
  expect([...heard, ...complained]).toEqual([]);

  await exporter.goto("/admin/people/audit");
  const line = exporter.getByRole("listitem").filter({ hasText: fingerprint });
  await expect(line).toContainText(
    `Sofia Keller exported the conversation with ${name}, complete to message #3`,
  );
});

test("a team has no way to it, by the page or by its address", async ({ browser, page }) => {
  const organiser = await arrive(browser, "admin");
  const team = await arriveForTeam(browser, organiser);
  await expect(team.getByRole("button", { name: "More about this conversation" })).toHaveCount(0);
  const ask = (from: Page, path: string) =>
    from.evaluate(async (address) => {
      const response = await fetch(address, { method: "POST" });
      return [response.status, await response.text()] as const;
    }, `/api/chat/${path}`);
  expect(await ask(team, `${teamId}/export?format=json`)).toEqual([403, '{"error":"forbidden"}']);
  expect((await team.goto(`/api/chat/${teamId}/export?format=html`))?.status()).toBe(405);
  await page.goto("/sign-in");
  expect((await ask(page, `${teamId}/export?format=json`))[0]).toBe(401);
  await organiser.goto("/chat");
  expect((await ask(organiser, `${teamId}/export?format=pdf`))[0]).toBe(400);
  expect((await ask(organiser, "10000000-0000-4000-8000-0000000000ff/export?format=json"))[0]).toBe(404);
  // Nobody else's page has it made.
  const foreign = await organiser.request.post(`/api/chat/${teamId}/export?format=json`, {
    headers: { "Sec-Fetch-Site": "cross-site" },
  });
  expect(foreign.status()).toBe(403);
});

test("on a phone it opens too; where the site does not answer, that is said, and the next try goes well", async ({
  browser,
}) => {
  const context = await browser.newContext(phone);
  const organiser = await context.newPage();
  await signIn(organiser, "admin");
  await openConversation(organiser, code);
  expect(await organiser.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  const dialog = await openExport(organiser);
  await context.setOffline(true);
  await dialog.getByRole("button", { name: /^Data/ }).click();
  await expect(dialog.getByRole("alert")).toHaveText(
    "The site did not answer, and nothing was saved. Try again.",
  );
  await context.setOffline(false);
  const coming = organiser.waitForEvent("download");
  await dialog.getByRole("button", { name: /^Data/ }).click();
  await coming;
  await expect(dialog.getByTestId("fingerprint")).toHaveText(/^[0-9a-f]{64}$/);
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toBeHidden();
});
