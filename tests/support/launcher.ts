import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { expect } from "vitest";
import { freePort } from "../../supabase/local/ports.ts";
import { beginningOf } from "../../supabase/local/process-identity.ts";

const launcher = join(import.meta.dirname, "../../supabase/local/index.js");

/** A folder and ports of its own for the launcher, so that it runs beside a `npm run dev`. */
export async function openPlace() {
  const dataDir = mkdtempSync(join(tmpdir(), "rinkside-launcher-"));
  const env: Record<string, string> = {
    RINKSIDE_DATA_DIR: dataDir,
    PORT: String(await freePort()),
    SUPABASE_API_PORT: String(await freePort()),
    SUPABASE_DB_PORT: String(await freePort()),
  };
  return {
    dataDir,
    env,
    /** Starts the launcher; its promise never rejects. */
    launch: (args: string[], extra: Record<string, string> = {}) =>
      execa(process.execPath, [launcher, ...args], { env: { ...env, ...extra }, reject: false, all: true }),
    /** The same in a shell of its own, as npm does. */
    launchInShell: (args: string[], extra: Record<string, string> = {}) =>
      // The second command keeps the shell from becoming the first.
      execa("sh", ["-c", '"$@"; exit', "sh", process.execPath, launcher, ...args], {
        env: { ...env, ...extra },
        reject: false,
        all: true,
      }),
    postgresPid: () => Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0]),
    close: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

export type Launch = ReturnType<Awaited<ReturnType<typeof openPlace>>["launch"]>;

/** Waits for what `pattern` matches in all that is printed, and gives its first group. */
export function printed(launch: Launch, pattern: RegExp): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    launch.all.on("data", (chunk) => {
      output += chunk;
      const match = pattern.exec(output);
      if (match) resolve(match[1] ?? match[0]);
    });
    launch.all.on("end", () => reject(new Error(`It ended without printing ${pattern}:\n${output}`)));
  });
}

export const isRunning = (pid: number): boolean => beginningOf(pid) !== undefined;

export async function expectGone(...pids: number[]): Promise<void> {
  await expect.poll(() => pids.filter(isRunning), { timeout: 15_000, interval: 50 }).toEqual([]);
}
