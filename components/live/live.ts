import {
  type ConversationOptions,
  type ConversationStore,
  createConversation,
} from "@/lib/chat/conversation/conversation";
import { createConversationList } from "@/lib/chat/conversation-list";
import type { Conversation } from "@/lib/chat/schema";
import { createBrowserConnection } from "@/lib/realtime/browser-connection";
import { browserSurroundings } from "@/lib/realtime/surroundings";

export type LiveOptions = {
  /** Who is signed in. */
  personId: string;
  /** Supabase as this browser reaches it. */
  url: string;
  publishableKey: string;
  /** The topics that say the list of conversations is stale. */
  topics: readonly string[];
  conversations: Conversation[];
};

/** What a tab holds while someone is signed in: its one connection, and the stores that stand on it. */
export type Live = ReturnType<typeof createLive>;

export function createLive({ personId, url, publishableKey, topics, conversations }: LiveOptions) {
  const surroundings = browserSurroundings();
  const carrier = createBrowserConnection({ url, publishableKey, personId, surroundings });
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
