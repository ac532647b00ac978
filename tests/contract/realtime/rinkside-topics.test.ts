import { createClient, type RealtimeChannel, type SupabaseClient } from "@supabase/supabase-js";
import { afterAll, describe, expect, test, vi } from "vitest";
import { cloneDatabase } from "../../support/database.ts";
import { startServices } from "../../support/stack.ts";
import { eventually } from "./project.ts";

/** The app's own topics and policies, as an unmodified client meets them that signed in with a password. */
const database = await cloneDatabase();
const services = await startServices(database);

const people: SupabaseClient[] = [];
afterAll(() => Promise.all(people.map((person) => person.removeAllChannels())));

async function signIn(name: string): Promise<SupabaseClient> {
  const client = createClient(services.url, services.publishableKey, { auth: { persistSession: false } });
  const { error } = await client.auth.signInWithPassword({
    email: `${name}@rinkside.test`,
    password: "rinkside-demo",
  });
  expect(error).toBeNull();
  people.push(client);
  return client;
}

async function teamTopic(code: string): Promise<string> {
  const [row] = await database.admin<{ topic: string }[]>`
    select private.team_topic(id) as topic from public.teams where code = ${code}`;
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

const say = (client: SupabaseClient, teamId: string, senderId: string, content: string) =>
  client
    .from("chat_messages")
    .insert({ id: crypto.randomUUID(), team_id: teamId, sender_id: senderId, content });

describe("a member of Sweden", () => {
  test("hears what an organiser writes to Sweden, the moment it is written", async () => {
    const [anna, admin] = [await signIn("sweden"), await signIn("admin")];
    const heard = vi.fn();
    expect(await join(anna, await teamTopic("SWE"), heard).outcome).toBe("ok");
    const { data } = await admin.from("teams").select("id").eq("code", "SWE").single();
    const senderId = (await admin.auth.getUser()).data.user?.id ?? "";
    expect((await say(admin, data?.id, senderId, "The bus leaves at nine.")).error).toBeNull();
    await eventually(() => expect(heard).toHaveBeenCalled());
    expect(heard.mock.calls[0]).toMatchObject(["message", { content: "The bus leaves at nine." }]);
  });

  test("may join neither Finland's topic, nor the organisers', nor another person's", async () => {
    const anna = await signIn("sweden");
    const [aino] = await database.admin`select id from auth.users where email = 'finland@rinkside.test'`;
    for (const topic of [await teamTopic("FIN"), "admin", `user:${aino?.id}`, "team:junk"]) {
      expect(await join(anna, topic).outcome).toBe("CHANNEL_ERROR");
    }
  });

  test("may join their own and everybody's", async () => {
    const anna = await signIn("sweden");
    const id = (await anna.auth.getUser()).data.user?.id;
    expect(await join(anna, `user:${id}`).outcome).toBe("ok");
    expect(await join(anna, "portal").outcome).toBe("ok");
  });

  test("cannot forge a message by broadcasting", async () => {
    const [anna, erik] = [await signIn("sweden"), await signIn("sweden2")];
    const heard = vi.fn();
    const [listening, talking] = [
      join(erik, await teamTopic("SWE"), heard),
      join(anna, await teamTopic("SWE")),
    ];
    await Promise.all([listening.outcome, talking.outcome]);
    await talking.channel.send({ type: "broadcast", event: "message", payload: { content: "forged" } });
    await expect(talking.channel.httpSend("message", { content: "forged" })).rejects.toThrow();
    await database.admin`select realtime.send('{"content": "true"}', 'message', ${await teamTopic("SWE")})`;
    await eventually(() => expect(heard).toHaveBeenCalled());
    expect(heard.mock.calls).toMatchObject([["message", { content: "true" }]]);
  });

  test("who is moved to another team hears nothing more of Sweden", async () => {
    const erik = await signIn("sweden2");
    const heard = vi.fn();
    const before = await teamTopic("SWE");
    expect(await join(erik, before, heard).outcome).toBe("ok");
    await database.owner`
      update public.users set team_id = (select id from public.teams where code = 'NOR')
      where id = (select id from auth.users where email = 'sweden2@rinkside.test')`;
    await eventually(() => expect(heard).toHaveBeenCalledWith("topic_moved", expect.anything()));
    const after = await teamTopic("SWE");
    expect(after).not.toBe(before);
    const anna = await signIn("sweden");
    const annaHeard = vi.fn();
    expect(await join(anna, after, annaHeard).outcome).toBe("ok");
    const [sweden] = await database.admin`select id from public.teams where code = 'SWE'`;
    const annaId = (await anna.auth.getUser()).data.user?.id ?? "";
    await say(anna, sweden?.id, annaId, "Without Erik.");
    await eventually(() => expect(annaHeard).toHaveBeenCalled());
    expect(heard).toHaveBeenCalledTimes(1);
    await erik.removeAllChannels();
    expect(await join(erik, after).outcome).toBe("CHANNEL_ERROR");
  });
});
