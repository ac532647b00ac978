/** A queue at a named door, through which one goes at a time. */
export type Locks = {
  /**
   * Runs when it is one's turn, and lets the next in when that has ended.
   * @param signal gives up waiting; what already runs is not disturbed
   */
  hold(name: string, signal: AbortSignal, run: () => Promise<void>): Promise<void>;
};

/**
 * A tab that holds a lock for this long has fallen asleep with it, for a try ends after 20 s. One that someone looks
 * at may then take its place: under its own id a message can be sent twice without harm.
 */
const ASLEEP_MS = 30_000;

/** The browser's Web Locks, shared by all its tabs; a tab that crashes lets go. Over plain http there are none. */
export function createTabLocks(isVisible: () => boolean): Locks {
  const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
  // Each tab by itself: what two of them send at once is stored once, because it carries one id.
  if (!locks) return { hold: (_name, _signal, run) => run() };

  async function holder(name: string): Promise<string | undefined> {
    return (await locks?.query())?.held?.find((lock) => lock.name === name)?.clientId;
  }

  return {
    async hold(name, signal, run) {
      const waiting = new AbortController();
      // Not awaited: it must not delay the turn, and is asked before it.
      const holding = holder(name);
      let steal = false;
      // The turns are in the order of asking: whoever holds it now and held it then has never let go.
      const watch = setInterval(async () => {
        const before = await holding;
        if (!before || !isVisible() || (await holder(name)) !== before) return;
        steal = true;
        waiting.abort();
      }, ASLEEP_MS);
      const turn = () => {
        clearInterval(watch);
        return run();
      };
      try {
        await locks.request(name, { signal: AbortSignal.any([signal, waiting.signal]) }, turn);
      } catch (error) {
        if (!isAbort(error)) throw error;
        // Given up, or taken away while asleep: the thief goes on with what is stored.
        if (steal && !signal.aborted) await locks.request(name, { steal: true }, turn).catch(ignoreAbort);
      } finally {
        clearInterval(watch);
      }
    },
  };
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

function ignoreAbort(error: unknown) {
  if (!isAbort(error)) throw error;
}
