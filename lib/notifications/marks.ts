/** What somebody has just marked as read or unread: these, and with `others` all that was there besides. */
export type Mark = { ids: ReadonlySet<string>; isRead: boolean; others: boolean };

type Marked = { id: string; readAt: string | null };
type Counted<T> = { unread: number; notifications: readonly T[] };
type Kept = Mark & { state: "under_way" | "stored" };

/**
 * What the reader has marked, laid over what the server told last, until the server tells it itself: so a click shows at
 * once, and a reading that was under way meanwhile does not take it back for a moment. Never a count of our own: without
 * marks it is the server's, whatever was clicked before.
 */
export function createMarks() {
  let kept: Kept[] = [];

  const without = (ended: ReadonlySet<Kept>) => {
    kept = kept.filter((mark) => !ended.has(mark));
  };

  return {
    isEmpty: () => kept.length === 0,
    /** @returns to be told whether the server has taken it */
    begin(mark: Mark): (isStored: boolean) => void {
      const entry: Kept = { ...mark, state: "under_way" };
      kept = [...kept, entry];
      return (isStored) => {
        if (isStored) entry.state = "stored";
        else without(new Set([entry]));
      };
    },
    /** To be called before a reading is asked for. @returns to be called when it has arrived */
    reading(): () => void {
      const shown = new Set(kept.filter(({ state }) => state === "stored"));
      return () => without(shown);
    },
    /** What was read, with the marks; the same object when there are none. */
    over<T extends Marked, C extends Counted<T>>(read: C, now: string): C {
      if (kept.length === 0) return read;
      const notifications = read.notifications.map((one) => {
        const mark = kept.findLast(({ ids }) => ids.has(one.id));
        if (!mark || mark.isRead === (one.readAt !== null)) return one;
        return { ...one, readAt: mark.isRead ? now : null };
      });
      const unreadIn = (all: readonly Marked[]) => all.filter(({ readAt }) => readAt === null).length;
      const unseen = kept.some(({ others }) => others)
        ? 0
        : Math.max(0, read.unread - unreadIn(read.notifications));
      return { ...read, notifications, unread: unseen + unreadIn(notifications) };
    },
  };
}
