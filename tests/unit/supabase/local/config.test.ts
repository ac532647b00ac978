import { expect, test } from "vitest";
import { readConfig } from "../../../../supabase/local/config.ts";

test("people come by invitation only, and a token lives fifteen minutes", () => {
  expect(readConfig().auth).toMatchObject({
    enable_signup: false,
    jwt_expiry: 900,
  });
});
