import { expect, test } from "vitest";
import { RawClient } from "../../support/raw-client.ts";
import { openRealtime } from "../support/realtime.ts";

const project = await openRealtime();

async function member(
  topic: string,
  config: Record<string, unknown> = {},
  version: "1.0.0" | "2.0.0" = "2.0.0",
  token?: string,
) {
  const client = await RawClient.connect(project, version);
  await client.join(topic, config, token);
  return client;
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const news = (n: number) => ({ type: "broadcast", event: "news", payload: { n } });

test("a binary push reaches the others and not its sender", async () => {
  const talk = project.topic("talk");
  const [anna, ben] = [await member(talk), await member(talk)];
  anna.sendBinary(`realtime:${talk}`, "news", json({ n: 1 }), 1);
  expect((await ben.event("broadcast")).payload).toEqual({ kind: 4, event: "news", payload: { n: 1 } });
  ben.sendBinary(`realtime:${talk}`, "news", json({ n: 2 }), 1);
  await anna.event("broadcast");
  expect(anna.broadcasts()).toEqual([{ n: 2 }]);
});

test("a text push is relayed as text, untouched, to both versions", async () => {
  const text = project.topic("text");
  const [sender, young, old] = [await member(text), await member(text), await member(text, {}, "1.0.0")];
  sender.send(`realtime:${text}`, "broadcast", { ...news(1), more: "as it came" }, "1");
  for (const client of [young, old]) {
    expect((await client.event("broadcast")).payload).toEqual({ ...news(1), more: "as it came" });
  }
});

test("version 1 hears a binary push of JSON as an object, and nothing of bytes", async () => {
  const mixed = project.topic("mixed");
  const [sender, old] = [await member(mixed), await member(mixed, {}, "1.0.0")];
  sender.sendBinary(`realtime:${mixed}`, "picture", Buffer.of(1, 2, 3), 0);
  sender.sendBinary(`realtime:${mixed}`, "news", json({ n: 1 }), 1);
  expect((await old.event("broadcast")).payload).toEqual(news(1));
});

test("with self the sender hears itself, with ack it is answered", async () => {
  const echo = project.topic("echo");
  const client = await member(echo, { broadcast: { self: true, ack: true } });
  const ref = client.sendBinary(`realtime:${echo}`, "news", json({ n: 1 }), 1);
  expect(await client.next((frame) => frame.ref === ref)).toMatchObject({
    payload: { status: "ok", response: {} },
  });
  await client.event("broadcast");
  expect(client.broadcasts()).toEqual([{ n: 1 }]);
});

test("on a private topic only who may speak is heard, and a refusal is silent even with ack", async () => {
  const talk = project.topic("private talk");
  const config = { private: true, broadcast: { ack: true } };
  const hears = [talk];
  const listener = await member(talk, config, "2.0.0", await project.tokenFor({ hears }));
  const mute = await member(talk, config, "2.0.0", await project.tokenFor({ hears }));
  const speaker = await member(talk, config, "2.0.0", await project.tokenFor({ hears, speaks: [talk] }));
  mute.sendBinary(`realtime:${talk}`, "news", json({ n: 1 }), 1);
  // Answered after the broadcast before it, so by now the refusal has happened.
  await mute.push(`realtime:${talk}`, "presence", { event: "untrack" }, "1");
  const ref = speaker.sendBinary(`realtime:${talk}`, "news", json({ n: 2 }), 1);
  await speaker.next((frame) => frame.ref === ref);
  await listener.event("broadcast");
  expect(listener.broadcasts()).toEqual([{ n: 2 }]);
  expect(mute.frames.filter(({ event, ref }) => event === "phx_reply" && ref === "2")).toEqual([]);
});
