import { devices, expect } from "@playwright/test";
import { startPushService } from "../support/push-service";
import { lendNotifications } from "./support/browser-push";
import { openDatabase, userId } from "./support/database";
import { complaints, signIn } from "./support/people";
import { test } from "./support/test";

const SIZES = { desktop: {}, phone: devices["Pixel 7"] };

for (const [size, options] of Object.entries(SIZES)) {
  test(`people choose what they are told of, and when, on a ${size}`, async ({ browser }) => {
    const sql = openDatabase();
    const muted = async () =>
      (
        await sql<{ type: string }[]>`
          select type from public.notification_preferences where user_id = ${userId("usa")} and muted`
      ).map(({ type }) => type);
    const quiet = async () =>
      (
        await sql<{ quiet: string | null }[]>`
          select quiet_from || ' ' || quiet_until as quiet from public.notification_settings
          where user_id = ${userId("usa")}`
      )[0]?.quiet;
    const context = await browser.newContext(options);
    const heard = complaints(context);
    const page = await context.newPage();
    try {
      await signIn(page, "usa");
      await page.goto("/settings");
      const width = page.viewportSize()?.width ?? 0;
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);

      const told = page.getByRole("region", { name: "What you are told of" });
      // What only organisers are told of is nothing that a team could mute.
      await expect(told.getByRole("checkbox")).toHaveCount(6);
      await expect(told.getByRole("checkbox", { name: /New documents/ })).toHaveCount(0);
      await told.getByRole("checkbox", { name: /Comments on tasks/ }).uncheck();
      await told.getByRole("checkbox", { name: /Mentions/ }).uncheck();
      await told.getByRole("button", { name: "Save" }).click();
      await expect(told.getByRole("status")).toHaveText("Saved.");
      expect((await muted()).toSorted()).toEqual(["chat_mention", "task_comment"]);
      await expect(told.getByRole("checkbox", { name: /Mentions/ })).not.toBeChecked();

      const hours = page.getByRole("region", { name: "Quiet hours" });
      await expect(hours.getByLabel("From")).toBeHidden();
      await hours.getByRole("checkbox").check();
      await expect(hours.getByLabel("From")).toHaveValue("22:00");
      await expect(hours).toContainText(/By the clock in .+, your time zone\./);
      await hours.getByLabel("From").fill("23:30");
      await hours.getByLabel("Until").fill("23:30");
      await hours.getByRole("button", { name: "Save" }).click();
      await expect(hours.getByRole("alert")).toContainText("Choose an end that differs");
      expect(await quiet()).toBeUndefined();
      await expect(hours.getByLabel("From")).toHaveValue("23:30");
      await hours.getByLabel("Until").fill("06:45");
      await hours.getByRole("button", { name: "Save" }).click();
      await expect(hours.getByRole("status")).toHaveText("Saved.");
      expect(await quiet()).toBe("23:30:00 06:45:00");

      await page.reload();
      await expect(hours.getByLabel("Until")).toHaveValue("06:45");
      await expect(told.getByRole("checkbox", { name: /Comments on tasks/ })).not.toBeChecked();
      await told.getByRole("checkbox", { name: /Comments on tasks/ }).check();
      await told.getByRole("button", { name: "Save" }).click();
      await expect(told.getByRole("status")).toHaveText("Saved.");
      expect(await muted()).toEqual(["chat_mention"]);
      await hours.getByRole("checkbox").uncheck();
      await hours.getByRole("button", { name: "Save" }).click();
      await expect(hours.getByRole("status")).toHaveText("Saved.");
      expect(await quiet()).toBeNull();
      expect(heard).toEqual([]);
    } finally {
      await sql`delete from public.notification_preferences where user_id = ${userId("usa")}`;
      await sql`delete from public.notification_settings where user_id = ${userId("usa")}`;
      await sql.end();
    }
  });
}

test("without a network nothing is saved, and what was chosen stays", async ({ page, context }) => {
  await signIn(page, "finland");
  await page.goto("/settings");
  const told = page.getByRole("region", { name: "What you are told of" });
  await told.getByRole("checkbox", { name: /New pages/ }).uncheck();
  await context.setOffline(true);
  await told.getByRole("button", { name: "Save" }).click();
  await expect(told.getByRole("alert")).toContainText("We could not save this right now");
  await expect(told.getByRole("checkbox", { name: /New pages/ })).not.toBeChecked();
  await context.setOffline(false);
});

test("a browser that cannot show notifications says so", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "Notification"));
  await signIn(page, "finland");
  await page.goto("/settings");
  await expect(page.getByText("This browser cannot show notifications.")).toBeVisible();
});

test("notifications on the device are offered with the first one, quietly, and not again to who declines", async ({
  browser,
}) => {
  const sql = openDatabase();
  const pushService = await startPushService();
  const context = await browser.newContext();
  await lendNotifications(context, pushService.subscribe());
  const page = await context.newPage();
  const bell = page.getByRole("navigation", { name: "Main" }).getByRole("button", { name: /^Alerts/ });
  const offer = page.getByRole("region", { name: "Be told also while you look elsewhere?" });
  const panel = page.getByRole("dialog", { name: "Notifications" });
  const kept = await sql`delete from public.notifications where user_id = ${userId("czechia")} returning *`;
  let fresh: string | undefined;
  try {
    await signIn(page, "czechia");
    await bell.click();
    await expect(panel).toBeVisible();
    await expect(offer).toBeHidden();
    [fresh] = (
      await sql<{ id: string }[]>`
        insert into public.notifications (user_id, team_id, type, title, link)
        select id, team_id, 'task_assigned', 'A first task', '/tasks' from public.users
        where id = ${userId("czechia")} returning id`
    ).map(({ id }) => id);
    await page.reload();
    await expect(offer).toBeHidden();
    await bell.click();
    await expect(offer).toBeVisible();
    await offer.getByRole("button", { name: "Not here" }).click();
    await expect(offer).toBeHidden();
    await expect(panel).toBeVisible();
    await page.reload();
    await bell.click();
    await expect(panel.getByText("A first task")).toBeVisible();
    await expect(offer).toBeHidden();
  } finally {
    await sql`delete from public.notifications where id = ${fresh ?? null}`;
    if (kept.length > 0) await sql`insert into public.notifications ${sql(kept)}`;
    await sql.end();
    await pushService.stop();
  }
});
