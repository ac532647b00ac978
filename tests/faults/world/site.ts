import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../../supabase/local/ports.ts";

export const root = join(import.meta.dirname, "../../..");

export type Site = {
  port: number;
  url: string;
  kill(): Promise<void>;
  /** As a deployment does: asked to end, it may finish what it has begun. */
  end(): Promise<void>;
  start(): Promise<void>;
};

/** How long a site may take to end when asked. */
const GRACE_MS = 10_000;

/** The production build, which must be there already. @param logFile takes what it prints */
export async function startSite(environment: Record<string, string>, logFile: string): Promise<Site> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const log = createWriteStream(logFile, { flags: "a" });
  let child: ChildProcess;

  async function start() {
    child = spawn(
      process.execPath,
      [join(root, "node_modules/next/dist/bin/next"), "start", "-p", String(port)],
      {
        cwd: root,
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          ...process.env,
          ...environment,
          PORT: String(port),
          RINKSIDE_REHEARSAL: "1",
          NEXT_TELEMETRY_DISABLED: "1",
        },
      },
    );
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    await answers(`${url}/api/health`, () => child.exitCode !== null);
  }

  async function end(signal: NodeJS.Signals) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    await exited;
    clearTimeout(late);
  }

  // Should this process end without closing its world.
  process.on("exit", () => child.kill("SIGKILL"));
  await start();
  return { port, url, start, kill: () => end("SIGKILL"), end: () => end("SIGTERM") };
}

async function answers(url: string, hasEnded: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && !hasEnded()) {
    const response = await fetch(url).catch(() => null);
    if (response) return;
    await delay(20);
  }
  throw new Error(`The site did not answer at ${url}.`);
}
