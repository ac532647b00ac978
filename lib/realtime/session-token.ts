import { z } from "zod";
import type { Site } from "@/lib/http/site";
import { CLOCKS, type Clocks, type Moment, momentOf, since } from "./clocks";

const answerSchema = z.object({ accessToken: z.string(), expiresInSeconds: z.number() });

/** The session has ended: no token will come until the person signs in again. */
export class SignedOutError extends Error {
  override name = "SignedOutError";
}

/** A token is asked for again this long before it ends: the server renews it in its last 90 s, a heartbeat takes 25 s. */
const RENEW_BEFORE_MS = 80_000;

type Held = { token: string; livesMs: number; asked: Moment };

/**
 * Keeps the short-lived access token in memory, and asks our own origin for the next one in time. What it has left to
 * live is the server's word; from there on time is counted, whatever the reader's clock says.
 */
export function createSessionToken(site: Site, clocks: Clocks = CLOCKS) {
  let held: Held | null = null;
  let asking: Promise<string> | null = null;

  async function ask(): Promise<string> {
    const asked = momentOf(clocks);
    const { status, body } = await site.ask("/api/session/token");
    if (status === 401) {
      held = null;
      throw new SignedOutError("The session has ended");
    }
    if (status !== 200) throw new Error(`/api/session/token answered ${status}`);
    const { accessToken, expiresInSeconds } = answerSchema.parse(body);
    held = { token: accessToken, livesMs: expiresInSeconds * 1000, asked };
    return accessToken;
  }

  return {
    /** @throws SignedOutError when the session has ended; another error when the site cannot be reached */
    get(): Promise<string> {
      if (held && held.livesMs - since(held.asked, clocks) > RENEW_BEFORE_MS)
        return Promise.resolve(held.token);
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
    /** The one that is held was not taken: the next is asked for anew. */
    forget() {
      held = null;
    },
  };
}
export type SessionToken = ReturnType<typeof createSessionToken>;
