import { expect, test } from "vitest";
import { addressOf, filtersOf } from "@/lib/notifications/filters";

const ALL = { show: "all", about: null, before: null } as const;

test("what an address asks for makes the same address again", () => {
  for (const address of [
    "/notifications",
    "/notifications?show=unread",
    "/notifications?show=unread&about=chat",
    "/notifications?before=2026-11-25T12%3A00%3A00.123456%2B00%3A00_20000000-0000-4000-8000-000000000003",
  ]) {
    const asked = Object.fromEntries(new URL(address, "http://localhost").searchParams);
    expect(addressOf(filtersOf(asked))).toBe(address);
  }
});

test.each([
  { show: "everything" },
  { about: "money" },
  { about: ["chat", "tasks"] },
  { before: "yesterday" },
  { before: "_" },
  { before: "2026-11-25T12:00:00+00:00" },
  { before: "2026-11-25T12:00:00+00:00_1" },
  { before: "2026-99-25T12:00:00+00:00_20000000-0000-4000-8000-000000000003" },
  {},
])("junk in an address is no filter: %j", (asked) => {
  expect(filtersOf(asked)).toEqual(ALL);
});
