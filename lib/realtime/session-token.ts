import { z } from "zod";

const answerSchema = z.object({ accessToken: z.string(), expiresAt: z.number() });

/** The session has ended: no token will come until the person signs in again. */
export class SignedOutError extends Error {
  override name = "SignedOutError";
}

/** A token is asked for again this long before it ends: the server renews it in its last 90 s, a heartbeat takes 25 s. */
const RENEW_BEFORE_MS = 80_000;

/**
 * Keeps the short-lived access token in memory, and asks our own origin for the next one in time.
 * @throws SignedOutError when the session has ended; what `fetch` throws when the site cannot be reached
 */
export function createSessionToken(now: () => number = Date.now) {
  let held: { token: string; expiresAt: number } | null = null;
  let asking: Promise<string> | null = null;

  async function ask(): Promise<string> {
    const response = await fetch("/api/session/token", { cache: "no-store" });
    if (response.status === 401) {
      held = null;
      throw new SignedOutError("The session has ended");
    }
    if (!response.ok) throw new Error(`/api/session/token answered ${response.status}`);
    const { accessToken, expiresAt } = answerSchema.parse(await response.json());
    held = { token: accessToken, expiresAt: expiresAt * 1000 };
    return accessToken;
  }

  return function sessionToken(): Promise<string> {
    if (held && held.expiresAt - now() > RENEW_BEFORE_MS) return Promise.resolve(held.token);
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };
}
