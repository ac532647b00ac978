import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { commandOf } from "../process-identity.ts";
import { Sentence } from "../sentence.ts";

/**
 * Stops a server that outlived the process that had started it, so that it never blocks the next start.
 * To be called only by the holder of the data folder's lock: a server of a living process is not a leftover.
 */
export async function stopLeftoverServer(clusterDir: string): Promise<void> {
  const pid = serverPid(clusterDir);
  if (pid === undefined) return;
  if (isServerOf(pid, clusterDir)) {
    for (const signal of ["SIGINT", "SIGQUIT"] as const) {
      process.kill(pid, signal);
      if (await ended(pid, clusterDir)) break;
    }
    if (isServerOf(pid, clusterDir)) {
      throw new Sentence(
        `A Postgres of an earlier run (process ${pid}) does not stop: end it with "kill -9 ${pid}", and start again.`,
      );
    }
  }
  // Left by a server that was killed. Postgres would take another process with this number for it.
  rmSync(join(clusterDir, "postmaster.pid"), { force: true });
}

async function ended(pid: number, clusterDir: string): Promise<boolean> {
  for (let waited = 0; waited < 5_000; waited += 20) {
    if (!isServerOf(pid, clusterDir)) return true;
    await delay(20);
  }
  return false;
}

function isServerOf(pid: number, clusterDir: string): boolean {
  return commandOf(pid)?.includes(`postgres -D ${clusterDir} `) ?? false;
}

function serverPid(clusterDir: string): number | undefined {
  return Number(postmasterLines(clusterDir)?.[0]) || undefined;
}

/** The lines of postmaster.pid; the eighth says "ready" once the server takes connections. */
export function postmasterLines(clusterDir: string): string[] | undefined {
  try {
    return readFileSync(join(clusterDir, "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
