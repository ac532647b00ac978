import { describe, expect, test } from "vitest";
import { filtersOf, further, searchOf } from "@/lib/documents/filters";

const NONE = { team: "", q: "", rows: 100, from: 0 };

describe("an address", () => {
  test("that says nothing filters nothing, and stays short", () => {
    expect(filtersOf({})).toEqual(NONE);
    expect(searchOf(NONE)).toBe("");
  });

  test("and its filters say the same", () => {
    const filters = { team: "SWE", q: "100 %", rows: 300, from: 1000 };
    expect(searchOf(filters)).toBe("team=SWE&q=100+%25&rows=300&from=1000");
    expect(filtersOf(Object.fromEntries(new URLSearchParams(searchOf(filters))))).toEqual(filters);
  });

  test.each([
    ["junk", { team: ["SWE", "FIN"], q: "x".repeat(201), rows: "many", from: "-1" }, NONE],
    ["too much", { rows: "1001", from: "1e9" }, NONE],
    ["a NUL", { team: "\0", q: "\0" }, NONE],
    ["characters that nobody sees", { q: " team\0 \u0085list\n" }, { ...NONE, q: "team list" }],
  ])("with %s is no error", (_, asked, filters) => {
    expect(filtersOf(asked)).toEqual(filters);
  });
});

test("the list grows until it is full, and then another one goes on where it ended, to the last document", () => {
  let filters = { ...NONE, q: "visa" };
  const seen = new Set<number>();
  for (let pages = 0; pages < 25; pages += 1) {
    for (let at = filters.from; at < filters.from + filters.rows; at += 1) seen.add(at);
    filters = filtersOf(Object.fromEntries(new URLSearchParams(searchOf(further(filters)))));
  }
  expect(filters).toEqual({ ...NONE, q: "visa", from: 2000, rows: 600 });
  expect(seen.size).toBe(2500);
});
