import { expect, test } from "vitest";
import { changeRight, lastOwn } from "@/lib/chat/edits/right";
import type { Message } from "@/lib/chat/schema";

const AT = "2026-11-23T12:00:00.000Z";
const message = (over: Partial<Message> = {}): Message => ({
  id: "00000000-0000-4000-8000-000000000001",
  team_id: "10000000-0000-4000-8000-000000000001",
  sender_id: "anna",
  sender_name: "Anna Lindqvist",
  sender_role: "member",
  content: "Hej",
  seq: 1,
  revision: 1,
  created_at: AT,
  edited_at: null,
  deleted_at: null,
  mentions: [],
  documents: [],
  ...over,
});
const after = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000);
const ANNA = { id: "anna", role: "member" } as const;

test("a member changes their own for 15 minutes", () => {
  expect(changeRight(message(), ANNA, after(0))).toBe("may");
  expect(changeRight(message(), ANNA, after(14.9))).toBe("may");
  expect(changeRight(message(), ANNA, after(15))).toBe("late");
});

test("an organiser changes their own always, and nobody what is not theirs or is deleted", () => {
  expect(changeRight(message(), { id: "anna", role: "admin" }, after(90_000))).toBe("may");
  expect(changeRight(message(), { id: "mikko", role: "admin" }, after(0))).toBe("none");
  expect(changeRight(message({ content: null, deleted_at: AT }), ANNA, after(0))).toBe("none");
});

test("one's last is the newest of one's own that is not deleted", () => {
  const all = [
    message({ seq: 1 }),
    message({ seq: 2 }),
    message({ seq: 3, content: null, deleted_at: AT }),
    message({ seq: 4, sender_id: "mikko" }),
  ];
  expect(lastOwn(all, "anna")?.seq).toBe(2);
  expect(lastOwn(all, "nobody")).toBeNull();
});
