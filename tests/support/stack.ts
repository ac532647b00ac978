import { afterAll } from "vitest";
import { publishableKey, secretKey } from "../../supabase/local/keys.ts";
import { startServices as start } from "../../supabase/local/services.ts";
import type { TestDatabase } from "./database.ts";

export type TestServices = { url: string; publishableKey: string; secretKey: string };

/** REST, Auth and Realtime over a cloned database, on a free port. To be called while the file is read, not in a hook. */
export async function startServices(database: TestDatabase): Promise<TestServices> {
  const services = await start({ dbPort: database.port, database: database.name, port: 0 });
  afterAll(() => services.stop());
  return { url: services.url, publishableKey, secretKey };
}
