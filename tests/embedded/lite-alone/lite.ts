import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { afterAll } from "vitest";
import { databaseUrl } from "../../../supabase/local/database.ts";
import { jwtSecret, publishableKey, secretKey } from "../../../supabase/local/keys.ts";
import { cloneDatabase } from "../../support/database.ts";

type Question = { method?: string; apikey?: string; token?: string; accept?: string; body?: unknown };

/** lite without our corrections, over a database of this file's own. To be called while the file is read, not in a hook. */
export async function startLiteAlone() {
  const database = await cloneDatabase();
  const connection = createPostgresConnection({
    url: databaseUrl("supabase_admin", database.port, database.name),
    // Not its advice on each thing that is created.
    postgresOptions: { onnotice: () => {} },
  });
  const app = new App({
    connection,
    api: { enabled: true, schemas: ["public"], anonymous_enabled: false },
    auth: {
      enabled: true,
      enable_signup: false,
      email: { enable_signup: false, enable_confirmations: true, double_confirm_changes: true },
      refresh_token_reuse_interval: 10,
      jwt_secret: jwtSecret,
      publishable_key: publishableKey,
      secret_key: secretKey,
    },
    db: { migrations: { enabled: false } },
    options: { server: { admin: false, disableStudio: true }, drivers: { email: { send: async () => {} } } },
  });
  await app.init();
  afterAll(() => connection.close());

  /** @param path under the address of the project: `rest/v1/teams` */
  async function ask(
    path: string,
    { method = "GET", apikey = publishableKey, token, accept, body }: Question = {},
  ) {
    const response = await app.fetch(
      new Request(`http://127.0.0.1/${path}`, {
        method,
        headers: {
          apikey,
          "content-type": "application/json",
          prefer: "return=representation",
          "x-supabase-api-version": "2024-01-01",
          ...(token && { authorization: `Bearer ${token}` }),
          ...(accept && { accept }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return {
      status: response.status,
      text,
      body: text ? (JSON.parse(text) as Record<string, unknown>) : null,
    };
  }

  return { ...database, ask };
}
