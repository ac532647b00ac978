import { expect, test } from "vitest";
import { firstDay, previewOf, shiftTo } from "@/lib/tasks/requirements/copies";

const ZURICH = "Europe/Zurich";
const now = new Date("2026-11-23T12:00Z");
const sources = [{ dueAt: "2026-10-24T16:00:00Z" }, { dueAt: "2026-10-20T22:30:00Z" }];

test("each copy keeps its time on the venue's clock, and what has passed is said", () => {
  expect(previewOf(sources, 31, ZURICH, now)).toEqual([
    { source: sources[0], dueAt: new Date("2026-11-24T17:00Z"), isPast: false },
    { source: sources[1], dueAt: new Date("2026-11-20T23:30Z"), isPast: true },
  ]);
});

test("the first deadline is the earliest, on the venue's calendar, whatever the order", () => {
  expect(firstDay(sources, 0, ZURICH)).toBe("2026-10-21");
  expect(firstDay(sources, 31, ZURICH)).toBe("2026-11-21");
  expect(firstDay([], 31, ZURICH)).toBeNull();
  expect(shiftTo("2026-11-21", sources, ZURICH)).toBe(31);
  expect(shiftTo("2026-10-01", sources, ZURICH)).toBe(-20);
});

test("without a source, or a day, nothing moves", () => {
  expect(shiftTo("2026-11-21", [], ZURICH)).toBeNull();
  for (const day of ["", "2026-11", "2026-11-31"]) expect(shiftTo(day, sources, ZURICH)).toBeNull();
});
