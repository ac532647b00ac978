import { z } from "zod";

const schema = z.object({
  NEXT_PUBLIC_SUPABASE_URL: z.url(),
  NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
});

export type SupabaseAddress = { url: string; publishableKey: string };

/**
 * The project this server talks to, read at run time so that one build serves every host.
 * @throws with a sentence that names what is missing or malformed
 */
export function supabaseAddress(): SupabaseAddress {
  const parsed = schema.safeParse({
    // Computed keys: Next would replace `process.env.NEXT_PUBLIC_…` by its value at build time.
    NEXT_PUBLIC_SUPABASE_URL: process.env[`NEXT_PUBLIC_${"SUPABASE_URL"}`],
    NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: process.env[`NEXT_PUBLIC_${"SUPABASE_PUBLISHABLE_KEY"}`],
  });
  if (!parsed.success) throw incomplete(parsed.error.issues.map((issue) => issue.path.join(".")).join(", "));
  return {
    url: parsed.data.NEXT_PUBLIC_SUPABASE_URL.replace(/\/$/, ""),
    publishableKey: parsed.data.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY,
  };
}

/**
 * The key that may do everything, for the little that nobody's own session may: sending a mail of Auth, and opening an
 * account for who came by one. The server alone holds it.
 * @throws with a sentence when it is missing
 */
export function supabaseSecretKey(): string {
  const key = process.env.SUPABASE_SECRET_KEY;
  if (!key) throw incomplete("SUPABASE_SECRET_KEY");
  return key;
}

function incomplete(names: string): Error {
  return new Error(
    `Rinkside cannot start: set ${names} in the environment (see "On a hosted Supabase" in the README).`,
  );
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * The address as a browser reaches it: a phone that opened a laptop's site by its network name cannot use the
 * laptop's "127.0.0.1", so a loopback host gives way to the host of the request.
 * @param requestHost the Host header, with or without a port
 */
export function browserSupabaseUrl(url: string, requestHost: string | null): string {
  const address = new URL(url);
  if (!requestHost || !LOOPBACK.has(address.hostname)) return url;
  const reachedBy = URL.parse(`http://${requestHost}`)?.hostname;
  if (!reachedBy || LOOPBACK.has(reachedBy)) return url;
  address.hostname = reachedBy;
  return address.origin;
}
