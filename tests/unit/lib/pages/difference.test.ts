import { expect, test } from "vitest";
import { difference } from "@/lib/pages/difference";

test("it is what is not the same in both, from the first line on and from the last one back", () => {
  const one = "Buses\nleave at 18:00\nfrom gate C";
  expect(difference(one, "Buses\nleave at 18:30\nfrom gate C")).toEqual(["leave at 18:00", "leave at 18:30"]);
  expect(difference(one, `${one}\nevery day`)).toEqual(["", "every day"]);
  expect(difference(one, one)).toEqual(["", ""]);
  expect(difference("a\na", "a")).toEqual(["a", ""]);
});

test("much of it is shortened, between characters and not within one", () => {
  const [shortened] = difference("🏒".repeat(400), "");
  expect(shortened).toBe(`${"🏒".repeat(279)}…`);
});
