import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { openDatabase } from "./database";
import { type DemoPerson, signIn } from "./people";

export async function open(
  browser: Browser,
  person: DemoPerson,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await signIn(page, person);
  await page.goto(path);
  return page;
}

let made = 0;
/** A title that no page has had before; its address is taken from it. */
export function freshTitle(about: string) {
  made += 1;
  return `${about} ${Date.now().toString(36)}${made}`;
}
export const slugOf = (title: string) => title.toLowerCase().replaceAll(" ", "-");

export const row = (page: Page, title: string) =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: title });
export const text = (page: Page) => page.getByLabel("Text", { exact: true });
/** The page as it is read. */
export const article = (page: Page) => page.getByRole("article");
export const preview = (page: Page) => page.getByRole("region", { name: "Preview" });

/** Writes a page and publishes it. */
export async function publish(organiser: Page, title: string, body: string) {
  await organiser.goto("/pages/new");
  await organiser.getByLabel("Title").fill(title);
  await text(organiser).fill(body);
  await organiser.getByRole("button", { name: "Publish" }).click();
  await expect(organiser.getByRole("heading", { name: title, level: 1 })).toBeVisible();
}

/** Takes away what was written, and not the demo's. */
export async function removePages(): Promise<void> {
  const sql = openDatabase();
  await sql`delete from public.pages where id::text not like '30000000-%'`;
  await sql.end();
}
