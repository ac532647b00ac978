import { test as base } from "@playwright/test";

/**
 * Playwright's, and every context of a test is closed at its end, also those that it opened by itself: their pages would go
 * on living, polling and connecting beside all the tests that follow.
 */
export const test = base.extend<{ closed: undefined }>({
  closed: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
