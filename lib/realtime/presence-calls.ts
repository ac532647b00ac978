/**
 * Realtime closes a channel at the sixth presence call within a window of 30 s that opens with the first. One less, counted
 * from each call back, keeps clear of that however late some of them arrive.
 */
export const CALLS = 4;
export const WINDOW_MS = 30_000;

/** What a channel has been told of whether its reader is there: a pure value. Times are of a clock that never goes back. */
export type PresenceCalls = {
  /** What the server knows by now. A channel that was joined anew shows nobody. */
  readonly isShown: boolean;
  /** When the last calls were made, the oldest first. */
  readonly madeAt: readonly number[];
};

export const noCalls: PresenceCalls = { isShown: false, madeAt: [] };

/** When the server may next be told what is wanted, now or later; null when it knows. */
export function nextCall({ isShown, madeAt }: PresenceCalls, isWanted: boolean, now: number): number | null {
  if (isShown === isWanted) return null;
  const oldest = madeAt.at(-CALLS);
  return oldest === undefined ? now : Math.max(now, oldest + WINDOW_MS);
}

export function callMade({ madeAt }: PresenceCalls, isShown: boolean, now: number): PresenceCalls {
  return { isShown, madeAt: [...madeAt, now].slice(-CALLS) };
}

/** The channel is a new one, or what it was told may not have arrived. The server may still be counting. */
export function nothingTold(calls: PresenceCalls): PresenceCalls {
  return { ...calls, isShown: false };
}
