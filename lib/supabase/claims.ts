import { z } from "zod";

const claimsSchema = z.object({ sub: z.string(), exp: z.number() });

/**
 * Whose token it says it is, and until when, in seconds since 1970. Not verified here: Postgres does that with every
 * call. Null for what is no token.
 */
export function claimsOf(token: string): z.infer<typeof claimsSchema> | null {
  const [, payload = ""] = token.split(".");
  try {
    return claimsSchema.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  } catch {
    return null;
  }
}
