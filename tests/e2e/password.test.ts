import { expect } from "@playwright/test";
import { openDatabase, userId } from "./support/database";
import { openPeople } from "./support/invitations";
import {
  ageMail,
  askForLink,
  expectEnded,
  linkTo,
  ON_ITS_WAY,
  restorePassword,
  tryToSignIn,
} from "./support/links";
import { mailsTo } from "./support/mails";
import { arrive, complaints, expectLive, openConversation, PASSWORD, signIn } from "./support/people";
import { test } from "./support/test";

const NEW = "a longer password";
const OVER = "This link opens nothing any more";

test("who has forgotten the password chooses a new one by a mail, and is signed out everywhere else", async ({
  browser,
  page,
  request,
}) => {
  const sql = openDatabase();
  const address = "canada@rinkside.test";
  const elsewhere = await arrive(browser, "canada");
  const heard = complaints(page.context());
  try {
    await expectLive(elsewhere);
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Forgotten your password?" }).click();
    await askForLink(page, address);
    const link = await linkTo("/reset-password", address);
    // Programs that look through mails open what is in them.
    for (let visit = 0; visit < 2; visit += 1) expect((await request.get(link)).status()).toBe(200);

    const opened = await page.goto(link);
    expect(opened?.headers()["referrer-policy"]).toBe("strict-origin");
    await page.getByLabel("New password").fill(PASSWORD);
    await page.getByRole("button", { name: "Save the password" }).click();
    await expect(page.getByText("This is your password already")).toBeVisible();
    await page.getByLabel("New password").fill(NEW);
    await page.getByRole("button", { name: "Save the password" }).click();
    await expect(page.getByRole("status")).toHaveText(/Your new password counts from now on/);
    await expectEnded(elsewhere);
    await page.getByRole("link", { name: "Go on" }).click();
    await expect(page).toHaveURL("/chat/CAN");
    await expectLive(page);
    expect(heard).toEqual([]);

    const again = await (await browser.newContext()).newPage();
    await again.goto(link);
    await again.getByLabel("New password").fill("one more password");
    await again.getByRole("button", { name: "Save the password" }).click();
    await expect(again.getByRole("alert").filter({ hasText: OVER })).toBeVisible();
    await again.getByRole("link", { name: "Ask for a new link" }).click();
    await expect(again.getByRole("heading", { name: "Forgotten your password?" })).toBeVisible();

    const old = await tryToSignIn(browser, address, PASSWORD);
    await expect(old.getByRole("alert").filter({ hasText: "No account has this" })).toBeVisible();
    await expect(await tryToSignIn(browser, address, NEW)).toHaveURL("/chat/CAN");
  } finally {
    await restorePassword(sql, "canada");
    await sql.end();
  }
});

test("a link that was followed changes nobody else's password who signs in meanwhile", async ({
  browser,
  page,
}) => {
  const sql = openDatabase();
  try {
    await ageMail(sql, "canada");
    await page.goto("/reset-password");
    await askForLink(page, "canada@rinkside.test");
    await page.goto(await linkTo("/reset-password", "canada@rinkside.test"));
    await page.getByLabel("New password").fill(PASSWORD);
    await page.getByRole("button", { name: "Save the password" }).click();
    await expect(page.getByText("This is your password already")).toBeVisible();

    const another = await arrive(browser, "finland");
    await page.context().addCookies(await another.context().cookies());
    await page.getByLabel("New password").fill(NEW);
    await page.getByRole("button", { name: "Save the password" }).click();
    await expect(page.getByRole("alert").filter({ hasText: OVER })).toBeVisible();
    await expect(await tryToSignIn(browser, "finland@rinkside.test", PASSWORD)).toHaveURL("/chat/FIN");
  } finally {
    await restorePassword(sql, "canada");
    await sql.end();
  }
});

test("the answer never tells whether an address is known", async ({ page }) => {
  for (const address of ["finland@rinkside.test", "nobody@rinkside.test", "finland@rinkside.test"]) {
    await page.goto("/reset-password");
    await askForLink(page, address);
    await expect(page.getByRole("status")).toContainText(address);
    await expect(page.getByRole("button", { name: /^Send it again in \d+ s$/ })).toBeDisabled();
  }
  expect(await mailsTo("nobody@rinkside.test")).toEqual([]);
  await page.goto("/reset-password");
  await page.getByLabel("E-mail").fill("no address at all@rinkside");
  await page.getByLabel("E-mail").evaluate((field) => field.setAttribute("type", "text"));
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Enter your e-mail address" })).toBeVisible();
});

test("a mail can be asked for again after a minute, and only the newest link counts", async ({ page }) => {
  const address = "finland@rinkside.test";
  await page.clock.install();
  await page.goto("/reset-password");
  await askForLink(page, address);
  const first = await linkTo("/reset-password", address);
  const sql = openDatabase();
  await ageMail(sql, "finland");
  await sql.end();
  await page.clock.fastForward(61_000);
  await page.getByRole("button", { name: "Send it again" }).click();
  await expect.poll(() => linkTo("/reset-password", address)).not.toBe(first);
  await page.goto(first);
  await page.getByLabel("New password").fill(NEW);
  await page.getByRole("button", { name: "Save the password" }).click();
  await expect(page.getByRole("alert").filter({ hasText: OVER })).toBeVisible();
});

test("a link that has expired says so", async ({ page }) => {
  const address = "czechia@rinkside.test";
  await page.goto("/reset-password");
  await askForLink(page, address);
  const sql = openDatabase();
  await sql`update auth.users set recovery_sent_at = now() - interval '61 minutes' where id = ${userId("czechia")}`;
  await sql.end();
  await page.goto(await linkTo("/reset-password", address));
  await page.getByLabel("New password").fill(NEW);
  await page.getByRole("button", { name: "Save the password" }).click();
  await expect(page.getByRole("alert").filter({ hasText: OVER })).toBeVisible();
  await expect(page.getByLabel("New password")).toHaveCount(0);
});

test("without a network nothing is asked for, and the address stays", async ({ page, context }) => {
  await page.goto("/reset-password");
  await page.getByLabel("E-mail").fill("sweden@rinkside.test");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(
    page.getByRole("alert").filter({ hasText: "We cannot reach the sign-in service" }),
  ).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("sweden@rinkside.test");
  await context.setOffline(false);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByRole("status")).toHaveText(ON_ITS_WAY);
});

test("who knows the password changes it in the settings: every other device is signed out, this one goes on", async ({
  browser,
  page,
}) => {
  const sql = openDatabase();
  const address = "latvia@rinkside.test";
  const elsewhere = await arrive(browser, "latvia");
  try {
    await expectLive(elsewhere);
    await signIn(page, "latvia");
    await page.goto("/settings");
    const second = await page.context().newPage();
    await openConversation(second, "LAT");

    await page.getByLabel("Present password").fill("not the password");
    await page.getByLabel("New password").fill(NEW);
    await page.getByRole("button", { name: "Change the password" }).click();
    await expect(
      page.getByRole("alert").filter({ hasText: "This is not your present password" }),
    ).toBeVisible();
    await page.getByLabel("Present password").fill(PASSWORD);
    await page.getByLabel("New password").fill(NEW);
    await page.getByRole("button", { name: "Change the password" }).click();
    await expect(page.getByText("Your password is changed. Every other device is signed out")).toBeVisible();
    await expect(page.getByLabel("New password")).toHaveValue("");

    await expectEnded(elsewhere);
    await expectLive(second);
    await second.reload();
    await expectLive(second);
    await page.reload();
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
    const old = await tryToSignIn(browser, address, PASSWORD);
    await expect(old.getByRole("alert").filter({ hasText: "No account has this" })).toBeVisible();
    await expect(await tryToSignIn(browser, address, NEW)).toHaveURL("/chat/LAT");

    const organiser = await openPeople(browser);
    await organiser.getByRole("link", { name: "Audit" }).click();
    await expect(organiser.getByText("Jānis Bērziņš has a new password").first()).toBeVisible();
  } finally {
    await restorePassword(sql, "latvia");
    await sql.end();
  }
});
