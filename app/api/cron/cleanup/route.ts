import { sweepFiles } from "@/lib/documents/sweep";
import { isScheduler } from "@/lib/http/cron";
import { failed, json } from "@/lib/http/route";

/** In seconds. What is cleaned away ends itself before. */
export const maxDuration = 300;
const LIMIT_MS = 240_000;

/** All that is cleaned away, by name, each until a moment by the clock of `performance.now`. */
const CLEANINGS: Record<string, (until: number) => Promise<{ removed: number; isLevel: boolean }>> = {
  files: sweepFiles,
};

/**
 * Cleans up, once a day. One cleaning that fails holds up no other, and what is left the next call goes on with: it can be
 * called at any time, and as often as anybody likes.
 */
export async function GET(request: Request) {
  if (!isScheduler(request)) return failed({ code: "signed_out" });
  const startedAt = performance.now();
  const done: Record<string, { removed: number; isLevel: boolean } | { error: string }> = {};
  for (const [name, clean] of Object.entries(CLEANINGS)) {
    try {
      done[name] = await clean(startedAt + LIMIT_MS);
    } catch (error) {
      console.error(`cleanup of ${name}:`, error);
      done[name] = { error: error instanceof Error ? error.message : String(error) };
    }
  }
  const ok = Object.values(done).every((outcome) => !("error" in outcome));
  return json({ ok, ...done, tookMs: Math.round(performance.now() - startedAt) }, ok ? 200 : 500);
}
