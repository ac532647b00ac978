import { expect } from "@playwright/test";
import { openDatabase } from "./support/database";
import { article, freshTitle, open, publish, removePages, row, slugOf, text } from "./support/pages";
import { expectToFit } from "./support/screen";
import { intercept, isAction } from "./support/sending";
import { test } from "./support/test";

test.afterAll(removePages);

test("an address that exists is said to, beside the field, and nothing that was written is lost", async ({
  browser,
}) => {
  const organiser = await open(browser, "admin", "/pages/new");
  const title = freshTitle("Practice");
  await organiser.getByLabel("Title").fill(title);
  await organiser.getByLabel("Address").fill("practice-ice");
  await text(organiser).fill("Ninety minutes.");
  await organiser.getByRole("button", { name: "Save draft" }).click();
  await expect(
    organiser.getByRole("alert").filter({ hasText: "Another page has this address" }),
  ).toBeInViewport();
  await expectToFit(organiser);
  await expect(organiser.getByLabel("Address")).toHaveAttribute("aria-invalid", "true");
  await organiser.getByLabel("Address").fill("practice/../ice");
  await organiser.getByRole("button", { name: "Save draft" }).click();
  await expect(organiser.getByText("Use small letters, digits and hyphens")).toBeInViewport();
  await organiser.getByLabel("Address").fill(slugOf(title));
  await organiser.getByRole("button", { name: "Save draft" }).click();
  await expect(article(organiser).getByText("Ninety minutes.")).toBeVisible();
  await expect(organiser).toHaveURL(new RegExp(`/pages/${slugOf(title)}$`));
});

test("of two who edit one page the second sees what the first has written, and overwrites nothing unseen", async ({
  browser,
}) => {
  const title = freshTitle("Laundry");
  const mikko = await open(browser, "admin", "/pages");
  await publish(mikko, title, "Open until 22:00.\n\nIn the basement.");
  const sofia = await open(browser, "admin2", `/pages/${slugOf(title)}/edit`);
  await mikko.getByRole("link", { name: "Edit" }).click();
  await text(sofia).fill("Open until 21:00.\n\nIn the basement.");
  await text(mikko).fill("Open until 23:00.\n\nIn the basement.");
  await mikko.getByRole("button", { name: "Save changes" }).click();
  await expect(article(mikko).getByText("Open until 23:00.")).toBeVisible();

  await sofia.getByRole("button", { name: "Save changes" }).click();
  const meanwhile = sofia.getByRole("alert").filter({ hasText: "changed this meanwhile" });
  await expect(meanwhile).toContainText("now “Open until 23:00.”, yours “Open until 21:00.”");
  await expect(meanwhile).toBeInViewport();
  await expectToFit(sofia);
  await expect(text(sofia)).toHaveValue("Open until 21:00.\n\nIn the basement.");
  await sofia.getByRole("button", { name: "Take theirs" }).click();
  await expect(text(sofia)).toHaveValue("Open until 23:00.\n\nIn the basement.");

  // What both change in different places goes together.
  await mikko.getByRole("link", { name: "Edit" }).click();
  await mikko.getByLabel("Title").fill(`${title} room`);
  await mikko.getByRole("button", { name: "Save changes" }).click();
  await expect(mikko.getByRole("heading", { name: `${title} room`, level: 1 })).toBeVisible();
  await text(sofia).fill("Open day and night.");
  await sofia.getByRole("button", { name: "Save changes" }).click();
  await expect(sofia.getByRole("heading", { name: `${title} room`, level: 1 })).toBeVisible();
  await expect(article(sofia).getByText("Open day and night.")).toBeVisible();
});

test("a draft is deleted when that is confirmed, and a page that teams have known is not", async ({
  browser,
}) => {
  const title = freshTitle("Never mind");
  const organiser = await open(browser, "admin", "/pages/new");
  await organiser.getByLabel("Title").fill(title);
  await organiser.getByRole("button", { name: "Save draft" }).click();
  await expect(organiser.getByText("There is no text on this page yet.")).toBeVisible();
  await organiser.getByRole("button", { name: "Delete" }).click();
  const dialog = organiser.getByRole("dialog", { name: `Delete “${title}”?` });
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(dialog).toBeHidden();
  await organiser.getByRole("button", { name: "Delete" }).click();
  await dialog.getByRole("button", { name: "Delete the draft" }).click();
  await expect(organiser).toHaveURL(/\/pages$/);
  await expect(row(organiser, "Closing ceremony")).toBeVisible();
  await expect(row(organiser, title)).toHaveCount(0);
  await organiser.getByRole("link", { name: "Practice ice" }).click();
  await expect(organiser.getByRole("button", { name: "Take back" })).toBeVisible();
  await expect(organiser.getByRole("button", { name: "Delete" })).toHaveCount(0);
});

test("what is written survives a cut and a reload, and is saved once when the network is back", async ({
  browser,
}) => {
  const title = freshTitle("Ice hours");
  const organiser = await open(browser, "admin", "/pages/new");
  await organiser.getByLabel("Title").fill(title);
  await text(organiser).fill("From six to midnight.");

  // The first save arrives, and its answer does not.
  let lost = 0;
  const back = await intercept(organiser, isAction, async (route) => {
    await route.fetch();
    lost += 1;
    await route.abort("internetdisconnected");
  });
  await organiser.getByRole("button", { name: "Save draft" }).click();
  await expect(organiser.getByRole("alert").filter({ hasText: "The site does not answer" })).toBeVisible();
  expect(lost).toBe(1);
  await expect(text(organiser)).toHaveValue("From six to midnight.");
  await back();

  organiser.on("dialog", (dialog) => dialog.accept());
  await organiser.reload();
  await expect(organiser.getByText("This is what you had written and not saved.")).toBeVisible();
  await expect(text(organiser)).toHaveValue("From six to midnight.");
  await text(organiser).fill("From five to midnight.");
  await organiser.getByRole("button", { name: "Save draft" }).click();
  await expect(organiser.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await expect(article(organiser).getByText("From five to midnight.")).toBeVisible();
  const sql = openDatabase();
  const stored = await sql`select from public.pages where title = ${title}`;
  await sql.end();
  expect(stored).toHaveLength(1);

  await organiser.goto("/pages/new");
  await expect(organiser.getByLabel("Title")).toHaveValue("");
});
