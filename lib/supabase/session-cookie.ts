/**
 * How the session is kept: no script reads it, the browser asks for its short-lived access token at
 * /api/session/token. Secure wherever the visitor came by https; plain http is a developer's machine.
 * @param forwardedProto the X-Forwarded-Proto header, which Next sets itself when no proxy does
 */
export function sessionCookie(forwardedProto: string | null) {
  return {
    name: "rinkside-session",
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: forwardedProto?.split(",")[0]?.trim() === "https",
  } as const;
}
