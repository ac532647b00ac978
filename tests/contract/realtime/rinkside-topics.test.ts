import { randomUUID } from "node:crypto";
import type { RealtimeChannel, SupabaseClient } from "@supabase/supabase-js";
import { afterAll, describe, expect, test, vi } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { createMember, createTeam, type Person, signIn, type Team } from "../support/people.ts";
import { openSupabase } from "../support/supabase.ts";

/** The app's own topics and policies, as an unmodified client meets them that signed in with a password. */
const supabase = await openSupabase();
const { owner } = supabase;
const [sweden, finland] = [await createTeam(supabase), await createTeam(supabase)];
const anna = await createMember(supabase, sweden);
const aino = await createMember(supabase, finland);
const mikko = await createMember(supabase, null);

const clients: SupabaseClient[] = [];
afterAll(() => Promise.all(clients.map((client) => client.removeAllChannels())));

async function clientFor(person: Person): Promise<SupabaseClient> {
  const client = await signIn(supabase, person);
  clients.push(client);
  return client;
}

async function teamTopic({ id }: Team): Promise<string> {
  const [row] = await owner<{ topic: string }[]>`select private.team_topic(${id}) as topic`;
  return row?.topic ?? "";
}

async function adminTopic(): Promise<string> {
  const [row] = await owner<{ topic: string }[]>`select private.admin_topic() as topic`;
  return row?.topic ?? "";
}

/** Joins, and waits until broadcasts flow or the join is refused. */
function join(
  client: SupabaseClient,
  topic: string,
  heard: (event: string, payload: unknown) => void = () => {},
) {
  let channel: RealtimeChannel | undefined;
  const outcome = new Promise<string>((resolve) => {
    channel = client
      .channel(topic, { config: { private: true, broadcast: { replication_ready: true } } })
      .on("broadcast", { event: "*" }, ({ event, payload }) => heard(event, payload))
      .on("system", {}, ({ status }) => resolve(status))
      .subscribe((status) => status !== "SUBSCRIBED" && resolve(status));
  });
  return { channel: channel as RealtimeChannel, outcome };
}

const say = (client: SupabaseClient, sender: Person, content: string) =>
  client
    .from("chat_messages")
    .insert({ id: randomUUID(), team_id: sweden.id, sender_id: sender.id, content });

describe("a member of Sweden", () => {
  test("hears what an organiser writes to Sweden, the moment it is written", async () => {
    const heard = vi.fn();
    expect(await join(await clientFor(anna), await teamTopic(sweden), heard).outcome).toBe("ok");
    expect((await say(await clientFor(mikko), mikko, "The bus leaves at nine.")).error).toBeNull();
    await eventually(() => expect(heard).toHaveBeenCalled());
    expect(heard.mock.calls[0]).toMatchObject(["message", { content: "The bus leaves at nine." }]);
  });

  test("may join neither Finland's topic, nor the organisers', nor another person's", async () => {
    const client = await clientFor(anna);
    for (const topic of [await teamTopic(finland), await adminTopic(), `user:${aino.id}`, "team:junk"]) {
      expect(await join(client, topic).outcome).toBe("CHANNEL_ERROR");
      // A refused channel asks again and again until it is removed.
      await client.removeAllChannels();
    }
  });

  test("may join their own and everybody's", async () => {
    const client = await clientFor(anna);
    expect(await join(client, `user:${anna.id}`).outcome).toBe("ok");
    expect(await join(client, "portal").outcome).toBe("ok");
  });

  test("cannot forge a message by broadcasting", async () => {
    const topic = await teamTopic(sweden);
    const heard = vi.fn();
    const listening = join(await clientFor(await createMember(supabase, sweden)), topic, heard);
    const talking = join(await clientFor(anna), topic);
    await Promise.all([listening.outcome, talking.outcome]);
    await talking.channel.send({ type: "broadcast", event: "message", payload: { content: "forged" } });
    await expect(talking.channel.httpSend("message", { content: "forged" })).rejects.toThrow();
    await owner`select realtime.send('{"content": "true"}', 'message', ${topic})`;
    await eventually(() => expect(heard).toHaveBeenCalled());
    expect(heard.mock.calls).toMatchObject([["message", { content: "true" }]]);
  });

  test("who is moved to another team hears nothing more of Sweden", async () => {
    const erik = await createMember(supabase, sweden);
    const eriksClient = await clientFor(erik);
    const heard = vi.fn();
    const before = await teamTopic(sweden);
    expect(await join(eriksClient, before, heard).outcome).toBe("ok");
    await owner`update public.users set team_id = ${finland.id} where id = ${erik.id}`;
    await eventually(() => expect(heard).toHaveBeenCalledWith("topic_moved", expect.anything()));
    const after = await teamTopic(sweden);
    expect(after).not.toBe(before);
    const annasClient = await clientFor(anna);
    const annaHeard = vi.fn();
    expect(await join(annasClient, after, annaHeard).outcome).toBe("ok");
    await say(annasClient, anna, "Without Erik.");
    await eventually(() => expect(annaHeard).toHaveBeenCalled());
    expect(heard).toHaveBeenCalledTimes(1);
    await eriksClient.removeAllChannels();
    expect(await join(eriksClient, after).outcome).toBe("CHANNEL_ERROR");
  });
});
