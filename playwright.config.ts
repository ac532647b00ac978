import { defineConfig, devices } from "@playwright/test";
import { launchOptions } from "./tests/support/chromium.ts";

// Run on the embedded Supabase (as `npm test` does), which says where everything is.
const baseURL = `http://localhost:${process.env.PORT ?? 3000}`;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  fullyParallel: false,
  // Two cores: the site, Postgres and two browsers to a test keep them busy.
  workers: 1,
  forbidOnly: process.env.CI === "true",
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  webServer: { command: "next start", url: `${baseURL}/api/health`, stdout: "pipe", stderr: "pipe" },
  use: {
    baseURL,
    locale: "en-GB",
    timezoneId: "Europe/Zurich",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: await launchOptions(),
  },
  projects: [
    {
      name: "desktop",
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
      testIgnore: "**/phone.test.ts",
    },
    {
      name: "phone",
      use: { ...devices["Pixel 7"] },
      // What is done on both is tested on both.
      testMatch: "**/{phone,page-editing,requirement*,task-*,tasks,upload-list}.test.ts",
    },
  ],
});
