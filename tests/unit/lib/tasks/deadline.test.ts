import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { isPast, timeLeft, urgencyOf } from "@/lib/tasks/deadline";

const now = new Date("2026-11-24T12:00:00Z");
const after = (ms: number) => new Date(now.getTime() + ms);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SIZE = { days: DAY, hours: HOUR, minutes: MINUTE, moment: 0 };

test.each([
  [3 * DAY + 23 * HOUR, "days", 3, 0],
  [2 * DAY, "days", 2, 0],
  [2 * DAY - SECOND, "hours", 47, 0],
  [DAY, "hours", 24, 0],
  [7 * HOUR + 57 * MINUTE + 59 * SECOND, "hours", 7, 57],
  [HOUR, "hours", 1, 0],
  [HOUR - SECOND, "minutes", 59, 0],
  [MINUTE - 1, "moment", 0, 0],
  [1, "moment", 0, 0],
])("%i ms before a deadline it is %s, %i and %i minutes", (ms, unit, count, minutes) => {
  expect(timeLeft(after(ms), now)).toEqual({ tense: "ahead", unit, count, minutes });
});

test.each([
  [0, "moment", 0],
  [5 * MINUTE, "minutes", 5],
  [2 * HOUR + 40 * MINUTE, "hours", 2],
  [2 * DAY + HOUR, "days", 2],
])("%i ms after it, it is late by %s, %i", (ms, unit, count) => {
  expect(timeLeft(after(-ms), now)).toEqual({ tense: "late", unit, count, minutes: 0 });
});

test("what is done asks for nothing, whenever it was due", () => {
  expect(urgencyOf(after(-DAY), true, now)).toBe("done");
  expect(urgencyOf(after(DAY), true, now)).toBe("done");
  expect(urgencyOf(after(0), false, now)).toBe("late");
  expect(urgencyOf(after(DAY), false, now)).toBe("soon");
  expect(urgencyOf(after(DAY + 1), false, now)).toBe("calm");
});

const distance = fc.integer({ min: -400 * DAY, max: 400 * DAY });

property.prop([distance])(
  "never says that more time is left, or that less has passed, than is true",
  (ms) => {
    const left = timeLeft(after(ms), now);
    const told = left.count * SIZE[left.unit] + left.minutes * MINUTE;
    expect(told).toBeLessThanOrEqual(Math.abs(ms));
    // And is off by less than the smallest unit it tells.
    expect(Math.abs(ms) - told).toBeLessThan(left.minutes > 0 ? MINUTE : SIZE[left.unit] || MINUTE);
    expect(left.tense === "late").toBe(isPast(after(ms), now));
    expect(left.minutes).toBeLessThan(60);
  },
);

property.prop([distance, fc.nat(10 * DAY)])(
  "time goes one way: later there is never more left",
  (ms, wait) => {
    const signed = (at: number) => {
      const left = timeLeft(after(at), now);
      return (left.tense === "late" ? -1 : 1) * (left.count * SIZE[left.unit] + left.minutes * MINUTE);
    };
    expect(signed(ms - wait)).toBeLessThanOrEqual(signed(ms));
  },
);
