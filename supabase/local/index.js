#!/usr/bin/env node
/**
 * The door to the embedded Supabase. Plain JavaScript, so that an old Node can read it far enough to hand over
 * to the one that `npm ci` brought, which runs the TypeScript beside this file as it is.
 *
 *   node supabase/local/index.js <command…>   runs the command with Supabase around it
 *   node supabase/local/index.js --env        prints how a running one is reached
 *   node supabase/local/index.js --reset      builds the database anew
 *   node supabase/local/index.js --types      writes lib/supabase/database.types.ts
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  const { main } = await import("./main.ts");
  process.exitCode = await main(process.argv.slice(2));
} else {
  handOver(resolve(here, "../../node_modules/.bin/node"));
}

/** @param {string} node */
function handOver(node) {
  if (!existsSync(node) || process.env.RINKSIDE_HANDED_OVER) {
    console.error(
      `Rinkside needs Node 22.18 or later, and this is ${process.version}: run "npm ci", or install a newer Node.`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, process.argv.slice(1), {
    // The channel tells the child when this process is gone, in whatever way.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, RINKSIDE_HANDED_OVER: "1" },
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    // Ctrl-C reaches the child from the terminal; only what was sent to this process alone is passed on.
    process.on(signal, () => (signal !== "SIGINT" || !process.stdin.isTTY ? child.kill(signal) : undefined));
  }
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}
