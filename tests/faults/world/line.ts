import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createEars, type Ears } from "./ears.ts";
import { type Asked, breakOff, exchange, type Rule, type Target } from "./exchange.ts";
import { reset } from "./reset.ts";
import { type FrameRule, openTunnel, type Tunnel } from "./tunnel.ts";
import { createSky, type Direction, FAIR, type Weather } from "./weather.ts";

/** The network of one person (an HTTP proxy to their browser), or the one between the site and Supabase. */
export type Line = {
  /** `http://127.0.0.1:<port>`, a proxy; also the target's own address where it has one. */
  address: string;
  ears: Ears;
  /** What was asked through it, in order. */
  readonly journal: readonly Pick<Asked, "method" | "path">[];
  readonly openSockets: number;
  /** Requests that have not been answered to their end. */
  readonly openRequests: number;
  change(weather: Partial<Weather>): void;
  /** Ends what is open, and lets nothing through until `restore`. */
  cut(): void;
  /** Fair weather again. */
  restore(): void;
  cutSockets(): void;
  /** What is open falls silent for good, in one or both directions, without being closed; what comes passes. */
  strand(...directions: Direction[]): void;
  /** Asked before those that were there; in force until the returned function is called. */
  rule(rule: Rule): () => void;
  frameRule(rule: FrameRule): () => void;
  close(): Promise<void>;
};

/**
 * @param target where requests go that name no host: the line then stands in a server's place
 */
export async function createLine(target?: Target): Promise<Line> {
  const sky = createSky();
  const ears = createEars();
  const journal: Pick<Asked, "method" | "path">[] = [];
  const rules: Rule[] = [];
  const frameRules: FrameRule[] = [];
  const connections = new Set<Socket>();
  const tunnels = new Set<Tunnel>();
  let openRequests = 0;

  async function judge(asked: Asked) {
    journal.push({ method: asked.method, path: asked.path });
    for (const rule of rules) {
      const verdict = await rule(asked);
      if (verdict) return verdict;
    }
    return undefined;
  }

  const judgeFrame: FrameRule = (text) => {
    for (const rule of frameRules) {
      const verdict = rule(text);
      if (verdict) return verdict;
    }
    return undefined;
  };

  function targetOf(url: string | undefined): Target | undefined {
    const address = URL.parse(url ?? "");
    return address ? { host: hostOf(address.hostname), port: Number(address.port || 80) } : target;
  }

  const server = createServer((request, response: ServerResponse) => {
    const to = targetOf(request.url);
    if (!to) return breakOff(response);
    openRequests += 1;
    response.once("close", () => {
      openRequests -= 1;
    });
    // Whatever ends on the way, the one who asked sees a broken connection.
    exchange({ sky, ears, judge }, to, request, response).catch(() => breakOff(response));
  });
  server.keepAliveTimeout = 60_000;
  server.on("connection", (socket: Socket) => {
    if (sky.now().cut) return reset(socket);
    connections.add(socket);
    socket.setNoDelay(true);
    socket.on("close", () => connections.delete(socket));
    socket.on("error", () => undefined);
  });
  server.on("clientError", (_error, socket) => socket.destroy());

  function tunnel(client: Socket, to: Target | undefined, opening: Buffer, greeting: string) {
    if (!to || sky.now().websocketBlocked) {
      client.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      return;
    }
    const opened: Tunnel = openTunnel({
      ...{ client, target: to, opening, greeting, sky, ears, judge: judgeFrame },
      onClose: () => tunnels.delete(opened),
    });
    tunnels.add(opened);
  }
  server.on("connect", (request, client: Socket, head: Buffer) => {
    const [host = "", port = ""] = (request.url ?? "").split(":");
    tunnel(client, { host: hostOf(host), port: Number(port) }, head, "HTTP/1.1 200 OK\r\n\r\n");
  });
  server.on("upgrade", (request, client: Socket, head: Buffer) => {
    const said = [`${request.method} ${request.url} HTTP/1.1`];
    for (let at = 0; at < request.rawHeaders.length; at += 2)
      said.push(`${request.rawHeaders[at]}: ${request.rawHeaders[at + 1]}`);
    tunnel(client, target, Buffer.concat([Buffer.from(`${said.join("\r\n")}\r\n\r\n`), head]), "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const cutAll = () => {
    for (const open of [...tunnels]) open.cut();
    for (const socket of [...connections]) reset(socket);
  };

  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ears,
    journal,
    get openRequests() {
      return openRequests;
    },
    get openSockets() {
      return tunnels.size;
    },
    change: (weather) => sky.change(weather),
    cut() {
      sky.change({ cut: true });
      cutAll();
    },
    restore: () => sky.change(FAIR),
    cutSockets() {
      for (const open of [...tunnels]) open.cut();
    },
    strand: (...directions) => sky.strand(directions.length > 0 ? directions : ["up", "down"]),
    rule: (rule) => inForce(rules, rule),
    frameRule: (rule) => inForce(frameRules, rule),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      sky.change(FAIR);
      cutAll();
      await closed;
    },
  };
}

function inForce<T>(all: T[], one: T): () => void {
  all.unshift(one);
  return () => {
    const at = all.indexOf(one);
    if (at >= 0) all.splice(at, 1);
  };
}

/** The site and Supabase listen where this process runs, whatever they are called. */
function hostOf(name: string): string {
  return name === "localhost" ? "127.0.0.1" : name;
}
