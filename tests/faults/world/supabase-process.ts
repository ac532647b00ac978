import { startStack } from "../../../supabase/local/stack.ts";

/** The embedded Supabase as a process of its own, so that it can be killed. Its parent says what breaks in it. */
export type Order = { restartPostgresAfterMs: number };
export type News = { kind: "started" | "restarted" };

const [dataDir = "", apiPort, dbPort] = process.argv.slice(2);
const stack = await startStack({
  dataDir,
  apiPort: Number(apiPort),
  dbPort: Number(dbPort),
  durable: false,
  connections: 100,
});

const tell = (news: News) => process.send?.(news);

process.on("message", async ({ restartPostgresAfterMs }: Order) => {
  await stack.restartPostgres(restartPostgresAfterMs);
  tell({ kind: "restarted" });
});
process.on("disconnect", async () => {
  await stack.stop();
  process.exit();
});
tell({ kind: "started" });
