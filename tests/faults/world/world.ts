import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { publishableKey, secretKey } from "../../../supabase/local/keys.ts";
import { launchOptions } from "../../support/chromium.ts";
import { type Cast, createCast } from "./cast.ts";
import { createGate, type Gate } from "./gate.ts";
import { createLine, type Line } from "./line.ts";
import type { Random } from "./random.ts";
import { type Site, startSite } from "./site.ts";
import { type Supabase, startSupabase } from "./supabase.ts";

/** One for each of two cores. */
const OPENING_AT_ONCE = 2;

/** Everything there is, each part to be killed by itself. */
export type World = {
  supabase: Supabase;
  site: Site;
  /** Between the site and Supabase; the browsers' sockets go through it too. */
  trunk: Line;
  browser: Browser;
  cast: Cast;
  /** Pages are opened through it, because nothing else takes the processor as much. */
  opening: Gate;
  close(): Promise<void>;
};

export async function createWorld(random: Random, siteLog: string): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), "rinkside-faults-"));
  // In the order of starting; ended in reverse, also when a start fails.
  const ends: (() => unknown)[] = [() => rmSync(dataDir, { recursive: true, force: true })];
  const close = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) await end();
  };
  try {
    const launching = launchOptions().then((options) => chromium.launch(options));
    ends.push(async () => (await launching).close());
    const supabase = await startSupabase(dataDir);
    ends.push(supabase.stop);
    const trunk = await createLine({ host: "127.0.0.1", port: supabase.apiPort });
    ends.push(trunk.close);
    const site = await startSite(
      {
        NEXT_PUBLIC_SUPABASE_URL: trunk.address,
        NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: publishableKey,
        SUPABASE_SECRET_KEY: secretKey,
      },
      siteLog,
    );
    ends.push(site.kill);
    const cast = createCast({ admin: supabase.admin, random: random.fork("cast") });
    return {
      supabase,
      site,
      trunk,
      browser: await launching,
      cast,
      opening: createGate(OPENING_AT_ONCE),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
