import { expect, test } from "vitest";
import { messageLength, sendable, sendSchema } from "@/lib/chat/schema";

const valid = {
  id: "30000000-0000-4000-8000-000000000001",
  senderId: "20000000-0000-4000-8000-000000000003",
  teamId: "10000000-0000-4000-8000-000000000001",
  content: "Hello",
};

test("an emoji counts as one character, as Postgres counts it", () => {
  expect(messageLength("🏒")).toBe(1);
  expect(sendSchema.safeParse({ ...valid, content: "🏒".repeat(5000) }).success).toBe(true);
  expect(sendSchema.safeParse({ ...valid, content: "🏒".repeat(5001) }).success).toBe(false);
});

test.each(["", "   ", "\n\t", "\u3000"])("a message of nothing but %j is refused", (content) => {
  expect(sendSchema.safeParse({ ...valid, content }).success).toBe(false);
});

test("what nobody sees is not sent, and what makes the text is", () => {
  expect(sendable("OD\u0000nul\u0085\u007f")).toBe("ODnul");
  expect(sendable("half \ud83c an emoji")).toBe("half \ufffd an emoji");
  expect(sendable("one\n\ttwo\r\n👨‍👩‍👧 \n")).toBe("one\n\ttwo\r\n👨‍👩‍👧");
});

test.each(["\u0000", "\u0085", "\u001f ", "\u3000\n"])("there is nothing to read in %j", (typed) => {
  expect(sendable(typed)).toBe("");
});

test("an id that is no UUID is refused", () => {
  expect(sendSchema.safeParse({ ...valid, id: "1; drop table" }).success).toBe(false);
});
