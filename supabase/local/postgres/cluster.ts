import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { Sentence } from "../sentence.ts";
import type { Watchdog } from "../watchdog.ts";
import type { Account } from "./account.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { postmasterLines } from "./leftover.ts";
import { serverSettings } from "./settings.ts";

export type ClusterOptions = {
  dir: string;
  account: Account | undefined;
  logFile: string;
  port: number;
  /** Survives a loss of power. Tests need not. */
  durable: boolean;
  connections: number;
  watchdog: Watchdog;
  /** Called before the first start on a folder, which takes a second longer. */
  onInitialise?: () => void;
};

export type Cluster = {
  port: number;
  /** Settles when the server ends, asked or not. */
  exited: Promise<void>;
  stop(): Promise<void>;
};

/** A Postgres server on the cluster in the data folder, which is made if it is not there. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { dir, account, logFile } = options;
  const binaries = findBinaries(account);
  if (!existsSync(join(dir, "PG_VERSION"))) {
    options.onInitialise?.();
    await initialise(binaries, options);
  }

  const log = openSync(logFile, "w", 0o600);
  const server = spawn(
    binaries.postgres,
    ["-D", dir, "-p", String(options.port), ...serverSettings(options)],
    // A session of its own: the Ctrl-C of the terminal must not reach it before its clients are gone.
    { ...account, detached: true, cwd: "/", env: serverEnvironment(), stdio: ["ignore", log, log] },
  );
  closeSync(log);
  await once(server, "spawn");
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  if (server.pid !== undefined) options.watchdog.guard(server.pid);
  await ready(server, dir, logFile);
  server.unref();
  return { port: options.port, exited, stop: () => stop(server, exited) };
}

async function initialise(binaries: Binaries, { dir, account, durable }: ClusterOptions): Promise<void> {
  // Made beside its place and moved there when complete, so an interrupted first start leaves nothing half made.
  const draft = `${dir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const passwordFile = `${dir}.password`;
  try {
    writeFileSync(passwordFile, "postgres\n", { mode: 0o600 });
    if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);
    await promisify(execFile)(
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        "--username=supabase_admin",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // As hosted: words sort by language, not by byte.
        "--locale-provider=icu",
        "--icu-locale=en-US",
        "--locale=C",
        ...(durable ? [] : ["--no-sync"]),
      ],
      { ...account, cwd: "/", env: serverEnvironment() },
    );
    rmSync(dir, { recursive: true, force: true });
    renameSync(draft, dir);
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true });
    const said = (cause as { stderr?: string }).stderr?.trim().split("\n").at(-1) ?? String(cause);
    throw new Sentence(`The database could not be made in ${dirname(dir)}: ${said}`, { cause });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function ready(server: ChildProcess, dir: string, logFile: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 10) {
    if (server.exitCode !== null || server.signalCode !== null) break;
    const lines = postmasterLines(dir);
    if (Number(lines?.[0]) === server.pid && lines?.[7]?.trim() === "ready") return;
    await delay(10);
  }
  server.kill("SIGQUIT");
  const said = readFileSync(logFile, "utf8")
    .trim()
    .split("\n")
    .findLast((line) => /FATAL|PANIC|ERROR/.test(line));
  throw new Sentence(`Postgres did not start: ${said ?? "it gave no reason"} (its whole log is ${logFile}).`);
}

async function stop(server: ChildProcess, exited: Promise<void>): Promise<void> {
  server.ref();
  // "Fast": clients are disconnected, what is committed is written, and the next start needs no recovery.
  server.kill("SIGINT");
  const force = setTimeout(() => server.kill("SIGQUIT"), 10_000);
  if (server.exitCode === null && server.signalCode === null) await exited;
  clearTimeout(force);
}

/** The language of the person must not reach the server: it would translate what we read. */
function serverEnvironment() {
  return { ...process.env, TZ: "UTC", LC_ALL: "C", LANG: "C" };
}
