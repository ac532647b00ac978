import { expect, test } from "vitest";
import { dueOf, laterBy, typedDue } from "@/lib/tasks/requirements/due";

const ZURICH = "Europe/Zurich";

test("a deadline is typed on the venue's clock", () => {
  expect(typedDue("2026-11-24T17:00:00+00:00", ZURICH)).toBe("2026-11-24T18:00");
  expect(typedDue(null, ZURICH)).toBe("");
  expect(dueOf("2026-11-24T18:00", ZURICH, null)).toEqual({
    ok: true,
    dueAt: "2026-11-24T17:00:00.000Z",
    isTwice: false,
  });
});

test("one that is left as it was stays to the second, and in the hour that comes twice the same of the two", () => {
  for (const began of ["2026-11-24T17:00:41.123456+00:00", "2026-10-25T00:30:00+00:00"])
    expect(dueOf(typedDue(began, ZURICH), ZURICH, began)).toEqual({ ok: true, dueAt: began, isTwice: false });
  expect(dueOf("2026-10-25T02:30", ZURICH, "2026-10-20T00:30:00+00:00")).toEqual({
    ok: true,
    dueAt: "2026-10-25T01:30:00.000Z",
    isTwice: true,
  });
});

test("what is no time on that clock says why", () => {
  expect(dueOf("", ZURICH, null)).toEqual({ ok: false, code: "misspelt" });
  expect(dueOf("2027-03-28T02:30", ZURICH, null)).toEqual({ ok: false, code: "skipped" });
  expect(dueOf("2027-03-28T02:30", "Asia/Tokyo", null)).toMatchObject({ ok: true });
});

test.each([
  ["ahead of now, after itself", "2026-11-26T17:00:00Z", 2, "2026-11-28T17:00:00Z"],
  ["earlier today, after today", "2026-11-24T08:00:00Z", 1, "2026-11-25T08:00:00Z"],
  ["long ago, after today at its time of day", "2026-11-01T17:00:00Z", 1, "2026-11-25T17:00:00Z"],
  ["long ago, by more days", "2026-11-01T17:00:00Z", 7, "2026-12-01T17:00:00Z"],
  // It was 18:00 in Zürich then, too.
  ["before the clocks changed", "2026-10-20T16:00:00Z", 2, "2026-11-26T17:00:00Z"],
])("days later are counted for one %s", (_, dueAt, days, later) => {
  expect(laterBy(dueAt, days, ZURICH, new Date("2026-11-24T12:00:00Z"))).toEqual(new Date(later));
});
