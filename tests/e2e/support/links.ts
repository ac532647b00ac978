import { type Browser, expect, type Page } from "@playwright/test";
import type { Sql } from "postgres";
import { userId } from "./database";
import { mailsTo } from "./mails";
import { PASSWORD, submitSignIn } from "./people";

/** What the pages of links say of every address, known or not. */
export const ON_ITS_WAY = /has an account here, a mail with a link is on its way/;

/** The link to a page of the site that the newest mail to an address holds. */
export async function linkTo(path: "/reset-password" | "/sign-in/link", address: string): Promise<string> {
  const [newest] = await mailsTo(address);
  const link = newest?.links.find((one) => new URL(one).pathname === path);
  if (!link) throw new Error(`The newest mail to ${address} holds no link to ${path}.`);
  return link;
}

/** Fills in the address to which a link is to be mailed, and asks for it. */
export async function askForLink(page: Page, address: string): Promise<void> {
  // The page before has such a field too.
  await expect(page.getByRole("button", { name: "Send me a link" })).toBeVisible();
  await page.getByLabel("E-mail").fill(address);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByRole("status")).toHaveText(ON_ITS_WAY);
}

/** As if the last mail to somebody were a minute old: Auth sends no two at once. */
export async function ageMail(sql: Sql, person: Parameters<typeof userId>[0]): Promise<void> {
  await sql`update auth.users set recovery_sent_at = recovery_sent_at - interval '1 minute' where id = ${userId(person)}`;
}

/** The demo's password again, for those who come after. */
export async function restorePassword(sql: Sql, person: Parameters<typeof userId>[0]): Promise<void> {
  await sql`update auth.users set encrypted_password = extensions.crypt(${PASSWORD}, extensions.gen_salt('bf', 4))
    where id = ${userId(person)}`;
}

/** Whether somebody gets in with a password, from a browser of their own. */
export async function tryToSignIn(browser: Browser, address: string, password: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto("/sign-in");
  await submitSignIn(page, address, password);
  return page;
}

/** A page that was open and live, and whose session has been ended elsewhere: it is told at once, and again on loading. */
export async function expectEnded(page: Page): Promise<void> {
  await expect(page.getByRole("alert").filter({ hasText: /signed out/i })).toBeVisible();
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in\?.*reason=expired/);
  await expect(page.getByRole("alert").filter({ hasText: "Your session has ended" })).toBeVisible();
}
