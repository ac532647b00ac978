import { expect, test } from "vitest";
import { isAllowed } from "@/supabase/local/auth/redirects";

const settings = {
  site_url: "https://rinkside.example",
  additional_redirect_urls: ["http://localhost:*/**", "https://*.preview.example/welcome"],
};

test.each([
  "https://rinkside.example/invitation/abc?x=1#y",
  "http://localhost:3000/invitation/abc",
  "http://127.0.0.1:4711/",
  "https://a.preview.example/welcome",
])("%s is allowed", (target) => {
  expect(isAllowed(target, settings)).toBe(true);
});

test.each([
  "http://rinkside.example/",
  "https://rinkside.example:8443/",
  "https://rinkside.example.evil.example/",
  "https://evil.example/?https://rinkside.example",
  "http://192.168.1.5:3000/",
  "https://a.b.preview.example/welcome",
  "https://a.preview.example/welcome/to",
  "javascript:alert(1)",
  "//rinkside.example",
  " https://rinkside.example/",
])("%s is not", (target) => {
  expect(isAllowed(target, settings)).toBe(false);
});
