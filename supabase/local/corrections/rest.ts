import { AsyncLocalStorage } from "node:async_hooks";
import { PostgresConnection } from "@supabase/lite/postgres";
import { RestError, restError } from "./rest-errors.ts";
import { type Ast, correctQueries, markStrings } from "./rest-queries.ts";
import { types } from "./rest-values.ts";

/*
 * Where `@supabase/lite` 0.10.0 answers otherwise than PostgREST does, and what makes it answer alike: against this one
 * version. The list, with the tests of each: README.md.
 */

/** What is known of the request that is being served. */
type Served = { request: Request; ast?: Ast };

type Context = Parameters<PostgresConnection["withContext"]>;
type Database = Parameters<Context[1]>[0];
type Role = keyof typeof statementTimeouts;

/** PostgREST applies the settings of the role that a request runs as; these are the hosted ones. */
const statementTimeouts = { anon: "3s", authenticated: "8s", service_role: "8s" };

export class CorrectedConnection extends PostgresConnection {
  readonly #served = new AsyncLocalStorage<Served>();

  constructor(url: string, options: { connections: number; searchPath: string[] }) {
    super({
      url,
      postgresOptions: {
        max: options.connections,
        // Seconds. By itself the driver would wait up to 20 once Postgres is back.
        backoff: () => 0.2,
        onnotice: () => {},
        connection: { search_path: options.searchPath.map((name) => `"${name}"`).join(", ") },
        types,
      },
    });
  }

  /** The request that is being served, if one is. */
  get request(): Request | undefined {
    return this.#served.getStore()?.request;
  }

  /** Everything below needs to know which request it serves; lite hands its connection only a part of it. */
  serve(request: Request, handle: (request: Request) => Promise<Response>): Promise<Response> {
    return this.#served.run({ request }, () => handle(request));
  }

  override async onPostgrestAST(...parsed: Parameters<PostgresConnection["onPostgrestAST"]>): Promise<Ast> {
    const ast = markStrings(await super.onPostgrestAST(...parsed));
    const served = this.#served.getStore();
    if (served) served.ast = ast;
    return ast;
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
    const { request, ast } = this.#served.getStore() ?? {};
    if (!(role in statementTimeouts))
      throw new RestError("42501", `permission denied to set role "${role}"`, 403);
    const run = async (transaction: Database): Promise<T> => {
      await transaction.executeQuery(
        requestSettings(role as Role, jwt ?? { role }, request, options?.rpc?.path),
      );
      const corrected = transaction.withPlugin(correctQueries(this.driver, ast));
      const result = await single(await work(corrected), request);
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
  const text = await result.clone().text();
  const rows: unknown = JSON.parse(text);
  if (!Array.isArray(rows)) return result;
  const headers = new Headers(result.headers);
  headers.delete("content-length");
  if (rows.length === 1) {
    headers.set("content-type", "application/vnd.pgrst.object+json; charset=utf-8");
    return new Response(text.trim().slice(1, -1), { status: result.status, headers });
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
