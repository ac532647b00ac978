import type { Inbox } from "../schema";
import type { StillUnread } from "./popup";

/**
 * Tells from each snapshot what is unread and what is not, be it read or withdrawn. Nothing is said of what may merely be
 * missing: what is newer than all that was ever read here, and what is older than the part of a long list that was read.
 */
export function createStillUnread() {
  let to = 0;
  return {
    in({ unread, notifications }: Inbox): StillUnread {
      const times = notifications.map(({ createdAt }) => Date.parse(createdAt));
      const ids = notifications.filter(({ readAt }) => readAt === null).map(({ id }) => id);
      to = Math.max(to, ...times);
      return { ids, from: ids.length < unread ? Math.min(...times, to) : 0, to };
    },
  };
}
