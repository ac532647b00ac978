/** What changes around a tab. `woke`: it stood still for a while, as a laptop with its lid closed does. */
export type Change = "visible" | "hidden" | "online" | "offline" | "woke";

/** The browser around the connection, as far as it matters to it; a client without a browser brings its own. */
export type Surroundings = {
  isVisible(): boolean;
  /** False only when the browser is sure. */
  isOnline(): boolean;
  /** Calls back on every change, until the returned function is called. */
  onChange(listener: (change: Change) => void): () => void;
};

/** A clock that ticks this often and finds itself further along than that has slept. */
const TICK_MS = 2_000;
const SLEPT_MS = 10_000;

/** The tab's own. Nothing is set up before somebody listens, and nothing stays after the last one has gone. */
export function browserSurroundings(): Surroundings {
  const listeners = new Set<(change: Change) => void>();
  let stop: (() => void) | null = null;

  function attend(): () => void {
    const end = new AbortController();
    const { signal } = end;
    const tell = (change: Change) => {
      for (const listener of listeners) listener(change);
    };
    document.addEventListener("visibilitychange", () => tell(isVisible() ? "visible" : "hidden"), { signal });
    // A page that comes back from the browser's cache or was frozen has been away without any other sign.
    window.addEventListener("pageshow", (event) => event.persisted && tell("woke"), { signal });
    document.addEventListener("resume", () => tell("woke"), { signal });
    // Some browsers close a page without hiding it before.
    window.addEventListener("pagehide", () => tell("hidden"), { signal });
    window.addEventListener("online", () => tell("online"), { signal });
    window.addEventListener("offline", () => tell("offline"), { signal });
    let tickedAt = Date.now();
    const ticking = setInterval(() => {
      const slept = Date.now() - tickedAt - TICK_MS;
      tickedAt = Date.now();
      // A hidden tab's clock is held back by the browser: there it says nothing.
      if (slept > SLEPT_MS && isVisible()) tell("woke");
    }, TICK_MS);
    return () => {
      end.abort();
      clearInterval(ticking);
    };
  }

  return {
    isVisible,
    isOnline: () => navigator.onLine,
    onChange(listener) {
      listeners.add(listener);
      stop ??= attend();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
      };
    },
  };
}

function isVisible(): boolean {
  return document.visibilityState === "visible";
}
