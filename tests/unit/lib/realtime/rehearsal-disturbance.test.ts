import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createControl } from "@/lib/realtime/rehearsal/control";
import { CALM, type Faults } from "@/lib/realtime/rehearsal/faults";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What arrives of ten events that are said one after the other. */
function tenEvents(faults: Partial<Faults>) {
  const control = createControl({ ...CALM, ...faults });
  const arrived: number[] = [];
  for (let event = 1; event <= 10; event += 1) control.meet(`#${event}`, () => arrived.push(event));
  return { arrived, control };
}

test("without faults everything comes at once, once, and in order", () => {
  expect(tenEvents({}).arrived).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test("dropped events never come, and the log names them", () => {
  const { arrived, control } = tenEvents({ drop: 1 });
  vi.runAllTimers();
  expect(arrived).toEqual([]);
  expect(control.log().map(({ what }) => what)).toEqual(
    Array.from({ length: 10 }, (_, n) => `dropped: #${n + 1}`),
  );
});

test("a share is a share", () => {
  let came = 0;
  const control = createControl({ ...CALM, drop: 0.3 });
  for (let event = 0; event < 10_000; event += 1) control.meet("", () => (came += 1));
  expect(came).toBeGreaterThan(6_850);
  expect(came).toBeLessThan(7_150);
});

test("late events come after their time", () => {
  const { arrived } = tenEvents({ delay: 1, delayMs: 800 });
  vi.advanceTimersByTime(799);
  expect(arrived).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(arrived).toHaveLength(10);
});

test("doubled events come twice", () => {
  expect(tenEvents({ duplicate: 1 }).arrived).toHaveLength(20);
});

test("an event is overtaken by the next, and comes by itself when there is none", () => {
  expect(tenEvents({ reorder: 1 }).arrived).toEqual([2, 1, 4, 3, 6, 5, 8, 7, 10, 9]);
  const control = createControl({ ...CALM, reorder: 1 });
  const deliver = vi.fn();
  control.meet("the last", deliver);
  expect(deliver).not.toHaveBeenCalled();
  vi.advanceTimersByTime(500);
  expect(deliver).toHaveBeenCalledOnce();
});

test("the same seed does the same again, and another one something else", () => {
  const faults = { drop: 0.3, duplicate: 0.3, reorder: 0.3 };
  const { arrived, control } = tenEvents({ ...faults, seed: 7 });
  expect(tenEvents({ ...faults, seed: 7 }).arrived).toEqual(arrived);
  expect(tenEvents({ ...faults, seed: 8 }).arrived).not.toEqual(arrived);
  const again: number[] = [];
  control.set({ seed: 7 });
  for (let event = 1; event <= 10; event += 1) control.meet(`#${event}`, () => again.push(event));
  expect(again).toEqual(arrived);
});

test("a fault that there is not, or out of its range, is refused", () => {
  const control = createControl(CALM);
  expect(() => control.set({ drop: 2 })).toThrow();
  expect(() => control.set({ dorp: 0.5 } as Partial<Faults>)).toThrow();
  expect(control.faults()).toEqual(CALM);
});
