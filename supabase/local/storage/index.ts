import type { IncomingMessage, ServerResponse } from "node:http";
import type { Server } from "./call.ts";
import { type Identify, identifier, storageItself } from "./caller.ts";
import { type Database, openDatabase } from "./database.ts";
import { errorBody, httpStatus, invalidRequest, StorageError } from "./errors.ts";
import { openFiles } from "./files.ts";
import { findRoute } from "./routes.ts";
import { signatures } from "./signature.ts";

export type StorageOptions = {
  /** As the authenticator. */
  databaseUrl: string;
  /** Where the files lie. Nobody else may write there. */
  dir: string;
  jwtSecret: string;
  apiKeys: { publishable: string; secret: string };
  /** In bytes. */
  fileSizeLimit: number;
};

export type Storage = {
  /** For `/storage/v1/*`. */
  handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void>;
  stop(): Promise<void>;
};

/** Storage as storage-api speaks it, on files in a folder and a database that has `schema/storage.sql`. */
export async function startStorage(options: StorageOptions): Promise<Storage> {
  const { databaseUrl, dir, jwtSecret, apiKeys, fileSizeLimit } = options;
  const database = openDatabase(databaseUrl);
  const files = await openFiles(dir);
  try {
    await files.sweep((versions) => named(database, versions));
  } catch (error) {
    await database.end();
    throw error;
  }
  const server = { database, files, signatures: signatures(jwtSecret), fileSizeLimit };
  const identify = identifier(jwtSecret, apiKeys);
  return {
    handleRequest: (request, response) => handle(request, response, server, identify),
    stop: () => database.end(),
  };
}

async function named(database: Database, versions: string[]): Promise<string[]> {
  const rows = await database.as(
    storageItself,
    "",
    (sql) => sql<{ version: string }[]>`select version from storage.objects where version = any(${versions})`,
  );
  return rows.map(({ version }) => version);
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  server: Server,
  identify: Identify,
): Promise<void> {
  try {
    await answer(request, response, server, identify);
  } catch (error) {
    // Whoever left in the middle of an upload hears nothing any more.
    if (request.errored) return;
    if (!(error instanceof StorageError)) throw error;
    if (error.cause) console.error(`Storage failed on ${request.method} ${request.url}:`, error.cause);
    sendJson(request, response, httpStatus(error), errorBody(error));
  } finally {
    // What was not read of a refused upload; else its sender would see a broken connection instead of the answer.
    request.resume();
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  server: Server,
  identify: Identify,
): Promise<void> {
  // As it was sent: an URL would take `..` for a folder above.
  const [path = "", search = ""] = (request.url ?? "").replace(/^\/storage\/v1\//, "").split(/\?(.*)/s);
  const method = request.method ?? "GET";
  const found = findRoute(method, path);
  if (!found) {
    const message = `Route ${method}:/${path} not found`;
    sendJson(request, response, 404, { statusCode: "404", error: "Not Found", code: "NotFound", message });
    return;
  }
  const query = new URLSearchParams(search);
  const { route } = found;
  const caller = await identify(request, query, route.access);
  const json = await route.handle({
    ...server,
    request,
    response,
    query,
    caller,
    operation: route.operation,
    bucket: decode(found.bucket),
    name: decode(found.name),
  });
  if (json) sendJson(request, response, 200, json);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) throw invalidRequest(`'${part}' is not a valid url component`);
    throw error;
  }
}

function sendJson(request: IncomingMessage, response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.end(request.method === "HEAD" ? undefined : text);
}
