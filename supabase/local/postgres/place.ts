import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { Sentence } from "../sentence.ts";
import { type Account, postgresAccount } from "./account.ts";
import { stopLeftoverServer } from "./leftover.ts";

/** Where root keeps what the user `postgres` cannot reach in the checkout, as under /root, which only root may enter. */
const sharedDir = "/var/lib/rinkside";

/** Where the cluster lies, and who runs Postgres on it. */
export type Place = { dir: string; account: Account | undefined };

/**
 * The cluster's folder with no server on it: `<data folder>/postgres`, which is a link into /var/lib/rinkside where
 * the user that Postgres runs as could not come to the data folder. Only for the holder of the data folder's lock.
 */
export async function openPlace(dataDir: string, fresh: boolean): Promise<Place> {
  const account = postgresAccount();
  const path = join(dataDir, "postgres");
  const present = follow(path);
  if (present) await stopLeftoverServer(present);
  if (present && !fresh) return { dir: present, account };
  remove(path);
  return { dir: account ? reachable(dataDir, path, account) : path, account };
}

function follow(path: string): string | undefined {
  const target = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : path;
  return existsSync(target) ? target : undefined;
}

function remove(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
    rmSync(dirname(readlinkSync(path)), { recursive: true, force: true });
  }
  rmSync(path, { recursive: true, force: true });
}

function reachable(dataDir: string, path: string, account: Account): string {
  chmodSync(dataDir, 0o711);
  if (mayEnter(dataDir, account)) return path;
  const home = mkdtempSync(join(openSharedDir(), "cluster-"));
  chmodSync(home, 0o711);
  const target = join(home, "data");
  symlinkSync(target, path);
  return target;
}

/** Made by root and writable by nobody else, or another user could put a program where root looks for one. */
export function openSharedDir(): string {
  mkdirSync(sharedDir, { recursive: true, mode: 0o755 });
  const { uid, mode } = lstatSync(sharedDir);
  if (uid === 0 && (mode & 0o022) === 0 && lstatSync(sharedDir).isDirectory()) return sharedDir;
  throw new Sentence(
    `${sharedDir} belongs to or is writable by someone else than root: remove it, and start again.`,
  );
}

/** Asked of the system itself, since access lists and mounts decide too. */
export function mayEnter(path: string, account: Account): boolean {
  return spawnSync("test", ["-x", path], { ...account, cwd: "/" }).status === 0;
}
