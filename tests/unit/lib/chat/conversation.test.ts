import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createConversation } from "@/lib/chat/conversation/conversation";
import { createSite } from "@/lib/http/site";
import type { Carrier, ConnectionState, TopicListener } from "@/lib/realtime/carrier";
import { ANNA, ConversationModel } from "./conversation-model";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A conversation of which the test is the connection and the site. */
function opened(messages: number) {
  const model = new ConversationModel();
  for (let sent = 0; sent < messages; sent += 1) model.send();
  const asked: string[] = [];
  let answering = Promise.resolve();
  vi.stubGlobal("fetch", async (path: string) => {
    await answering;
    const url = new URL(path, "http://site.test");
    const what = url.pathname.split("/").at(-1) ?? "";
    asked.push(what);
    if (what === "head") return Response.json(model.head());
    if (what === "changes") return Response.json(model.changes(Number(url.searchParams.get("since")), 200));
    return Response.json({ error: "unavailable" }, { status: 503 });
  });
  let listener: TopicListener | undefined;
  let phase: ConnectionState["phase"] = "connecting";
  let tellState = () => {};
  const doubt = vi.fn();
  const carrier: Carrier = {
    listen(_, heard) {
      listener = heard;
      heard.onStatus("joining");
      return () => {};
    },
    getState: () => ({ rung: "websocket", phase, since: 0 }),
    subscribe(onChange) {
      tellState = onChange;
      return () => {};
    },
    doubt,
    show: () => {},
    close: () => {},
  };
  const store = createConversation({
    teamId: "10000000-0000-4000-8000-000000000001",
    site: createSite("20000000-0000-4000-8000-000000000003"),
    reading: model.snapshot(50),
    lastReadSeq: 0,
    arriveAt: null,
    readerId: ANNA,
    carrier,
    surroundings: { isVisible: () => true, isOnline: () => true, onChange: () => () => {} },
    writing: {
      outbox: () => [],
      draft: () => ({ text: "", documents: [], about: null }),
      listen: () => () => {},
      received: () => {},
      shows: () => {},
      resume: () => {},
      open: () => {},
    } as never,
    onArrival: () => {},
  });
  let leave = store.open();
  return {
    model,
    asked,
    doubt,
    state: store.getSnapshot,
    async join() {
      phase = "open";
      tellState();
      listener?.onStatus("live");
      listener?.onCatchUp();
      await vi.advanceTimersByTimeAsync(0);
    },
    /** Goes, and comes back while the site takes its time; the returned function has it answer. */
    comeBackSlowly() {
      leave();
      const answer = Promise.withResolvers<void>();
      answering = answer.promise;
      leave = store.open();
      return async () => {
        answer.resolve();
        await vi.advanceTimersByTimeAsync(0);
      };
    },
    async lose() {
      phase = "waiting";
      tellState();
      listener?.onStatus("joining");
    },
    goOffline() {
      phase = "offline";
      tellState();
    },
    wake: () => listener?.onCatchUp(),
    say: (message: unknown) => listener?.onEvent({ event: "message", payload: message }),
  };
}

test("what a live connection did not tell of makes it doubtful, and is a gap that was found and closed", async () => {
  const tab = opened(3);
  await tab.join();
  tab.model.send();
  await vi.advanceTimersByTimeAsync(25_000);
  expect(tab.doubt).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(300);
  expect(tab.doubt).toHaveBeenCalledOnce();
  expect(tab.state()).toMatchObject({ liveness: "live", completeTo: 4, gap: { missed: 1, messages: 1 } });
  expect(tab.asked).toEqual(["changes", "head", "changes"]);
});

test("an event that was only overtaken makes nothing doubtful", async () => {
  const tab = opened(3);
  await tab.join();
  const late = tab.model.send();
  await vi.advanceTimersByTimeAsync(25_100);
  tab.say(late);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(tab.doubt).not.toHaveBeenCalled();
  expect(tab.state()).toMatchObject({ completeTo: 4, gap: null });
});

test("who wakes and is still live asks for the head alone", async () => {
  const tab = opened(3);
  await tab.join();
  tab.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(tab.asked).toEqual(["changes", "head"]);
});

test("what was written while the connection was lost is told as a gap when it is back", async () => {
  const tab = opened(3);
  await tab.join();
  await tab.lose();
  expect(tab.state().liveness).toBe("reconnecting");
  for (let sent = 0; sent < 41; sent += 1) tab.model.send();
  await tab.join();
  expect(tab.state()).toMatchObject({ liveness: "live", completeTo: 44, gap: { missed: 41, messages: 41 } });
});

test("offline is what the connection says, whatever the topic said last", async () => {
  const tab = opened(3);
  await tab.join();
  tab.goOffline();
  expect(tab.state()).toMatchObject({ liveness: "offline", completeTo: 3 });
});

test("what an earlier visit left is not called live before the site has said that it is all", async () => {
  const tab = opened(3);
  await tab.join();
  const answer = tab.comeBackSlowly();
  tab.model.send();
  await tab.join();
  expect(tab.state()).toMatchObject({ liveness: "connecting", completeTo: 3 });
  await answer();
  expect(tab.state()).toMatchObject({ liveness: "live", completeTo: 4 });
});
