"use client";
import { useMemo, useSyncExternalStore } from "react";
import { useNow } from "use-intl";

/** A clock that shows minutes. */
const TICK_MS = 5_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for everything on the page that tells the time. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const tell of listeners) tell();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The same within a tick, or React would render for ever. */
const tick = () => Math.floor(Date.now() / TICK_MS) * TICK_MS;

/**
 * What time it is, for as long as the page is open: at first the moment at which the server rendered it. The provider's
 * own `now` stays at that moment, also for what is opened an hour later.
 */
export function useClock(): Date {
  const rendered = useNow().getTime();
  const time = useSyncExternalStore(subscribe, tick, () => rendered);
  return useMemo(() => new Date(time), [time]);
}
