import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AWAY_MS, createPresence } from "@/lib/presence/presence";
import { LINGER_MS } from "@/lib/presence/roster";
import { createConnection } from "@/lib/realtime/connection";
import type { AttemptEvents } from "@/lib/realtime/rungs/rung";
import type { Change, Surroundings } from "@/lib/realtime/surroundings";

beforeEach(() => {
  vi.useFakeTimers();
  // The site answers: a line that is lost is not the network's doing.
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response()),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const TOPIC = "team:1";

/** The real connection on rungs in the test's hands; only the WebSocket shows anybody. */
function stage() {
  const tries: { rung: string; events: AttemptEvents }[] = [];
  const shown: string[] = [];
  const open = (rung: "websocket" | "sse") => (_: Iterable<string>, events: AttemptEvents) => {
    tries.push({ rung, events });
    return {
      ...{ join: () => {}, leave: () => {}, check: () => {}, close: () => {} },
      ...(rung === "websocket" && {
        show: (topic: string, isShown: boolean) => shown.push(`${topic} ${isShown}`),
      }),
    };
  };
  const tab = { isVisible: true };
  const around = new Set<(change: Change) => void>();
  const surroundings: Surroundings = {
    isVisible: () => tab.isVisible,
    isOnline: () => true,
    onChange(listener) {
      around.add(listener);
      return () => around.delete(listener);
    },
  };
  const carrier = createConnection({
    site: { giveUpHanging: () => {} },
    rungs: { websocket: open("websocket"), sse: open("sse") },
    surroundings,
  });
  const presence = createPresence({ carrier, surroundings, topic: TOPIC });
  const last = () => {
    const attempt = tries.at(-1);
    if (!attempt) throw new Error("Nothing was tried");
    return attempt;
  };
  const becomeLive = () => {
    last().events.onOpen();
    last().events.onStatus(TOPIC, "live");
  };
  const here = () => {
    const ids = presence.getSnapshot();
    return ids && [...ids].sort();
  };
  return {
    ...{ presence, shown, tries, becomeLive, here, last },
    tell: (...ids: string[]) => last().events.onPresent(TOPIC, new Set(ids)),
    turn(isVisible: boolean) {
      tab.isVisible = isVisible;
      for (const listener of around) listener(isVisible ? "visible" : "hidden");
    },
    lose() {
      last().events.onPresent(TOPIC, null);
      last().events.onFailure("lost");
    },
  };
}

test("who looks is shown, and not any more when their tab has been out of sight for long", async () => {
  const { presence, shown, becomeLive, turn } = stage();
  presence.subscribe(() => {});
  becomeLive();
  expect(new Set(shown)).toEqual(new Set([`${TOPIC} true`]));
  shown.length = 0;
  turn(false);
  await vi.advanceTimersByTimeAsync(AWAY_MS - 1);
  turn(true);
  turn(false);
  await vi.advanceTimersByTimeAsync(AWAY_MS - 1);
  expect(shown).not.toContain(`${TOPIC} false`);
  await vi.advanceTimersByTimeAsync(1);
  expect(shown.at(-1)).toBe(`${TOPIC} false`);
  turn(true);
  expect(shown.at(-1)).toBe(`${TOPIC} true`);
});

test("who leaves the screen is not shown any more; who comes back at once has not been gone", async () => {
  const { presence, shown, becomeLive } = stage();
  const leave = presence.subscribe(() => {});
  becomeLive();
  shown.length = 0;
  leave();
  await vi.advanceTimersByTimeAsync(1_000);
  const leaveAgain = presence.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(10_000);
  expect(shown).toEqual([]);
  leaveAgain();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(shown).toEqual([`${TOPIC} false`]);
});

test("who goes is shown a while longer, and who comes back within it never went", async () => {
  const { presence, becomeLive, tell, here } = stage();
  const changes = vi.fn();
  presence.subscribe(changes);
  becomeLive();
  tell("anna", "ben");
  expect(here()).toEqual(["anna", "ben"]);
  changes.mockClear();
  tell("anna");
  await vi.advanceTimersByTimeAsync(LINGER_MS - 1);
  tell("anna", "ben");
  await vi.advanceTimersByTimeAsync(LINGER_MS);
  expect(changes).not.toHaveBeenCalled();
  tell("anna");
  await vi.advanceTimersByTimeAsync(LINGER_MS);
  expect(here()).toEqual(["anna"]);
  expect(changes).toHaveBeenCalledOnce();
});

test("a line that comes back soon loses nobody, and shows the reader anew", async () => {
  const { presence, shown, becomeLive, tell, lose, here, last } = stage();
  presence.subscribe(() => {});
  becomeLive();
  tell("anna");
  lose();
  shown.length = 0;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(here()).toEqual(["anna"]);
  expect(last().rung).toBe("websocket");
  expect(shown).toEqual([`${TOPIC} true`]);
  becomeLive();
  tell("anna");
  await vi.advanceTimersByTimeAsync(2 * LINGER_MS);
  expect(here()).toEqual(["anna"]);
});

test("on a rung that tells of nobody it is soon not known any more who is there", async () => {
  const { presence, becomeLive, tell, lose, here, last } = stage();
  presence.subscribe(() => {});
  expect(here()).toBe(null);
  becomeLive();
  tell("anna");
  while (last().rung === "websocket") {
    lose();
    await vi.advanceTimersByTimeAsync(40_000);
  }
  becomeLive();
  expect(here()).toBe(null);
});

test("the reader is shown on the way that a probe has opened, once it is taken", async () => {
  const { presence, shown, becomeLive, tell, lose, here, last, tries } = stage();
  presence.subscribe(() => {});
  while (last().rung === "websocket") {
    lose();
    await vi.advanceTimersByTimeAsync(40_000);
  }
  becomeLive();
  shown.length = 0;
  const before = tries.length;
  await vi.advanceTimersByTimeAsync(600_000);
  expect(tries.length).toBeGreaterThan(before);
  expect(last().rung).toBe("websocket");
  expect(shown).toEqual([]);
  becomeLive();
  tell("anna");
  expect(shown).toEqual([`${TOPIC} true`]);
  expect(here()).toEqual(["anna"]);
});
