import { describe, expect, test } from "vitest";
import { RawClient } from "../../support/raw-client.ts";
import { signToken } from "../../support/sign-token.ts";
import { createPerson } from "../support/people.ts";
import { openRealtime } from "../support/realtime.ts";

const project = await openRealtime();

const name = project.topic("room");
const room = `realtime:${name}`;
const token = await project.tokenFor({ hears: [name] });
const strangers = await project.tokenFor({ hears: [project.topic("elsewhere")] });

async function joinPrivately(accessToken?: string) {
  const client = await RawClient.connect(project);
  const reply = await client.join(name, { private: true }, accessToken);
  return { client, reply };
}

test("who may hear a topic joins it", async () => {
  const { reply } = await joinPrivately(token);
  expect(reply).toMatchObject({ status: "ok" });
});

test("who may not is refused in the server's words, and so is who is not signed in", async () => {
  const refusal = {
    status: "error",
    response: {
      reason: `Unauthorized: You do not have permissions to read from this Channel topic: ${name}`,
    },
  };
  expect((await joinPrivately(strangers)).reply).toEqual(refusal);
  expect((await joinPrivately()).reply).toEqual(refusal);
});

test("the probes leave nothing behind", async () => {
  const probed = project.topic("probed");
  const client = await RawClient.connect(project);
  await client.join(probed, { private: true }, await project.tokenFor({ hears: [probed], shows: [probed] }));
  expect(await project.owner`select from realtime.messages where topic = ${probed}`).toHaveLength(0);
});

test("a renewed token that still hears keeps the channel, silently", async () => {
  const { client } = await joinPrivately(token);
  client.send(room, "access_token", { access_token: await project.tokenFor({ hears: [name] }) }, "1");
  expect(await client.push(room, "presence", { event: "untrack" }, "1")).toMatchObject({ status: "ok" });
});

test("a renewed token that hears no more closes the channel", async () => {
  const { client } = await joinPrivately(token);
  client.send(room, "access_token", { access_token: strangers }, "1");
  await client.event("phx_close");
  expect(client.frames.at(-2)?.payload).toEqual({
    extension: "system",
    status: "error",
    message: `You do not have permissions to read from this Channel topic: ${name}`,
    channel: name,
  });
});

describe.runIf(project.jwtSecret)("a token that ends in three seconds", () => {
  const { jwtSecret } = project;
  const listener = createPerson(project);

  async function brief(expiresIn: number): Promise<string> {
    const { id } = await listener;
    await project.allow(id, { hears: [name] });
    return signToken({ sub: id, role: "authenticated", aud: "authenticated" }, jwtSecret, { expiresIn });
  }

  test("closes the channel when it does", async () => {
    const { client } = await joinPrivately(await brief(3));
    await client.event("phx_close");
    expect(client.frames.at(-2)?.payload.message).toMatch(/^Token has expired \d+ seconds ago$/);
  });

  test("is outlived by a channel that was given the next", async () => {
    const { client } = await joinPrivately(await brief(3));
    client.send(room, "access_token", { access_token: token }, "1");
    const other = await joinPrivately(await brief(3));
    await other.client.event("phx_close");
    expect(await client.push(room, "presence", { event: "untrack" }, "1")).toMatchObject({ status: "ok" });
  });
});
