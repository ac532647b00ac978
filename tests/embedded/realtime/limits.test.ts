import { expect, test } from "vitest";
import { RawClient } from "../../support/raw-client.ts";
import { openProject } from "./project.ts";

const project = await openProject({
  heartbeatTimeout: 600,
  emptySocketTimeout: 1_200,
  maxPendingFrames: 20,
  joinsPerSecond: 10,
});

test("a socket that says nothing, not even a heartbeat, is closed", async () => {
  const silent = await RawClient.connect(project);
  await silent.join("room");
  expect(await silent.closed()).toBe(1006);
});

test("a socket that joins nothing is closed, however much it beats", async () => {
  const client = await RawClient.connect(project);
  const beating = setInterval(() => client.send("phoenix", "heartbeat", {}), 100);
  expect(await client.closed()).toBe(1006);
  clearInterval(beating);
});

test("a socket that sends faster than the database answers is closed", async () => {
  const client = await RawClient.connect(project);
  for (let n = 0; n < 30; n += 1) client.send(`realtime:${n}`, "phx_join", { config: { private: true } });
  expect(await client.closed()).toBe(1008);
});

test("too many joins in a second are refused", async () => {
  const client = await RawClient.connect(project);
  const joins = Array.from({ length: 11 }, () => client.push("realtime:room", "phx_join", {}));
  const reasons = (await Promise.all(joins)).map(({ response }) => response.reason);
  expect(reasons).toContain("ClientJoinRateLimitReached: Too many joins per second");
});
