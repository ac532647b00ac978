import { devices, expect } from "@playwright/test";
import { openDatabase, userId } from "./support/database";
import { complaints, openConversation, signIn } from "./support/people";
import { test } from "./support/test";

const SIZES = { desktop: {}, phone: devices["Pixel 7"] };

for (const [size, options] of Object.entries(SIZES)) {
  test(`people change their name, zone and language, on a ${size}`, async ({ browser }) => {
    const sql = openDatabase();
    const [before] =
      await sql`select full_name, time_zone, locale from public.users where id = ${userId("usa")}`;
    const stored = async () =>
      (await sql`select full_name, time_zone, locale from public.users where id = ${userId("usa")}`)[0];
    const context = await browser.newContext({ ...options, timezoneId: "Asia/Tokyo" });
    const heard = complaints(context);
    const page = await context.newPage();
    try {
      await signIn(page, "usa");
      await page.getByRole("button", { name: "Account" }).click();
      await page.getByRole("link", { name: "Settings" }).click();
      await expect(page).toHaveURL("/settings");
      await expect(page.getByRole("link", { name: "Settings" })).toBeHidden();
      await expect(page.getByRole("heading", { name: "Your profile" })).toBeVisible();
      const width = page.viewportSize()?.width ?? 0;
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);

      await page.getByLabel("Your name").fill("   ");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(page.getByRole("alert").filter({ hasText: "Enter your name" })).toBeVisible();
      expect(await stored()).toEqual(before);

      await page.getByLabel("Your name").fill("Dana Whitfield-Sato");
      await page.getByRole("button", { name: "Use this device’s: Tokyo" }).click();
      await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Tokyo");
      const clock = await page.evaluate(() =>
        new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }),
      );
      expect(clock).toMatch(/^\d\d:\d\d$/);
      await expect(page.getByText(/It is \d\d:\d\d there now/)).toContainText(clock.slice(0, 3));
      await page.getByLabel("Language").selectOption({ label: "日本語 (日本)" });
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
      expect(await stored()).toEqual({
        full_name: "Dana Whitfield-Sato",
        time_zone: "Asia/Tokyo",
        locale: "ja-JP",
      });
      await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Tokyo");
      await page.reload();
      await expect(page.getByLabel("Your name")).toHaveValue("Dana Whitfield-Sato");
      await expect(page.getByLabel("Language")).toHaveValue("ja-JP");
      await page.getByRole("button", { name: "Account" }).click();
      await expect(page.getByText("Dana Whitfield-Sato")).toBeVisible();
      expect(heard).toEqual([]);
    } finally {
      await sql`update public.users set ${sql(before ?? {})} where id = ${userId("usa")}`;
      await sql.end();
    }
  });
}

test("without a network nothing is saved, and what was typed stays", async ({ page, context }) => {
  await signIn(page, "finland");
  await page.goto("/settings");
  await page.getByLabel("Your name").fill("Aino V.");
  await page.getByLabel("Time zone").selectOption("Europe/Stockholm");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "We could not save this right now" })).toBeVisible();
  await expect(page.getByLabel("Your name")).toHaveValue("Aino V.");
  await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Stockholm");
  await context.setOffline(false);
});

test("whom an organiser deactivates meanwhile is told that nothing was saved", async ({ page }) => {
  const sql = openDatabase();
  const setDeactivated = (at: Date | null) =>
    sql`update public.users set deactivated_at = ${at} where id = ${userId("switzerland")}`;
  try {
    await signIn(page, "switzerland");
    await page.goto("/settings");
    await page.getByLabel("Your name").fill("Somebody else");
    await setDeactivated(new Date());
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: "nothing was saved" })).toBeVisible();
  } finally {
    await setDeactivated(null);
    await sql.end();
  }
});

test("the times of the chat follow the chosen zone", async ({ page }) => {
  const sql = openDatabase();
  const [before] = await sql`select time_zone from public.users where id = ${userId("sweden2")}`;
  try {
    await signIn(page, "sweden2");
    await openConversation(page, "SWE");
    const first = page.locator("li[data-seq] time").last();
    const shown = await first.textContent();
    await page.goto("/settings");
    await page.getByLabel("Time zone").selectOption("Asia/Kathmandu");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
    await page.getByRole("link", { name: "Chat" }).click();
    await expect(first).not.toHaveText(shown ?? "");
  } finally {
    await sql`update public.users set time_zone = ${before?.time_zone} where id = ${userId("sweden2")}`;
    await sql.end();
  }
});
