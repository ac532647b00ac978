import { readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, describe, expect, test } from "vitest";
import { expectGone, openPlace, printed } from "../support/launcher.ts";

const place = await openPlace();
afterAll(() => place.close());

/** A command that says its number and stays; and one that does not hear Ctrl-C. */
const stay = "console.log('staying', process.pid); setInterval(() => {}, 1000);";
const staying = [process.execPath, "-e", stay];
const deaf = [process.execPath, "-e", `process.on('SIGINT', () => {}); ${stay}`];
const started = async (launch: ReturnType<typeof place.launch>) =>
  Number(await printed(launch, /staying (\d+)/));

describe("a command on the embedded Supabase", () => {
  test("finds it by its environment, and its exit code is the launcher's", async () => {
    const script = `
      const { NEXT_PUBLIC_SUPABASE_URL: url, NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: apikey, PORT } = process.env;
      const { status } = await fetch(url + "/auth/v1/health", { headers: { apikey } });
      console.log(JSON.stringify({ status, PORT, cron: process.env.CRON_SECRET.length > 20 }));
      process.exit(7);`;
    const { exitCode, stdout } = await place.launch([process.execPath, "--input-type=module", "-e", script]);
    expect(exitCode).toBe(7);
    expect(stdout).toContain(JSON.stringify({ status: 200, PORT: place.env.PORT, cron: true }));
    expect(stdout).toContain("sweden@rinkside.test");
  });

  test("that does not exist is one sentence", async () => {
    const { exitCode, stderr } = await place.launch(["no-such-command"]);
    expect([exitCode, stderr.split("\n").length]).toEqual([1, 1]);
    expect(stderr).toContain('"no-such-command" could not be run (ENOENT)');
  });
});

describe("the end", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "one %s ends the command, Postgres and the launcher",
    async (signal) => {
      const launch = place.launch(staying);
      const child = await started(launch);
      const server = place.postgresPid();
      launch.kill(signal);
      await launch;
      await expectGone(child, server);
    },
  );

  test("a second Ctrl-C does not wait for a command that will not end", async () => {
    const launch = place.launch(deaf);
    const child = await started(launch);
    const server = place.postgresPid();
    const impatience = setInterval(() => launch.kill("SIGINT"), 200);
    const { exitCode } = await launch;
    clearInterval(impatience);
    expect(exitCode).toBe(130);
    await expectGone(child, server);
  });

  test("a killed launcher takes the command and Postgres with it, and the next start finds all it had", async () => {
    const launch = place.launch(staying);
    const child = await started(launch);
    const server = place.postgresPid();
    const sql = postgres((await place.launch(["--env"])).stdout.match(/SUPABASE_DB_URL=(.*)/)?.[1] ?? "");
    await sql`create table if not exists kept (id int)`;
    await sql.end();
    launch.kill("SIGKILL");
    await launch;

    const next = place.launch([process.execPath, "-e", "process.exit(0)"]);
    expect(await next).toMatchObject({ exitCode: 0 });
    await expectGone(child, server);
  });

  test("ending the shell that npm runs it in, and nothing else, ends all", async () => {
    const launch = place.launchInShell(staying, { npm_lifecycle_event: "dev" });
    const child = await started(launch);
    const server = place.postgresPid();
    launch.kill("SIGKILL");
    await expectGone(child, server);
    await launch;
  });

  test("a Postgres that is killed ends all, and says where its log is", async () => {
    const launch = place.launch(staying);
    const child = await started(launch);
    process.kill(place.postgresPid(), "SIGKILL");
    const { exitCode, stderr } = await launch;
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("postgres.log")]);
    await expectGone(child);
  });
});

describe("what stands in the way is one sentence", () => {
  test.each(["PORT", "SUPABASE_API_PORT", "SUPABASE_DB_PORT"])("a taken %s", async (name) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(Number(place.env[name]), "::", resolve));
    try {
      const { exitCode, all } = await place.launch(staying);
      expect([exitCode, all.split("\n").length]).toEqual([1, 1]);
      expect(all).toMatch(new RegExp(`^Port ${place.env[name]}, .* is taken .* ${name}=\\d+`));
    } finally {
      server.close();
    }
  });

  test("a data folder that cannot be written", async () => {
    const file = join(place.dataDir, "a-file");
    writeFileSync(file, "");
    const { exitCode, all } = await place.launch(staying, { RINKSIDE_DATA_DIR: join(file, "data") });
    expect([exitCode, all.split("\n").length]).toEqual([1, 1]);
    expect(all).toContain("RINKSIDE_DATA_DIR");
  });

  test("a second start on the same folder, which leaves the first alone", async () => {
    const first = place.launch(staying);
    await started(first);
    const second = await place.launch(staying);
    expect([second.exitCode, second.all]).toEqual([1, expect.stringContaining("already runs on")]);
    const reset = await place.launch(["--reset"]);
    expect([reset.exitCode, reset.all]).toEqual([1, expect.stringContaining("stop it with Ctrl-C")]);
    expect((await place.launch(["--env"])).stdout).toContain(
      `SUPABASE_URL=http://127.0.0.1:${place.env.SUPABASE_API_PORT}`,
    );
    first.kill("SIGINT");
    await first;
  });

  test("asking how to reach it when it does not run", async () => {
    const { exitCode, stdout, stderr } = await place.launch(["--env"]);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("npm run dev");
  });
});

test("a reset builds the database anew", async () => {
  expect((await place.launch(["--reset"])).exitCode).toBe(0);
  expect(readdirSync(join(place.dataDir, "storage")).length).toBeGreaterThan(0);
  const script = `
    import postgres from "postgres";
    const sql = postgres(process.env.SUPABASE_DB_URL);
    const [row] = await sql\`select to_regclass('kept') is null as anew, (select count(*) from teams)::int > 0 as seeded,
      (select count(*) from documents)::int > 0 as documented\`;
    console.log(JSON.stringify(row));
    await sql.end();`;
  const { stdout } = await place.launch([process.execPath, "--input-type=module", "-e", script]);
  expect(stdout).toContain(JSON.stringify({ anew: true, seeded: true, documented: true }));
});
