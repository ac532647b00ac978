import { App } from "@supabase/lite";
import type { Sql } from "postgres";
import { orderRefreshes } from "./auth/refreshes.ts";
import type { Config } from "./config.ts";
import { correctAuth } from "./corrections/auth.ts";
import { CorrectedConnection } from "./corrections/rest.ts";
import { jwtSecret, publishableKey, secretKey } from "./keys.ts";
import { mailerForLite } from "./mails/for-lite.ts";
import { createMailer } from "./mails/mailer.ts";

/** PostgREST and GoTrue on one database: answers what comes for /rest/v1 and /auth/v1. */
export type Lite = {
  fetch(request: Request): Promise<Response>;
  /** as the superuser, for what belongs to none of these services */
  sql: Sql;
  stop(): Promise<void>;
};

/** @param databaseUrl of the superuser: Auth owns its schema, and REST takes the role of each request's token */
export async function startLite(databaseUrl: string, config: Config): Promise<Lite> {
  const connection = new CorrectedConnection(databaseUrl, {
    connections: 10,
    searchPath: config.api.extra_search_path,
  });
  const app = new App({
    connection,
    // The token's absence means anon; a token that is no token is refused, as PostgREST does.
    api: {
      enabled: true,
      schemas: config.api.schemas,
      max_rows: config.api.max_rows,
      anonymous_enabled: false,
    },
    // The names are GoTrue's own, in the file and here.
    auth: {
      ...config.auth,
      // Lite's own setting; the real Auth has one for both.
      email: { ...config.auth.email, enable_signup: config.auth.enable_signup },
      enabled: true,
      jwt_secret: jwtSecret,
      publishable_key: publishableKey,
      secret_key: secretKey,
    },
    db: { migrations: { enabled: false } },
    options: { server: { admin: false, disableStudio: true } },
  });
  const mailer = createMailer(config.auth);
  app._mailer = mailerForLite(mailer, connection, config.auth.site_url);
  await app.init();
  await connection.listenForReload();
  await connection.introspect({ useCache: true });
  const sql: Sql = connection.driver;
  const ordered = orderRefreshes(sql, config.auth.refresh_token_reuse_interval, (request) =>
    app.fetch(request),
  );
  const fetch = correctAuth({ sql, settings: config.auth, mailer, lite: ordered });
  return {
    sql,
    fetch: (request) => connection.serve(request, fetch),
    stop: () => connection.driver.end({ timeout: 1 }),
  };
}
