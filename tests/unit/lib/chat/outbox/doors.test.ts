import { UnrecognizedActionError } from "next/dist/client/components/unrecognized-action-error";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { steadyClock } from "@/lib/chat/clock";
import { createDoors } from "@/lib/chat/outbox/doors";
import type { Message, SendInput, SendResult } from "@/lib/chat/schema";
import { messageOf, TEAM, USER, uuid } from "./examples";

const INPUT: SendInput = {
  id: uuid(1),
  senderId: USER,
  teamId: TEAM,
  content: "text 1",
  mentions: [],
  documents: [],
  writtenAfter: null,
};
const STORED: SendResult = { ok: true, message: messageOf(INPUT) };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function doors(
  action: (input: SendInput) => Promise<SendResult>,
  route: (input: SendInput, signal: AbortSignal) => Promise<SendResult | null> = async () => STORED,
) {
  const late: Message[] = [];
  const spies = { action: vi.fn(action), route: vi.fn(route) };
  const made = createDoors({ ...spies, clock: steadyClock, onLate: (message) => late.push(message) });
  const onLate = vi.fn();
  const attempt = () => made.attempt(INPUT, onLate);
  return { ...spies, late, onLate, begin: attempt, attempt: () => attempt().outcome };
}

test("the action's answer is enough", async () => {
  const { attempt, route } = doors(async () => STORED);
  expect(await attempt()).toEqual({ answer: STORED, inDoubt: false });
  expect(route).not.toHaveBeenCalled();
});

test("an action that does not answer in 10 s is followed by the route, and so are later sends while it hangs", async () => {
  let answer = (_: SendResult) => {};
  const { attempt, action, route, late } = doors(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  const first = attempt();
  await vi.advanceTimersByTimeAsync(9_999);
  expect(route).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(await first).toEqual({ answer: STORED, inDoubt: true });
  await attempt();
  expect([action.mock.calls.length, route.mock.calls.length]).toEqual([1, 2]);

  // It answers after all: what it says is taken, and the action is the first door again.
  answer(STORED);
  await vi.advanceTimersByTimeAsync(0);
  expect(late).toHaveLength(1);
  void attempt();
  expect(action).toHaveBeenCalledTimes(2);
});

test("a route that does not answer in 10 s is aborted: the whole try ends within 20 s", async () => {
  let signal: AbortSignal | undefined;
  const { attempt } = doors(
    () => new Promise(() => {}),
    (_, given) => {
      signal = given;
      return new Promise((_, reject) => given.addEventListener("abort", () => reject(given.reason)));
    },
  );
  const trying = attempt();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await trying).toEqual({ answer: null, inDoubt: true });
  expect(signal?.aborted).toBe(true);
});

test("a network error leads to the route at once", async () => {
  const { attempt } = doors(() => Promise.reject(new TypeError("Failed to fetch")));
  expect(await attempt()).toEqual({ answer: STORED, inDoubt: true });
});

test("after a deploy the route is the only door", async () => {
  const gone = new UnrecognizedActionError("Server Action was not found");
  const { attempt, action, route } = doors(() => Promise.reject(gone));
  // The site never read it: nothing is in doubt.
  expect(await attempt()).toEqual({ answer: STORED, inDoubt: false });
  await attempt();
  expect([action.mock.calls.length, route.mock.calls.length]).toEqual([1, 2]);
});

test("what the site itself cannot do now, the route is not asked for too", async () => {
  const { attempt, route } = doors(async () => ({ ok: false, code: "unavailable" }));
  expect(await attempt()).toEqual({ answer: { ok: false, code: "unavailable" }, inDoubt: true });
  expect(route).not.toHaveBeenCalled();
});

test("an answer about another message is none", async () => {
  const other: SendResult = { ok: true, message: messageOf({ ...INPUT, id: uuid(2) }) };
  const { attempt } = doors(
    async () => other,
    async () => other,
  );
  expect(await attempt()).toEqual({ answer: null, inDoubt: true });
});

test("a try ends at once when the message turns out to be stored", async () => {
  const { begin, route } = doors(() => new Promise(() => {}));
  const trying = begin();
  trying.end();
  expect((await trying.outcome).answer).toBeNull();
  expect(route).not.toHaveBeenCalled();
});

const never = (_: SendInput, signal: AbortSignal) =>
  new Promise<SendResult>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

test("a request that is late is told of, and taken for lost when the site answers otherwise", async () => {
  const { begin, route, onLate } = doors(() => new Promise(() => {}));
  const trying = begin();
  await vi.advanceTimersByTimeAsync(1_999);
  expect(onLate).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(onLate).toHaveBeenCalledTimes(1);
  expect(route).not.toHaveBeenCalled();
  trying.hurry();
  trying.hurry();
  expect(await trying.outcome).toEqual({ answer: STORED, inDoubt: true });
});

test("whoever is told to hurry early waits until the request is late", async () => {
  const { begin, route } = doors(() => new Promise(() => {}));
  const trying = begin();
  trying.hurry();
  await vi.advanceTimersByTimeAsync(1_999);
  expect(route).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(route).toHaveBeenCalledTimes(1);
  await trying.outcome;
});

test("a line that is only slow is given longer each time, and hurried no more than twice", async () => {
  const { begin, route } = doors(() => new Promise(() => {}), never);
  const trying = begin();
  const at: number[] = [];
  for (let ms = 0; ms < 20_000; ms += 100) {
    for (const _twice of [1, 2]) trying.hurry();
    await vi.advanceTimersByTimeAsync(100);
    if (route.mock.calls.length > at.length) at.push(ms + 100);
  }
  expect(at).toEqual([2_000, 6_000]);
  expect((await trying.outcome).answer).toBeNull();
});
