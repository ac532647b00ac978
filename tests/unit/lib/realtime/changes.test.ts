import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Carrier, TopicListener } from "@/lib/realtime/carrier";
import { createPageRefresh, type Noun } from "@/lib/realtime/changes";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A page that shows some nouns, over a carrier and a site in the test's hands. */
function stage(nouns: Noun[]) {
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
  const site = { status: 200, topics: ["user:1", "team:1"], renders: 0, takes: 0 };
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const refresh = createPageRefresh({
    site: { ask: async () => ({ status: site.status, body: site.topics }) },
    carrier,
    surroundings: { isVisible: () => true, isOnline: () => true, onChange: () => () => {} },
    topics: site.topics,
    nouns,
    async render() {
      site.renders += 1;
      await new Promise((resolve) => setTimeout(resolve, site.takes));
    },
  });
  refresh.subscribe(() => {});
  const say = (topic: string, event: string, payload: unknown) =>
    listening.get(topic)?.onEvent({ event, payload });
  return { site, listening, say };
}

test("it is rendered anew for its nouns, by whichever topic they come", async () => {
  const { site, say } = stage(["tasks", "pages"]);
  await vi.advanceTimersByTimeAsync(2_000);
  say("team:1", "changed", { noun: "tasks", id: "of the event" });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(site.renders).toBe(1);
  say("portal", "changed", { noun: "pages" });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(site.renders).toBe(2);
});

test("what it does not show renders nothing", async () => {
  const { site, say } = stage(["tasks"]);
  say("portal", "changed", { noun: "pages" });
  say("team:1", "message", { noun: "tasks" });
  say("team:1", "changed", null);
  say("team:1", "changed", {});
  await vi.advanceTimersByTimeAsync(3_000);
  expect(site.renders).toBe(0);
});

test("the joins of a page that has just come are one render", async () => {
  const { site, listening } = stage(["pages"]);
  for (const listener of listening.values()) {
    listener.onCatchUp();
    await vi.advanceTimersByTimeAsync(150);
  }
  await vi.advanceTimersByTimeAsync(5_000);
  expect(site.renders).toBe(1);
});

test("a render that takes long is waited for, and none begins meanwhile", async () => {
  const { site, say } = stage(["pages"]);
  site.takes = 4_000;
  for (let second = 0; second < 5; second += 1) {
    say("portal", "changed", { noun: "pages" });
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(site.renders).toBe(1);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(site.renders).toBe(2);
});

test.each([401, 503])(
  "while the site answers %i it stays as it is, and is made up for later",
  async (status) => {
    const { site, say } = stage(["pages"]);
    site.status = status;
    say("portal", "changed", { noun: "pages" });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(site.renders).toBe(0);
    site.status = 200;
    await vi.advanceTimersByTimeAsync(40_000);
    expect(site.renders).toBeGreaterThan(0);
  },
);

test("a topic that moved is followed, and the portal's stays", async () => {
  const { site, listening, say } = stage(["tasks"]);
  site.topics = ["user:1", "team:1:1"];
  say("team:1", "topic_moved", {});
  await vi.advanceTimersByTimeAsync(2_000);
  expect([...listening.keys()].toSorted()).toEqual(["portal", "team:1:1", "user:1"]);
});
