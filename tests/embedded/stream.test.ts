import { createClient } from "@supabase/supabase-js";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { isShuttingDown } from "@/lib/realtime/stream/open-streams";
import { openStream, type StreamLimits } from "@/lib/realtime/stream/stream";
import { cloneDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { startServices } from "../support/stack.ts";
import { openTcpProxy } from "../support/tcp-proxy.ts";
import { signToken } from "./realtime/project.ts";

vi.mock("server-only", () => ({}));

/** The stream of /api/stream on a real Realtime, which it reaches by a wire that can be counted and cut. */
const database = await cloneDatabase();
const services = await startServices(database);
const wire = await openTcpProxy(services.url);
const leaving = new AbortController();
afterAll(() => wire.close());
afterEach(() => eventually(() => expect(wire.open()).toBe(0)));

const SWEDEN = "team:10000000-0000-4000-8000-000000000001";
const FINLAND = "team:10000000-0000-4000-8000-000000000002";
const anna = await signIn("sweden");

async function signIn(name: string) {
  const client = createClient(services.url, services.publishableKey, { auth: { persistSession: false } });
  const { data } = await client.auth.signInWithPassword({
    email: `${name}@rinkside.test`,
    password: "rinkside-demo",
  });
  const { access_token: accessToken, expires_at: expiresAt } = data.session ?? {};
  if (!accessToken || !expiresAt) throw new Error(`${name} could not sign in`);
  return { accessToken, expiresAt };
}

type Asked = {
  topics?: string[];
  reader?: typeof anna;
  limits?: Partial<StreamLimits>;
  url?: string;
  signal?: AbortSignal;
};

function open({
  topics = [SWEDEN],
  reader = anna,
  limits,
  url = wire.url,
  signal = leaving.signal,
}: Asked = {}) {
  const address = { url, publishableKey: services.publishableKey };
  return openStream({ address, topics, reader, signal, limits });
}

/** Reads a stream as it comes, and how it ended. */
function read(stream: ReadableStream<Uint8Array>) {
  const heard: { event: string | undefined; data: unknown }[] = [];
  const comments: string[] = [];
  const parser = createParser({
    onEvent: ({ event, data }: EventSourceMessage) => heard.push({ event, data: JSON.parse(data) }),
    onComment: (comment) => comments.push(comment.trim()),
  });
  const decoder = new TextDecoder();
  const ended = (async () => {
    for await (const bytes of stream) parser.feed(decoder.decode(bytes, { stream: true }));
  })();
  return { heard, comments, ended };
}

const live = (topic: string) => ({ event: "status", data: { topic, status: "live" } });
const say = (topic: string, content: string) =>
  database.admin`select realtime.send(${database.admin.json({ content })}, 'message', ${topic})`;

test("it says that it is open before anything else, and from time to time that it still is", async () => {
  const { comments, ended } = read(open({ limits: { beatMs: 30, limitMs: 200 } }));
  await ended;
  expect(comments[0]).toBe("open");
  expect(comments.filter((comment) => comment === "beat").length).toBeGreaterThanOrEqual(3);
});

test("what is said on a topic arrives once the topic is live", async () => {
  const left = new AbortController();
  const { heard } = read(open({ topics: [SWEDEN, "portal"], signal: left.signal }));
  await eventually(() => expect(heard).toEqual(expect.arrayContaining([live(SWEDEN), live("portal")])));
  await say(SWEDEN, "žluťoučký\nkůň");
  await eventually(() =>
    expect(heard.at(-1)).toMatchObject({
      event: "message",
      data: { topic: SWEDEN, event: "message", payload: { content: "žluťoučký\nkůň" } },
    }),
  );
  expect(wire.open()).toBe(1);
  left.abort();
});

test("a topic that is not the reader's is refused, and the others go on", async () => {
  const left = new AbortController();
  const { heard } = read(open({ topics: [FINLAND, SWEDEN, "admin"], signal: left.signal }));
  const refused = (topic: string) => ({ event: "status", data: { topic, status: "refused" } });
  await eventually(() => {
    expect(heard).toHaveLength(3);
    expect(heard).toEqual(expect.arrayContaining([refused(FINLAND), refused("admin"), live(SWEDEN)]));
  });
  await say(FINLAND, "Among us Finns");
  await say("admin", "Among us organisers");
  await say(SWEDEN, "To Sweden");
  await eventually(() => expect(heard).toHaveLength(4));
  expect(heard.at(-1)?.data).toMatchObject({ topic: SWEDEN, payload: { content: "To Sweden" } });
  left.abort();
});

describe("it ends by itself", () => {
  test("before the token does, so that the next one is renewed", async () => {
    const reader = { ...anna, expiresAt: Date.now() / 1000 + 60.4 };
    const { heard, ended } = read(open({ reader }));
    await ended;
    expect(heard.at(-1)).toEqual({ event: "end", data: { reason: "renew" } });
  });

  test("with its token, when that could not be renewed: not at once, or its reader would come back for ever", async () => {
    const began = performance.now();
    const { heard, ended } = read(open({ reader: { ...anna, expiresAt: Date.now() / 1000 + 0.8 } }));
    await ended;
    expect(heard.at(-1)).toEqual({ event: "end", data: { reason: "renew" } });
    expect(performance.now() - began).toBeGreaterThan(700);
  });

  test("before the host breaks it off", async () => {
    const { heard, ended } = read(open({ limits: { limitMs: 100 } }));
    await ended;
    expect(heard.at(-1)).toEqual({ event: "end", data: { reason: "limit" } });
  });
});

describe("it closes without a last word", () => {
  const lastWord = (heard: { event: string | undefined }[]) => heard.filter(({ event }) => event === "end");

  test("when Realtime is lost", async () => {
    const { heard, ended } = read(open());
    await eventually(() => expect(heard).toContainEqual(live(SWEDEN)));
    wire.cut();
    await ended;
    expect(lastWord(heard)).toEqual([]);
  });

  test("when Realtime is not there", async () => {
    const gone = await openTcpProxy(services.url);
    await gone.close();
    const { heard, ended } = read(open({ url: gone.url }));
    await ended;
    expect(lastWord(heard)).toEqual([]);
  });

  test("when Realtime does not answer in time", async () => {
    const deaf = await openTcpProxy(services.url);
    deaf.stall();
    const began = performance.now();
    const { heard, ended } = read(open({ url: deaf.url, limits: { openWithinMs: 200 } }));
    await ended;
    expect(performance.now() - began).toBeGreaterThan(190);
    expect(lastWord(heard)).toEqual([]);
    await deaf.close();
  });

  test("when the server closes a channel: whoever comes back learns what is still theirs", async () => {
    const accessToken = await signToken({ sub: "20000000-0000-4000-8000-000000000003" }, { expiresIn: 2 });
    const { heard, ended } = read(open({ reader: { ...anna, accessToken } }));
    await eventually(() => expect(heard).toContainEqual(live(SWEDEN)));
    await ended;
    expect(lastWord(heard)).toEqual([]);
  });

  test("when the reader does not keep up, rather than keep for them what they will read anyhow", async () => {
    const reader = open({ limits: { queuedBytes: 20_000 } }).getReader();
    await eventually(() => expect(wire.open()).toBe(1));
    const text = "x".repeat(5_000);
    await eventually(async () => {
      await say(SWEDEN, text);
      expect(wire.open()).toBe(0);
    });
    await expect(reader.read()).rejects.toMatchObject({ name: "AbortError" });
  });
});

test("whoever leaves takes the connection to Realtime along, also in the midst of joining", async () => {
  const streams = [0, 1, 2, 3].map(() => {
    const left = new AbortController();
    return { left, ...read(open({ signal: left.signal })) };
  });
  for (const { heard } of streams) await eventually(() => expect(heard).toContainEqual(live(SWEDEN)));
  expect(wire.open()).toBe(4);
  for (const { left } of streams.slice(1)) left.abort();
  await eventually(() => expect(wire.open()).toBe(1));
  for (let tries = 0; tries < 5; tries += 1) {
    const left = new AbortController();
    read(open({ signal: left.signal }));
    await new Promise((resolve) => setTimeout(resolve, tries * 2));
    left.abort();
  }
  open({ signal: AbortSignal.abort() });
  await eventually(() => expect(wire.open()).toBe(1));
  streams[0]?.left.abort();
});

test("a server that stops says so to everyone", async () => {
  // What instrumentation.ts sets up; a signal to this process would end the tests too.
  const { endStreamsOnShutdown } = await import("@/lib/realtime/stream/open-streams");
  endStreamsOnShutdown();
  const streams = [read(open()), read(open())];
  expect(isShuttingDown()).toBe(false);
  process.emit("SIGTERM");
  await Promise.all(streams.map(({ ended }) => ended));
  for (const { heard } of streams)
    expect(heard.at(-1)).toEqual({ event: "end", data: { reason: "shutdown" } });
  expect(isShuttingDown()).toBe(true);
});
