/** A fixed window, as the real server counts: it opens at the first call and forgets all when it ends. */
export type Window = { limit: number; length: number; count: number; endsAt: number };

export function openWindow(limit: number, length: number): Window {
  return { limit, length, count: 0, endsAt: Number.NEGATIVE_INFINITY };
}

/** Counts one call at `now` (ms) and says whether it is within the limit. */
export function admit(window: Window, now: number): boolean {
  if (now >= window.endsAt) {
    window.count = 0;
    window.endsAt = now + window.length;
  }
  window.count += 1;
  return window.count <= window.limit;
}
