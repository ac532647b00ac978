import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { Ears } from "./ears.ts";
import { reset } from "./reset.ts";
import type { Sky } from "./weather.ts";

/** A request as a rule sees it, with its whole body. */
export type Asked = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
};

export type Answer = { status: number; headers: Record<string, string>; body: string };

/** What becomes of a request. The first rule that says something decides. */
export type Verdict =
  /** The connection breaks before the request is passed on. */
  | { kind: "cut_before" }
  /** The server does what it was asked, and the connection breaks before its answer comes through. */
  | { kind: "cut_after" }
  | { kind: "answer"; answer: Answer }
  /** Something else is asked, and the answer changed, or lost with the connection. */
  | { kind: "ask"; instead: Asked; change?: (answer: Answer) => Answer | Promise<Answer>; isLost?: boolean }
  /** Nothing of the answer passes before its end, as behind a proxy that buffers. */
  | { kind: "buffer" };

export type Rule = (asked: Asked) => Verdict | undefined | Promise<Verdict | undefined>;

export type Target = { host: string; port: number };

export type Passage = { sky: Sky; ears: Ears; judge(asked: Asked): Promise<Verdict | undefined> };

/** Passes one request on to its target and its answer back, under the line's rules and weather. */
export async function exchange(
  passage: Passage,
  target: Target,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = await read(request, target);
  await passage.sky.passed("up", false);
  const verdict = await passage.judge(asked);
  if (response.destroyed) return;
  switch (verdict?.kind) {
    case "cut_before":
      return breakOff(response);
    case "cut_after":
      await whole(asked, target);
      return breakOff(response);
    case "answer":
      return give(passage, response, verdict.answer);
    case "ask": {
      const answer = await whole(verdict.instead, target);
      if (verdict.isLost) return breakOff(response);
      return give(passage, response, (await verdict.change?.(answer)) ?? answer);
    }
    case "buffer":
      return give(passage, response, await whole(asked, target));
    case undefined:
      return pass(passage, asked, target, response);
  }
}

async function read(request: IncomingMessage, target: Target): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, search } = new URL(request.url ?? "/", `http://${target.host}`);
  return {
    method: request.method ?? "GET",
    path: pathname + search,
    headers: onward(request.headers),
    body: Buffer.concat(chunks).toString("latin1"),
  };
}

/** Without what concerns this one hop, and without compression, so that what passes can be read. */
function onward(headers: IncomingHttpHeaders): Record<string, string> {
  const dropped = new Set([
    "accept-encoding",
    "connection",
    "proxy-connection",
    "content-length",
    "transfer-encoding",
  ]);
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !dropped.has(name))
      .map(([name, value]) => [name, [value ?? ""].flat().join(", ")]),
  );
}

function ask({ method, path, headers, body }: Asked, { host, port }: Target): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = Buffer.from(body, "latin1");
    const hasBody = method !== "GET" && method !== "HEAD";
    http
      .request(
        {
          // A connection each: one that the server has ended since must not be mistaken for a fault of this one.
          agent: false,
          host,
          port,
          method,
          path,
          headers: hasBody ? { ...headers, "content-length": sent.length } : headers,
        },
        resolve,
      )
      .on("error", reject)
      .end(hasBody ? sent : undefined);
  });
}

async function whole(asked: Asked, target: Target): Promise<Answer> {
  const answer = await ask(asked, target);
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return {
    status: answer.statusCode ?? 502,
    headers: Object.fromEntries(
      Object.entries(answer.headers)
        .filter(
          ([name]) => name !== "transfer-encoding" && name !== "content-length" && name !== "set-cookie",
        )
        .map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(chunks).toString("latin1"),
  };
}

async function give({ sky, ears }: Passage, response: ServerResponse, answer: Answer): Promise<void> {
  const body = Buffer.from(answer.body, "latin1");
  ears.forConnection()(body);
  await sky.passed("down", false);
  if (response.destroyed) return;
  response.writeHead(answer.status, { ...answer.headers, "content-length": body.length });
  await sky.carry("down", false, (chunk) => response.write(chunk))(body);
  response.end();
}

async function pass(
  { sky, ears }: Passage,
  asked: Asked,
  target: Target,
  response: ServerResponse,
): Promise<void> {
  const answer = await ask(asked, target);
  await sky.passed("down", false);
  // Whoever asked has gone: a stream would otherwise flow into nothing for ever.
  if (response.destroyed) return void answer.destroy();
  response.once("close", () => answer.destroy());
  const began = sky.era("down");
  const hear = ears.forConnection();
  response.writeHead(answer.statusCode ?? 502, answer.headers);
  response.flushHeaders();
  const carry = sky.carry("down", false, (chunk) => response.write(chunk));
  for await (const chunk of answer) {
    hear(chunk as Buffer);
    await carry(chunk as Buffer);
  }
  if (began === sky.era("down")) response.end();
}

/** As a network does: without a farewell. */
export function breakOff(response: ServerResponse): void {
  if (response.socket) reset(response.socket);
  else response.destroy();
}
