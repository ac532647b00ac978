import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CALLS, WINDOW_MS } from "@/lib/realtime/presence-calls";
import { createOwnPresence, type PushPresence } from "@/lib/realtime/rungs/own-presence";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Act = { wait: number; act: "come" | "go" | "rejoin" | "leave"; answer: "ok" | "lost" };

const acts = fc.array(
  fc.record({
    wait: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: WINDOW_MS })),
    act: fc.constantFrom("come", "go", "rejoin", "leave"),
    answer: fc.constantFrom("ok", "ok", "lost"),
  }),
  { maxLength: 40 },
);

/** Plays what somebody does on a channel, and gives each call with its time, and whether they wanted to be shown at the end. */
async function play(script: Act[]) {
  const made: { at: number; isShown: boolean; channel: number }[] = [];
  const own = createOwnPresence();
  let [isWanted, channel, answer] = [false, 0, "ok" as Act["answer"]];
  const join = () => {
    channel += 1;
    const number = channel;
    const push: PushPresence = async (isShown) => {
      made.push({ at: performance.now(), isShown, channel: number });
      await new Promise((resolve) => setTimeout(resolve, 50));
      return answer;
    };
    own.joined(push);
  };
  join();
  for (const step of script) {
    await vi.advanceTimersByTimeAsync(step.wait);
    answer = step.answer;
    if (step.act === "rejoin") join();
    else if (step.act === "leave") own.left();
    else {
      isWanted = step.act === "come";
      own.want(isWanted);
    }
  }
  answer = "ok";
  own.left();
  join();
  await vi.advanceTimersByTimeAsync(3 * WINDOW_MS);
  own.left();
  return { made, isWanted, channel };
}

test("never more calls within thirty seconds than Realtime takes, and in the end it knows what is wanted", async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (script) => {
      const { made, isWanted, channel } = await play(script);
      for (const [place, { at }] of made.entries()) {
        const later = made[place + CALLS];
        if (later) expect(later.at - at).toBeGreaterThanOrEqual(WINDOW_MS);
      }
      // Nothing is known of somebody on a channel that was joined anew.
      const known = made.findLast((call) => call.channel === channel)?.isShown ?? false;
      expect(known).toBe(isWanted);
    }),
  );
});

test("who comes and goes within a moment, as long as calls are left, is told as it is", async () => {
  const { made } = await play([
    { wait: 0, act: "come", answer: "ok" },
    { wait: 1_000, act: "go", answer: "ok" },
    { wait: 1_000, act: "come", answer: "ok" },
  ]);
  expect(made.map(({ isShown }) => isShown)).toEqual([true, false, true, true]);
});

test("a refusal is not asked again on the same channel", async () => {
  const own = createOwnPresence();
  const push = vi.fn<PushPresence>(async () => "refused");
  own.joined(push);
  own.want(true);
  await vi.advanceTimersByTimeAsync(5 * WINDOW_MS);
  expect(push).toHaveBeenCalledExactlyOnceWith(true);
  own.left();
});
