import type { Conversation } from "../schema";
import type { ConversationStore } from "./conversation";

/**
 * How far the conversations that this tab holds have been read in it, stored or not yet; none for one that was marked unread,
 * of which the server knows best. For `useSyncExternalStore`.
 */
export function createReadPlaces() {
  const listeners = new Set<() => void>();
  let places: ReadonlyMap<string, number> = new Map();

  return {
    getSnapshot: () => places,
    subscribe(onChange: () => void) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    /** Watches a conversation for as long as it is held. */
    watch(teamId: string, store: Pick<ConversationStore, "getSnapshot" | "subscribe">) {
      store.subscribe(() => {
        const { readTo } = store.getSnapshot();
        if ((places.get(teamId) ?? null) === readTo) return;
        const next = new Map(places);
        if (readTo === null) next.delete(teamId);
        else next.set(teamId, readTo);
        places = next;
        for (const onChange of listeners) onChange();
      });
    },
  };
}

/** What is unread of a conversation: what the server counts, less what has been read in this tab and is not stored yet. */
export function unreadOf(
  { team_id, last_seq, unread }: Pick<Conversation, "team_id" | "last_seq" | "unread">,
  places: ReadonlyMap<string, number>,
): number {
  return Math.max(0, Math.min(unread, last_seq - (places.get(team_id) ?? 0)));
}
