import { test as property } from "@fast-check/vitest";
import fc from "fast-check";
import { expect, test } from "vitest";
import { intervalOf, leadOf, leadUnits, minutesIn, minutesOf } from "@/lib/tournament/leads";

test.each([
  ["7 days", 10_080],
  ["1 day", 1440],
  ["03:00:00", 180],
  ["1 day 03:00:00", 1620],
  ["1 mon", 43_200],
  ["1 year 2 mons 3 days 04:05:06", 609_365.1],
  ["00:00:30", 0.5],
  ["-00:30:00", -30],
])("the interval %s is %d minutes", (interval, minutes) => {
  expect(minutesIn(interval)).toBeCloseTo(minutes);
});

test.each(["", "soon", "7 fortnights", "7 days and more"])("%j is no interval", (text) => {
  expect(() => minutesIn(text)).toThrow("No interval");
});

test.each([
  [180, "3 hours"],
  [1440, "1 days"],
  [10_080, "7 days"],
  [20_160, "2 weeks"],
  [90, "90 minutes"],
])("%d minutes are said as %s", (minutes, words) => {
  expect(intervalOf(minutes)).toBe(words);
});

property.prop([fc.integer({ min: 1, max: 525_600 })])(
  "a lead is as long as it was, and a whole number of its unit",
  (minutes) => {
    const lead = leadOf(minutes);
    expect(minutesOf(lead)).toBe(minutes);
    expect(Number.isInteger(lead.amount)).toBe(true);
    expect(leadUnits).toContain(lead.unit);
  },
);
