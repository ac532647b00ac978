import { expect, test } from "vitest";
import { publishableKey, secretKey } from "../../../supabase/local/keys.ts";
import { openProject, signToken } from "./project.ts";
import { RawClient } from "./raw-client.ts";

const project = await openProject();
const listener = await RawClient.connect(project.url);
await listener.join("room", { private: true }, await signToken({ hears: ["room"] }));

function post(path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) {
  return fetch(`${project.url}/realtime/v1/api/${path}`, { method: "POST", body, headers });
}

const message = (n: number) =>
  JSON.stringify({ messages: [{ topic: "room", event: "news", payload: { n }, private: true }] });

test("a batch is accepted, and what its sender may not write is dropped in silence", async () => {
  const speaker = {
    apikey: publishableKey,
    authorization: `Bearer ${await signToken({ speaks: ["room"] })}`,
  };
  expect((await post("broadcast", message(1), { apikey: publishableKey })).status).toBe(202);
  expect((await post("broadcast", message(2), speaker)).status).toBe(202);
  expect((await post("broadcast", message(3), { apikey: secretKey })).status).toBe(202);
  await listener.next(({ payload }) => payload.payload?.n === 3);
  expect(listener.broadcasts()).toEqual([{ n: 2 }, { n: 3 }]);
});

test("a single message without the right is forbidden, and bytes are taken", async () => {
  const path = "broadcast/room/events/picture?private=true";
  const bytes = { "content-type": "application/octet-stream" };
  expect((await post(path, Uint8Array.of(1), { apikey: publishableKey, ...bytes })).status).toBe(403);
  expect((await post(path, Uint8Array.of(2), { apikey: secretKey, ...bytes })).status).toBe(202);
  const { payload } = await listener.next((frame) => frame.payload.event === "picture");
  expect(payload.payload).toEqual(Buffer.of(2));
});

test("without a key nothing is taken, and nothing that is no message", async () => {
  expect((await post("broadcast", message(1), {})).status).toBe(401);
  expect((await post("broadcast", "nonsense", { apikey: secretKey })).status).toBe(422);
  expect((await post("elsewhere", "{}", { apikey: secretKey })).status).toBe(404);
});

test("a page of another origin may ask", async () => {
  const asked = await fetch(`${project.url}/realtime/v1/api/broadcast`, { method: "OPTIONS" });
  expect(asked.status).toBe(204);
  expect(asked.headers.get("access-control-allow-origin")).toBe("*");
});
