import { expect, test } from "vitest";
import { openProject, signToken } from "./project.ts";
import { RawClient } from "./raw-client.ts";

const project = await openProject();

const room = "realtime:room";

async function joinPrivately(token?: string) {
  const client = await RawClient.connect(project.url);
  const reply = await client.join("room", { private: true }, token);
  return { client, reply };
}

test("who may hear a topic joins it", async () => {
  const { reply } = await joinPrivately(await signToken({ hears: ["room"] }));
  expect(reply).toMatchObject({ status: "ok" });
});

test("who may not is refused in the server's words, and so is who is not signed in", async () => {
  const refusal = {
    status: "error",
    response: { reason: "Unauthorized: You do not have permissions to read from this Channel topic: room" },
  };
  expect((await joinPrivately(await signToken({ hears: ["elsewhere"] }))).reply).toEqual(refusal);
  expect((await joinPrivately()).reply).toEqual(refusal);
});

test("the probes leave nothing behind", async () => {
  await joinPrivately(await signToken({ hears: ["room"], shows: ["room"] }));
  const [count] =
    await project.admin`select count(*)::int as rows from realtime.messages where event is null`;
  expect(count).toEqual({ rows: 0 });
});

test("a policy that fails refuses, and the log says why", async () => {
  await project.admin`create policy broken on realtime.messages for select to authenticated
    using (1 / (length(realtime.topic()) - 5) > 0)`;
  const client = await RawClient.connect(project.url);
  const reply = await client.join("error", { private: true }, await signToken({ hears: [] }));
  await project.admin`drop policy broken on realtime.messages`;
  expect(reply.response.reason).toMatch(/^Unauthorized/);
  expect(project.log.at(-1)).toMatch(/policy on realtime.messages failed for error.*division by zero/);
});

test("a renewed token that still hears keeps the channel, silently", async () => {
  const { client } = await joinPrivately(await signToken({ hears: ["room"] }));
  client.send(room, "access_token", { access_token: await signToken({ hears: ["room"], sub: "2" }) }, "1");
  expect(await client.push(room, "presence", { event: "untrack" }, "1")).toMatchObject({ status: "ok" });
});

test("a renewed token that hears no more closes the channel", async () => {
  const { client } = await joinPrivately(await signToken({ hears: ["room"] }));
  client.send(room, "access_token", { access_token: await signToken({ hears: [] }) }, "1");
  await client.event("phx_close");
  expect(client.frames.at(-2)?.payload).toEqual({
    extension: "system",
    status: "error",
    message: "You do not have permissions to read from this Channel topic: room",
    channel: "room",
  });
});

test("a token that expires closes the channel when it does", async () => {
  const { client } = await joinPrivately(await signToken({ hears: ["room"] }, { expiresIn: 1 }));
  await client.event("phx_close");
  expect(client.frames.at(-2)?.payload.message).toMatch(/^Token has expired \d+ seconds ago$/);
});

test("a renewed token outlives the one before", async () => {
  const { client } = await joinPrivately(await signToken({ hears: ["room"] }, { expiresIn: 2 }));
  client.send(room, "access_token", { access_token: await signToken({ hears: ["room"] }) }, "1");
  const other = await joinPrivately(await signToken({ hears: ["room"] }, { expiresIn: 2 }));
  await other.client.event("phx_close");
  expect(await client.push(room, "presence", { event: "untrack" }, "1")).toMatchObject({ status: "ok" });
});
