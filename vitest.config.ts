import { defineConfig } from "vitest/config";

const cluster = "./tests/support/cluster.ts";

export default defineConfig({
  resolve: { alias: { "@": import.meta.dirname } },
  test: {
    environment: "node",
    // What passes says nothing; what fails shows all it printed.
    silent: "passed-only",
    projects: [
      { extends: true, test: { name: "unit", include: ["tests/unit/**/*.test.{ts,tsx}"] } },
      {
        extends: true,
        test: {
          name: "database",
          include: ["tests/database/**/*.test.ts"],
          globalSetup: cluster,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "contract",
          include: ["tests/contract/**/*.test.ts"],
          globalSetup: "./tests/contract/support/setup.ts",
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "embedded",
          include: ["tests/embedded/**/*.test.ts"],
          globalSetup: cluster,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
