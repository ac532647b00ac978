import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Whether a request comes from the scheduler, who holds CRON_SECRET (Vercel Cron sends it just so). A server without the
 * secret has no scheduler: it refuses everybody.
 */
export function isScheduler(request: Request, secret: string | undefined = process.env.CRON_SECRET): boolean {
  const [, given] = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  if (!secret || !given) return false;
  return timingSafeEqual(digest(given), digest(secret));
}

/** Of one length, whatever was sent. */
const digest = (text: string) => createHash("sha256").update(text).digest();
