import { createPages, type PagesOptions } from "./pages";
import { createPlaces, type PlacesOptions, type Visit } from "./places";
import { createReadingMark } from "./reading-mark";
import type { Remote } from "./remote";

export type ReaderOptions = Omit<PagesOptions & PlacesOptions, "remote"> & { remote: Remote };

/** What somebody who reads a conversation does in it: they come, scroll both ways, go elsewhere, and have read. */
export function createReader(options: ReaderOptions, visit: Visit) {
  const pages = createPages(options);
  const places = createPlaces(options, visit);
  const mark = createReadingMark(options.remote, visit.lastReadSeq ?? 0);
  return {
    state: () => ({ ...pages.state(), ...places.state(), readTo: mark.isPaused() ? null : mark.place() }),
    reading: places.reading,
    reopened: places.reopened,
    flush: mark.flush,
    /** Who writes has come to where they write. */
    wrote: mark.resume,
    stop: mark.stop,
    actions: {
      visit(next: Visit) {
        // What was read in this tab, or marked unread, may not have been stored when the page was rendered.
        const { lastReadSeq } = next;
        const known = mark.isPaused() ? mark.place() : Math.max(lastReadSeq ?? 0, mark.place());
        mark.resume();
        places.visit({ ...next, lastReadSeq: lastReadSeq && known });
      },
      /** From this message on it counts as unread, until one leaves or writes. @returns whether that is stored */
      async markUnread(seq: number): Promise<boolean> {
        const isStored = await mark.moveBack(seq);
        if (isStored) places.markedUnread(seq);
        return isStored;
      },
      /** How far the server knows its reader to have read: elsewhere they may have marked something unread. */
      hearReadUpTo(seq: number, askedAt: number) {
        if (mark.isMovedBack(seq, askedAt)) places.markedUnread(seq + 1);
      },
      loadEarlier: pages.loadEarlier,
      loadLater: pages.loadLater,
      toEnd: places.toEnd,
      readingAt: places.readingAt,
      readUpTo(...place: Parameters<typeof mark.readUpTo>) {
        if (mark.readUpTo(...place)) options.onChange();
      },
    },
  };
}
