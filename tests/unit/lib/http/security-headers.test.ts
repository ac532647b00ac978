import { expect, test } from "vitest";
import { contentSecurityPolicy } from "@/lib/http/security-headers";

test("scripts need the nonce, and Supabase is the one other origin: for the socket and for pictures", () => {
  const policy = contentSecurityPolicy("abc", "https://project.supabase.co", false);
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("connect-src 'self' https://project.supabase.co wss://project.supabase.co;");
  expect(policy).toContain("img-src 'self' blob: data: https://project.supabase.co;");
  // Without it a worker would need the nonce of a script, which it cannot carry.
  expect(policy).toContain("worker-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe-eval");
});
