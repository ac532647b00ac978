import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createInbox } from "@/lib/notifications/inbox";
import type { Inbox } from "@/lib/notifications/schema";
import type { Carrier, TopicListener } from "@/lib/realtime/carrier";
import { example } from "./example";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const USER = "user:20000000-0000-4000-8000-000000000003:1";

/** Somebody who looks at the bell, with the site and the live connection in the test's hands. */
function look(initial: Inbox | null) {
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
  const site = {
    inbox: initial as unknown,
    patchStatus: 200,
    isCut: false,
    patched: [] as string[],
    reads: 0,
  };
  vi.spyOn(console, "warn").mockImplementation(() => {});
  const inbox = createInbox({
    site: {
      async ask(path, { patch } = {}) {
        if (site.isCut) throw new Error("cut");
        if (patch) {
          site.patched.push(path);
          return { status: site.patchStatus, body: null };
        }
        site.reads += 1;
        return { status: site.inbox ? 200 : 503, body: structuredClone(site.inbox) };
      },
    },
    carrier,
    surroundings: { isVisible: () => true, isOnline: () => true, onChange: () => () => {} },
    topics: [USER, "team:1"],
    initial,
  });
  const unreads: (number | undefined)[] = [];
  inbox.subscribe(() => unreads.push(inbox.getSnapshot()?.unread));
  const say = async (event: string, payload: unknown) => {
    listening.get(USER)?.onEvent({ event, payload });
    await vi.advanceTimersByTimeAsync(2_500);
  };
  return { inbox, site, listening, say, unreads };
}

test("it listens on the reader's own topic alone, whatever its epoch", () => {
  const { listening } = look({ unread: 0, notifications: [] });
  expect([...listening.keys()]).toEqual([USER]);
});

test("as long as anybody looks it goes on, and no longer", async () => {
  const { inbox, site, say, listening } = look({ unread: 0, notifications: [] });
  const first = inbox.subscribe(() => {});
  const second = inbox.subscribe(() => {});
  first();
  site.inbox = { unread: 1, notifications: [example()] };
  await say("unread", {});
  expect(inbox.getSnapshot()?.unread).toBe(1);
  second();
  expect(listening.size).toBe(1);
});

test("an event says that the count is stale, and never what it is: late, doubled or wrong, it counts nothing", async () => {
  const { inbox, site, say } = look({ unread: 0, notifications: [] });
  site.inbox = { unread: 1, notifications: [example()] };
  await say("unread", { count: 41 });
  expect(inbox.getSnapshot()?.unread).toBe(1);
  await say("unread", { count: 0 });
  await say("notification", { id: "junk" });
  expect(inbox.getSnapshot()?.unread).toBe(1);
});

test("what could not be read at first comes as soon as it can", async () => {
  const { inbox, site } = look(null);
  expect(inbox.getSnapshot()).toBeNull();
  site.inbox = { unread: 2, notifications: [example(), example()] };
  await vi.advanceTimersByTimeAsync(30_000);
  expect(inbox.getSnapshot()?.unread).toBe(2);
});

test("what is read is shown so at once, told to the site, and read anew", async () => {
  const one = example();
  const { inbox, site, unreads } = look({ unread: 3, notifications: [one] });
  site.inbox = { unread: 2, notifications: [{ ...one, readAt: "2026-11-25T12:01:00Z" }] };
  const marked = inbox.markRead(one.id);
  expect(inbox.getSnapshot()?.unread).toBe(2);
  expect(await marked).toEqual({ ok: true });
  expect(site.patched).toEqual([`/api/notifications/${one.id}/read`]);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(site.reads).toBe(1);
  expect(new Set(unreads)).toEqual(new Set([2]));
});

test("what was read here and is marked as unread in another tab is unread here too", async () => {
  const one = example();
  const { inbox, site, say } = look({ unread: 1, notifications: [one] });
  site.inbox = { unread: 0, notifications: [{ ...one, readAt: "2026-11-25T12:01:00Z" }] };
  await inbox.markRead(one.id);
  await vi.advanceTimersByTimeAsync(1_100);
  site.inbox = { unread: 1, notifications: [one] };
  await say("unread", {});
  expect(inbox.getSnapshot()).toEqual(site.inbox);
});

test.each([
  ["does not answer", { isCut: true }],
  ["refuses", { patchStatus: 503 }],
])("where the site %s, it is unread again", async (_, fault) => {
  const one = example();
  const { inbox, site } = look({ unread: 1, notifications: [one] });
  Object.assign(site, fault);
  expect(await inbox.markRead(one.id)).toEqual({ ok: false });
  expect(inbox.getSnapshot()?.unread).toBe(1);
});

test("what is not there any more needs no reading", async () => {
  const one = example();
  const { inbox, site } = look({ unread: 1, notifications: [one] });
  site.patchStatus = 404;
  site.inbox = { unread: 0, notifications: [] };
  expect(await inbox.markRead(one.id)).toEqual({ ok: true });
  await vi.advanceTimersByTimeAsync(1_100);
  expect(inbox.getSnapshot()).toEqual({ unread: 0, notifications: [] });
});
