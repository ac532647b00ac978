import { expect, test } from "vitest";
import { readConfig } from "../../../supabase/local/config.ts";
import { parseToml } from "../../../supabase/local/toml.ts";

test("sections, strings, numbers, booleans, arrays and comments are read", () => {
  const text = `
    name = "rink # one" # the first
    [auth.email]
    enabled = false
    seconds = 900
    urls = ["http://a", "http://b"]
  `;
  expect([...parseToml(text)]).toEqual([
    ["name", "rink # one"],
    ["auth.email.enabled", false],
    ["auth.email.seconds", 900],
    ["auth.email.urls", ["http://a", "http://b"]],
  ]);
});

test.each(["[[array.of.tables]]", "key = 'literal'", "key = 1979-05-27", "nonsense"])(
  "%s is refused with its line rather than misread",
  (line) => {
    expect(() => parseToml(`a = 1\n${line}`)).toThrow(/line 2/);
  },
);

test("people come by invitation only, and a token lives fifteen minutes", () => {
  expect(readConfig().auth).toMatchObject({ signup: false, emailSignup: false, jwtExpiry: 900 });
});
