import { expect, test } from "vitest";
import { readGiven } from "../../../contract/support/environment.ts";

const all = {
  SUPABASE_URL: "https://project.supabase.co/",
  SUPABASE_DB_URL: "postgresql://postgres:secret@db.project.supabase.co:5432/postgres",
  SUPABASE_PUBLISHABLE_KEY: "sb_publishable_key",
  SUPABASE_SECRET_KEY: "sb_secret_key",
};

test("without any of the variables, or with empty ones, the embedded Supabase is meant", () => {
  expect(readGiven({ PATH: "/bin" })).toBeUndefined();
  expect(readGiven({ SUPABASE_URL: "", SUPABASE_JWT_SECRET: "secret" })).toBeUndefined();
});

test("with all of them, that one", () => {
  expect(readGiven(all)).toEqual({
    url: "https://project.supabase.co",
    dbUrl: all.SUPABASE_DB_URL,
    publishableKey: "sb_publishable_key",
    secretKey: "sb_secret_key",
    jwtSecret: undefined,
  });
});

test("with some of them, it is said which are missing", () => {
  expect(() => readGiven({ ...all, SUPABASE_DB_URL: undefined, SUPABASE_SECRET_KEY: "" })).toThrow(
    /^SUPABASE_DB_URL and SUPABASE_SECRET_KEY missing: set all of /,
  );
});

test.each([
  ["SUPABASE_URL", "project.supabase.co"],
  ["SUPABASE_DB_URL", "https://db.project.supabase.co"],
])("a %s that is none is named", (name, value) => {
  expect(() => readGiven({ ...all, [name]: value })).toThrow(new RegExp(`^${name} cannot be used: `));
});
