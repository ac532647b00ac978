import "server-only";
import { isScheduler } from "./cron";
import { failed, json } from "./route";

/** In ms. What is called by the scheduler ends itself before its host would end it (`maxDuration` of its route, 300 s). */
const LIMIT_MS = 240_000;

/** Works until a moment by the clock of `performance.now`, and tells what it did. */
export type Work = (until: number) => Promise<object>;

/**
 * Answers the scheduler with what was done, by the name of each work and in the order given, and how long it took. Work that
 * fails holds up no other; the status says that some has.
 */
export async function answerScheduler(request: Request, works: Record<string, Work>) {
  if (!isScheduler(request)) return failed({ code: "signed_out" });
  const startedAt = performance.now();
  const done: Record<string, object> = {};
  let ok = true;
  for (const [name, work] of Object.entries(works)) {
    try {
      done[name] = await work(startedAt + LIMIT_MS);
    } catch (error) {
      ok = false;
      console.error(`${new URL(request.url).pathname}: ${name}:`, error);
      done[name] = { error: error instanceof Error ? error.message : String(error) };
    }
  }
  return json({ ok, ...done, tookMs: Math.round(performance.now() - startedAt) }, ok ? 200 : 500);
}
