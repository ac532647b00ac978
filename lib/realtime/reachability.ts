import type { Surroundings } from "./surroundings";

/** How often to knock while the connection is down and someone looks: more rarely the longer it lasts. */
const FIRST_KNOCK_MS = 500;
const LAST_KNOCK_MS = 1_500;
const SLOWER_BY = 1.01;
const ANSWER_WITHIN_MS = 3_000;

/**
 * Notices that the site can be reached again, when no event of the browser tells it: a router that came back, a
 * server that was restarted. A file that costs nothing to serve is asked for, so that the tries that cost something
 * can keep to their backoff.
 */
export function createReachability(surroundings: Surroundings, onBack: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let wasAway = false;
  let wait = FIRST_KNOCK_MS;

  async function knock() {
    const reached = surroundings.isVisible() ? await answers() : null;
    if (!running) return;
    if (reached && wasAway) onBack();
    if (reached !== null) wasAway = !reached;
    wait = Math.min(LAST_KNOCK_MS, wait * SLOWER_BY);
    // Some time apart, so that those who lost the same server do not knock in step.
    if (running) timer = setTimeout(knock, wait * (0.5 + Math.random() / 2));
  }

  return {
    /** Knocks until `stop`, and calls back each time an answer comes after there was none. */
    start() {
      if (running) return;
      running = true;
      wasAway = false;
      wait = FIRST_KNOCK_MS;
      void knock();
    },
    stop() {
      running = false;
      clearTimeout(timer);
    },
  };
}

async function answers(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    return (await fetch("/icon.svg", { method: "HEAD", cache: "no-store", signal })).ok;
  } catch {
    return false;
  }
}
