import { sendMessage } from "@/lib/chat/actions";
import {
  type ConversationOptions,
  type ConversationStore,
  createConversation,
} from "@/lib/chat/conversation/conversation";
import { createConversationList } from "@/lib/chat/conversation-list";
import type { Conversation } from "@/lib/chat/schema";
import { createWriting } from "@/lib/chat/writing";
import { createRemote } from "@/lib/documents/uploads/remote";
import { createUploads } from "@/lib/documents/uploads/uploads";
import { newId } from "@/lib/http/new-id";
import { createSite } from "@/lib/http/site";
import { createInbox } from "@/lib/notifications/inbox";
import type { Inbox } from "@/lib/notifications/schema";
import { createBrowserConnection } from "@/lib/realtime/browser-connection";
import { createPageRefresh, type Noun } from "@/lib/realtime/changes";
import { browserSurroundings } from "@/lib/realtime/surroundings";
import { createNextTask, type NextTask } from "@/lib/tasks/next-task";
import { askBeforeLeaving } from "./before-leaving";

export type LiveOptions = {
  /** Who is signed in. */
  personId: string;
  /** The code of their team; null for an organiser. */
  ownTeam: string | null;
  /** Supabase as this browser reaches it. */
  url: string;
  publishableKey: string;
  /** The topics that say what is new for the reader. */
  topics: readonly string[];
  conversations: Conversation[];
  /** Null when it could not be read. */
  notifications: Inbox | null;
};

/** What a tab holds while someone is signed in: its one connection, and the stores that stand on it. */
export type Live = ReturnType<typeof createLive>;

export function createLive(options: LiveOptions) {
  const { personId, url, publishableKey, topics, conversations, notifications } = options;
  const site = createSite(personId);
  const surroundings = browserSurroundings();
  const carrier = createBrowserConnection({ url, publishableKey, site, surroundings });
  const writing = createWriting({ userId: personId, action: sendMessage, surroundings });
  const uploads = createUploads({ remote: createRemote(site), newKey: newId });
  const stores = new Map<string, ConversationStore>();
  let stop = () => {};
  return {
    /** Our own origin, as this tab asks it. */
    site,
    ownTeam: options.ownTeam,
    list: createConversationList({ site, carrier, surroundings, topics, initial: conversations }),
    inbox: createInbox({ site, carrier, surroundings, topics, initial: notifications }),
    /** The store of a conversation: the tab's own if there is one, so that what it loaded and sends stays. */
    conversation(
      options: Omit<ConversationOptions, "site" | "carrier" | "surroundings" | "writing">,
    ): ConversationStore {
      const known = stores.get(options.teamId);
      if (known) return known;
      const store = createConversation({
        ...options,
        site,
        carrier,
        surroundings,
        writing: writing.conversation(options.teamId),
      });
      stores.set(options.teamId, store);
      return store;
    },
    writing,
    uploads,
    /** Has a page rendered anew when one of these nouns has changed. */
    pageRefresh: (nouns: readonly Noun[], render: () => Promise<void>) =>
      createPageRefresh({ site, carrier, surroundings, topics, nouns, render }),
    /** What the reader's team has to deliver next. */
    nextTask: (initial: NextTask) => createNextTask({ site, carrier, surroundings, topics, initial }),
    /** Goes on sending what any tab or earlier visit has left, until the returned function is called. */
    start() {
      const endings = [
        writing.start(),
        askBeforeLeaving(() => writing.isBusy() || uploads.isBusy()),
        surroundings.onChange((change) => {
          if (change === "online") uploads.retry();
        }),
      ];
      stop = () => {
        for (const end of endings) end();
      };
      return stop;
    },
    /** Ends it all on sign-out: the socket closes, and nothing that was read or written stays in the tab. */
    close() {
      stop();
      for (const store of stores.values()) store.close();
      stores.clear();
      uploads.close();
      carrier.close();
    },
  };
}
