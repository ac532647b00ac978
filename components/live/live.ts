import {
  type ConversationOptions,
  type ConversationStore,
  createConversation,
} from "@/lib/chat/conversation/conversation";
import { createConversationList } from "@/lib/chat/conversation-list";
import type { Conversation } from "@/lib/chat/schema";
import type { Carrier } from "@/lib/realtime/carrier";
import { createWebSocketCarrier } from "@/lib/realtime/websocket";

export type LiveOptions = {
  /** Supabase as this browser reaches it. */
  url: string;
  publishableKey: string;
  /** The topics that say the list of conversations is stale. */
  topics: readonly string[];
  conversations: Conversation[];
};

/** What a tab holds while someone is signed in: its one connection, and the stores that stand on it. */
export type Live = ReturnType<typeof createLive>;

export function createLive({ url, publishableKey, topics, conversations }: LiveOptions) {
  const carrier: Carrier = createWebSocketCarrier({ url, key: publishableKey });
  const stores = new Map<string, ConversationStore>();
  return {
    list: createConversationList({ carrier, topics, initial: conversations }),
    /** The store of a conversation: the tab's own if there is one, so that what it loaded and sends stays. */
    conversation(options: Omit<ConversationOptions, "carrier">): ConversationStore {
      const known = stores.get(options.teamId);
      if (known) return known;
      const store = createConversation({ ...options, carrier });
      stores.set(options.teamId, store);
      return store;
    },
    /** Ends it all on sign-out: the socket closes, and nothing that was read or written stays in the tab. */
    close() {
      for (const store of stores.values()) store.close();
      stores.clear();
      carrier.close();
    },
  };
}
