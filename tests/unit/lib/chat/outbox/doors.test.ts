import { UnrecognizedActionError } from "next/dist/client/components/unrecognized-action-error";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "@/lib/chat/outbox/clock";
import { createDoors } from "@/lib/chat/outbox/doors";
import type { Message, SendInput, SendResult } from "@/lib/chat/schema";
import { messageOf, TEAM, USER, uuid } from "./examples";

const INPUT: SendInput = { id: uuid(1), senderId: USER, teamId: TEAM, content: "text 1" };
const STORED: SendResult = { ok: true, message: messageOf(INPUT) };
const needed = () => new AbortController().signal;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function doors(
  action: (input: SendInput) => Promise<SendResult>,
  route: (input: SendInput, signal: AbortSignal) => Promise<SendResult | null> = async () => STORED,
) {
  const late: Message[] = [];
  const spies = { action: vi.fn(action), route: vi.fn(route) };
  const made = createDoors({ ...spies, clock: systemClock, onLate: (message) => late.push(message) });
  return { ...spies, late, attempt: (signal = needed()) => made.attempt(INPUT, signal) };
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
  const needless = new AbortController();
  const { attempt, route } = doors(() => new Promise(() => {}));
  const trying = attempt(needless.signal);
  needless.abort();
  expect((await trying).answer).toBeNull();
  expect(route).not.toHaveBeenCalled();
});
