import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "./config.ts";
import { databaseUrl } from "./database.ts";
import { startGateway } from "./gateway.ts";
import { jwtSecret, publishableKey, secretKey } from "./keys.ts";
import { startLite } from "./lite.ts";
import { createMailPages } from "./mails/pages.ts";
import { startRealtime } from "./realtime/index.ts";
import { startStorage } from "./storage/index.ts";

export type Services = { url: string; stop(): Promise<void> };

export type ServiceOptions = {
  dbPort: number;
  database?: string;
  host?: string /** 0 for any that is free */;
  port: number;
  /** Where links in mails lead, by default what supabase/config.toml says. */
  siteUrl?: string;
  /** Where Storage keeps its files, by default a folder that goes when it stops. */
  storageDir?: string;
};

/** REST, Auth, Realtime and Storage over one database, behind one address. */
export async function startServices({
  dbPort,
  database,
  host = "127.0.0.1",
  port,
  siteUrl,
  storageDir,
}: ServiceOptions): Promise<Services> {
  const adminUrl = databaseUrl("supabase_admin", dbPort, database);
  const apiKeys = { publishable: publishableKey, secret: secretKey };
  const config = readConfig();
  if (siteUrl) config.auth.site_url = siteUrl;
  const dir = storageDir ?? (await mkdtemp(join(tmpdir(), "rinkside-storage-")));
  const [lite, realtime, storage] = await Promise.all([
    startLite(adminUrl, config),
    startRealtime({ databaseUrl: adminUrl, jwtSecret, apiKeys }),
    startStorage({
      databaseUrl: databaseUrl("authenticator", dbPort, database),
      dir,
      jwtSecret,
      apiKeys,
      fileSizeLimit: config.storage.file_size_limit,
    }),
  ]);
  const mails = createMailPages(lite.sql);
  const gateway = await startGateway({ host, port, lite, realtime, storage, mails });
  return {
    url: `http://127.0.0.1:${gateway.port}`,
    async stop() {
      await realtime.stop();
      await gateway.stop();
      await Promise.all([lite.stop(), storage.stop()]);
      if (!storageDir) await rm(dir, { recursive: true, force: true });
    },
  };
}
