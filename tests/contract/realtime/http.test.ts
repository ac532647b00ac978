import { expect, test } from "vitest";
import { RawClient } from "../../support/raw-client.ts";
import { openRealtime } from "../support/realtime.ts";

const project = await openRealtime();
const { publishableKey, secretKey } = project;
const room = project.topic("room");
const listener = await RawClient.connect(project);
await listener.join(room, { private: true }, await project.tokenFor({ hears: [room] }));

function post(path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) {
  return fetch(`${project.url}/realtime/v1/api/${path}`, { method: "POST", body, headers });
}

const json = { "content-type": "application/json" };
const message = (n: number) =>
  JSON.stringify({ messages: [{ topic: room, event: "news", payload: { n }, private: true }] });

test("a batch is accepted, and what its sender may not write is dropped in silence", async () => {
  const speaker = {
    apikey: publishableKey,
    authorization: `Bearer ${await project.tokenFor({ speaks: [room] })}`,
  };
  expect((await post("broadcast", message(1), { ...json, apikey: publishableKey })).status).toBe(202);
  expect((await post("broadcast", message(2), { ...json, ...speaker })).status).toBe(202);
  expect((await post("broadcast", message(3), { ...json, apikey: secretKey })).status).toBe(202);
  await listener.next(({ payload }) => payload.payload?.n === 3);
  expect(listener.broadcasts()).toEqual([{ n: 2 }, { n: 3 }]);
});

test("a single message without the right is forbidden, and bytes are taken", async () => {
  const path = `broadcast/${encodeURIComponent(room)}/events/picture?private=true`;
  const bytes = { "content-type": "application/octet-stream" };
  expect((await post(path, Uint8Array.of(1), { apikey: publishableKey, ...bytes })).status).toBe(403);
  expect((await post(path, Uint8Array.of(2), { apikey: secretKey, ...bytes })).status).toBe(202);
  const { payload } = await listener.next((frame) => frame.payload.event === "picture");
  expect(payload.payload).toEqual(Buffer.of(2));
});

test("without a key nothing is taken, and nothing that is no message", async () => {
  expect((await post("broadcast", message(1), json)).status).toBe(401);
  expect((await post("broadcast", "{}", { ...json, apikey: secretKey })).status).toBe(422);
  expect((await post("elsewhere", "{}", { ...json, apikey: secretKey })).status).toBe(404);
});

test("a page of another origin may ask", async () => {
  const asked = await fetch(`${project.url}/realtime/v1/api/broadcast`, {
    method: "OPTIONS",
    headers: {
      origin: "http://192.168.1.5:3000",
      "access-control-request-method": "POST",
      "access-control-request-headers": "apikey,content-type",
    },
  });
  expect(asked.ok).toBe(true);
  expect(asked.headers.get("access-control-allow-origin")).toBe("*");
});
