import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { jwtSecret } from "./keys.ts";

/** The tables of the schema auth as `@supabase/lite` defines them. It offers them by a connection only; none is opened. */
export async function authSchema(): Promise<string> {
  const connection = createPostgresConnection({ url: "postgresql://nowhere.invalid/none" });
  const app = new App({ connection, auth: { enabled: true, jwt_secret: jwtSecret } });
  await app.init();
  return connection.config.baseSchema ?? "";
}
