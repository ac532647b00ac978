import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSse } from "@/lib/realtime/rungs/sse";

type Stream = { topics: string[]; say(text: string): void; end(): void; isOpen: boolean };
const streams: Stream[] = [];

beforeEach(() => {
  streams.length = 0;
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  vi.stubGlobal("fetch", async (url: string, { signal }: RequestInit) => {
    const encoder = new TextEncoder();
    const topics = decodeURIComponent(url.split("topics=")[1] ?? "").split(",");
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const stream: Stream = {
          topics,
          isOpen: true,
          say: (text) => stream.isOpen && controller.enqueue(encoder.encode(text)),
          end() {
            if (!stream.isOpen) return;
            stream.isOpen = false;
            controller.close();
          },
        };
        streams.push(stream);
        signal?.addEventListener("abort", () => {
          if (stream.isOpen) controller.error(signal.reason);
          stream.isOpen = false;
        });
      },
    });
    return new Response(body);
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** One tab of its own, or one that shares, as the browser has Web Locks or not. */
function inBrowser(hasLocks: boolean) {
  const locks = { request: async (_name: string, _options: unknown, run: () => unknown) => run() };
  vi.stubGlobal("navigator", hasLocks ? { locks } : {});
}

/** Lets time pass, and what is read arrive. */
async function pass(ms: number) {
  for (let part = 0; part < 10; part += 1) {
    await vi.advanceTimersByTimeAsync(ms / 10);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const live = (topic: string) => `event: status\ndata: ${JSON.stringify({ topic, status: "live" })}\n\n`;

function openTry(topics: string[]) {
  const told: string[] = [];
  const attempt = openSse("someone", topics, {
    onOpen: () => told.push("open"),
    onStatus: (topic, status) => told.push(`${topic} ${status}`),
    onEvent: (topic, { event }) => told.push(`${topic} says ${event}`),
    onCatchUp: (topic) => told.push(`${topic} catch up`),
    onPresent: () => {},
    onFailure: (how) => told.push(`failed: ${how}`),
    onSignedOut: () => told.push("signed out"),
  });
  return { attempt, told };
}

test.each([true, false])(
  "a topic that is left and joined again is live at once, and read (locks: %s)",
  async (hasLocks) => {
    inBrowser(hasLocks);
    const { attempt, told } = openTry(["user:1", "team:a"]);
    await pass(100);
    streams[0]?.say(`: open\n\n${live("user:1")}${live("team:a")}`);
    await pass(100);
    attempt.leave("team:a");
    await pass(4_000);
    told.length = 0;
    attempt.join("team:a");
    await pass(100);
    expect(told).toEqual(["team:a live", "team:a catch up"]);
    expect(streams).toHaveLength(1);
    attempt.close();
  },
);

test("a stream that says nothing in five seconds is held back; one that falls silent later is lost", async () => {
  inBrowser(false);
  const first = openTry(["user:1"]);
  await pass(5_100);
  expect(first.told.at(-1)).toBe("failed: held");
  const second = openTry(["user:1"]);
  await pass(100);
  streams[1]?.say(`: open\n\n${live("user:1")}`);
  await pass(34_000);
  expect(second.told.at(-1)).toBe("user:1 catch up");
  await pass(2_000);
  expect(second.told.at(-1)).toBe("failed: lost");
});

test("a stream that ends in good order is opened again, though never without pause", async () => {
  inBrowser(false);
  const { attempt, told } = openTry(["user:1"]);
  await pass(100);
  for (let ends = 0; ends < 5; ends += 1) {
    const stream = streams.at(-1);
    stream?.say('event: end\ndata: {"reason":"renew"}\n\n');
    stream?.end();
    await pass(100);
  }
  expect(streams).toHaveLength(1);
  await pass(1_000);
  expect(streams).toHaveLength(2);
  expect(told).not.toContain("failed: lost");
  attempt.close();
});

test("a stream that breaks off has failed, and one that is closed opens nothing more", async () => {
  inBrowser(false);
  const { attempt, told } = openTry(["user:1"]);
  await pass(100);
  streams[0]?.end();
  await pass(100);
  expect(told.at(-1)).toBe("failed: lost");
  attempt.join("team:a");
  await pass(5_000);
  expect(streams).toHaveLength(1);
});

test("after a sleep that one clock slept through, a silent stream is doubted", async () => {
  inBrowser(false);
  const { attempt, told } = openTry(["user:1"]);
  await pass(100);
  streams[0]?.say(`: open\n\n${live("user:1")}`);
  await pass(100);
  attempt.check();
  expect(told.at(-1)).toBe("user:1 catch up");
  vi.setSystemTime(Date.now() + 3_600_000);
  attempt.check();
  expect(told.at(-1)).toBe("failed: lost");
});
