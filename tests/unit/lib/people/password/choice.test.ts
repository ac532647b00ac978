import { AuthApiError, AuthWeakPasswordError } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { passwordError, refusedPassword } from "@/lib/people/password/choice";

test.each([
  ["123456789", "password_short"],
  ["1234567890", null],
  ["x".repeat(72), null],
  ["x".repeat(73), "password_long"],
  // Bytes count, not characters: bcrypt reads no more.
  ["å".repeat(37), "password_long"],
])("%s", (typed, error) => {
  expect(passwordError(typed)).toBe(error);
});

test("what Auth says against a password", () => {
  expect(refusedPassword(new AuthWeakPasswordError("too easy", 422, ["pwned"]))).toBe("password_weak");
  expect(refusedPassword(new AuthApiError("the same", 422, "same_password"))).toBe("password_same");
  expect(refusedPassword(new AuthApiError("no", 403, "session_not_found"))).toBeNull();
});
