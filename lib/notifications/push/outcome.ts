/** What becomes of a delivery: it ended, its device is gone, or it is tried again. */
export type Outcome = { outcome: "sent" | "gone" | "refused" } | { outcome: "later"; retry_seconds: number };

/** 30 seconds, a minute, two, four: then the fifth try is the last (claim_pushes). */
const FIRST_RETRY_SECONDS = 30;
/** A push service may ask for longer, and for at most this long. */
const LONGEST_RETRY_SECONDS = 3_600;

/**
 * What a push service's answer means (RFC 8030; 404 and 410: the subscription has ended).
 * @param attempt the number of the try, from 1
 * @param retryAfter its header, in seconds or as a date
 */
export function outcomeOf(
  status: number,
  attempt: number,
  retryAfter: string | undefined,
  now: number,
): Outcome {
  if (status >= 200 && status < 300) return { outcome: "sent" };
  if (status === 404 || status === 410) return { outcome: "gone" };
  if (status === 429 || status >= 500) return later(attempt, secondsOf(retryAfter, now));
  // Too large, or not signed by whom the browser expects: sending it again changes nothing.
  return { outcome: "refused" };
}

/** For a push service that could not be reached, or did not answer in time. */
export function later(attempt: number, asked = 0): Outcome {
  const retry = Math.max(FIRST_RETRY_SECONDS * 2 ** (attempt - 1), asked);
  return { outcome: "later", retry_seconds: Math.min(Math.ceil(retry), LONGEST_RETRY_SECONDS) };
}

function secondsOf(retryAfter: string | undefined, now: number): number {
  if (!retryAfter) return 0;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}
