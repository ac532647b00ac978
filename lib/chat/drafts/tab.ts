import { newId } from "@/lib/http/new-id";

/** The page before a reload lets go of its lock in less than this; the tab that this one is a copy of never does. */
const RELOAD_MS = 500;
const KEY = "rinkside-tab";

/** This tab among the browser's others: what is typed here belongs to it, until it is gone. */
export type Tab = {
  /** The same after a reload, and no other living tab's. */
  id(): Promise<string>;
  /** A test for tabs that are gone: closed, or crashed. */
  gone(): Promise<(tabId: string) => boolean>;
};

/**
 * Known by an id in the tab's session storage, and alive while a Web Lock of that name is held. A tab that is
 * duplicated comes with a copy of the id, finds the lock taken and makes an id of its own.
 */
export function createTab(): Tab {
  let claimed: Promise<string> | null = null;
  const lockOf = (id: string) => `rinkside-tab:${id}`;

  async function claim(): Promise<string> {
    const before = remembered();
    if (before && (await holdForLife(lockOf(before)))) return before;
    const id = newId();
    remember(id);
    await holdForLife(lockOf(id));
    return id;
  }

  return {
    id: () => {
      claimed ??= claim();
      return claimed;
    },
    async gone() {
      // Without locks nobody can tell: a text is rather shown twice than lost.
      if (!navigator.locks) return () => true;
      const { held = [], pending = [] } = await navigator.locks.query();
      const living = new Set([...held, ...pending].map(({ name }) => name));
      return (id) => !living.has(lockOf(id));
    },
  };
}

/** Resolves with whether the lock was got; it is let go of when the page ends, however it ends. */
function holdForLife(name: string): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const forLife = () => {
      resolve(true);
      return new Promise<never>(() => undefined);
    };
    // What is typed is not kept before the tab has an id: only a page that follows itself waits for the lock.
    if (isFirstPage()) {
      void navigator.locks.request(name, { ifAvailable: true }, (lock) =>
        lock ? forLife() : resolve(false),
      );
    } else {
      const signal = AbortSignal.timeout(RELOAD_MS);
      navigator.locks.request(name, { signal }, forLife).catch(() => resolve(false));
    }
  });
}

/** True unless this page was reloaded or returned to. */
function isFirstPage(): boolean {
  return performance
    .getEntriesByType("navigation")
    .every((entry) => entry instanceof PerformanceNavigationTiming && entry.type === "navigate");
}

function remembered(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    // Storage is switched off: the tab is a new one after each load.
    return null;
  }
}

function remember(id: string) {
  try {
    sessionStorage.setItem(KEY, id);
  } catch {
    // As above.
  }
}
