import type { Surroundings } from "./surroundings";

/** While there is no answer, how often to knock as long as someone looks: more rarely the longer it lasts. */
const FIRST_KNOCK_MS = 500;
const LAST_KNOCK_MS = 1_500;
const SLOWER_BY = 1.01;
/** While there is one, it only has to be noticed that there is none any more. */
const ANSWERED_MS = 5_000;
/** How long an answer may take. */
const ANSWER_WITHIN_MS = 3_000;

/**
 * Notices that the site can be reached again, when no event of the browser tells it: a router that came back, a
 * server that was restarted. A file that costs nothing to serve is asked for, so that the tries that cost something
 * can keep to their backoff.
 */
export function createReachability(surroundings: Surroundings, onBack: () => void) {
  let stopKnocking: (() => void) | null = null;

  function knocking() {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    let wasAway = false;
    let wait = FIRST_KNOCK_MS;

    async function knock() {
      const reached = surroundings.isVisible() ? await answers() : null;
      if (stopped) return;
      if (reached && wasAway) onBack();
      if (reached !== null) wasAway = !reached;
      wait = Math.min(LAST_KNOCK_MS, wait * SLOWER_BY);
      // Some time apart, so that those who lost the same server do not knock in step.
      if (!stopped) timer = setTimeout(knock, (wasAway ? wait : ANSWERED_MS) * (0.5 + Math.random() / 2));
    }

    void knock();
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }

  return {
    /** Knocks until `stop`, and calls back each time an answer comes after there was none. */
    start() {
      stopKnocking ??= knocking();
    },
    stop() {
      stopKnocking?.();
      stopKnocking = null;
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
