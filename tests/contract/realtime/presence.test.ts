import { expect, test } from "vitest";
import { RawClient } from "../../support/raw-client.ts";
import { openRealtime } from "../support/realtime.ts";

const project = await openRealtime();

async function member(name: string, key: string, options: { enabled?: boolean; token?: string } = {}) {
  const client = await RawClient.connect(project);
  const { enabled = true, token } = options;
  await client.join(project.topic(name), { presence: { key, enabled }, private: token !== undefined }, token);
  return client;
}

const track = (client: RawClient, name: string, payload: unknown) =>
  client.push(
    `realtime:${project.topic(name)}`,
    "presence",
    { type: "presence", event: "track", payload },
    "1",
  );

test("who comes later is told who is there, and everyone who comes and goes", async () => {
  const anna = await member("rink", "anna");
  expect(await track(anna, "rink", { on: "ice" })).toEqual({ status: "ok", response: {} });
  const ben = await member("rink", "ben");
  expect((await ben.event("presence_state")).payload).toEqual({
    anna: { metas: [{ on: "ice", phx_ref: expect.any(String) }] },
  });
  await track(ben, "rink", {});
  const joins = { ben: { metas: [{ phx_ref: expect.any(String) }] } };
  await anna.next(({ event, payload }) => event === "presence_diff" && payload.joins.ben);
  ben.socket.terminate();
  const left = await anna.next(({ event, payload }) => event === "presence_diff" && payload.leaves.ben);
  expect(left.payload).toEqual({ joins: {}, leaves: joins });
});

test("an update takes the old and brings the new in one diff, an equal one brings none", async () => {
  const anna = await member("update", "anna");
  await track(anna, "update", { on: "ice" });
  await track(anna, "update", { on: "ice" });
  await track(anna, "update", { on: "bench" });
  const diffs = anna.frames.filter(({ event }) => event === "presence_diff").map(({ payload }) => payload);
  const first = diffs[0].joins.anna.metas[0].phx_ref;
  expect(diffs.slice(1)).toEqual([
    {
      joins: { anna: { metas: [{ on: "bench", phx_ref: expect.any(String), phx_ref_prev: first }] } },
      leaves: { anna: { metas: [{ on: "ice", phx_ref: first }] } },
    },
  ]);
});

test("leaving the channel, or untracking, takes the presence away", async () => {
  const [anna, ben] = [await member("bye", "anna"), await member("bye", "ben")];
  const gone =
    (key: string) =>
    ({ event, payload }: { event: string; payload: { leaves: Record<string, unknown> } }) =>
      event === "presence_diff" && payload.leaves[key] !== undefined;
  await track(anna, "bye", {});
  await anna.push(
    `realtime:${project.topic("bye")}`,
    "presence",
    { type: "presence", event: "untrack" },
    "1",
  );
  await ben.next(gone("anna"));
  await track(ben, "bye", {});
  await ben.push(`realtime:${project.topic("bye")}`, "phx_leave", {}, "1");
  await anna.next(gone("ben"));
});

test("who tracks without having asked for presence is seen, and sees from then on", async () => {
  const anna = await member("shy", "anna");
  await track(anna, "shy", {});
  const shy = await member("shy", "shy", { enabled: false });
  await track(shy, "shy", {});
  expect(Object.keys((await shy.event("presence_state")).payload).sort()).toEqual(["anna", "shy"]);
  await anna.next(({ event, payload }) => event === "presence_diff" && payload.joins.shy);
});

test("on a private topic only who may show is seen, and is told when not", async () => {
  const closed = [project.topic("closed")];
  const mute = await member("closed", "mute", { token: await project.tokenFor({ hears: closed }) });
  const seen = await member("closed", "seen", {
    token: await project.tokenFor({ hears: closed, shows: closed }),
  });
  expect(await track(mute, "closed", {})).toEqual({ status: "error", response: {} });
  expect(await track(seen, "closed", {})).toMatchObject({ status: "ok" });
  await mute.event("presence_diff");
  expect(mute.frames.filter(({ event }) => event === "presence_diff")).toHaveLength(1);
});

test("what is tracked must be an object", async () => {
  const anna = await member("shape", "anna");
  expect(await track(anna, "shape", [1])).toEqual({
    status: "error",
    response: { reason: "Presence track payload must be a map" },
  });
});

test("the sixth presence call within thirty seconds closes the channel", async () => {
  const anna = await member("eager", "anna");
  for (let n = 0; n < 5; n += 1) await track(anna, "eager", { n });
  anna.send(`realtime:${project.topic("eager")}`, "presence", { event: "track", payload: { n: 5 } }, "1");
  await anna.event("phx_close");
  expect(anna.frames.findLast(({ event }) => event === "system")?.payload.message).toBe(
    "Client presence rate limit exceeded",
  );
});
