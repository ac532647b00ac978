import { expect, test } from "vitest";
import { announcementOf, createArrivals } from "@/lib/notifications/arrivals";
import { example } from "./example";

const minute = (number: number) => new Date(Date.UTC(2026, 10, 25, 12, number)).toISOString();
const ids = (all: { id: string }[]) => all.map(({ id }) => id);

test("what was there at first is no news, and what comes is, once", () => {
  const arrivals = createArrivals();
  const [old, fresh] = [example({ createdAt: minute(0) }), example({ createdAt: minute(1) })];
  expect(arrivals.in([old])).toEqual([]);
  expect(ids(arrivals.in([fresh, old]))).toEqual([fresh.id]);
  expect(arrivals.in([fresh, old])).toEqual([]);
});

test("who had none before is told of the first", () => {
  const arrivals = createArrivals();
  const first = example({ createdAt: minute(0) });
  expect(arrivals.in([])).toEqual([]);
  expect(ids(arrivals.in([first]))).toEqual([first.id]);
});

test("an old one that comes into view because a newer one was read is no news, nor one that is marked as unread", () => {
  const arrivals = createArrivals();
  const [older, newer] = [example({ createdAt: minute(0) }), example({ createdAt: minute(9) })];
  const read = { ...newer, readAt: minute(10) };
  arrivals.in([newer]);
  expect(arrivals.in([read, older])).toEqual([]);
  expect(arrivals.in([newer, older])).toEqual([]);
});

test("what was read elsewhere before it came is not told", () => {
  const arrivals = createArrivals();
  arrivals.in([]);
  expect(arrivals.in([example({ createdAt: minute(1), readAt: minute(1) })])).toEqual([]);
});

test("two that were made at once are both told, whichever becomes visible first, the older one first", () => {
  const arrivals = createArrivals();
  const [first, second, third] = [0, 1, 2].map((second) =>
    example({ createdAt: new Date(Date.UTC(2026, 10, 25, 12, 0, second)).toISOString() }),
  );
  if (!first || !second || !third) throw new Error("three are needed");
  arrivals.in([]);
  expect(ids(arrivals.in([second]))).toEqual([second.id]);
  expect(ids(arrivals.in([third, second, first]))).toEqual([first.id, third.id]);
});

test("up to three are told one by one, more as their number", () => {
  const some = [1, 2, 3, 4].map((number) => example({ createdAt: minute(number) }));
  expect(announcementOf(some.slice(0, 3))).toEqual({ each: some.slice(0, 3) });
  expect(announcementOf(some)).toEqual({ many: 4 });
});
