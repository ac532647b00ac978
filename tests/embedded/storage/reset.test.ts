import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../../../supabase/local/ports.ts";
import { startStack } from "../../../supabase/local/stack.ts";

test("files outlive a restart, and go with the data", { timeout: 120_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "rinkside-reset-"));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }), 60_000);
  const options = { dataDir, apiPort: 0, dbPort: await freePort(), durable: false, seed: false };
  const papersOf = ({ url, secretKey }: { url: string; secretKey: string }) =>
    createClient(url, secretKey).storage.from("papers");

  let stack = await startStack(options);
  await createClient(stack.url, stack.secretKey).storage.createBucket("papers");
  await papersOf(stack).upload("kept.txt", "kept");
  await stack.stop();

  stack = await startStack(options);
  expect(await (await papersOf(stack).download("kept.txt")).data?.text()).toBe("kept");
  await stack.stop();

  stack = await startStack({ ...options, fresh: true, databaseOnly: true });
  await stack.stop();
  expect(existsSync(join(dataDir, "storage"))).toBe(false);
});
