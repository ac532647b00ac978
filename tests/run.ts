import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import getPort from "get-port";
import { variables } from "./contract/support/environment.ts";
import { type Counts, faultsCounts, playwrightCounts, sum, vitestCounts } from "./support/counts.ts";

/**
 * `npm test`: everything, on free ports and in folders of its own, beside whatever is running. Each gate counts: one
 * without tests of its own (the linter, the types, the build) as one. The last line says how many passed and failed.
 */
const root = join(import.meta.dirname, "..");
const reports = mkdtempSync(join(tmpdir(), "rinkside-reports-"));
const dataDir = mkdtempSync(join(tmpdir(), "rinkside-data-"));
const buildDir = ".next/test";

const [sitePort, apiPort, dbPort] = [await getPort(), await getPort(), await getPort()];
const environment: Record<string, string | undefined> = {
  NEXT_TELEMETRY_DISABLED: "1",
  RINKSIDE_BUILD_DIR: buildDir,
  RINKSIDE_DATA_DIR: dataDir,
  PORT: String(sitePort),
  SUPABASE_API_PORT: String(apiPort),
  SUPABASE_DB_PORT: String(dbPort),
  // Everything here runs on the embedded Supabase, whatever the shell knows of another one.
  ...Object.fromEntries(variables.map((name) => [name, undefined])),
};

/** Runs a gate and says whether it passed; what it prints is shown as it comes. */
async function run(command: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  console.log(`\n▸ ${[command, ...args].join(" ")}`);
  const { failed } = await execa(command, args, {
    cwd: root,
    preferLocal: true,
    reject: false,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...environment, ...env },
  });
  return !failed;
}

const gate = (passed: boolean): Counts => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1 });

/** A runner's own counts; one that ended without saying any has failed, whatever it said before. */
function counted(passed: boolean, report: string, read: (json: unknown) => Counts): Counts {
  try {
    const counts = read(JSON.parse(readFileSync(report, "utf8")));
    return passed || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch (error) {
    console.error(`No report of the tests at ${report}:`, error);
    return gate(false);
  }
}

async function vitest(): Promise<Counts> {
  const report = join(reports, "vitest.json");
  const passed = await run("vitest", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  return counted(passed, report, vitestCounts);
}

async function playwright(): Promise<Counts> {
  const report = join(reports, "playwright.json");
  const launch = ["supabase/local/index.js", "playwright", "test", "--reporter=list,json"];
  // The reminders of a quarter of an hour would fall into whatever test runs then: tests call the scheduler's doors themselves.
  const passed = await run("node", launch, { PLAYWRIGHT_JSON_OUTPUT_NAME: report, RINKSIDE_CRON: "off" });
  return counted(passed, report, playwrightCounts);
}

/** The short form of the fault battery. Always of the same seed: the same tree must pass, or fail, every time. */
async function faults(): Promise<Counts> {
  const report = join(reports, "faults.json");
  const passed = await run("node", ["tests/faults/run.ts", "--no-build", "--seed", "1", "--report", report]);
  return counted(passed, report, faultsCounts);
}

async function onTheSite(): Promise<Counts> {
  rmSync(join(root, buildDir), { recursive: true, force: true });
  // A build of this very tree: tests of an older one would prove nothing.
  if (!(await run("next", ["build"]))) return { passed: 0, failed: 1 };
  return sum([gate(true), await playwright(), await faults()]);
}

let total: Counts;
try {
  // The types of the routes are made by Next, and a fresh clone has none yet.
  const types = (await run("next", ["typegen"])) && (await run("tsc", ["--noEmit"]));
  total = sum([gate(await run("biome", ["check"])), gate(types), await vitest(), await onTheSite()]);
} finally {
  for (const folder of [reports, dataDir]) rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
