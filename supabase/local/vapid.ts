import { createECDH } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** By which push services know this stack's site: made once for each data folder and kept there, for browsers subscribe with it. */
export function vapidEnvironment(dataDir: string): Record<string, string> {
  const path = join(dataDir, "vapid-keys.json");
  try {
    writeFileSync(path, JSON.stringify(freshPair()), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return { ...JSON.parse(readFileSync(path, "utf8")), VAPID_SUBJECT: "mailto:organisers@rinkside.test" };
}

function freshPair() {
  const pair = createECDH("prime256v1");
  const VAPID_PUBLIC_KEY = pair.generateKeys("base64url");
  // Leading zeros are left out by Node, and missed by those who read it.
  const VAPID_PRIVATE_KEY = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()])
    .subarray(-32)
    .toString("base64url");
  return { VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY };
}
