import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { databaseUrl } from "../../../supabase/local/database.ts";
import { freePort } from "../../../supabase/local/ports.ts";
import type { News, Order } from "./supabase-process.ts";

export type Supabase = {
  apiPort: number;
  /** As the owner of the tables, whom no limit holds back. */
  owner: Sql;
  /** As the superuser. */
  admin: Sql;
  /** kill -9, with everything that is open; Postgres is taken down by the watchdog. */
  kill(): Promise<void>;
  /** On the same data, after `kill`. */
  start(): Promise<void>;
  /** Stops Postgres alone, and starts it again after a pause; resolves when it is back. */
  restartPostgres(pauseMs: number): Promise<void>;
  /** Ends the stream that Realtime reads, while its sockets stay up. */
  killReplication(): Promise<void>;
  stop(): Promise<void>;
};

export async function startSupabase(dataDir: string): Promise<Supabase> {
  /** What the process complained of. */
  const said: string[] = [];
  const [apiPort, dbPort] = [await freePort(), await freePort()];
  let child = await launch();
  const connect = (role: "postgres" | "supabase_admin") =>
    postgres(databaseUrl(role, dbPort), { max: 4, onnotice: () => undefined, backoff: () => 0.1 });
  const [owner, admin] = [connect("postgres"), connect("supabase_admin")];

  async function launch(): Promise<ChildProcess> {
    const launched = fork(
      join(import.meta.dirname, "supabase-process.ts"),
      [dataDir, String(apiPort), String(dbPort)],
      {
        stdio: ["ignore", "ignore", "pipe", "ipc"],
        execArgv: ["--import", join(import.meta.dirname, "mend-driver.ts")],
      },
    );
    said.length = 0;
    launched.stderr?.on("data", (chunk: Buffer) => said.push(chunk.toString()));
    await news(launched, "started");
    return launched;
  }

  /** @throws what it said last, should it end before the news come */
  async function news(from: ChildProcess, kind: News["kind"]): Promise<void> {
    const over = new AbortController();
    const { signal } = over;
    const ended = once(from, "exit", { signal }).then(() => {
      throw new Error(`Supabase ended by itself: ${said.join("").slice(-2_000)}`);
    });
    const came = new Promise<void>((resolve) => {
      const hear = (message: News) => message.kind === kind && resolve();
      from.on("message", hear);
      signal.addEventListener("abort", () => from.off("message", hear));
    });
    try {
      await Promise.race([came, ended]);
    } finally {
      ended.catch(() => undefined);
      over.abort();
    }
  }

  return {
    apiPort,
    owner,
    admin,
    async kill() {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
    async start() {
      child = await launch();
    },
    async restartPostgres(pauseMs) {
      const back = news(child, "restarted");
      const order: Order = { restartPostgresAfterMs: pauseMs };
      child.send(order);
      await back;
    },
    async killReplication() {
      // The slot is temporary: it goes with the process that reads it.
      const ended = await admin`
        select pg_terminate_backend(active_pid) from pg_replication_slots
        where slot_name like 'supabase_realtime_messages_%' and active`;
      if (ended.length === 0) throw new Error("No replication slot was there to be ended");
    },
    async stop() {
      await Promise.all([owner.end({ timeout: 1 }), admin.end({ timeout: 1 })]);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}
