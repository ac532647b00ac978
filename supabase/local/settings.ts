import { resolve } from "node:path";
import { Sentence } from "./sentence.ts";

export const root = resolve(import.meta.dirname, "../..");

/** What a person may set by environment variables. */
export type Settings = {
  dataDir: string;
  sitePort: number;
  apiPort: number;
  dbPort: number;
  /** The address the gateway listens on; Postgres always stays on the loopback. */
  host: string;
  /** Whether the jobs of vercel.json run on time; a test that holds the time in its own hands sets RINKSIDE_CRON=off. */
  cron: boolean;
};

export const settingNames = {
  sitePort: "PORT",
  apiPort: "SUPABASE_API_PORT",
  dbPort: "SUPABASE_DB_PORT",
} as const;

export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  return {
    dataDir: resolve(root, env.RINKSIDE_DATA_DIR || ".rinkside"),
    sitePort: port(env, settingNames.sitePort, 3000),
    apiPort: port(env, settingNames.apiPort, 54321),
    dbPort: port(env, settingNames.dbPort, 54322),
    host: env.RINKSIDE_HOST || "127.0.0.1",
    cron: env.RINKSIDE_CRON !== "off",
  };
}

function port(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name] || String(fallback);
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value < 65536) return value;
  throw new Sentence(`${name} is "${text}", which is not a port: set it to a number from 1 to 65535.`);
}
