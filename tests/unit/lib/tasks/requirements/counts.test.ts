import { expect, test } from "vitest";
import { byNeed, countsOf, standingOf } from "@/lib/tasks/requirements/counts";

const now = new Date("2026-11-23T12:00Z");
const answer = (dueAt: string, isCompleted = false) => ({ dueAt, isCompleted });
const late = answer("2026-11-23T11:59Z");
const soon = answer("2026-11-24T12:00Z");
const calm = answer("2026-11-24T12:01Z");
const done = answer("2026-11-20T12:00Z", true);

test("what is done is never late, and each is counted once", () => {
  expect([late, soon, calm, done].map((one) => standingOf(one, now))).toEqual([
    "late",
    "soon",
    "calm",
    "done",
  ]);
  expect(countsOf([late, soon, calm, done, done], now)).toEqual({ asked: 5, done: 2, late: 1, soon: 1 });
  expect(countsOf([], now)).toEqual({ asked: 0, done: 0, late: 0, soon: 0 });
});

test("what some team still owes comes first, and what all have done last, the latest first", () => {
  const [a, b, c, d] = [
    { dueAt: "1", cells: [done] },
    { dueAt: "2", cells: [done, late] },
    { dueAt: "3", cells: [done, done] },
    { dueAt: "4", cells: [] },
  ];
  expect(byNeed([a, b, c, d])).toEqual({ owed: [b, d], done: [c, a] });
});
