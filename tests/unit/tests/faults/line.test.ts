import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { createLine } from "@/tests/faults/world/line";

/** A server that counts what reaches it and answers with a text, and a line to it. */
async function openLine(answer = "hello") {
  const reached: string[] = [];
  const server = createServer((request, response) => {
    reached.push(`${request.method} ${request.url}`);
    response.end(answer);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) => socket.send(answer));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const line = await createLine({ host: "127.0.0.1", port: (server.address() as AddressInfo).port });
  onTestFinished(async () => {
    await line.close();
    sockets.close();
    server.close();
  });
  return { line, reached };
}

test("in fair weather a request and its answer pass", async () => {
  const { line, reached } = await openLine();
  expect(await (await fetch(`${line.address}/a?b=c`)).text()).toBe("hello");
  expect(reached).toEqual(["GET /a?b=c"]);
});

test("a request that is cut before never arrives; one that is cut after does, and neither is answered", async () => {
  const { line, reached } = await openLine();
  line.rule(({ path }) => (path === "/before" ? { kind: "cut_before" } : { kind: "cut_after" }));
  await expect(fetch(`${line.address}/before`)).rejects.toThrow("fetch failed");
  await expect(fetch(`${line.address}/after`, { method: "POST", body: "x" })).rejects.toThrow("fetch failed");
  expect(reached).toEqual(["POST /after"]);
});

test("nothing passes a line that is cut, until it is restored", async () => {
  const { line } = await openLine();
  line.cut();
  await expect(fetch(line.address)).rejects.toThrow("fetch failed");
  line.restore();
  expect((await fetch(line.address)).status).toBe(200);
});

test("a frame is dropped, or the socket cut right behind it", async () => {
  const { line } = await openLine("zqabcdefghqz");
  const stop = line.frameRule((text) => (text.startsWith("zq") ? "cut_after" : undefined));
  const socket = new WebSocket(line.address.replace("http", "ws"));
  const [[message]] = await Promise.all([once(socket, "message"), once(socket, "close")]);
  expect(String(message)).toBe("zqabcdefghqz");
  stop();
  expect([...line.ears.heard]).toEqual(["zqabcdefghqz"]);
});

test("a stalled socket is silent and stays open; what is stranded stays so", async () => {
  const { line } = await openLine();
  line.change({ stalled: { up: false, down: true } });
  const socket = new WebSocket(line.address.replace("http", "ws"));
  const heard: string[] = [];
  socket.on("message", (data) => heard.push(String(data)));
  await expect.poll(() => line.openSockets).toBe(1);
  expect(socket.readyState).toBe(WebSocket.CONNECTING);
  line.restore();
  await expect.poll(() => heard).toEqual(["hello"]);
  line.strand();
  expect(socket.readyState).toBe(WebSocket.OPEN);
  socket.terminate();
});

test("a WebSocket is refused where they are blocked", async () => {
  const { line } = await openLine();
  line.change({ websocketBlocked: true });
  const socket = new WebSocket(line.address.replace("http", "ws"));
  const [error] = await once(socket, "error");
  expect(String(error)).toContain("403");
});

test("a slow line takes its time", async () => {
  const { line } = await openLine("x".repeat(2_048));
  line.change({ bytesPerSecond: 8_192 });
  const from = performance.now();
  expect(await (await fetch(line.address)).text()).toHaveLength(2_048);
  expect(performance.now() - from).toBeGreaterThan(200);
});
