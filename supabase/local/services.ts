import { readConfig } from "./config.ts";
import { databaseUrl } from "./database.ts";
import { startGateway } from "./gateway.ts";
import { jwtSecret, publishableKey, secretKey } from "./keys.ts";
import { startLite } from "./lite.ts";
import { startRealtime } from "./realtime/index.ts";

export type Services = { url: string; stop(): Promise<void> };

export type ServiceOptions = {
  dbPort: number;
  database?: string;
  host?: string /** 0 for any that is free */;
  port: number;
};

/** REST, Auth and Realtime over one database, behind one address. */
export async function startServices({
  dbPort,
  database,
  host = "127.0.0.1",
  port,
}: ServiceOptions): Promise<Services> {
  const adminUrl = databaseUrl("supabase_admin", dbPort, database);
  const apiKeys = { publishable: publishableKey, secret: secretKey };
  const [lite, realtime] = await Promise.all([
    startLite(adminUrl, readConfig()),
    startRealtime({ databaseUrl: adminUrl, jwtSecret, apiKeys }),
  ]);
  const gateway = await startGateway({ host, port, lite, realtime });
  return {
    url: `http://127.0.0.1:${gateway.port}`,
    async stop() {
      await realtime.stop();
      await gateway.stop();
      await lite.stop();
    },
  };
}
