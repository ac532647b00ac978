import { expect } from "@playwright/test";
import { expectLive, messages, signIn } from "./support/people";
import { test } from "./support/test";

test("a team chats from a phone: one column, nothing cut off, the button sends and Enter breaks the line", async ({
  page,
}) => {
  await signIn(page, "sweden2");
  await expectLive(page);
  const width = page.viewportSize()?.width ?? 0;
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  const composer = page.getByRole("textbox", { name: "Message" });
  await composer.fill("From the bus");
  await composer.press("Enter");
  await composer.pressSequentially("and nearly there");
  await page.getByRole("button", { name: "Send" }).tap();
  await expect(messages(page).last().locator("p").last()).toHaveText("From the bus\nand nearly there", {
    useInnerText: true,
  });
  await expect(messages(page).last()).toBeInViewport();
});

test("an organiser goes from the list to a conversation and back", async ({ page }) => {
  await signIn(page, "admin2");
  const list = page.getByRole("region", { name: "Conversations" });
  await list.getByRole("link", { name: /Finland/ }).click();
  await expectLive(page);
  await expect(list).toBeHidden();
  await page.getByRole("link", { name: "All conversations" }).click();
  await expect(list).toBeVisible();
});
