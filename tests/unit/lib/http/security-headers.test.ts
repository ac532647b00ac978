import { expect, test } from "vitest";
import { contentSecurityPolicy } from "@/lib/http/security-headers";

test("scripts need the nonce, and the socket's address is the one other origin", () => {
  const policy = contentSecurityPolicy("abc", "https://project.supabase.co", false);
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("connect-src 'self' https://project.supabase.co wss://project.supabase.co;");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe-eval");
});
