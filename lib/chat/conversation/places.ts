import type { Reading } from "../schema";
import { receiveSnapshot, receiveWindow, type Timeline, visibleMessages } from "../timeline";
import type { Loading } from "./pages";
import type { Remote } from "./remote";
import { firstUnread } from "./unread";

/**
 * Where a reader is taken: to the end, to the message they came for, to where the unread begins, or where they were
 * reading. Another object each time.
 */
export type Opening =
  | { readonly at: "end" }
  | { readonly at: "message" | "unread" | "place"; readonly seq: number };

/** What a reader comes with. */
export type Visit = {
  /** What the server has just told: the newest messages, or those around where this visit begins. */
  reading: Reading;
  /** How far they have read; null: they have never been here. */
  lastReadSeq: number | null;
  /** The place of the message they came for. */
  arriveAt: number | null;
};

export type PlacesOptions = {
  remote: Pick<Remote, "snapshot" | "window">;
  readerId: string;
  read(): Timeline;
  write(timeline: Timeline): void;
  onChange(): void;
};

/** Where a reader is in a conversation, where their unread messages began, and how they get elsewhere. */
export function createPlaces(options: PlacesOptions, visit: Visit) {
  const { remote, readerId, read, write, onChange } = options;
  let unreadFrom: number | null = null;
  let opening: Opening = { at: "end" };
  let moving: Loading = "idle";
  /** The first row in view; null at the end. */
  let place: number | null = null;
  begin(visit, read());

  function begin({ lastReadSeq, arriveAt }: Visit, timeline: Timeline) {
    const messages = visibleMessages(timeline);
    unreadFrom = firstUnread(messages, lastReadSeq, readerId);
    const isThere = messages.some(({ seq }) => seq === arriveAt);
    if (arriveAt !== null) opening = isThere ? { at: "message", seq: arriveAt } : { at: "end" };
    else opening = unreadFrom === null ? { at: "end" } : { at: "unread", seq: unreadFrom };
    place = null;
  }

  /** @param arrive is called before the new window is shown */
  async function move(ask: () => Promise<Reading>, arrive: (timeline: Timeline) => void) {
    if (moving === "loading") return;
    moving = "loading";
    onChange();
    try {
      const timeline = receiveWindow(read(), await ask());
      moving = "idle";
      arrive(timeline);
      write(timeline);
    } catch (error) {
      console.warn("Another place of a conversation could not be loaded", error);
      moving = "failed";
    }
    onChange();
  }

  return {
    state: () => ({ unreadFrom, opening, moving }),
    /** A reader comes (again): to what is loaded, if that is still all and where they want to be. */
    visit(next: Visit) {
      const { reading, lastReadSeq, arriveAt } = next;
      const fresh = receiveSnapshot(read(), reading);
      const isUnread = lastReadSeq !== null && lastReadSeq < fresh.headSeq;
      const wanted = arriveAt ?? (isUnread ? lastReadSeq + 1 : Number.POSITIVE_INFINITY);
      const timeline = covers(fresh, wanted) ? fresh : receiveWindow(fresh, reading);
      begin(next, timeline);
      write(timeline);
      onChange();
      // What the page brought along is from before the present window, as when one goes back to it.
      if (!covers(timeline, wanted))
        void move(
          () => (wanted === Number.POSITIVE_INFINITY ? remote.snapshot() : remote.window(wanted)),
          (moved) => begin(next, moved),
        );
    },
    /** To the newest messages, when they are not loaded. */
    toEnd: () =>
      move(
        () => remote.snapshot(),
        () => {
          opening = { at: "end" };
          place = null;
        },
      ),
    /** Where one is reading: should the window have to begin anew, it is around there. */
    readingAt(seq: number | null) {
      place = seq;
    },
    /** The newest messages for who reads the end, and those around what they read for everybody else. */
    reading: (needless?: AbortSignal) =>
      place === null ? remote.snapshot(needless) : remote.window(place, needless),
    /** The window began anew by itself. */
    reopened() {
      opening = place === null ? { at: "end" } : { at: "place", seq: place };
    },
    /** From here on it counts as unread, for as long as the visit goes on. */
    markedUnread(seq: number | null) {
      unreadFrom = seq;
      onChange();
    },
  };
}

function covers(timeline: Timeline, seq: number): boolean {
  return seq >= timeline.from && seq <= timeline.to;
}
