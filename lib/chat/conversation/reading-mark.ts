import type { Remote } from "./remote";

/** A reader's cursor is written at most this often. */
const INTERVAL_MS = 3_000;
/** In a hurry, as often as the database takes it (mark_read: at most one a second). */
const HURRY_MS = 1_000;

/** A place, and the newest revision at which a message up to it was edited and names the reader (0: none does). */
type Mark = { readonly seq: number; readonly named: number };

/** Tells the server how far its reader has read: the furthest place, at most every 3 s, and again if it was not taken. */
export function createReadingMark(remote: Pick<Remote, "markRead">, alreadyRead: number) {
  // A mention that came by an edit is read by a mark at a place that was read before.
  let wanted: Mark = { seq: alreadyRead, named: 0 };
  let stored = wanted;
  /** The furthest mark that was written without an answer yet. */
  let writing: Mark = { seq: 0, named: 0 };
  let writtenAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function write(isLeaving = false) {
    clearTimeout(timer);
    timer = undefined;
    const mark = wanted;
    if (covers(further(stored, writing), mark)) return;
    writing = mark;
    writtenAt = performance.now();
    const status = await remote.markRead(mark.seq, isLeaving).catch(() => null);
    const isStored = status !== null && status >= 200 && status < 300;
    if (writing === mark) writing = { seq: 0, named: 0 };
    if (isStored) stored = further(stored, mark);
    // Signed out or gone: asking again would not help. Anything else is tried again with the next interval.
    if (status === null || isStored || status === 429 || status >= 500) schedule();
  }

  function schedule(interval = INTERVAL_MS) {
    if (timer || covers(stored, wanted)) return;
    timer = setTimeout(() => void write(), Math.max(0, writtenAt + interval - performance.now()));
  }

  return {
    readUpTo(seq: number, named = 0) {
      wanted = further(wanted, { seq, named });
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

function further(one: Mark, other: Mark): Mark {
  return { seq: Math.max(one.seq, other.seq), named: Math.max(one.named, other.named) };
}

function covers(one: Mark, other: Mark): boolean {
  return other.seq <= one.seq && other.named <= one.named;
}
