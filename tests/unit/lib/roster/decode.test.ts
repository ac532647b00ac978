import { expect, test } from "vitest";
import { decode } from "@/lib/roster/decode";
import { BYTES_MAX } from "@/lib/roster/limits";

test("a file in UTF-8 is read, with a byte order mark or without", () => {
  const text = "Code,Team\nÅLA,Åland";
  const bytes = new TextEncoder().encode(text);
  expect(decode(bytes)).toEqual({ ok: true, text });
  expect(decode(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]))).toEqual({ ok: true, text });
});

test.each([
  ["Windows-1252", [0x43, 0xd6, 0x0a]],
  ["UTF-16", [0xff, 0xfe, 0x43, 0x00]],
  ["UTF-16 without a mark", [0x43, 0x00, 0x6f, 0x00]],
  ["a workbook", [0x50, 0x4b, 0x03, 0x04, 0x00, 0x00]],
])("%s is not UTF-8", (_, bytes) => {
  expect(decode(new Uint8Array(bytes))).toEqual({ ok: false, code: "not_utf8" });
});

test("a file may be as large as the limit, and not a byte larger", () => {
  expect(decode(new Uint8Array(BYTES_MAX).fill(65)).ok).toBe(true);
  expect(decode(new Uint8Array(BYTES_MAX + 1).fill(65))).toEqual({ ok: false, code: "too_big" });
});
