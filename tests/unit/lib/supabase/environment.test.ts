import { afterEach, expect, test, vi } from "vitest";
import { browserSupabaseUrl, supabaseAddress, supabaseSecretKey } from "@/lib/supabase/environment";

afterEach(() => vi.unstubAllEnvs());

test("a phone on a developer's network reaches the laptop's Supabase by the laptop's name", () => {
  expect(browserSupabaseUrl("http://127.0.0.1:54321", "laptop.local:3000")).toBe("http://laptop.local:54321");
});

test.each(["localhost:3000", "127.0.0.1:3000", null])("asked by %s, the address stays as it is", (host) => {
  expect(browserSupabaseUrl("http://127.0.0.1:54321", host)).toBe("http://127.0.0.1:54321");
});

test("a hosted project's address is never changed", () => {
  expect(browserSupabaseUrl("https://project.supabase.co", "rinkside.example")).toBe(
    "https://project.supabase.co",
  );
});

test("an incomplete environment is named in a sentence", () => {
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", "http://127.0.0.1:54321");
  vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", "");
  expect(() => supabaseAddress()).toThrow(/set NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY in the environment/);
});

test("a missing secret key is named too", () => {
  vi.stubEnv("SUPABASE_SECRET_KEY", "");
  expect(() => supabaseSecretKey()).toThrow(/set SUPABASE_SECRET_KEY in the environment/);
});
