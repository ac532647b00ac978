import type { Notification } from "./schema";

/** What somebody is told of at once: each by itself, or that there are many. */
export type Announcement = { each: Notification[] } | { many: number };

/** So many toasts are read; of more it is said how many there are. */
const MOST_AT_ONCE = 3;
/** Two that are made at once may become visible in the other order. */
const OVERLAP_MS = 60_000;

/**
 * Finds in each snapshot what has arrived since the last one. What was there at first has not, nor what comes into view
 * because others have left it.
 */
export function createArrivals() {
  const known = new Set<string>();
  let newest: number | null = null;

  return {
    /** The unread among what has arrived, the oldest first; nothing of the first snapshot. */
    in(notifications: readonly Notification[]): Notification[] {
      const isFirst = newest === null;
      const since = (newest ?? 0) - OVERLAP_MS;
      const arrived = notifications.filter(
        ({ id, readAt, createdAt }) =>
          !isFirst && !known.has(id) && readAt === null && Date.parse(createdAt) >= since,
      );
      for (const { id } of notifications) known.add(id);
      newest = Math.max(newest ?? 0, ...notifications.map(({ createdAt }) => Date.parse(createdAt)));
      return arrived.toSorted((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt));
    },
  };
}

export function announcementOf(arrived: Notification[]): Announcement {
  return arrived.length > MOST_AT_ONCE ? { many: arrived.length } : { each: arrived };
}
