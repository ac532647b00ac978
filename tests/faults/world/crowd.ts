import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { publishableKey } from "../../../supabase/local/keys.ts";
import type { Truth } from "../database.ts";
import { type Person, sessionCookies, type Team } from "./cast.ts";
import { createLine, type Line } from "./line.ts";

export type CrowdOptions = {
  siteUrl: string;
  supabaseUrl: string;
  publishableKey: string;
  /** As a page of the site would send them, signed in. */
  headers: Record<string, string>;
  teamId: string;
  personId: string;
  count: number;
};

export type ClientState = { liveness: string; completeTo: number; from: number | null; digest: string };

/** Many tabs of one person on one network, without browsers. */
export type Crowd = {
  /** All that goes to the site, and all that goes to Supabase. */
  lines: readonly Line[];
  read(): Promise<ClientState[]>;
  close(): Promise<void>;
};

export async function openCrowd(
  world: { site: { port: number }; supabase: { apiPort: number }; trunk: { address: string } },
  person: Person,
  team: Team,
  count: number,
): Promise<Crowd> {
  const host = "127.0.0.1";
  const [toSite, toSupabase, cookies] = await Promise.all([
    createLine({ host, port: world.site.port }),
    createLine({ host, port: world.supabase.apiPort }),
    sessionCookies(world.trunk.address, person),
  ]);
  const options: CrowdOptions = {
    siteUrl: toSite.address,
    supabaseUrl: toSupabase.address,
    publishableKey,
    headers: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
      origin: toSite.address,
      "sec-fetch-site": "same-origin",
    },
    teamId: team.id,
    personId: person.id,
    count,
  };
  const child = fork(join(import.meta.dirname, "crowd-process.ts"), [JSON.stringify(options)], {
    // What its clients warn of is what they are there to meet.
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const said: string[] = [];
  child.stderr?.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  const ended = once(child, "exit").then((): never => {
    throw new Error(`The crowd ended by itself: ${said.join("").slice(-2_000)}`);
  });
  ended.catch(() => undefined);
  await Promise.race([once(child, "message"), ended]);
  return {
    lines: [toSite, toSupabase],
    async read() {
      const answer = once(child, "message");
      child.send("read");
      const [states] = (await Promise.race([answer, ended])) as [ClientState[]];
      return states;
    },
    async close() {
      child.kill("SIGKILL");
      await Promise.all([toSite.close(), toSupabase.close()]);
    },
  };
}

/** Waits until every client is so. @returns how many are not, at the deadline */
export async function untilAll(
  crowd: Crowd,
  isSo: (client: ClientState) => boolean,
  withinMs: number,
): Promise<{ late: number; first: ClientState | undefined }> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const others = (await crowd.read()).filter((client) => !isSo(client));
    if (others.length === 0 || performance.now() > deadline) return { late: others.length, first: others[0] };
    await delay(100);
  }
}

/** Whether a client holds exactly what Postgres has, from its first loaded place on. */
export function equalsPostgres(truth: Truth): (client: ClientState) => boolean {
  const digests = new Map<number, string>();
  const digestFrom = (from: number) => {
    const rows = truth.rows.filter(({ seq }) => seq >= from).map(({ seq, content }) => [seq, content]);
    return createHash("sha1").update(JSON.stringify(rows)).digest("base64");
  };
  return ({ from, digest, completeTo }) => {
    if (from === null || completeTo !== truth.lastSeq) return false;
    const wanted = digests.get(from) ?? digestFrom(from);
    digests.set(from, wanted);
    return digest === wanted;
  };
}
