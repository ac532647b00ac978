import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { banner } from "../banner.ts";
import { readCronJobs, startCron } from "../cron.ts";
import { siteEnvironment } from "../environment.ts";
import { Sentence } from "../sentence.ts";
import { readSettings, root } from "../settings.ts";
import { startStack } from "../stack.ts";
import { vapidEnvironment } from "../vapid.ts";

/** How long a command may take to end after it was asked to, in milliseconds. */
const grace = 5_000;

/** Runs the command with the stack around it, takes the stack down after it, and gives the command's exit code. */
export async function runOnStack(command: string[]): Promise<number> {
  const settings = readSettings();
  const ending = new AbortController();
  let child: ChildProcess | undefined;
  const end = (signal: NodeJS.Signals) => {
    // A second Ctrl-C is of someone who does not want to wait. The watchdog takes Postgres down.
    if (ending.signal.aborted) {
      kill(child, "SIGKILL");
      process.exit(exitCode(null, signal));
    }
    ending.abort(signal);
    kill(child, signal);
    setTimeout(() => kill(child, "SIGKILL"), grace).unref();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  process.on("disconnect", () => end("SIGTERM"));
  if (process.env.npm_lifecycle_event) onOrphaned(() => end("SIGTERM"));

  let cron: ReturnType<typeof startCron> | undefined;
  const stack = await startStack({ ...settings, onProgress: (doing) => console.log(`${doing} …`) });
  try {
    if (ending.signal.aborted) return exitCode(null, ending.signal.reason);
    console.log(banner(stack, settings));
    const environment = stack.env();
    if (settings.cron) cron = runCron(settings.sitePort, environment.CRON_SECRET ?? "");
    child = start(command, {
      ...siteEnvironment(environment, settings.sitePort),
      ...vapidEnvironment(settings.dataDir),
    });
    if (child.pid !== undefined) stack.watchdog.guard(-child.pid);
    return await Promise.race([exited(child, command), stack.failed]);
  } finally {
    cron?.stop();
    kill(child, "SIGKILL");
    await stack.stop();
    if (process.connected) process.disconnect();
    // Nothing should be left to wait for; if something is, it must not hold the terminal.
    setTimeout(() => process.exit(), 1_000).unref();
  }
}

/** npm runs its scripts in a shell, and who ends npm or that shell alone (an editor's stop button) tells nobody else. */
function onOrphaned(callback: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    callback();
  }, 500);
  watch.unref();
}

function runCron(sitePort: number, secret: string) {
  const site = `http://localhost:${sitePort}`;
  return startCron({ site, secret, jobs: readCronJobs(), onFailure: (it) => console.error(`cron: ${it}`) });
}

function start([program = "", ...args]: string[], environment: Record<string, string>): ChildProcess {
  const path = [join(root, "node_modules/.bin"), process.env.PATH].filter(Boolean).join(delimiter);
  return spawn(program, args, {
    cwd: root,
    stdio: "inherit",
    // A group of its own, so that whatever it starts in turn can be ended with it.
    detached: true,
    env: { ...process.env, ...environment, PATH: path },
  });
}

function exited(child: ChildProcess, [program]: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code, signal) => resolve(exitCode(code, signal)));
    child.once("error", (cause: NodeJS.ErrnoException) => {
      reject(
        new Sentence(`"${program}" could not be run (${cause.code}): run "npm ci", and start again.`, {
          cause,
        }),
      );
    });
  });
}

function kill(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
  if (child?.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // Nobody of the group is left.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function exitCode(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}
