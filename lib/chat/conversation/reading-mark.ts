import type { Remote } from "./remote";

/** A reader's cursor is written at most this often. */
const INTERVAL_MS = 3_000;
/** In a hurry, as often as the database takes it (mark_read: at most one a second). */
const HURRY_MS = 1_000;

/** A place, and the newest revision at which a message up to it was edited and names the reader (0: none does). */
type Mark = { readonly seq: number; readonly named: number };

/** Tells the server how far its reader has read: the furthest place, at most every 3 s, and again if it was not taken. */
export function createReadingMark(remote: Pick<Remote, "markRead" | "markUnread">, alreadyRead: number) {
  // A mention that came by an edit is read by a mark at a place that was read before.
  let wanted: Mark = { seq: alreadyRead, named: 0 };
  let stored = wanted;
  /** When that was known to be stored, by the clock of `performance.now`. */
  let storedAt = performance.now();
  /** The furthest mark that was written without an answer yet. */
  let writing: Mark = { seq: 0, named: 0 };
  let writtenAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What is under way arrives before what follows it. */
  let underWay: Promise<unknown> = Promise.resolve();
  let isPaused = false;

  async function write(isLeaving = false) {
    clearTimeout(timer);
    timer = undefined;
    const mark = wanted;
    if (covers(further(stored, writing), mark)) return;
    writing = mark;
    writtenAt = performance.now();
    const answer = remote.markRead(mark.seq, isLeaving).catch(() => null);
    underWay = Promise.all([underWay, answer]);
    const status = await answer;
    const isStored = status !== null && status >= 200 && status < 300;
    if (writing === mark) writing = { seq: 0, named: 0 };
    if (isStored) {
      stored = further(stored, mark);
      storedAt = performance.now();
    }
    // Signed out or gone: asking again would not help. Anything else is tried again with the next interval.
    if (status === null || isStored || status === 429 || status >= 500) schedule();
  }

  function schedule(interval = INTERVAL_MS) {
    if (timer || isPaused || covers(stored, wanted)) return;
    timer = setTimeout(() => void write(), Math.max(0, writtenAt + interval - performance.now()));
  }

  function goBack(seq: number) {
    wanted = stored = { seq, named: 0 };
    storedAt = performance.now();
  }

  return {
    /** How far the reader has read, written or not. */
    place: () => wanted.seq,
    isPaused: () => isPaused,
    /**
     * Goes back before a place, and marks nothing as read from then on until it is resumed.
     * @returns whether the server has taken it; otherwise it is as if nothing had been asked
     */
    async moveBack(seq: number): Promise<boolean> {
      const wasPaused = isPaused;
      isPaused = true;
      clearTimeout(timer);
      timer = undefined;
      await underWay;
      const isTaken = await moveBack(remote, seq);
      if (isTaken) goBack(Math.min(seq - 1, stored.seq));
      else isPaused = wasPaused;
      schedule();
      return isTaken;
    },
    resume() {
      isPaused = false;
    },
    /**
     * The server has told how far its reader has read, to who asked at a moment (of `performance.now`).
     * @returns whether they have gone back in another tab: if what this one had stored by then is not there any more
     */
    isMovedBack(seq: number, askedAt: number): boolean {
      if (isPaused || seq >= stored.seq || askedAt <= storedAt) return false;
      isPaused = true;
      goBack(seq);
      return true;
    },
    /** @returns whether that is further than before */
    readUpTo(seq: number, named = 0): boolean {
      if (isPaused) return false;
      const before = wanted.seq;
      wanted = further(wanted, { seq, named });
      schedule();
      return wanted.seq > before;
    },
    /** Writes what has not been written, now if the database takes it: the tab may be closed, and no timer would come. */
    flush() {
      clearTimeout(timer);
      timer = undefined;
      if (isPaused) return;
      if (performance.now() - writtenAt < HURRY_MS) schedule(HURRY_MS);
      else void write(true);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

/** Twice at most, if it comes too soon after the last one. */
async function moveBack(remote: Pick<Remote, "markUnread">, seq: number): Promise<boolean> {
  const ask = () => remote.markUnread(seq).catch(() => null);
  let status = await ask();
  if (status === 429) {
    await new Promise((resolve) => setTimeout(resolve, HURRY_MS));
    status = await ask();
  }
  return status === 200;
}

function further(one: Mark, other: Mark): Mark {
  return { seq: Math.max(one.seq, other.seq), named: Math.max(one.named, other.named) };
}

function covers(one: Mark, other: Mark): boolean {
  return other.seq <= one.seq && other.named <= one.named;
}
