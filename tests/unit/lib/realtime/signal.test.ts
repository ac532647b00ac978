import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Carrier, TopicListener } from "@/lib/realtime/carrier";
import { createSignal } from "@/lib/realtime/signal";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A value on a server, and a signal that follows it over a carrier in the test's hands. */
function stage() {
  const listening = new Map<string, TopicListener>();
  const carrier: Carrier = {
    listen(topic, listener) {
      listening.set(topic, listener);
      return () => listening.delete(topic);
    },
    getState: () => ({ rung: "websocket", phase: "open", since: 0 }),
    subscribe: () => () => {},
    doubt: () => {},
    show: () => {},
    close: () => {},
  };
  const server = {
    value: 0,
    reads: 0,
    takes: 0,
    down: false,
    visible: true,
    online: true,
    topics: ["admin"],
  };
  const signal = createSignal({
    initial: -1,
    carrier,
    surroundings: {
      isVisible: () => server.visible,
      isOnline: () => server.online,
      onChange: () => () => {},
    },
    topics: ["admin"],
    readTopics: async () => server.topics,
    isStale: ({ event }) => event === "inbox",
    read: async () => {
      server.reads += 1;
      if (server.takes > 0) await new Promise((resolve) => setTimeout(resolve, server.takes));
      if (server.down) throw new Error("down");
      return server.value;
    },
  });
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const say = (event: string, topic = "admin") => listening.get(topic)?.onEvent({ event, payload: {} });
  return { server, signal, listening, say };
}

test("however fast the signals, it is read at most once a second, and last of all after the last", async () => {
  const { server, signal, say } = stage();
  signal.subscribe(() => {});
  for (let said = 1; said <= 30; said += 1) {
    server.value = said;
    say("inbox");
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(1_000);
  expect(signal.getSnapshot()).toBe(30);
  expect(server.reads).toBeLessThanOrEqual(5);
});

test("on a slow line what else is under way gets its share", async () => {
  const { server, signal, say } = stage();
  signal.subscribe(() => {});
  server.takes = 10_000;
  for (let second = 0; second < 120; second += 1) {
    say("inbox");
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(server.reads).toBe(5);
});

test("what is no sign of staleness reads nothing", async () => {
  const { server, signal, say } = stage();
  signal.subscribe(() => {});
  say("note");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.reads).toBe(0);
});

test("a read that failed is tried again by itself", async () => {
  const { server, signal, say } = stage();
  signal.subscribe(() => {});
  Object.assign(server, { value: 7, down: true });
  say("inbox");
  await vi.advanceTimersByTimeAsync(100);
  expect(signal.getSnapshot()).toBe(-1);
  server.down = false;
  await vi.advanceTimersByTimeAsync(1_100);
  expect(signal.getSnapshot()).toBe(7);
});

test("a signal that was lost is made up for while someone looks, and only then", async () => {
  const { server, signal } = stage();
  signal.subscribe(() => {});
  Object.assign(server, { value: 9, visible: false });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.reads).toBe(0);
  server.visible = true;
  await vi.advanceTimersByTimeAsync(25_100);
  expect(signal.getSnapshot()).toBe(9);
});

test("a topic that moved is followed", async () => {
  const { server, signal, listening, say } = stage();
  signal.subscribe(() => {});
  Object.assign(server, { value: 3, topics: ["admin:1"] });
  say("topic_moved");
  await vi.advanceTimersByTimeAsync(1_100);
  expect([...listening.keys()]).toEqual(["admin:1"]);
  expect(signal.getSnapshot()).toBe(3);
});

test("nothing goes on when nobody looks any more", async () => {
  const { server, signal, listening } = stage();
  signal.subscribe(() => {})();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(server.reads).toBe(0);
  expect(listening.size).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test("who has changed the value by themselves has it read anew, while somebody looks", async () => {
  const { server, signal } = stage();
  signal.refresh();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.reads).toBe(0);
  signal.subscribe(() => {});
  server.value = 5;
  signal.refresh();
  await vi.advanceTimersByTimeAsync(100);
  expect(signal.getSnapshot()).toBe(5);
});

test("nothing is asked while the browser is offline, and what was missed is read when it is back", async () => {
  const { server, signal, say } = stage();
  signal.subscribe(() => {});
  server.online = false;
  server.value = 7;
  say("inbox");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.reads).toBe(0);
  server.online = true;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(signal.getSnapshot()).toBe(7);
  expect(server.reads).toBe(1);
});
