import { AsyncLocalStorage } from "node:async_hooks";
import { inspect } from "node:util";
import { PostgresConnection } from "@supabase/lite/postgres";
import type { Sql } from "postgres";

/*
 * Where `@supabase/lite` 0.10.0 answers otherwise than PostgREST and GoTrue do, and what makes it answer alike.
 * All in one file, against this one version: go through it when the version is raised. Each has its contract test.
 *
 * Left as it is: an update that embeds and filters by a column that it changes answers no rows (filter by id);
 * `true` or `false` alone is refused as the value of a jsonb column; there is no `auth.admin`.
 */

type Context = Parameters<PostgresConnection["withContext"]>;
type Database = Parameters<Context[1]>[0];
type Role = keyof typeof statementTimeouts;

/** PostgREST applies the settings of the role that a request runs as; these are the hosted ones. */
const statementTimeouts = { anon: "3s", authenticated: "8s", service_role: "8s" };

export class CorrectedConnection extends PostgresConnection {
  readonly #request = new AsyncLocalStorage<Request>();

  constructor(url: string, options: { connections: number; searchPath: string[] }) {
    super({
      url,
      postgresOptions: {
        max: options.connections,
        // Seconds. By itself the driver would wait up to 20 once Postgres is back.
        backoff: () => 0.2,
        onnotice: () => {},
        connection: { search_path: options.searchPath.map((name) => `"${name}"`).join(", ") },
        types: { ...timestamps, ...json },
      },
    });
  }

  /** Everything below needs to know which request it serves; lite hands its connection only a part of it. */
  serve(request: Request, handle: (request: Request) => Promise<Response>): Promise<Response> {
    return this.#request.run(request, () => handle(request));
  }

  /** PostgREST reloads what it knows of the schema on `notify pgrst`, which a migration may end with. lite does not listen. */
  async listenForReload(): Promise<void> {
    await this.driver.listen("pgrst", () => void this.clearSchemaCache());
  }

  /**
   * lite's own grants ALL on every table with RLS to anon and authenticated before its first request.
   * PostgREST grants nothing, takes the role from the token but only if the authenticator may become it,
   * sets everything in one round trip, and commits only what it answers with success.
   */
  override async withContext<T>(
    vars: Context[0],
    work: (db: Database) => Promise<T>,
    options?: Context[2],
  ): Promise<T> {
    const { role = "anon", jwt } = (vars?.auth ?? {}) as { role?: string; jwt?: object | null };
    const request = this.#request.getStore();
    if (!(role in statementTimeouts))
      throw new RestError("42501", `permission denied to set role "${role}"`, 403);
    const run = async (transaction: Database): Promise<T> => {
      await transaction.executeQuery(
        requestSettings(role as Role, jwt ?? { role }, request, options?.rpc?.path),
      );
      const result = await single(await work(transaction), request);
      if (options?.forceRollback || (result instanceof Response && !result.ok)) throw new Rollback(result);
      return result as T;
    };
    try {
      if (options?.transaction) return await run(options.transaction);
      return await this.kysely.transaction().execute(run);
    } catch (error) {
      if (error instanceof Rollback) return error.result as T;
      throw restError(error, role);
    }
  }
}

class Rollback extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super("Rolled back: the request is answered with an error.");
    this.result = result;
  }
}

function requestSettings(
  role: Role,
  claims: object,
  request: Request | undefined,
  rpcPath: string | undefined,
) {
  const reads = request?.method === "GET" || request?.method === "HEAD";
  const settings: Record<string, string> = {
    role,
    "request.jwt.claims": JSON.stringify(claims),
    "request.method": request?.method ?? "",
    "request.path": rpcPath ?? (request ? new URL(request.url).pathname.replace(/^\/rest\/v1/, "") : ""),
    "request.headers": JSON.stringify(Object.fromEntries(request?.headers ?? [])),
    "response.status": "",
    "response.headers": "",
    statement_timeout: statementTimeouts[role],
    transaction_read_only: reads ? "on" : "off",
  };
  const entries = Object.entries(settings);
  const calls = entries.map(([name], index) => `set_config('${name}', $${index + 1}, true)`);
  return rawQuery(
    `select ${calls.join(", ")}`,
    entries.map(([, value]) => value),
  );
}

/** What Kysely's `sql` tag compiles to. Kysely is lite's dependency, not ours. */
function rawQuery(sql: string, parameters: string[]) {
  const query = { kind: "RawNode" as const, sqlFragments: [sql], parameters: [] };
  return { sql, parameters, query, queryId: { queryId: crypto.randomUUID() } };
}

/** After a write that embeds, lite answers `Accept: application/vnd.pgrst.object+json` with an array. */
async function single<T>(result: T, request: Request | undefined): Promise<T | Response> {
  const wanted = request?.headers.get("accept")?.includes("application/vnd.pgrst.object+json");
  if (!wanted || !(result instanceof Response) || !result.ok || result.body === null) return result;
  if (!result.headers.get("content-type")?.startsWith("application/json")) return result;
  const rows: unknown = await result.clone().json();
  if (!Array.isArray(rows)) return result;
  const headers = new Headers(result.headers);
  headers.delete("content-length");
  if (rows.length === 1) {
    headers.set("content-type", "application/vnd.pgrst.object+json; charset=utf-8");
    return new Response(JSON.stringify(rows[0]), { status: result.status, headers });
  }
  headers.set("content-type", "application/json; charset=utf-8");
  const refusal = {
    code: "PGRST116",
    details: `The result contains ${rows.length} rows`,
    hint: null,
    message: "Cannot coerce the result to a single JSON object",
  };
  return new Response(JSON.stringify(refusal), { status: 406, headers });
}

/** lite answers 500 to what it does not know; PostgREST has a status for every SQLSTATE, and keeps code, details and hint. */
function restError(error: unknown, role: string): unknown {
  if (!(error instanceof Error) || !("severity" in error) || !("code" in error)) return error;
  const { code, message, detail, hint } = error as Error & { code: string; detail?: string; hint?: string };
  // These lite knows: PT429 and the like, errors raised as JSON, and missing columns and functions, whose text it mends.
  if (/^(PT...|PGRST|42703|42883)$/.test(code)) return new DatabaseError(code, message, detail, hint);
  return new RestError(code, message, httpStatus(code, message, role), detail, hint);
}

/** https://docs.postgrest.org/en/v13/references/errors.html#http-status-codes */
function httpStatus(code: string, message: string, role: string): number {
  if (code === "42501") return role === "anon" ? 401 : 403;
  if (code === "21000") return message.endsWith("requires a WHERE clause") ? 400 : 500;
  const exact: Record<string, number> = {
    "23503": 409,
    "23505": 409,
    "25006": 405,
    "42P01": 404,
    "42P17": 500,
    "53400": 500,
    "57P01": 503,
    P0001: 400,
  };
  const classes: Record<string, number> = {
    "08": 503,
    "09": 500,
    "0L": 403,
    "0P": 403,
    "25": 500,
    "28": 403,
    "2D": 500,
    "38": 500,
    "39": 500,
    "3B": 500,
    "40": 500,
    "53": 503,
    "54": 500,
    "55": 500,
    "57": 500,
    "58": 500,
    F0: 500,
    HV: 500,
    P0: 500,
    XX: 500,
  };
  return exact[code] ?? classes[code.slice(0, 2)] ?? 400;
}

/** lite prints every error it answers with; one line of it is enough. */
class DatabaseError extends Error {
  readonly code: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  constructor(code: string, message: string, detail?: string, hint?: string) {
    super(message);
    this.code = code;
    this.detail = detail;
    this.hint = hint;
  }
  [inspect.custom](): string {
    return `REST ${this.code}: ${this.message}`;
  }
}

/** Takes the one form of error that lite answers with a status of our choice: the one `raise sqlstate 'PGRST'` makes. */
class RestError extends DatabaseError {
  readonly #summary: string;
  constructor(
    code: string,
    message: string,
    status: number,
    details: string | null = null,
    hint: string | null = null,
  ) {
    super("PGRST", JSON.stringify({ code, message, details, hint }), JSON.stringify({ status, headers: {} }));
    this.#summary = `REST ${status}, ${code}: ${message}`;
  }
  override [inspect.custom](): string {
    return this.#summary;
  }
}

/** PostgREST gives times as JSON in Postgres has them, in ISO 8601; lite as text in Postgres has them, with a blank and `+00`. */
const iso = (text: string) => text.replace(" ", "T").replace(/[+-]\d\d$/, "$&:00");
const unchanged = (text: string) => text;
const timestamps = {
  timestamp: { to: 1114, from: [1114], serialize: unchanged, parse: iso },
  timestamptz: { to: 1184, from: [1184], serialize: unchanged, parse: iso },
  timetz: { to: 1266, from: [1266], serialize: unchanged, parse: iso },
};

/**
 * lite hands over arguments of functions and the metadata of people as JSON text, and encodes that text once more:
 * an object arrives as a string. Strings that are meant as such are encoded, unless they themselves look like an object.
 */
const encode = (value: unknown) =>
  typeof value === "string" && isJsonText(value) ? value : JSON.stringify(value);
const json = {
  json: { to: 114, from: [114], serialize: encode, parse: (text: string): unknown => JSON.parse(text) },
  jsonb: { to: 3802, from: [3802], serialize: encode, parse: (text: string): unknown => JSON.parse(text) },
};

function isJsonText(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/**
 * GoTrue takes the refreshes of one token one after the other, and answers a token that was used within the
 * reuse interval with the session's present one. lite runs them at once, so that two tabs fork the session,
 * and knows no interval: a token two generations old ends the session even when it is a second old.
 * Here all refreshes wait for each other, which costs one person on one machine nothing.
 */
export function orderRefreshes(
  sql: Sql,
  reuseInterval: number,
  handle: (request: Request) => Promise<Response>,
) {
  let last: Promise<unknown> = Promise.resolve();
  return async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const isRefresh =
      url.pathname === "/auth/v1/token" &&
      url.searchParams.get("grant_type") === "refresh_token" &&
      request.method === "POST";
    if (!isRefresh) return handle(request);
    const body = await request.text();
    const answer = last.then(async () => {
      const present = await presentToken(sql, body, reuseInterval);
      return handle(
        new Request(request, { body: present ? JSON.stringify({ refresh_token: present }) : body }),
      );
    });
    last = answer.catch(() => {});
    return answer;
  };
}

/** For a token used within the interval: the one before the session's present one, which lite answers with the present one. */
async function presentToken(sql: Sql, body: string, reuseInterval: number): Promise<string | undefined> {
  const used = /"refresh_token"\s*:\s*"([^"]+)"/.exec(body)?.[1];
  if (!used) return undefined;
  const [row] = await sql<{ parent: string }[]>`
    select present.parent
    from auth.refresh_tokens used
    join auth.refresh_tokens present using (session_id)
    where used.token = ${used} and used.revoked and not present.revoked
      and used.updated_at > now() - make_interval(secs => ${reuseInterval})
    order by present.created_at desc limit 1`;
  return row?.parent;
}
