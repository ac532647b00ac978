import { expect, test } from "vitest";
import { parseDuration } from "@/supabase/local/auth/durations";

test.each([
  ["1s", 1_000],
  ["24h", 86_400_000],
  ["1h30m", 5_400_000],
  ["1.5h", 5_400_000],
  ["300ms", 300],
  ["-2m", -120_000],
  ["0", 0],
])("%s", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each([
  ["", `time: invalid duration ""`],
  ["soon", `time: invalid duration "soon"`],
  ["10", `time: missing unit in duration "10"`],
  ["10d", `time: unknown unit "d" in duration "10d"`],
])("%j is refused in Go's words", (text, message) => {
  expect(() => parseDuration(text)).toThrow(message);
});
