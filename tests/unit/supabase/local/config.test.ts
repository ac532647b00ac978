import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { readConfig } from "../../../../supabase/local/config.ts";
import { root } from "../../../../supabase/local/settings.ts";

test("people come by invitation only, and a token lives fifteen minutes", () => {
  expect(readConfig().auth).toMatchObject({
    enable_signup: false,
    jwt_expiry: 900,
  });
});

test("whoever has an account signs in by e-mail, also where the Supabase CLI reads the settings", () => {
  const { auth } = parse(readFileSync(join(root, "supabase/config.toml"), "utf8"));
  // The CLI turns this name into Auth's GOTRUE_EXTERNAL_EMAIL_ENABLED.
  expect(auth).toMatchObject({ email: { enable_signup: true } });
});
