import { useSyncExternalStore } from "react";
import { unreadOf } from "@/lib/chat/conversation/read-places";
import type { Conversation } from "@/lib/chat/schema";
import { useLive } from "./live-provider";

/** How many messages are unread of a conversation, as of this moment in this tab. */
export function useUnread(): (conversation: Conversation) => number {
  const { readPlaces } = useLive();
  const places = useSyncExternalStore(readPlaces.subscribe, readPlaces.getSnapshot, readPlaces.getSnapshot);
  return (conversation) => unreadOf(conversation, places);
}
