import { expect, test } from "vitest";
import {
  DOCUMENTS_MAX,
  editSchema,
  messageLength,
  messageRowSchema,
  sendable,
  sendSchema,
} from "@/lib/chat/schema";

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

const document = "50000000-0000-4000-8000-000000000001";

test("a message may be documents alone, and never blanks", () => {
  expect(sendSchema.safeParse({ ...valid, content: "", documents: [document] }).success).toBe(true);
  expect(sendSchema.safeParse({ ...valid, content: " ", documents: [document] }).success).toBe(false);
  expect(sendSchema.safeParse({ ...valid, content: "", documents: [] }).success).toBe(false);
});

test("a message has as many documents as it may have, and an older page sends none", () => {
  const documents = (count: number) => Array.from({ length: count }, () => document);
  expect(sendSchema.safeParse({ ...valid, documents: documents(DOCUMENTS_MAX) }).success).toBe(true);
  expect(sendSchema.safeParse({ ...valid, documents: documents(DOCUMENTS_MAX + 1) }).success).toBe(false);
  expect(sendSchema.parse(valid)).toMatchObject({ documents: [], mentions: [] });
});

test.each([
  ["Gate D.", true],
  ["", true],
  [" \n", false],
  ["🏒".repeat(5000), true],
  ["🏒".repeat(5001), false],
])("an edit to %j is sent on: %j", (content, isTaken) => {
  expect(editSchema.safeParse({ id: valid.id, content, mentions: [] }).success).toBe(isTaken);
});

test("the row of a message with documents does not say all of it", () => {
  const row = {
    id: valid.id,
    team_id: valid.teamId,
    sender_id: valid.senderId,
    sender_name: "Anna Lindqvist",
    sender_role: "member",
    content: "@Erik, look",
    seq: 1,
    revision: 1,
    created_at: "2026-02-12T12:00:00+00:00",
    edited_at: null,
    deleted_at: null,
    mentions: [valid.senderId],
    mention_names: ["Erik"],
  };
  expect(messageRowSchema.parse({ ...row, document_ids: [] })).toMatchObject({
    mentions: [{ id: valid.senderId, name: "Erik" }],
    documents: [],
  });
  expect(messageRowSchema.safeParse({ ...row, document_ids: [document] }).success).toBe(false);
});
