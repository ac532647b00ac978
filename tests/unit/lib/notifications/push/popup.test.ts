import { expect, test } from "vitest";
import { popup } from "@/lib/notifications/push/popup";

const shown = (title: string, body = "") => popup({ id: "1", title, body, link: "/tasks", at: 0 });

test("what is short stays as it is", () => {
  expect(shown("New task", "Line-up")).toEqual({
    id: "1",
    title: "New task",
    body: "Line-up",
    link: "/tasks",
    at: 0,
  });
});

test("what is long is cut, and says so", () => {
  const { title, body } = shown("a".repeat(121), "b".repeat(5_000));
  expect(title).toBe(`${"a".repeat(119)}…`);
  expect(body).toBe(`${"b".repeat(299)}…`);
});

test("no character is cut in half", () => {
  expect(shown("🇨🇭".repeat(130)).title).toBe(`${"🇨🇭".repeat(119)}…`);
});

test("the longest that people can write fits into a push, whatever their script", () => {
  const longest = JSON.stringify(shown("🏒".repeat(200), "場".repeat(5_000)));
  expect(Buffer.byteLength(longest)).toBeLessThan(3_900);
});
