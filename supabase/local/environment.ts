import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { databaseUrl } from "./database.ts";
import { jwtSecret, publishableKey, secretKey } from "./keys.ts";

export type Reach = { dataDir: string; url: string; dbPort: number };

/** How scripts and tests reach a running stack. */
export function stackEnvironment({ dataDir, url, dbPort }: Reach): Record<string, string> {
  return {
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEY: publishableKey,
    SUPABASE_SECRET_KEY: secretKey,
    SUPABASE_JWT_SECRET: jwtSecret,
    SUPABASE_DB_URL: databaseUrl("postgres", dbPort),
    CRON_SECRET: cronSecret(dataDir),
  };
}

/** What the site reads, wherever it runs. */
export function siteEnvironment(stack: Record<string, string>, sitePort: number): Record<string, string> {
  return {
    ...stack,
    NEXT_PUBLIC_SUPABASE_URL: stack.SUPABASE_URL ?? "",
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: publishableKey,
    PORT: String(sitePort),
    // The first lines of a start are about Rinkside; Next would add a paragraph on its telemetry.
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/** Random for each data folder, and kept there. */
function cronSecret(dataDir: string): string {
  const path = join(dataDir, "cron-secret");
  try {
    writeFileSync(path, randomBytes(24).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(path, "utf8");
}
