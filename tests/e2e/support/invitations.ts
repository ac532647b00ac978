import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { linkMailedTo } from "./mails";
import { type DemoPerson, signIn } from "./people";

export const NEW_PASSWORD = "a new password";

/** An address that nobody has had before. */
export function freshAddress(name: string): string {
  return `${name}-${Date.now()}@rinkside.test`;
}

/** An organiser's browser on the list of people. */
export async function openPeople(
  browser: Browser,
  person: DemoPerson = "admin",
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await signIn(page, person);
  // On a phone the bar has no room for it.
  const [admin, more] = [
    page.getByRole("link", { name: "Admin" }),
    page.getByRole("button", { name: "More" }),
  ];
  await expect(admin.or(more)).toBeVisible();
  if (await more.isVisible()) await more.click();
  await admin.click();
  await expect(page.getByRole("heading", { name: "People" })).toBeVisible();
  return page;
}

/** Fills in the form that invites, sends it, and gives the link that the mail holds. */
export async function invite(organiser: Page, address: string, to: string): Promise<string> {
  await organiser.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = organiser.getByRole("dialog", { name: "Invite somebody" });
  await dialog.getByLabel("E-mail").fill(address);
  await dialog.getByLabel("To", { exact: true }).selectOption({ label: to });
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect(dialog.getByRole("status")).toHaveText(`The invitation to ${address} is on its way.`);
  await dialog.getByRole("button", { name: "Done" }).click();
  return linkMailedTo(address);
}

/** The invitation's line in the list of those who have not come yet. */
export function awaited(organiser: Page, address: string) {
  return organiser
    .getByRole("region", { name: "Not come yet" })
    .getByRole("listitem")
    .filter({ hasText: address });
}

/** Fills in what an invitation asks for, and comes in. */
export async function join(page: Page, name: string, password = NEW_PASSWORD): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Join" }).click();
}
