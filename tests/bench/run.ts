import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import getPort from "get-port";

/** `npm run bench`: builds the site, and measures it on an embedded Supabase of its own, durable as in daily use. */
const dataDir = mkdtempSync(join(tmpdir(), "rinkside-bench-"));
const options = {
  cwd: join(import.meta.dirname, "../.."),
  preferLocal: true,
  stdio: "inherit",
  env: {
    NEXT_TELEMETRY_DISABLED: "1",
    RINKSIDE_BUILD_DIR: ".next/test",
    RINKSIDE_DATA_DIR: dataDir,
    PORT: String(await getPort()),
    SUPABASE_API_PORT: String(await getPort()),
    SUPABASE_DB_PORT: String(await getPort()),
  },
} as const;
try {
  await execa("next", ["build"], options);
  await execa("node", ["supabase/local/index.js", "node", "tests/bench/on-site.ts"], options);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
