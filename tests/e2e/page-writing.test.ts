import { type Browser, expect, type Page } from "@playwright/test";
import { openDatabase, userId } from "./support/database";
import { article, text } from "./support/pages";
import { type DemoPerson, signIn } from "./support/people";
import { intercept, isAction } from "./support/sending";
import { test } from "./support/test";

const sql = openDatabase();
const sofia = userId("admin2");
test.afterEach(() => sql`delete from public.pages where slug like 'writing-%'`);
test.afterAll(() => sql.end());

async function open(browser: Browser, person: DemoPerson, path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on("dialog", (dialog) => dialog.accept());
  await signIn(page, person);
  await page.goto(path);
  return page;
}

/** A page that Sofia has written: a draft, or published by her. */
const write = (slug: string, body: string, published: Date | null = null) => sql`
  insert into public.pages (id, slug, title, body, created_by, edited_by, status, published_at, published_by)
  values (gen_random_uuid(), ${slug}, 'Written', ${body}, ${sofia}, ${sofia}, ${published ? "published" : "draft"},
    ${published}, ${published && sofia})`;

test("while a page is being saved nothing is typed that would be lost, and what was typed is saved", async ({
  browser,
}) => {
  await write("writing-slowly", "Before.");
  const page = await open(browser, "admin", "/pages/writing-slowly/edit");
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await intercept(page, isAction, async (route) => {
    await answered;
    await route.continue();
  });
  await text(page).fill("After.");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("button", { name: "Saving…" })).toBeDisabled();
  for (const field of [text(page), page.getByLabel("Title"), page.getByLabel("Address")])
    await expect(field).not.toBeEditable();
  await text(page).press("End");
  await text(page).pressSequentially(" Never.");
  await expect(text(page)).toHaveValue("After.");
  answer();
  await expect(article(page).getByText("After.", { exact: true })).toBeVisible();
});

test("what is not saved is there again on its page, also at another address, and not on another page at its old one", async ({
  browser,
}) => {
  await write("writing-here", "Before.");
  const page = await open(browser, "admin", "/pages/writing-here/edit");
  await text(page).fill("Not saved yet.");
  await expect(page.getByRole("region", { name: "Preview" }).getByText("Not saved yet.")).toBeVisible();
  await sql`update public.pages set slug = 'writing-there' where slug = 'writing-here'`;
  await write("writing-here", "Something else.");
  await page.goto("/pages/writing-here/edit");
  await expect(text(page)).toHaveValue("Something else.");
  await expect(page.getByText("This is what you had written and not saved.")).toHaveCount(0);
  await page.goto("/pages/writing-there/edit");
  await expect(page.getByText("This is what you had written and not saved.")).toBeVisible();
  await expect(text(page)).toHaveValue("Not saved yet.");
});

test("a text that is too deep to be read is not saved, and is said to beside it", async ({ browser }) => {
  await write("writing-deep", "Before.");
  const page = await open(browser, "admin", "/pages/writing-deep/edit");
  const deep = ">".repeat(5_000);
  await text(page).fill(deep);
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "stand too deep" })).toBeVisible();
  await expect(text(page)).toHaveValue(deep);
  await text(page).fill("Shallow.");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(article(page).getByText("Shallow.")).toBeVisible();
});

test("without a network a link within the page is followed, and one that leads off it is not", async ({
  browser,
}) => {
  await write(
    "writing-offline",
    "The last bus leaves at 23:30.[^1]\n\n[^1]: But not on Sundays.",
    new Date(),
  );
  const team = await open(browser, "sweden", "/pages/writing-offline");
  const note = article(team).getByRole("link", { name: "1", exact: true });
  await expect(note).toBeVisible();
  await team.context().setOffline(true);
  await expect(team.getByText("You are offline since")).toBeVisible();
  await note.click();
  await expect(team).toHaveURL(/\/pages\/writing-offline#user-content-fn-1$/);
  const refused = team.getByText("You are offline: this page cannot be opened now.");
  await expect(refused).toHaveCount(0);
  await team.getByRole("link", { name: "All pages" }).click();
  await expect(refused).toBeVisible();
  await expect(team).toHaveURL(/\/pages\/writing-offline/);
  await team.context().setOffline(false);
});

test("a page was changed by whoever published it, not by who had written it", async ({ browser }) => {
  await write("writing-together", "Written by Sofia.");
  const page = await open(browser, "admin", "/pages/writing-together");
  await expect(page.getByText(/by Sofia Keller/)).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("button", { name: "Take back" })).toBeVisible();
  await expect(page.getByText(/by Mikko Korhonen/)).toBeVisible();
});
