import { SignJWT } from "jose";

/** A token of a test's own making, as Auth would sign one. Without a secret there is none. Times in seconds. */
export function signToken(
  claims: Record<string, unknown>,
  secret: string | undefined,
  { expiresIn = 3_600 }: { expiresIn?: number } = {},
): Promise<string> {
  if (!secret) throw new Error("Without SUPABASE_JWT_SECRET no token can be signed.");
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setIssuedAt()
    .setExpirationTime(now + expiresIn)
    .sign(new TextEncoder().encode(secret));
}
