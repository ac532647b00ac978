import { errors, type JWTPayload, jwtVerify } from "jose";

export type Claims = JWTPayload & { role: string; exp: number };

/** Why a token is refused, in the real server's words. */
export type TokenRefusal = {
  code: "InvalidJWTToken" | "MalformedJWT" | "JwtSignatureError";
  message: string;
};

/** Verifies a token against the project's HS256 secret at `now` (ms). */
export async function verifyToken(
  token: string,
  secret: Uint8Array,
  now: number,
): Promise<{ claims: Claims } | { refusal: TokenRefusal }> {
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ["HS256"],
      currentDate: new Date(now),
    });
    if (typeof payload.role === "string" && typeof payload.exp === "number") {
      return { claims: { ...payload, role: payload.role, exp: payload.exp } };
    }
    return refusal("InvalidJWTToken", "Fields `role` and `exp` are required in JWT");
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      return { refusal: expiredRefusal(Number(error.payload.exp), now) };
    }
    if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) {
      return refusal("MalformedJWT", "The token provided is not a valid JWT");
    }
    return refusal("JwtSignatureError", "Failed to validate JWT signature");
  }
}

/** `exp` in seconds, as in the token; `now` in milliseconds. */
export function expiredRefusal(exp: number, now: number): TokenRefusal {
  const seconds = Math.max(1, Math.floor(now / 1000) - exp);
  return { code: "InvalidJWTToken", message: `Token has expired ${seconds} seconds ago` };
}

function refusal(code: TokenRefusal["code"], message: string): { refusal: TokenRefusal } {
  return { refusal: { code, message } };
}
