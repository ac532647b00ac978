import { expect, test } from "vitest";
import { dayOf, daysAgo } from "@/lib/i18n/day";

test("one instant is two days, by where one stands", () => {
  const instant = new Date("2026-02-12T23:30:00Z");
  expect(dayOf(instant, "America/Toronto")).toBe("2026-02-12");
  expect(dayOf(instant, "Europe/Helsinki")).toBe("2026-02-13");
});

test("yesterday is a calendar day, not 24 hours, also where the clock changes", () => {
  const beforeMidnight = new Date("2026-03-28T22:59:00Z");
  expect(daysAgo(beforeMidnight, new Date("2026-03-28T23:01:00Z"), "Europe/Zurich")).toBe(1);
  expect(daysAgo(beforeMidnight, new Date("2026-03-29T21:59:00Z"), "Europe/Zurich")).toBe(1);
  expect(daysAgo(beforeMidnight, new Date("2026-03-29T22:01:00Z"), "Europe/Zurich")).toBe(2);
});
