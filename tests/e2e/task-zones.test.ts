import { expect } from "@playwright/test";
import { openDatabase, userId } from "./support/database";
import { signIn } from "./support/people";
import { tasksFor } from "./support/tasks";
import { test } from "./support/test";

const sql = openDatabase();
const { give, takeBack } = tasksFor(sql);
test.afterEach(takeBack);
test.afterAll(() => sql.end());

test("a device in another zone is offered its clock, once, and the times follow", async ({ browser }) => {
  await give({ team: "CAN", title: "Meeting of the captains", hours: 4 });
  const [before] = await sql`select time_zone from public.users where id = ${userId("canada")}`;
  const inRiga = () => browser.newContext({ timezoneId: "Europe/Riga" });
  try {
    const context = await inRiga();
    const page = await context.newPage();
    await signIn(page, "canada");
    await page.goto("/tasks");
    const offer = page.getByRole("region", { name: "Time zone" });
    await expect(offer).toContainText("Show times in Riga?");
    await expect(offer).toContainText(/\d\d:\d\d there, \d\d:\d\d in Toronto/);
    // One row, also on the narrowest phone, in which both answers are as large as a thumb.
    await page.setViewportSize({ width: 360, height: 740 });
    expect((await offer.boundingBox())?.height).toBeLessThanOrEqual(60);
    for (const button of await offer.getByRole("button").all())
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await offer.getByRole("button", { name: "No, keep Toronto" }).click();
    await expect(offer).toBeHidden();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Meeting of the captains" })).toBeVisible();
    await expect(offer).toBeHidden();

    const other = await (await inRiga()).newPage();
    await signIn(other, "canada");
    await other.goto("/tasks");
    const times = other.getByRole("region", { name: "Meeting of the captains" }).locator("time");
    const shown = await times.textContent();
    await other.getByRole("button", { name: "Yes, show times in Riga" }).click();
    await expect(other.getByText("Times are shown by the clock in Riga now.")).toBeVisible();
    await expect(other.getByRole("region", { name: "Time zone" })).toBeHidden();
    await expect(times).not.toHaveText(shown ?? "");
    const [now] = await sql`select time_zone, full_name from public.users where id = ${userId("canada")}`;
    expect(now).toEqual({ time_zone: "Europe/Riga", full_name: "Claire Tremblay" });
  } finally {
    await sql`update public.users set time_zone = ${before?.time_zone} where id = ${userId("canada")}`;
  }
});

test("nobody whose clock agrees with the device's is asked", async ({ page }) => {
  await signIn(page, "sweden");
  await page.goto("/tasks");
  await expect(page.getByRole("heading", { name: "Tasks", level: 1 })).toBeVisible();
  // Zurich and Stockholm show the same time, and so does each deadline: once.
  await expect(page.getByRole("region", { name: "Time zone" })).toBeHidden();
  await expect(page.getByText("in Zurich ·")).toHaveCount(0);
});
