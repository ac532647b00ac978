const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before trying again: doubling from 1 s to the longest, of which a random half, so that a thousand tabs
 * that lost the same server do not come back in the same instant.
 * @param failures how many tries have failed in a row, from 1
 * @param random a number from 0 up to 1
 * @param longestMs 30 s where nothing else is said
 * @returns milliseconds, from half the step up to the whole
 */
export function backoff(failures: number, random: number, longestMs = LONGEST_MS): number {
  const step = Math.min(longestMs, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(step / 2 + (step / 2) * random);
}
