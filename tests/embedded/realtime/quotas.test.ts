import { request } from "node:http";
import { expect, test } from "vitest";
import { RawClient } from "../../support/raw-client.ts";
import { openProject } from "./project.ts";

/** What a plan limits, with limits small enough to be reached. */
const project = await openProject({ channelsPerSocket: 3, messagesPerSecond: 20, maxBroadcastBytes: 10_000 });
const small = await openProject({ sockets: 2 });

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

async function member(topic: string, config: Record<string, unknown> = {}) {
  const client = await RawClient.connect(project);
  await client.join(topic, config);
  return client;
}

test("too large a payload is not sent on, and with ack answered as an error", async () => {
  const [sender, other] = [await member("large", { broadcast: { ack: true } }), await member("large")];
  const ref = sender.sendBinary("realtime:large", "news", Buffer.alloc(10_001), 0);
  expect(await sender.next((frame) => frame.ref === ref)).toMatchObject({ payload: { status: "error" } });
  sender.sendBinary("realtime:large", "news", json({ n: 1 }), 1);
  await other.event("broadcast");
  expect(other.broadcasts()).toEqual([{ n: 1 }]);
});

test("too many messages in a second close the channel", async () => {
  const client = await member("flood");
  for (let n = 0; n < 21; n += 1) client.sendBinary("realtime:flood", "news", json({ n }), 1);
  await client.event("phx_close");
  expect(client.frames.at(-2)?.payload).toMatchObject({
    status: "error",
    message: "Too many messages per second",
  });
});

test("a socket may hold so many channels and no more", async () => {
  const client = await RawClient.connect(project);
  for (const name of ["a", "b", "c"]) await client.push(`realtime:${name}`, "phx_join", {});
  expect(await client.push("realtime:d", "phx_join", {})).toEqual({
    status: "error",
    response: { reason: "ChannelRateLimitReached: Too many channels" },
  });
  expect(await client.push("realtime:c", "phx_join", {})).toMatchObject({ status: "ok" });
});

test("it may not hold more by joining them all at once", async () => {
  const client = await RawClient.connect(project);
  const joins = ["a", "b", "c", "d"].map((name) => client.push(`realtime:${name}`, "phx_join", {}));
  const refused = (await Promise.all(joins)).filter(({ status }) => status === "error");
  expect(refused).toHaveLength(1);
});

test("a full server says so", async () => {
  const clients = [await RawClient.connect(small), await RawClient.connect(small)];
  const answer = new Promise((resolve, reject) => {
    request(`${small.url}/realtime/v1/websocket?vsn=2.0.0&apikey=${small.publishableKey}`, {
      headers: {
        connection: "upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      },
    })
      .on("response", async (response) => {
        let body = "";
        for await (const chunk of response) body += chunk;
        resolve([response.statusCode, body]);
      })
      .on("error", reject)
      .end();
  });
  expect(await answer).toEqual([429, '{"error":"Too many connected users"}']);
  for (const client of clients) client.socket.terminate();
});
