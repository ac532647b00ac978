import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process is known by its number and the moment it began, since numbers are used again. */
export type ProcessIdentity = { pid: number; began: string };

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, began: beginningOf(process.pid) ?? "" };
}

export function isAlive({ pid, began }: ProcessIdentity): boolean {
  return beginningOf(pid) === began;
}

/** undefined when there is no such process. */
export function beginningOf(pid: number): string | undefined {
  if (!exists(pid)) return undefined;
  if (process.platform !== "linux") return ps(pid, "lstart");
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, second, is in parentheses and may hold spaces; state is the 3rd field, the start time the 22nd.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : `${bootId()}:${fields[19]}`;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** The program and its arguments, joined by spaces; undefined when there is no such process. */
export function commandOf(pid: number): string | undefined {
  if (!exists(pid)) return undefined;
  if (process.platform !== "linux") return ps(pid, "command");
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function bootId(): string {
  return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
}

function ps(pid: number, field: string): string | undefined {
  try {
    return execFileSync("ps", ["-o", `${field}=`, "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch (error) {
    // ps exits with 1 when it finds none.
    if ((error as { status?: number }).status === 1) return undefined;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ESRCH";
}
