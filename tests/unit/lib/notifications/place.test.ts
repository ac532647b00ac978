import { expect, test } from "vitest";
import { conversationOf, isAt, placeOf } from "@/lib/notifications/place";

const at = (address: string) => {
  const url = new URL(address, "http://localhost");
  return { path: url.pathname, search: url.search };
};

test.each([
  "https://evil.example/tasks",
  "//evil.example",
  "/\\evil.example",
  "/.//evil.example",
  "/\t/evil.example",
  "javascript:alert(1)",
  "tasks",
  "",
])("“%s” is no place of this site", (link) => {
  expect(placeOf(link)).toBeNull();
  expect(isAt(link, at("/tasks"))).toBe(false);
});

test("a link is a path with its query", () => {
  expect(placeOf("/tasks?show=open#top")).toEqual({ path: "/tasks", search: "?show=open" });
});

test.each([
  ["/tasks/1", "/tasks/1", true],
  ["/tasks/1", "/tasks/1?from=list", true],
  ["/tasks/1", "/tasks", false],
  ["/tasks", "/tasks/1", false],
  ["/tasks?show=open", "/tasks?show=open", true],
  ["/tasks?show=open", "/tasks?view=list&show=open", true],
  ["/tasks?show=open", "/tasks", false],
  ["/tasks?show=open", "/tasks?show=done", false],
  ["/chat/SWE", "/chat/SWE", true],
  ["/chat/SWE/412", "/chat/SWE", true],
  ["/chat/SWE", "/chat/SWE/412", true],
  ["/chat/SWE/412", "/chat/FIN", false],
  ["/chat/SWE/412", "/chat", false],
])("what leads to %s is before the eyes of who is at %s: %s", (link, here, isThere) => {
  expect(isAt(link, at(here))).toBe(isThere);
});

test("a conversation is known by its team, at whichever message", () => {
  expect(conversationOf("/chat/SWE")).toBe("SWE");
  expect(conversationOf("/chat/SWE/412")).toBe("SWE");
  expect(conversationOf("/chat")).toBeNull();
  expect(conversationOf("/tasks/SWE")).toBeNull();
});
