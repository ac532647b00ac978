import { describe, expect, test } from "vitest";
import { RawClient } from "../../support/raw-client.ts";
import { signToken } from "../../support/sign-token.ts";
import { openRealtime } from "../support/realtime.ts";

const project = await openRealtime();

const room = project.topic("room");
const topic = `realtime:${room}`;
const join = (client: RawClient, config: object = {}, token?: string) =>
  client.push(topic, "phx_join", { config, ...(token && { access_token: token }) });

describe("joining", () => {
  test("is answered with the subscriptions asked for, in order", async () => {
    const client = await RawClient.connect(project);
    const asked = { event: "INSERT", schema: "public", table: "tasks", filter: "id=eq.1" };
    expect(await join(client, { postgres_changes: [asked, asked] })).toEqual({
      status: "ok",
      response: {
        postgres_changes: [
          { ...asked, id: expect.any(Number) },
          { ...asked, id: expect.any(Number) },
        ],
      },
    });
  });

  test("a heartbeat is answered, without any channel", async () => {
    const client = await RawClient.connect(project);
    expect(await client.push("phoenix", "heartbeat", {})).toEqual({ status: "ok", response: {} });
  });

  test("the presence state comes after the reply, and then that broadcasts flow", async () => {
    const client = await RawClient.connect(project);
    await client.join(room, { presence: { enabled: true } });
    expect(client.frames.map(({ event }) => event)).toEqual(["phx_reply", "presence_state", "system"]);
    expect(client.frames[2]?.payload).toEqual({
      extension: "system",
      status: "ok",
      message: "Replication connection established",
      channel: room,
    });
  });

  test("joining a topic again closes the first membership, then answers", async () => {
    const client = await RawClient.connect(project);
    await join(client);
    await join(client);
    expect(client.frames.map(({ event, ref, joinRef }) => [event, ref, joinRef])).toEqual([
      ["phx_reply", "1", "1"],
      ["phx_close", "1", "1"],
      ["phx_reply", "2", "2"],
    ]);
  });

  test("leaving is answered and then closed, with the join's ref", async () => {
    const client = await RawClient.connect(project);
    await join(client);
    expect(await client.push(topic, "phx_leave", {}, "1")).toEqual({ status: "ok", response: {} });
    expect(await client.event("phx_close")).toMatchObject({ ref: "1", joinRef: "1", payload: {} });
  });

  test("the leave of an earlier membership does not end the later one", async () => {
    const client = await RawClient.connect(project);
    await join(client);
    await join(client);
    await client.push(topic, "phx_leave", {}, "1");
    expect(await client.push(topic, "presence", { event: "untrack" }, "2")).toMatchObject({ status: "ok" });
  });

  test("a push to a topic that was not joined is unmatched, and a leave of one is fine", async () => {
    const client = await RawClient.connect(project);
    expect(await client.push(topic, "presence", {})).toEqual({
      status: "error",
      response: { reason: "unmatched topic" },
    });
    expect(await client.push(topic, "phx_leave", {})).toEqual({ status: "ok", response: {} });
    expect(await client.push("other:room", "phx_join", {})).toMatchObject({ status: "error" });
  });

  test("a topic needs a name", async () => {
    const client = await RawClient.connect(project);
    expect(await client.push("realtime:", "phx_join", {})).toEqual({
      status: "error",
      response: { reason: "TopicNameRequired: You must provide a topic name" },
    });
  });

  test("nothing is replayed on a public channel", async () => {
    const client = await RawClient.connect(project);
    expect(await join(client, { broadcast: { replay: { since: 0 } } })).toMatchObject({
      response: { reason: "UnableToReplayMessages: Replay is not allowed for public channels" },
    });
  });
});

describe("a token that is", () => {
  const refused = async (token: string) => {
    const client = await RawClient.connect(project);
    return (await join(client, {}, token)).response.reason;
  };

  test.runIf(project.jwtSecret)("expired is refused with how long ago", async () => {
    const expired = await signToken({ role: "authenticated" }, project.jwtSecret, { expiresIn: -60 });
    expect(await refused(expired)).toMatch(/^InvalidJWTToken: Token has expired 6\d seconds ago$/);
  });

  test("no token is refused as malformed", async () => {
    expect(await refused("nonsense")).toBe("MalformedJWT: The token provided is not a valid JWT");
  });

  test("signed by another key, or by none, is refused", async () => {
    const message = "JwtSignatureError: Failed to validate JWT signature";
    const forged = await signToken({ role: "service_role" }, "another secret of at least 32 characters");
    expect(await refused(forged)).toBe(message);
    const none = [{ alg: "none" }, { role: "service_role", exp: 9_999_999_999 }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    expect(await refused(`${none}.`)).toBe(message);
  });

  test("the project's own key is taken for the connection's", async () => {
    const client = await RawClient.connect(project);
    expect(await join(client, {}, "sb_publishable_whatever")).toMatchObject({ status: "ok" });
  });
});
