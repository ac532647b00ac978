import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTabLocks } from "@/lib/chat/outbox/locks";

const never = () => new AbortController().signal;
let name = "";

beforeEach(({ task }) => {
  name = task.id;
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});
afterEach(() => void vi.useRealTimers());

function held() {
  let letGo = () => {};
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return { run: () => until, letGo: () => letGo() };
}

/** Lets the browser's own turns pass, which no fake clock moves. */
const turns = () => new Promise((resolve) => setTimeout(resolve, 20));

test("one goes at a time, in the order of asking", async () => {
  const locks = createTabLocks(() => true);
  const order: string[] = [];
  const first = held();
  const one = locks.hold(name, never(), () => first.run().then(() => void order.push("one has run")));
  await turns();
  const two = locks.hold(name, never(), async () => void order.push("two runs"));
  await turns();
  expect(order).toEqual([]);
  first.letGo();
  await Promise.all([one, two]);
  expect(order).toEqual(["one has run", "two runs"]);
});

test("who gives up waiting never runs", async () => {
  const locks = createTabLocks(() => true);
  const first = held();
  const one = locks.hold(name, never(), first.run);
  await turns();
  const giveUp = new AbortController();
  const run = vi.fn(async () => {});
  const two = locks.hold(name, giveUp.signal, run);
  await turns();
  giveUp.abort();
  await two;
  first.letGo();
  await one;
  expect(run).not.toHaveBeenCalled();
});

test.each([
  ["takes the place of one that has slept with the lock for 30 s", true],
  ["that nobody looks at waits on", false],
] as const)("a tab %s", async (_, isVisible) => {
  const locks = createTabLocks(() => isVisible);
  const asleep = held();
  const sleeping = locks.hold(name, never(), asleep.run);
  await turns();
  const run = vi.fn(async () => {});
  const waiting = locks.hold(name, never(), run);
  await turns();
  vi.advanceTimersByTime(29_000);
  await turns();
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  await turns();
  expect(run).toHaveBeenCalledTimes(isVisible ? 1 : 0);
  asleep.letGo();
  await Promise.all([sleeping, waiting]);
  expect(run).toHaveBeenCalledTimes(1);
});
