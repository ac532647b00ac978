import type { IncomingMessage, ServerResponse } from "node:http";
import type { Server } from "../server.ts";
import { broadcastMessages, broadcastOne } from "./broadcast.ts";

export type Answer = { status: number; body?: unknown };

/** Pages come from another origin; the keys in their requests are what protects. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "POST, OPTIONS",
  "access-control-allow-headers": "authorization, apikey, content-type, x-client-info",
};

/** Answers `/realtime/v1/api/*`; `false` where the request is for something else. */
export async function answerHttp(
  server: Server,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const url = new URL(request.url ?? "", "http://localhost");
  const path = url.pathname.match(/^\/realtime\/v1\/api\/(.*)$/)?.[1];
  if (path === undefined) return false;
  const answer = await route(server, request, path, url.searchParams).catch((error): Answer => {
    server.log(`POST ${url.pathname} failed`, error);
    return { status: 500, body: { message: "Internal server error" } };
  });
  response.writeHead(answer.status, { ...CORS, "content-type": "application/json" });
  response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  return true;
}

async function route(
  server: Server,
  request: IncomingMessage,
  path: string,
  query: URLSearchParams,
): Promise<Answer> {
  if (request.method === "OPTIONS") return { status: 204 };
  if (request.method !== "POST") return { status: 404, body: { message: "Not found" } };
  if (path === "broadcast") return broadcastMessages(server, request);
  const [, topic, event] = path.match(/^broadcast\/([^/]+)\/events\/([^/]+)$/) ?? [];
  if (!topic || !event) return { status: 404, body: { message: "Not found" } };
  return broadcastOne(server, request, {
    topic: decodeURIComponent(topic),
    event: decodeURIComponent(event),
    private: query.get("private") === "true",
  });
}
