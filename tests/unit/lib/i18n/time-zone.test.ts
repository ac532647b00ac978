import { expect, test } from "vitest";
import { currentName, timeZoneNamed, timeZones } from "@/lib/i18n/time-zone";

test("the list holds each zone once, under the name that it has today", () => {
  expect(new Set(timeZones).size).toBe(timeZones.length);
  expect(timeZones).toEqual(expect.arrayContaining(["UTC", "Europe/Kyiv", "Asia/Kolkata", "Asia/Kathmandu"]));
  expect(timeZones.filter((name) => currentName(name) !== name)).toEqual([]);
});

test("what the list holds is the same time as what it was called before", () => {
  const summer = new Date("2026-07-01T12:00:00Z");
  const timeIn = (timeZone: string) => summer.toLocaleString("sv", { timeZone });
  for (const name of Intl.supportedValuesOf("timeZone")) expect(timeIn(currentName(name))).toBe(timeIn(name));
});

test.each([
  [" europe/zurich ", "Europe/Zurich"],
  ["America/New York", "America/New_York"],
  ["asia/calcutta", "Asia/Kolkata"],
  ["Europe/Kiev", "Europe/Kyiv"],
  ["Mars/Olympus", null],
  ["CET", null],
  ["+02:00", null],
])("%s, as somebody types it, is %s", (typed, zone) => {
  expect(timeZoneNamed(typed)).toBe(zone);
});
