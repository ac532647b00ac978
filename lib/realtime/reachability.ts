import type { Surroundings } from "./surroundings";

/** Until there is an answer, how often to knock as long as someone looks: more rarely the longer it lasts. */
const FIRST_KNOCK_MS = 500;
const LAST_KNOCK_MS = 1_500;
const SLOWER_BY = 1.01;
/** While there is one, it only has to be noticed that there is none any more. */
const ANSWERED_MS = 5_000;
/** How long an answer may take. */
const ANSWER_WITHIN_MS = 3_000;
/**
 * A network that swallows what is sent lets a knock hang beyond its own return: so the next does not wait for it. But
 * not soon: a site that only is slow, because many have come back to it at once, must not be knocked at by all of them.
 */
const HANGS_MS = 1_500;
const AT_ONCE = 2;

export type ReachabilityEvents = {
  /** An answer came after there was none, or before an earlier one. */
  onBack(): void;
  /** A knock was not answered. */
  onAway(): void;
};

/**
 * Notices that the site can be reached again, when no event of the browser tells it: a router that came back, a
 * server that was restarted. A file that costs nothing to serve is asked for, so that the tries that cost something
 * can keep to their backoff.
 */
export function createReachability(surroundings: Surroundings, events: ReachabilityEvents) {
  let stopKnocking: (() => void) | null = null;
  /** As the newest knock that has ended found it; null before the first. */
  let isReached: boolean | null = null;

  function knocking() {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let knocks = 0;
    let newestEnded = 0;
    const underWay = new Set<number>();
    let knockedAt = Number.NEGATIVE_INFINITY;
    const ended = new AbortController();
    let wait = FIRST_KNOCK_MS;

    async function knock() {
      knocks += 1;
      const number = knocks;
      underWay.add(number);
      knockedAt = performance.now();
      const reached = await answers(ended.signal);
      underWay.delete(number);
      if (ended.signal.aborted || number < newestEnded) return;
      newestEnded = number;
      // Whatever hangs from before an answer hangs in a network that is gone: said once.
      const hanging = reached ? [...underWay].filter((before) => before < number) : [];
      for (const before of hanging) underWay.delete(before);
      const isBack = reached && (isReached === false || hanging.length > 0);
      isReached = reached;
      if (isBack) events.onBack();
      if (!reached) events.onAway();
    }

    function beat() {
      const isTime = underWay.size === 0 || performance.now() - knockedAt >= HANGS_MS;
      if (surroundings.isVisible() && isTime && underWay.size < AT_ONCE) void knock();
      wait = Math.min(LAST_KNOCK_MS, wait * SLOWER_BY);
      // Some time apart, so that those who lost the same server do not knock in step.
      timer = setTimeout(beat, (isReached ? ANSWERED_MS : wait) * (0.5 + Math.random() / 2));
    }

    isReached = null;
    beat();
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }

  return {
    /** True when the last knock was not answered. */
    isAway: () => isReached === false,
    /** Knocks until `stop`. */
    start() {
      stopKnocking ??= knocking();
    },
    stop() {
      stopKnocking?.();
      stopKnocking = null;
      isReached = null;
    },
  };
}

async function answers(needless: AbortSignal): Promise<boolean> {
  try {
    const signal = AbortSignal.any([needless, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    return (await fetch("/icon.svg", { method: "HEAD", cache: "no-store", signal })).ok;
  } catch {
    return false;
  }
}
