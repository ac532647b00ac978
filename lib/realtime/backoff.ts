const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before trying again: doubling from 1 s to 30 s, of which a random half, so that a thousand tabs
 * that lost the same server do not come back in the same instant.
 * @param failures how many tries have failed in a row, from 1
 * @param random a number from 0 up to 1
 * @returns milliseconds, from half the step up to the whole
 */
export function backoff(failures: number, random: number): number {
  const step = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(step / 2 + (step / 2) * random);
}
