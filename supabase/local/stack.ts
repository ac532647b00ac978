import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { databaseUrl, prepareDatabase } from "./database.ts";
import { stackEnvironment } from "./environment.ts";
import { jwtSecret, publishableKey, secretKey } from "./keys.ts";
import { lockDataDir } from "./lock.ts";
import { assertPortsFree } from "./ports.ts";
import { type ClusterOptions, startCluster } from "./postgres/cluster.ts";
import { openPlace } from "./postgres/place.ts";
import { Sentence } from "./sentence.ts";
import { type Services, startServices } from "./services.ts";
import { startWatchdog, type Watchdog } from "./watchdog.ts";

export type StackOptions = {
  dataDir: string;
  /** 0 for any that is free */
  apiPort: number;
  dbPort: number;
  /** Looked at, so that a taken one is told before anything starts. */
  sitePort?: number;
  /** The address the gateway listens on, the loopback by default. */
  host?: string;
  /** The folder with `migrations/` and the seed, the project's `supabase/` by default. */
  supabaseDir?: string;
  seed?: boolean;
  /** Survives a loss of power, as by default. Tests need not. */
  durable?: boolean;
  connections?: number;
  /** Throws away what the data folder holds of the database, and the files of Storage with it. */
  fresh?: boolean;
  /** The database alone, without REST, Auth, Realtime and Storage. */
  databaseOnly?: boolean;
  /** The demo's documents lie in the data folder; by default where there is a Storage to give them out. */
  demoFiles?: boolean;
  /** What takes long enough to be told: "Making the database". */
  onProgress?: (doing: string) => void;
};

export type Stack = {
  url: string;
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
  /** as `postgres`, who owns the tables */
  dbUrl: string;
  /** as the superuser */
  adminDbUrl: string;
  dbPort: number;
  watchdog: Watchdog;
  /** Rejects should Postgres end unasked. */
  failed: Promise<never>;
  /** Stops Postgres under the running services, and starts it again after a pause in milliseconds. */
  restartPostgres(pause: number): Promise<void>;
  env(): Record<string, string>;
  stop(): Promise<void>;
};

/** Postgres with the project's migrations and seed, and REST, Auth, Realtime and Storage before it. @throws Sentence */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, apiPort, dbPort, onProgress } = options;
  // In the order of starting; stopped in reverse.
  const stops: (() => void | Promise<void>)[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  };
  try {
    const lock = lockDataDir(dataDir, { apiPort, dbPort });
    stops.push(() => lock.release());
    const place = await openPlace(dataDir, options.fresh ?? false);
    const storageDir = join(dataDir, "storage");
    if (options.fresh) await rm(storageDir, { recursive: true, force: true });
    await waitForPorts(options, lock.recovered);
    const watchdog = startWatchdog();
    stops.push(() => watchdog.dismiss());
    const clusterOptions: ClusterOptions = {
      ...place,
      logFile: join(dataDir, "postgres.log"),
      port: dbPort,
      durable: options.durable ?? true,
      connections: options.connections ?? 60,
      watchdog,
      onInitialise: () => onProgress?.("Making the database, which happens once"),
    };
    const { promise: failed, reject: fail } = Promise.withResolvers<never>();
    failed.catch(() => {});
    let stopping = false;
    const start = async () => {
      const started = await startCluster(clusterOptions);
      stopping = false;
      void started.exited.then(() => {
        if (!stopping) fail(new Error(`Postgres ended by itself; its log is ${clusterOptions.logFile}.`));
      });
      return started;
    };
    let cluster = await start();
    const stopPostgres = () => {
      stopping = true;
      return cluster.stop();
    };
    stops.push(stopPostgres);

    const adminDbUrl = databaseUrl("supabase_admin", dbPort);
    await prepareDatabase(dbPort, "postgres", {
      supabaseDir: options.supabaseDir,
      seed: options.seed,
      storageDir: (options.demoFiles ?? !options.databaseOnly) ? storageDir : undefined,
    });
    const services: Services | undefined = options.databaseOnly
      ? undefined
      : await startServices({
          dbPort,
          port: apiPort,
          host: options.host,
          siteUrl: options.sitePort ? `http://localhost:${options.sitePort}` : undefined,
          storageDir,
        });
    if (services) stops.push(() => services.stop());

    const url = services?.url ?? "";
    return {
      url,
      publishableKey,
      secretKey,
      jwtSecret,
      dbUrl: databaseUrl("postgres", dbPort),
      adminDbUrl,
      dbPort,
      watchdog,
      failed,
      async restartPostgres(pause) {
        await stopPostgres();
        await delay(pause);
        cluster = await start();
      },
      env: () => stackEnvironment({ dataDir, url, dbPort }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Remains of a killed run hold their ports for some moments, until its watchdog has ended them. */
async function waitForPorts(options: StackOptions, recovered: boolean): Promise<void> {
  const onWait = (port: number) => options.onProgress?.(`Waiting for the system to let go of port ${port}`);
  for (let left = recovered ? 50 : 0; left > 0; left -= 1) {
    try {
      return await assertPortsFree(options, onWait);
    } catch (error) {
      if (!(error instanceof Sentence)) throw error;
      await delay(100);
    }
  }
  await assertPortsFree(options, onWait);
}
