import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Version } from "../frames/message.ts";
import type { Server } from "../server.ts";

export type Handshake = { version: Version; apiKey: string };
export type Refusal = { status: string; error: string };

/** Reads who connects and in which version, or why they may not. */
export async function checkUpgrade(
  server: Server,
  request: IncomingMessage,
  connected: number,
): Promise<Handshake | Refusal> {
  const url = new URL(request.url ?? "", "http://localhost");
  if (url.pathname !== "/realtime/v1/websocket") return { status: "404 Not Found", error: "Not found" };
  const version = url.searchParams.get("vsn") ?? "1.0.0";
  if (version !== "1.0.0" && version !== "2.0.0") {
    return { status: "400 Bad Request", error: `Unsupported protocol version: ${version}` };
  }
  const header = request.headers["x-api-key"];
  const apiKey = (Array.isArray(header) ? header[0] : header) ?? url.searchParams.get("apikey");
  if (!apiKey) return unauthorized("API key is missing");
  const identified = await server.authenticator.fromApiKey(apiKey, Date.now());
  if ("refusal" in identified) {
    return unauthorized(identified.refusal.message.replace(/(?<=Token has expired).*/, ""));
  }
  if (connected >= server.settings.sockets) {
    return { status: "429 Too Many Requests", error: "Too many connected users" };
  }
  return { version, apiKey };
}

export function refuseUpgrade(socket: Duplex, { status, error }: Refusal) {
  const body = JSON.stringify({ error });
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
      `connection: close\r\n\r\n${body}`,
  );
}

function unauthorized(error: string): Refusal {
  return { status: "401 Unauthorized", error };
}
