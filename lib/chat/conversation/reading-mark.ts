import type { Remote } from "./remote";

/** A reader's cursor is written at most this often. */
const INTERVAL_MS = 3_000;
/** In a hurry, as often as the database takes it (mark_read: at most one a second). */
const HURRY_MS = 1_000;

/** Tells the server how far its reader has read: the furthest place, at most every 3 s, and again if it was not taken. */
export function createReadingMark(remote: Pick<Remote, "markRead">, alreadyRead: number) {
  let wanted = alreadyRead;
  let stored = alreadyRead;
  /** The furthest place that was written without an answer yet. */
  let writing = 0;
  let writtenAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function write(isLeaving = false) {
    clearTimeout(timer);
    timer = undefined;
    const place = wanted;
    if (place <= Math.max(stored, writing)) return;
    writing = place;
    writtenAt = performance.now();
    const status = await remote.markRead(place, isLeaving).catch(() => null);
    const isStored = status !== null && status >= 200 && status < 300;
    if (writing === place) writing = 0;
    if (isStored) stored = Math.max(stored, place);
    // Signed out or gone: asking again would not help. Anything else is tried again with the next interval.
    if (status === null || isStored || status === 429 || status >= 500) schedule();
  }

  function schedule(interval = INTERVAL_MS) {
    if (timer || wanted <= stored) return;
    timer = setTimeout(() => void write(), Math.max(0, writtenAt + interval - performance.now()));
  }

  return {
    readUpTo(seq: number) {
      wanted = Math.max(wanted, seq);
      schedule();
    },
    /** Writes what has not been written, now if the database takes it: the tab may be closed, and no timer would come. */
    flush() {
      clearTimeout(timer);
      timer = undefined;
      if (performance.now() - writtenAt < HURRY_MS) schedule(HURRY_MS);
      else void write(true);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
