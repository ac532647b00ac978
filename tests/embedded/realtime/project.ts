import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT } from "jose";
import postgres from "postgres";
import { afterAll } from "vitest";
import { databaseUrl } from "../../../supabase/local/database.ts";
import { jwtSecret, publishableKey, secretKey } from "../../../supabase/local/keys.ts";
import { type RealtimeOptions, startRealtime } from "../../../supabase/local/realtime/index.ts";
import { cloneDatabase, type TestDatabase } from "../../support/database.ts";

/** A Realtime server on a database whose policies also do what a token claims: `hears`, `speaks` and `shows`
 *  list topics. */
export type Project = TestDatabase & {
  url: string;
  publishableKey: string;
  /** The server's sentences about what went wrong on its side. */
  log: string[];
  /** Takes the database away from the server and gives it back, as a restart does. */
  interruptDatabase(): Promise<void>;
  /** Once; the end of the file does it too. */
  stop(): Promise<void>;
};

export type Claims = { hears?: string[]; speaks?: string[]; shows?: string[]; sub?: string };

/** To be called while the file is read, not in a hook. */
export async function openProject(settings: Partial<RealtimeOptions> = {}): Promise<Project> {
  const database = await cloneDatabase();
  await database.owner.unsafe(policies);

  const log: string[] = [];
  const realtime = await startRealtime({
    databaseUrl: databaseUrl("supabase_admin", database.port, database.name),
    jwtSecret,
    apiKeys: { publishable: publishableKey, secret: secretKey },
    log: (sentence, error) => log.push(`${sentence} ${error instanceof Error ? error.message : ""}`),
    ...settings,
  });
  const server = createServer(async (request, response) => {
    if (!(await realtime.handleRequest(request, response))) response.writeHead(404).end();
  });
  server.on("upgrade", realtime.handleUpgrade);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= realtime.stop().finally(() => server.close());
    return stopped;
  };
  afterAll(stop);
  return {
    ...database,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publishableKey,
    log,
    interruptDatabase: () => interrupt(database),
    stop,
  };
}

/** Written by `postgres`, who is no superuser, as a migration is. */
const policies = `
  create function private.claimed(claim text) returns boolean language sql stable set search_path = '' as $$
    select coalesce(current_setting('request.jwt.claims', true)::jsonb -> claim ? realtime.topic(), false)
  $$;
  create policy "people hear what they claim" on realtime.messages for select to authenticated
    using (private.claimed('hears'));
  create policy "people speak where they claim" on realtime.messages for insert to authenticated
    with check (extension = 'broadcast' and private.claimed('speaks')
      or extension = 'presence' and private.claimed('shows'));`;

async function interrupt({ port, name, admin }: TestDatabase) {
  const outside = postgres(databaseUrl("supabase_admin", port, "template1"), { max: 1 });
  await outside`alter database ${outside(name)} with allow_connections false`;
  await admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = ${name} and application_name like 'realtime%'`;
  await outside`alter database ${outside(name)} with allow_connections true`;
  await outside.end();
}

export function signToken(
  claims: Claims & { role?: string },
  { expiresIn = 3_600, secret = jwtSecret }: { expiresIn?: number; secret?: string } = {},
): Promise<string> {
  return new SignJWT({ role: "authenticated", ...claims })
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime(Math.floor(Date.now() / 1000) + expiresIn)
    .sign(new TextEncoder().encode(secret));
}
