import { expect, test } from "vitest";
import { messageLength, sendSchema } from "@/lib/chat/schema";

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

test("an id that is no UUID is refused", () => {
  expect(sendSchema.safeParse({ ...valid, id: "1; drop table" }).success).toBe(false);
});
