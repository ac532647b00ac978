import { describe, expect, test } from "vitest";
import { bodySchema, pageSchema, slugSchema, titleSchema } from "@/lib/pages/schema";

describe("an address", () => {
  test.each([
    [" Practice-Ice ", "practice-ice"],
    ["2", "2"],
    ["a".repeat(80), "a".repeat(80)],
  ])("'%s' is '%s'", (typed, slug) => expect(slugSchema.parse(typed)).toBe(slug));
  test.each(["", "new", "NEW", "a b", "a/b", "..", "é", "a".repeat(81)])("'%s' is none", (typed) =>
    expect(slugSchema.safeParse(typed).success).toBe(false),
  );
});

test("a title counts characters as Postgres does, and is one line", () => {
  expect(titleSchema.parse(` ${"🏒".repeat(200)} `)).toBe("🏒".repeat(200));
  for (const wrong of ["", "  ", "a".repeat(201), "two\nlines"])
    expect(titleSchema.safeParse(wrong).success).toBe(false);
});

test("a text may be long, and empty", () => {
  expect(bodySchema.safeParse("🏒".repeat(100_000)).success).toBe(true);
  expect(bodySchema.safeParse("").success).toBe(true);
  for (const wrong of ["a".repeat(100_001), "a\0b", ">".repeat(5_000)])
    expect(bodySchema.safeParse(wrong).success).toBe(false);
});

test("a page is read as the database tells it", () => {
  const told = {
    id: "1",
    slug: "buses",
    title: "Buses",
    status: "published",
    revision: 2,
    was_published: true,
    changed_at: "2026-11-23T12:00:00+00:00",
    changed_by_name: null,
    news: "changed",
    body: "Gate C.",
  };
  expect(pageSchema.parse(told)).toEqual({
    id: "1",
    slug: "buses",
    title: "Buses",
    status: "published",
    revision: 2,
    wasPublished: true,
    changedAt: "2026-11-23T12:00:00+00:00",
    changedByName: null,
    news: "changed",
    body: "Gate C.",
  });
});
