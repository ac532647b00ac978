import type { IncomingMessage } from "node:http";
import type { Identified, Identity } from "../auth/identity.ts";
import { broadcastDelivery } from "../frames/delivery.ts";
import { isRecord } from "../frames/message.ts";
import type { Server } from "../server.ts";
import { parseJson, readBody } from "./body.ts";
import type { Answer } from "./routes.ts";

type Target = { topic: string; event: string; private: boolean };

const ACCEPTED: Answer = { status: 202 };
const TOO_LARGE: Answer = { status: 413, body: { message: "Payload too large" } };

/** `{messages: [{topic, event, payload, private?}]}`. What the sender may not write is dropped without a word. */
export async function broadcastMessages(server: Server, request: IncomingMessage): Promise<Answer> {
  const identified = await identify(server, request);
  if ("refusal" in identified) return unauthorized(identified.refusal.message);
  const body = await readBody(request, server.settings.maxFrameBytes);
  if (!body) return TOO_LARGE;
  const json = parseJson(body);
  const messages = isRecord(json) && Array.isArray(json.messages) ? json.messages : [];
  if (messages.length === 0) return unprocessable("messages: can't be blank");
  for (const message of messages) {
    if (!isRecord(message) || typeof message.topic !== "string" || typeof message.event !== "string") {
      return unprocessable("messages: topic and event can't be blank");
    }
    const target = { topic: message.topic, event: message.event, private: message.private === true };
    if (!(await mayWrite(server, identified.identity, target))) continue;
    send(server, target, "json", Buffer.from(JSON.stringify(message.payload ?? {})));
  }
  return ACCEPTED;
}

/** One message, its payload as JSON or as bytes. */
export async function broadcastOne(
  server: Server,
  request: IncomingMessage,
  target: Target,
): Promise<Answer> {
  const identified = await identify(server, request);
  if ("refusal" in identified) return unauthorized(identified.refusal.message);
  const body = await readBody(request, server.settings.maxBroadcastBytes);
  if (!body) return TOO_LARGE;
  const binary = request.headers["content-type"]?.startsWith("application/octet-stream") ?? false;
  if (!binary && parseJson(body) === undefined) return unprocessable("payload: is no JSON");
  if (!(await mayWrite(server, identified.identity, target))) {
    return { status: 403, body: { message: "Forbidden" } };
  }
  send(server, target, binary ? "binary" : "json", body);
  return ACCEPTED;
}

/** By the person's token where there is one, else by the project's key. */
function identify(server: Server, request: IncomingMessage): Promise<Identified> {
  const now = Date.now();
  const token = request.headers.authorization?.replace(/^Bearer /i, "");
  const key = request.headers.apikey ?? token ?? "";
  return (
    server.authenticator.fromAccessToken(token, now) ??
    server.authenticator.fromApiKey(Array.isArray(key) ? (key[0] ?? "") : key, now)
  );
}

async function mayWrite(server: Server, identity: Identity, target: Target): Promise<boolean> {
  return !target.private || (await server.rights.writable(identity, target.topic, "broadcast"));
}

function send(server: Server, target: Target, encoding: "json" | "binary", payload: Buffer) {
  const topic = `realtime:${target.topic}`;
  const delivery = broadcastDelivery({ topic, event: target.event, encoding, payload });
  server.topics.broadcast(target.private, topic, delivery);
}

function unauthorized(message: string): Answer {
  return { status: 401, body: { message } };
}

function unprocessable(message: string): Answer {
  return { status: 422, body: { message } };
}
