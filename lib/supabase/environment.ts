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
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    throw new Error(
      `Rinkside cannot start: set ${names} in the environment (see "Hosted Supabase" in the README).`,
    );
  }
  return {
    url: parsed.data.NEXT_PUBLIC_SUPABASE_URL.replace(/\/$/, ""),
    publishableKey: parsed.data.NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY,
  };
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
