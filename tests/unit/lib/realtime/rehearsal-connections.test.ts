import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type WebSocket as ServerSocket, WebSocketServer } from "ws";
import { type Control, createControl } from "@/lib/realtime/rehearsal/control";
import { CALM } from "@/lib/realtime/rehearsal/faults";
import { rehearsedFetch } from "@/lib/realtime/rehearsal/fetch";
import { rehearsedWebSocket } from "@/lib/realtime/rehearsal/socket";

/** A server that says what a test tells it to, and keeps what it hears. */
const heardByServer: string[] = [];
const sockets: ServerSocket[] = [];
const streams: ServerResponse[] = [];
const requests: string[] = [];
const server = createServer((request, response) => {
  if (request.url !== "/elsewhere") requests.push(`${request.method} ${request.url}`);
  if (request.url === "/api/slow") return;
  if (!request.url?.startsWith("/api/stream")) return void response.end("done");
  streams.push(response);
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  response.write(": open\n\n");
});
const webSockets = new WebSocketServer({ server });
webSockets.on("connection", (socket) => {
  sockets.push(socket);
  socket.on("message", (data) => heardByServer.push(String(data)));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => {
  for (const socket of sockets) socket.terminate();
  server.closeAllConnections();
  server.close();
});

let control: Control;
beforeEach(() => {
  control = createControl(CALM);
  for (const kept of [heardByServer, sockets, streams, requests]) kept.length = 0;
});

/** Long enough for the server and back, ten times over. */
async function aWhile() {
  for (let time = 0; time < 10; time += 1) await (await fetch(`${origin}/elsewhere`)).text();
}

const last = <T>(all: T[]): T => {
  const value = all.at(-1);
  if (!value) throw new Error("The server has none yet");
  return value;
};

describe("a socket", () => {
  const broadcast = (n: number) => JSON.stringify(["1", null, "realtime:admin", "broadcast", { n }]);
  const beat = (n: number) => JSON.stringify([null, String(n), "phoenix", "heartbeat", {}]);
  const reply = JSON.stringify(["1", "1", "realtime:admin", "phx_reply", { status: "ok" }]);

  /** As Realtime's client opens one: with handlers in its properties, and listeners beside. */
  function open() {
    const Rehearsed = rehearsedWebSocket(WebSocket, control);
    const socket = new Rehearsed(`${origin.replace("http", "ws")}/realtime/v1/websocket?vsn=2.0.0`);
    socket.binaryType = "arraybuffer";
    const heard: string[] = [];
    socket.onopen = () => heard.push("open");
    socket.onmessage = ({ data }) => heard.push(String(data));
    socket.addEventListener("close", ({ code }) => heard.push(`close ${code}`));
    return { socket, heard };
  }

  async function opened() {
    const { socket, heard } = open();
    await vi.waitFor(() => expect(heard).toEqual(["open"]));
    heard.length = 0;
    return { socket, heard, server: last(sockets) };
  }

  test("is a real one, and says and hears what there is", async () => {
    const { socket, heard, server } = await opened();
    expect(socket).toBeInstanceOf(WebSocket);
    socket.send(beat(1));
    server.send(broadcast(1));
    await vi.waitFor(() => expect([heard, heardByServer]).toEqual([[broadcast(1)], [beat(1)]]));
    server.close(4000);
    await vi.waitFor(() => expect(heard.at(-1)).toBe("close 4000"));
  });

  test("drops what is broadcast, and leaves the replies alone", async () => {
    const { heard, server } = await opened();
    control.set({ drop: 1 });
    server.send(broadcast(1));
    server.send(Buffer.from([4, 0, 0, 0, 1, 123, 125]));
    server.send(reply);
    await vi.waitFor(() => expect(heard).toEqual([reply]));
  });

  test("knows a broadcast in bytes", async () => {
    const { heard, server } = await opened();
    control.set({ duplicate: 1 });
    server.send(Buffer.from([4, 0, 0, 0, 1, 123, 125]));
    server.send(reply);
    await vi.waitFor(() => expect(heard).toHaveLength(3));
  });

  test("that is cut is gone at once, for both sides", async () => {
    const { heard, server } = await opened();
    const gone = once(server, "close");
    control.killSocket();
    expect(heard).toEqual(["close 1006"]);
    await gone;
    expect(heard).toEqual(["close 1006"]);
  });

  test.each(["offline", "blockWebSocket"] as const)("does not stand, nor open, with %s", async (fault) => {
    const standing = await opened();
    control.set({ [fault]: true });
    expect(standing.heard).toEqual(["close 1006"]);
    const { heard } = open();
    await vi.waitFor(() => expect(heard).toEqual(["close 1006"]));
    control.calm();
    await opened();
  });

  test("that stalls stays open, and lets through in order what was said meanwhile", async () => {
    const { socket, heard, server } = await opened();
    control.set({ stallAll: true });
    socket.send(beat(1));
    socket.send(beat(2));
    server.send(broadcast(1));
    server.send(reply);
    await aWhile();
    expect([heard, heardByServer]).toEqual([[], []]);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    control.calm();
    expect(heard).toEqual([broadcast(1), reply]);
    await vi.waitFor(() => expect(heardByServer).toEqual([beat(1), beat(2)]));
  });

  test("hears for every topic it joined what Realtime says when the token has ended", async () => {
    const { socket, heard } = await opened();
    for (const [ref, topic] of [
      ["1", "realtime:admin"],
      ["2", "realtime:portal"],
    ]) {
      socket.send(JSON.stringify([ref, ref, topic, "phx_join", {}]));
    }
    socket.send(JSON.stringify(["2", "3", "realtime:portal", "phx_leave", {}]));
    control.expireToken();
    expect(heard.map((frame) => JSON.parse(frame))).toEqual([
      [
        "1",
        null,
        "realtime:admin",
        "system",
        expect.objectContaining({ extension: "system", status: "error", channel: "admin" }),
      ],
      ["1", null, "realtime:admin", "phx_close", {}],
    ]);
  });

  test("to another server is left alone", async () => {
    const Rehearsed = rehearsedWebSocket(WebSocket, control);
    control.set({ blockWebSocket: true });
    const socket = new Rehearsed(`${origin.replace("http", "ws")}/_next/hmr`);
    await once(socket, "open");
    socket.close();
  });
});

describe("a request", () => {
  const ask = (path: string, init?: RequestInit) =>
    rehearsedFetch(fetch, control, origin)(`${origin}${path}`, init);
  const send = (init?: RequestInit) => ask("/api/chat/1/messages", { method: "POST", ...init });
  const act = () => ask("/chat/SWE", { method: "POST", headers: { "Next-Action": "00" } });

  /** Whether an answer has come by now. */
  function watch(answer: Promise<Response>) {
    const seen = { outcome: "none" };
    answer.then(
      () => (seen.outcome = "answer"),
      (error: Error) => (seen.outcome = error.name),
    );
    return seen;
  }

  test("offline fails as a browser says it, and so does one that is under way", async () => {
    const stream = await ask("/api/stream");
    control.set({ stallSend: true });
    const [sent, slow] = [watch(send()), watch(ask("/api/slow"))];
    await vi.waitFor(() => expect(requests).toHaveLength(3));
    control.set({ offline: true });
    await expect(ask("/api/chat")).rejects.toThrow(new TypeError("Failed to fetch"));
    await expect(stream.text()).rejects.toThrow("network error");
    await vi.waitFor(() => expect([sent.outcome, slow.outcome]).toEqual(["TypeError", "TypeError"]));
    expect(requests).toHaveLength(3);
  });

  test.each([
    ["a route", send],
    ["an action", act],
  ])("that sends by %s is made, and its answer held back", async (_by, make) => {
    control.set({ stallSend: true });
    const sent = watch(make());
    expect(await (await ask("/api/chat")).text()).toBe("done");
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    expect(sent.outcome).toBe("none");
    control.calm();
    await vi.waitFor(() => expect(sent.outcome).toBe("answer"));
  });

  test("that sends and is lost never leaves, and fails in the end", async () => {
    control.set({ loseSend: true });
    const sent = watch(act());
    const given = new AbortController();
    const givenUp = watch(send({ signal: given.signal }));
    expect(await (await ask("/api/chat")).text()).toBe("done");
    given.abort();
    await vi.waitFor(() => expect(givenUp.outcome).toBe("AbortError"));
    expect(sent.outcome).toBe("none");
    control.calm();
    await vi.waitFor(() => expect(sent.outcome).toBe("TypeError"));
    expect(requests).toEqual(["GET /api/chat"]);
  });

  test("that stalls does not leave before everything flows again", async () => {
    control.set({ stallAll: true });
    const asked = watch(ask("/api/chat"));
    await aWhile();
    expect([requests, asked.outcome]).toEqual([[], "none"]);
    control.calm();
    await vi.waitFor(() => expect(asked.outcome).toBe("answer"));
  });

  test("for the stream of events fails where that is blocked, and no other does", async () => {
    control.set({ blockSse: true });
    await expect(ask("/api/stream?topics=admin")).rejects.toThrow("Failed to fetch");
    expect((await ask("/api/chat")).ok).toBe(true);
  });
});

describe("a stream of events", () => {
  async function listen() {
    const response = await rehearsedFetch(fetch, control, origin)(`${origin}/api/stream?topics=admin`);
    const seen = { text: "", outcome: "open" };
    const read = async () => {
      for await (const bytes of response.body ?? []) seen.text += new TextDecoder().decode(bytes);
    };
    read().then(
      () => (seen.outcome = "ended"),
      () => (seen.outcome = "failed"),
    );
    return { seen, server: last(streams) };
  }
  const open = ": open\n\n";
  const status = 'event: status\ndata: {"topic":"admin","status":"live"}\n\n';
  const message = (n: number) => `event: message\ndata: {"n":${n}}\n\n`;

  test("drops messages, and neither comments nor statuses, however they are cut into pieces", async () => {
    const { seen, server } = await listen();
    control.set({ drop: 1 });
    for (const piece of `${status}${message(1)}${status}`.match(/[\s\S]{1,7}/g) ?? []) {
      server.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await vi.waitFor(() => expect(seen.text).toBe(`${open}${status}${status}`));
  });

  test("that is held back comes whole at its end", async () => {
    control.set({ bufferSse: true });
    const { seen, server } = await listen();
    server.write(status + message(1));
    await aWhile();
    expect(seen).toEqual({ text: "", outcome: "open" });
    server.end();
    await vi.waitFor(() => expect(seen).toEqual({ text: open + status + message(1), outcome: "ended" }));
  });

  test.each(["cut", "blocked", "offline"])("that is %s breaks off, for both sides", async (how) => {
    const { seen, server } = await listen();
    const gone = once(server, "close");
    if (how === "cut") control.killSocket();
    else control.set(how === "blocked" ? { blockSse: true } : { offline: true });
    await vi.waitFor(() => expect(seen.outcome).toBe("failed"));
    await gone;
  });

  test("ends as the server ends it when the token does", async () => {
    const { seen } = await listen();
    await vi.waitFor(() => expect(seen.text).toBe(open));
    control.expireToken();
    await vi.waitFor(() =>
      expect(seen).toEqual({ text: `${open}event: end\ndata: {"reason":"renew"}\n\n`, outcome: "ended" }),
    );
  });

  test("that nobody reads any more is left", async () => {
    const response = await rehearsedFetch(fetch, control, origin)(`${origin}/api/stream?topics=admin`);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await vi.waitFor(() => expect(last(streams).closed).toBe(true));
  });
});
