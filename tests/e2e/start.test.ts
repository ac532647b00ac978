import { expect } from "@playwright/test";
import { execa } from "execa";
import getPort from "get-port";
import { test } from "./support/test";

test("a site that lacks the secret key does not start, and says which variable to set", async () => {
  const { exitCode, stderr } = await execa("next", ["start"], {
    preferLocal: true,
    reject: false,
    env: { PORT: String(await getPort()), SUPABASE_SECRET_KEY: "" },
  });
  expect(exitCode).toBe(1);
  expect(stderr).toContain("Rinkside cannot start: set SUPABASE_SECRET_KEY in the environment");
});
