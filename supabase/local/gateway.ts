import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import type { Lite } from "./lite.ts";
import type { MailPages } from "./mails/pages.ts";
import type { Realtime } from "./realtime/index.ts";
import type { Storage } from "./storage/index.ts";

export type Gateway = { port: number; stop(): Promise<void> };

/**
 * As long as the gateways of hosted projects hold a connection. After Node's own 5 s a busy site may just be asking on
 * the one that is being closed.
 */
const KEEP_ALIVE_MS = 60_000;

/** The one address of all services, as the gateway of a hosted project. @param port 0 for any that is free */
export async function startGateway(options: {
  host: string;
  port: number;
  lite: Lite;
  realtime: Realtime;
  storage: Storage;
  mails: MailPages;
}): Promise<Gateway> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => fail(response, error));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on("upgrade", (request, socket, head) => {
    if (request.url?.startsWith("/realtime/v1/websocket"))
      options.realtime.handleUpgrade(request, socket, head);
    else socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { lite, realtime, storage, mails }: { lite: Lite; realtime: Realtime; storage: Storage; mails: MailPages },
): Promise<void> {
  const path = request.url ?? "/";
  if (await mails.handleRequest(request, response)) return;
  if (path.startsWith("/realtime/v1/") && (await realtime.handleRequest(request, response))) return;
  if (path.startsWith("/storage/v1/")) {
    response.setHeader("access-control-allow-origin", "*");
    if (isPreflight(request)) allowAll(request, response);
    else await storage.handleRequest(request, response);
    return;
  }
  if (path.startsWith("/rest/v1/") || path.startsWith("/auth/v1/")) {
    response.setHeader("access-control-allow-origin", "*");
    if (isPreflight(request)) {
      allowAll(request, response);
      return;
    }
    await send(await lite.fetch(toWebRequest(request)), response);
    return;
  }
  sendJson(response, 404, { message: "no Route matched with those values" });
}

function isPreflight(request: IncomingMessage): boolean {
  return request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
}

/** Any site's page may ask, as on a hosted project: what it may do depends on its key and token alone. */
function allowAll(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(204, {
    "access-control-allow-methods": "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT",
    "access-control-allow-headers": request.headers["access-control-request-headers"] ?? "*",
    "access-control-max-age": "3600",
  });
  response.end();
}

function toWebRequest(request: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  return new Request(new URL(request.url ?? "/", `http://${request.headers.host ?? "127.0.0.1"}`), {
    method: request.method ?? "GET",
    headers,
    ...(hasBody ? { body: Readable.toWeb(request) as BodyInit, duplex: "half" } : {}),
  });
}

async function send(answer: Response, response: ServerResponse): Promise<void> {
  for (const [name, value] of answer.headers) if (name !== "set-cookie") response.setHeader(name, value);
  for (const cookie of answer.headers.getSetCookie()) response.appendHeader("set-cookie", cookie);
  response.writeHead(answer.status);
  if (answer.body) await pipeline(Readable.fromWeb(answer.body as ReadableStream), response);
  else response.end();
}

function fail(response: ServerResponse, error: unknown): void {
  // The client left before it had its answer, or before there was one.
  const left = ["ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_UNABLE_TO_PIPE"];
  if (left.includes((error as NodeJS.ErrnoException).code ?? "")) return;
  console.error("The embedded Supabase failed on a request:", error);
  if (response.headersSent) response.destroy();
  else sendJson(response, 500, { message: "An unexpected error occurred" });
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "access-control-allow-origin": "*",
  });
  response.end(JSON.stringify(body));
}
