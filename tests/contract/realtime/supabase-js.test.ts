import { createClient, type RealtimeChannel } from "@supabase/supabase-js";
import { expect, test, vi } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { openRealtime, type Rights } from "../support/realtime.ts";

const project = await openRealtime();
const team = project.topic("team");

async function signIn(rights: Rights, options: object = {}) {
  const token = await project.tokenFor(rights);
  const supabase = createClient(project.url, project.publishableKey, {
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
    const supabase = await signIn({ hears: [team] }, { vsn });
    const heard = vi.fn();
    const channel = supabase
      .channel(team, { config: { private: true, broadcast: { replication_ready: true } } })
      .on("broadcast", { event: "message" }, heard);
    const flows = new Promise((resolve) => channel.on("system", {}, resolve));
    expect(await subscribed(channel)).toMatchObject({ status: "SUBSCRIBED" });
    expect(await flows).toMatchObject({ status: "ok", message: "Replication connection established" });
    await project.owner`select realtime.send('{"id": "m1", "content": "Hello"}', 'message', ${team})`;
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
  expect(await subscribed(supabase.channel(team, { config: { private: true } }))).toEqual({
    status: "CHANNEL_ERROR",
    message: `Unauthorized: You do not have permissions to read from this Channel topic: ${team}`,
  });
  await supabase.removeAllChannels();
});

test("two clients talk to each other, in JSON and in bytes", async () => {
  const open = project.topic("open");
  const [anna, ben] = [await signIn({}), await signIn({})];
  const heard = vi.fn();
  const listening = ben.channel(open).on("broadcast", { event: "*" }, ({ payload }) => heard(payload));
  const talking = anna.channel(open, { config: { broadcast: { ack: true } } });
  await Promise.all([subscribed(listening), subscribed(talking)]);
  expect(await talking.send({ type: "broadcast", event: "say", payload: { hi: "žluťoučký" } })).toBe("ok");
  await talking.send({ type: "broadcast", event: "draw", payload: Uint8Array.of(1, 2).buffer });
  await eventually(() => expect(heard).toHaveBeenCalledTimes(2));
  expect(heard.mock.calls[0]?.[0]).toEqual({ hi: "žluťoučký" });
  expect(new Uint8Array(heard.mock.calls[1]?.[0])).toEqual(Uint8Array.of(1, 2));
  await Promise.all([anna.removeAllChannels(), ben.removeAllChannels()]);
});

test("presence shows who is there on each side", async () => {
  const lobby = project.topic("lobby");
  const rights = { hears: [lobby], shows: [lobby] };
  const [anna, ben] = [await signIn(rights), await signIn(rights)];
  const channels = [anna, ben].map((client, index) =>
    client
      .channel(lobby, { config: { private: true, presence: { key: ["anna", "ben"][index] ?? "" } } })
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
  const early = project.topic("early");
  const [anna, ben] = [await signIn({}), await signIn({})];
  const heard = vi.fn();
  await subscribed(ben.channel(early).on("broadcast", { event: "say" }, ({ payload }) => heard(payload)));
  await anna.channel(early).httpSend("say", { n: 1 });
  await eventually(() => expect(heard).toHaveBeenCalledWith({ n: 1 }));
  await Promise.all([anna.removeAllChannels(), ben.removeAllChannels()]);
});
