import { spawn } from "node:child_process";

/** Ends what this process started, should this process itself be killed without a chance to do so. */
export type Watchdog = {
  /** @param target a process, or a process group when negative */
  guard(target: number): void;
  /** Gives up its post: what it guarded is left alone. */
  dismiss(): void;
};

/**
 * A shell that reads numbers from a pipe. The pipe closes when its other end, this process, is gone in whatever way;
 * then the shell interrupts the guarded, and after ten seconds kills those that stay.
 */
const script = `
targets=
while read -r target; do
  [ "$target" = dismiss ] && exit 0
  targets="$targets $target"
done
for target in $targets; do kill -s INT -- "$target" 2>/dev/null; done
tries=0
while [ "$tries" -lt 100 ]; do
  alive=
  for target in $targets; do kill -s 0 -- "$target" 2>/dev/null && alive=yes; done
  [ -z "$alive" ] && exit 0
  tries=$((tries + 1))
  sleep 0.1
done
for target in $targets; do kill -s QUIT -- "$target" 2>/dev/null; done
sleep 1
for target in $targets; do kill -s KILL -- "$target" 2>/dev/null; done
`;

export function startWatchdog(): Watchdog {
  // A session of its own: the Ctrl-C of the terminal must not reach it.
  const shell = spawn("/bin/sh", ["-c", script], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    cwd: "/",
  });
  shell.unref();
  shell.stdin.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    guard: (target) => void shell.stdin.write(`${target}\n`),
    dismiss: () => void shell.stdin.end("dismiss\n"),
  };
}
