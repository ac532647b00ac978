import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, ownIdentity, type ProcessIdentity } from "./process-identity.ts";
import { Sentence } from "./sentence.ts";

/** Who runs on a data folder, and where it is to be reached. Lies in the folder while it runs. */
export type LockRecord = ProcessIdentity & { apiPort?: number; dbPort: number };

export type Lock = {
  /** Whether an earlier holder ended without releasing it, so that remains of it may still be about. */
  recovered: boolean;
  release(): void;
};

/** @throws Sentence when another living process runs on the folder, or the folder cannot be written. */
export function lockDataDir(dataDir: string, ports: Omit<LockRecord, keyof ProcessIdentity>): Lock {
  const path = lockPath(dataDir);
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(draft, JSON.stringify({ ...ownIdentity(), ...ports }));
  } catch (cause) {
    throw new Sentence(
      `The data folder ${dataDir} cannot be written (${(cause as NodeJS.ErrnoException).code}): make it yours, or choose another with RINKSIDE_DATA_DIR.`,
      { cause },
    );
  }
  let recovered = false;
  try {
    // A hard link appears with its content or not at all, so no reader meets a lock half written.
    while (!link(draft, path)) {
      clearStale(dataDir, path);
      recovered = true;
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    recovered,
    release() {
      if (readRecord(path)?.pid === process.pid) rmSync(path, { force: true });
    },
  };
}

/** What runs on the folder now, if anything. */
export function readLock(dataDir: string): LockRecord | undefined {
  const record = readRecord(lockPath(dataDir));
  return record && isAlive(record) ? record : undefined;
}

function clearStale(dataDir: string, path: string): void {
  refuseIfAlive(dataDir, path);
  const aside = `${path}.stale-${process.pid}`;
  if (!moved(path, aside)) return;
  try {
    // Between the look and the move another starter may have taken the place: put its lock back.
    if (isAliveAt(aside)) link(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

function refuseIfAlive(dataDir: string, path: string): void {
  if (!isAliveAt(path)) return;
  throw new Sentence(
    `Rinkside already runs on ${dataDir} (process ${readRecord(path)?.pid}): stop it there with Ctrl-C, or give this one RINKSIDE_DATA_DIR and ports of its own.`,
  );
}

function isAliveAt(path: string): boolean {
  const holder = readRecord(path);
  return holder !== undefined && isAlive(holder);
}

function link(from: string, to: string): boolean {
  return unless("EEXIST", () => linkSync(from, to));
}

function moved(from: string, to: string): boolean {
  return unless("ENOENT", () => renameSync(from, to));
}

function unless(code: string, act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return false;
    throw error;
  }
}

function readRecord(path: string): LockRecord | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as LockRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function lockPath(dataDir: string): string {
  return join(dataDir, "running.json");
}
