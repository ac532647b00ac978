import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Carrier, TopicListener } from "@/lib/realtime/carrier";
import { createNextTask, type NextTask } from "@/lib/tasks/next-task";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const roster = {
  id: "40000000-0000-4000-8000-000000000001",
  title: "Roster",
  dueAt: "2026-11-24T17:00:00+00:00",
};
const anthem = {
  id: "40000000-0000-4000-8000-000000000002",
  title: "Anthem",
  dueAt: "2026-11-24T16:00:00+00:00",
};

/** Somebody who looks at the next deadline, with the site and the live connection in the test's hands. */
function look() {
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
  const site: { status: number; next: unknown } = { status: 200, next: roster };
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const store = createNextTask({
    site: { ask: async () => ({ status: site.status, body: site.next }) },
    carrier,
    surroundings: { isVisible: () => true, isOnline: () => true, onChange: () => () => {} },
    topics: ["team:1"],
    initial: roster,
  });
  store.subscribe(() => {});
  const say = async (event: string, payload: unknown) => {
    listening.get("team:1")?.onEvent({ event, payload });
    await vi.advanceTimersByTimeAsync(2_000);
  };
  return { site, store, say };
}

test("what is asked meanwhile, and due before, takes its place; what is done leaves it", async () => {
  const { site, store, say } = look();
  site.next = anthem;
  await say("changed", { noun: "tasks" });
  expect(store.getSnapshot()).toEqual(anthem);
  site.next = null;
  await say("changed", { noun: "tasks" });
  expect(store.getSnapshot()).toBeNull();
});

test("what says nothing of tasks is not asked about", async () => {
  const { site, store, say } = look();
  site.next = anthem;
  await say("changed", { noun: "pages" });
  await say("message", { noun: "tasks" });
  await say("changed", null);
  expect(store.getSnapshot()).toEqual(roster);
});

test.each<[string, number, unknown]>([
  ["fails", 503, { error: "unavailable" }],
  ["answers junk", 200, { title: "Anthem" }],
])("while the site %s the last one stands, and it is asked again", async (_, status, body) => {
  const { site, store, say } = look();
  Object.assign(site, { status, next: body });
  await say("changed", { noun: "tasks" });
  expect(store.getSnapshot()).toEqual(roster);
  Object.assign(site, { status: 200, next: anthem satisfies NextTask });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(store.getSnapshot()).toEqual(anthem);
});
