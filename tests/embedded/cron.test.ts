import { existsSync, readdirSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { Cron } from "croner";
import { execa } from "execa";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type CronJob, readCronJobs, startCron } from "../../supabase/local/cron.ts";
import { freePort } from "../../supabase/local/ports.ts";
import { readSettings } from "../../supabase/local/settings.ts";
import { eventually } from "../support/eventually.ts";
import { openPlace } from "../support/launcher.ts";

const root = join(import.meta.dirname, "../..");
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A site that is called by the clock, and answers as the test says. */
async function openSite(answer: (path: string, response: ServerResponse) => void) {
  const calls: { path: string; authorization: string | undefined; at: number }[] = [];
  const server = createServer(({ url: path = "", headers }: IncomingMessage, response) => {
    calls.push({ path, authorization: headers.authorization, at: Date.now() });
    answer(path, response);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${port}`, calls };
}

/** Once a second: a part more than Vercel knows. */
const EACH_SECOND = "* * * * * *";
const job = (path: string, schedule = EACH_SECOND): CronJob => ({ path, schedule });

function run(site: string, jobs: CronJob[]) {
  const failures: string[] = [];
  const cron = startCron({ site, secret: "the secret", jobs, onFailure: (it) => failures.push(it) });
  stops.push(cron.stop);
  return { failures, stop: cron.stop };
}

describe("the jobs of vercel.json", () => {
  test("are the routes of app/api/cron, all of them and no others", () => {
    const routes = readdirSync(join(root, "app/api/cron"))
      .filter((name) => existsSync(join(root, "app/api/cron", name, "route.ts")))
      .map((name) => `/api/cron/${name}`);
    expect(
      readCronJobs()
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(routes.toSorted());
  });

  test("come every minute, every quarter of an hour, and once a day, in UTC", () => {
    const from = new Date("2026-11-23T22:58:30Z");
    const next = (path: string) => {
      const { schedule = "" } = readCronJobs().find((one) => one.path === path) ?? {};
      const options = { timezone: "UTC", mode: "5-part" as const };
      return new Cron(schedule, options).nextRuns(2, from).map((at) => at.toISOString().slice(0, 16));
    };
    expect(next("/api/cron/notifications")).toEqual(["2026-11-23T22:59", "2026-11-23T23:00"]);
    expect(next("/api/cron/reminders")).toEqual(["2026-11-23T23:00", "2026-11-23T23:15"]);
    expect(next("/api/cron/cleanup")).toEqual(["2026-11-24T03:17", "2026-11-25T03:17"]);
  });
});

describe("the clock", () => {
  test("calls the site with the secret, again and again, until it is stopped", async () => {
    const site = await openSite((_path, response) => response.end("{}"));
    const { stop, failures } = run(site.url, [job("/one"), job("/never", "0 0 1 1 *")]);
    await eventually(() => expect(site.calls.length).toBeGreaterThanOrEqual(2));
    stop();
    const heard = site.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(site.calls).toHaveLength(heard);
    for (const call of site.calls)
      expect(call).toMatchObject({ path: "/one", authorization: "Bearer the secret" });
    expect(failures).toEqual([]);
  });

  test("does not begin again what still runs, and holds up no other job for it", async () => {
    const site = await openSite((path, response) => path === "/quick" && response.end("{}"));
    run(site.url, [job("/slow"), job("/quick")]);
    await eventually(() =>
      expect(site.calls.filter(({ path }) => path === "/quick").length).toBeGreaterThanOrEqual(3),
    );
    expect(site.calls.filter(({ path }) => path === "/slow")).toHaveLength(1);
  });

  test("says once what a site fails at, and again after it went well", async () => {
    let fails = true;
    const site = await openSite((_path, response) => {
      response.statusCode = fails ? 500 : 200;
      response.end(fails ? "no database" : "{}");
    });
    const { failures } = run(site.url, [job("/one")]);
    const sentence = "/one answered 500: no database";
    await eventually(() => expect(site.calls.length).toBeGreaterThanOrEqual(2));
    expect(failures).toEqual([sentence]);
    fails = false;
    const well = site.calls.length;
    await eventually(() => expect(site.calls.length).toBeGreaterThan(well));
    fails = true;
    await eventually(() => expect(failures).toEqual([sentence, sentence]));
  });

  test("says nothing where no site answers, and goes on: it may be about to start", async () => {
    const port = await freePort();
    const { failures } = run(`http://127.0.0.1:${port}`, [job("/one")]);
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    expect(failures).toEqual([]);
  });

  test("once stopped keeps no process alive", { timeout: 60_000 }, async () => {
    const script = `
      import { startCron } from "./supabase/local/cron.ts";
      const jobs = [{ path: "/one", schedule: "0 0 1 1 *" }];
      startCron({ site: "http://127.0.0.1:1", secret: "", jobs, onFailure() {} }).stop();`;
    const { exitCode } = await execa(process.execPath, ["--input-type=module", "-e", script], {
      cwd: root,
      reject: false,
      timeout: 30_000,
    });
    expect(exitCode).toBe(0);
  });

  test("refuses a schedule that is none with a sentence", () => {
    expect(() => run("http://127.0.0.1:1", [job("/one", "every minute")])).toThrow(
      'vercel.json: "every minute" is no schedule for /one.',
    );
  });
});

describe("a site on the embedded Supabase", () => {
  test("is called within the minute", { timeout: 120_000 }, async () => {
    const place = await openPlace();
    const script = `
      require("node:http").createServer(({ url, headers }, response) => {
        if (url !== "/api/cron/notifications") return response.end();
        process.exit(headers.authorization === "Bearer " + process.env.CRON_SECRET ? 7 : 9);
      }).listen(process.env.PORT);`;
    try {
      const { exitCode } = await place.launch([process.execPath, "-e", script]);
      expect(exitCode).toBe(7);
    } finally {
      place.close();
    }
  });

  test("is not where a test holds the time in its own hands", () => {
    vi.stubEnv("RINKSIDE_CRON", undefined);
    expect(readSettings().cron).toBe(true);
    vi.stubEnv("RINKSIDE_CRON", "off");
    expect(readSettings().cron).toBe(false);
    vi.unstubAllEnvs();
  });
});
