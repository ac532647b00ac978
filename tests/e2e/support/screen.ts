import { expect, type Page } from "@playwright/test";

/** Nothing runs over the side of the screen; a phone would show the whole page smaller. */
export async function expectToFit(page: Page): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}
