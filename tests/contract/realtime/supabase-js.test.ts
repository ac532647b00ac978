import { createClient, type RealtimeChannel } from "@supabase/supabase-js";
import { expect, test, vi } from "vitest";
import { publishableKey } from "../../../supabase/local/keys.ts";
import { type Claims, eventually, openProject, signToken } from "./project.ts";

const project = await openProject();

async function signIn(claims: Claims, options: object = {}) {
  const token = await signToken(claims);
  const supabase = createClient(project.url, publishableKey, {
    accessToken: async () => token,
    realtime: options,
  });
  await supabase.realtime.setAuth();
  return supabase;
}

/** The first thing that subscribing comes to. */
function subscribed(channel: RealtimeChannel): Promise<{ status: string; message: string | undefined }> {
  return new Promise((resolve) => {
    channel.subscribe((status, error) => resolve({ status, message: error?.message }));
  });
}

for (const vsn of ["2.0.0", "1.0.0"]) {
  test(`an unmodified client hears the database once it is told that it flows (version ${vsn})`, async () => {
    const supabase = await signIn({ hears: ["team:1"] }, { vsn });
    const heard = vi.fn();
    const channel = supabase
      .channel("team:1", { config: { private: true, broadcast: { replication_ready: true } } })
      .on("broadcast", { event: "message" }, heard);
    const flows = new Promise((resolve) => channel.on("system", {}, resolve));
    expect(await subscribed(channel)).toMatchObject({ status: "SUBSCRIBED" });
    expect(await flows).toMatchObject({ status: "ok", message: "Replication connection established" });
    await project.admin`select realtime.send('{"id": "m1", "content": "Hello"}', 'message', 'team:1')`;
    await eventually(() => expect(heard).toHaveBeenCalledOnce());
    expect(heard.mock.calls[0]?.[0]).toMatchObject({
      type: "broadcast",
      event: "message",
      payload: { id: "m1", content: "Hello" },
      meta: { id: expect.any(String) },
    });
    await supabase.removeAllChannels();
  });
}

test("it is told why it may not join", async () => {
  const supabase = await signIn({ hears: [] });
  expect(await subscribed(supabase.channel("team:1", { config: { private: true } }))).toEqual({
    status: "CHANNEL_ERROR",
    message: "Unauthorized: You do not have permissions to read from this Channel topic: team:1",
  });
  await supabase.removeAllChannels();
});

test("two clients talk to each other, in JSON and in bytes", async () => {
  const [anna, ben] = [await signIn({}), await signIn({})];
  const heard = vi.fn();
  const listening = ben.channel("open").on("broadcast", { event: "*" }, ({ payload }) => heard(payload));
  const talking = anna.channel("open", { config: { broadcast: { ack: true } } });
  await Promise.all([subscribed(listening), subscribed(talking)]);
  expect(await talking.send({ type: "broadcast", event: "say", payload: { hi: "žluťoučký" } })).toBe("ok");
  await talking.send({ type: "broadcast", event: "draw", payload: Uint8Array.of(1, 2).buffer });
  await eventually(() => expect(heard).toHaveBeenCalledTimes(2));
  expect(heard.mock.calls[0]?.[0]).toEqual({ hi: "žluťoučký" });
  expect(new Uint8Array(heard.mock.calls[1]?.[0])).toEqual(Uint8Array.of(1, 2));
  await Promise.all([anna.removeAllChannels(), ben.removeAllChannels()]);
});

test("presence shows who is there on each side", async () => {
  const claims = { hears: ["lobby"], shows: ["lobby"] };
  const [anna, ben] = [await signIn(claims), await signIn(claims)];
  const channels = [anna, ben].map((client, index) =>
    client
      .channel("lobby", { config: { private: true, presence: { key: ["anna", "ben"][index] ?? "" } } })
      .on("presence", { event: "sync" }, () => undefined),
  );
  await Promise.all(channels.map(subscribed));
  for (const channel of channels) expect(await channel.track({ at: "rink" })).toBe("ok");
  for (const channel of channels) {
    await eventually(() => expect(Object.keys(channel.presenceState()).sort()).toEqual(["anna", "ben"]));
  }
  await ben.removeAllChannels();
  await eventually(() => expect(Object.keys(channels[0]?.presenceState() ?? {})).toEqual(["anna"]));
  await anna.removeAllChannels();
});

test("a broadcast before the join goes over HTTP and arrives", async () => {
  const [anna, ben] = [await signIn({}), await signIn({})];
  const heard = vi.fn();
  await subscribed(ben.channel("early").on("broadcast", { event: "say" }, ({ payload }) => heard(payload)));
  await anna.channel("early").httpSend("say", { n: 1 });
  await eventually(() => expect(heard).toHaveBeenCalledWith({ n: 1 }));
  await Promise.all([anna.removeAllChannels(), ben.removeAllChannels()]);
});

test("a client whose Postgres restarted joins again by itself", async () => {
  const supabase = await signIn({ hears: ["team:1"] });
  const heard = vi.fn();
  const statuses: string[] = [];
  const flows = vi.fn();
  supabase
    .channel("team:1", { config: { private: true, broadcast: { replication_ready: true } } })
    .on("broadcast", { event: "message" }, heard)
    .on("system", {}, flows)
    .subscribe((status) => statuses.push(status));
  await eventually(() => expect(flows).toHaveBeenCalledOnce());
  await project.interruptDatabase();
  await eventually(() => expect(flows).toHaveBeenCalledTimes(2), 10_000);
  expect(statuses[0]).toBe("SUBSCRIBED");
  expect(statuses.at(-1)).toBe("SUBSCRIBED");
  await project.admin`select realtime.send('{}', 'message', 'team:1')`;
  await eventually(() => expect(heard).toHaveBeenCalledOnce());
  await supabase.removeAllChannels();
}, 15_000);
