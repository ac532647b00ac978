import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createReachability } from "@/lib/realtime/reachability";
import type { Surroundings } from "@/lib/realtime/surroundings";

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  // The real one goes by the real time.
  vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
    const end = new AbortController();
    setTimeout(() => end.abort(new DOMException("", "TimeoutError")), ms);
    return end.signal;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const visible: Surroundings = {
  isVisible: () => true,
  isOnline: () => true,
  onChange: () => () => undefined,
};

/** A site that answers after a while, or refuses, or swallows what is asked. */
function site(fate: (at: number) => "answers" | "refuses" | "swallows") {
  const began = Date.now();
  const asked: number[] = [];
  let open = 0;
  let most = 0;
  vi.stubGlobal("fetch", (_: string, { signal }: { signal: AbortSignal }) => {
    const at = Date.now() - began;
    asked.push(at);
    open += 1;
    most = Math.max(most, open);
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      if (fate(at) === "answers") setTimeout(resolve, 40, { ok: true });
      if (fate(at) === "refuses") setTimeout(reject, 10, new TypeError("Failed to fetch"));
    }).finally(() => {
      open -= 1;
    });
  });
  const back: number[] = [];
  const away: number[] = [];
  const reachability = createReachability(visible, {
    onBack: () => back.push(Date.now() - began),
    onAway: () => away.push(Date.now() - began),
  });
  reachability.start();
  return { asked, away, back, most: () => most, reachability };
}

test("it calls back once when the site answers again, and knocks more rarely from then on", async () => {
  const { asked, back, reachability } = site((at) => (at < 3_000 ? "refuses" : "answers"));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(back).toHaveLength(1);
  expect(back[0]).toBeLessThan(3_700);
  expect(asked.filter((at) => at > 4_000).length).toBeLessThan(5);
  reachability.stop();
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toHaveLength(before);
});

test("a knock that hangs in a network that is gone does not hold up the next, and few hang at once", async () => {
  const { away, back, most, reachability } = site((at) => (at < 10_000 ? "swallows" : "answers"));
  await vi.advanceTimersByTimeAsync(9_000);
  expect(away.length).toBeGreaterThan(3);
  expect(reachability.isAway()).toBe(true);
  await vi.advanceTimersByTimeAsync(11_000);
  expect(back).toHaveLength(1);
  expect(back[0]).toBeLessThan(12_000);
  expect(most()).toBe(2);
  reachability.stop();
});

test("an answer that comes while an earlier knock hangs says that the network is another one", async () => {
  const { back, reachability } = site((at) => (at < 400 ? "swallows" : "answers"));
  await vi.advanceTimersByTimeAsync(3_000);
  expect(back).toEqual([expect.any(Number)]);
  reachability.stop();
});

test("a site that was never away is not back", async () => {
  const { back, reachability } = site(() => "answers");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(back).toEqual([]);
  reachability.stop();
});
