import { errors, jwtVerify } from "jose";
import { z } from "zod";
import { jwtSecret, publishableKey, secretKey } from "../keys.ts";
import { AuthRefusal } from "./answer.ts";

export type Claims = z.infer<typeof claimsSchema>;

const claimsSchema = z.object({
  sub: z.string().optional(),
  role: z.string().optional(),
  session_id: z.string().optional(),
});

const adminRoles = ["service_role", "supabase_admin"];
const secret = new TextEncoder().encode(jwtSecret);

/** The gateway lets nobody through to Auth without a key; it refuses a secret one that comes from a browser. */
export function passesGateway(request: Request, url: URL): boolean {
  const key = keyOf(request, url);
  if (key === secretKey)
    return !/^\s*Mozilla\s*\/\s*5\s*\.\s*0/i.test(request.headers.get("user-agent") ?? "");
  return key === publishableKey;
}

/** @throws AuthRefusal unless the secret key, or a token of an administrator's role, came with the request */
export async function requireAdmin(request: Request, url: URL): Promise<void> {
  const { role } = await claimsOf(request, url);
  if (!adminRoles.includes(role ?? "")) throw new AuthRefusal(403, "not_admin", "User not allowed");
}

/** As the gateway has it: a person's token goes before the key, and a key alone stands for its role. */
export async function claimsOf(request: Request, url: URL): Promise<Claims> {
  const authorization = request.headers.get("authorization");
  if (authorization === null || authorization.startsWith("Bearer sb_")) {
    return { role: keyOf(request, url) === secretKey ? "service_role" : "anon" };
  }
  const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
  if (!token) throw new AuthRefusal(401, "no_authorization", "This endpoint requires a Bearer token");
  try {
    const { payload } = await jwtVerify(token, secret, { algorithms: ["HS256"] });
    return claimsSchema.parse(payload);
  } catch (error) {
    throw new AuthRefusal(
      403,
      "bad_jwt",
      `invalid JWT: unable to parse or verify signature, ${reason(error)}`,
    );
  }
}

function reason(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "token has invalid claims: token is expired";
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return "token signature is invalid: signature is invalid";
  }
  return "token is malformed: token contains an invalid number of segments";
}

const keyOf = (request: Request, url: URL) => request.headers.get("apikey") ?? url.searchParams.get("apikey");
