/**
 * Two clocks, because a reader's may be set wrong or be set anew, and the one that only counts may stand still while a
 * laptop sleeps.
 */
export type Clocks = { now(): number; elapsed(): number };

export const CLOCKS: Clocks = { now: () => Date.now(), elapsed: () => performance.now() };

export type Moment = { readonly now: number; readonly elapsed: number };

export function momentOf(clocks: Clocks): Moment {
  return { now: clocks.now(), elapsed: clocks.elapsed() };
}

/** Milliseconds since a moment, by the clock that has gone further. */
export function since(moment: Moment, clocks: Clocks): number {
  return Math.max(clocks.now() - moment.now, clocks.elapsed() - moment.elapsed);
}
