import { AuthApiError, AuthRetryableFetchError } from "@supabase/supabase-js";
import { afterEach, expect, test, vi } from "vitest";
import { authRefusal } from "@/lib/people/auth-refusal";

afterEach(() => vi.restoreAllMocks());

test.each([
  ["For security purposes, you can only request this after 42 seconds.", 42],
  ["For security purposes, you can only request this after 0 seconds.", 1],
  ["Request rate limit reached", 0],
])("too much is told with the seconds that Auth names: %s", (message, seconds) => {
  const error = new AuthApiError(message, 429, "over_request_rate_limit");
  expect(authRefusal(error, "test")).toEqual({ error: "too_fast", seconds });
});

test("an Auth that fails or is out of reach is told as that, and logged", () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const unavailable = { error: "unavailable", seconds: 0 };
  expect(authRefusal(new AuthApiError("broken", 500, "unexpected_failure"), "test")).toEqual(unavailable);
  expect(authRefusal(new AuthRetryableFetchError("no network", 0), "test")).toEqual(unavailable);
  expect(log).toHaveBeenCalledTimes(2);
});

test("what is about the question is left to who asked it", () => {
  expect(
    authRefusal(new AuthApiError("Invalid login credentials", 400, "invalid_credentials"), "test"),
  ).toBeNull();
});
