import { editMessage, sendMessage } from "@/lib/chat/actions";
import { createLiveContext } from "@/lib/chat/context/live-context";
import type { TeamContext } from "@/lib/chat/context/schema";
import {
  type ConversationOptions,
  type ConversationStore,
  createConversation,
} from "@/lib/chat/conversation/conversation";
import { createReadPlaces } from "@/lib/chat/conversation/read-places";
import { createConversationList } from "@/lib/chat/conversation-list";
import { createWaitingSends } from "@/lib/chat/drafts/waiting-sends";
import { createEdits } from "@/lib/chat/edits/edits";
import { createLiveReaders, type LiveReadersOptions } from "@/lib/chat/readers/live-readers";
import { createReferences, type ReferenceStore } from "@/lib/chat/references/references";
import type { Conversation } from "@/lib/chat/schema";
import { createWriting } from "@/lib/chat/writing";
import { kindOf } from "@/lib/documents/kinds";
import { isFor } from "@/lib/documents/uploads/entry";
import { createRemote } from "@/lib/documents/uploads/remote";
import { createUploads } from "@/lib/documents/uploads/uploads";
import { newId } from "@/lib/http/new-id";
import { createSite } from "@/lib/http/site";
import { createNoteDrafts } from "@/lib/notes/drafts";
import { createLiveNotes } from "@/lib/notes/live-notes";
import type { Note } from "@/lib/notes/schema";
import { createInbox } from "@/lib/notifications/inbox";
import type { Inbox } from "@/lib/notifications/schema";
import { createPresence, type Presence } from "@/lib/presence/presence";
import { createBrowserConnection } from "@/lib/realtime/browser-connection";
import { createPageRefresh, type Noun } from "@/lib/realtime/changes";
import { browserSurroundings } from "@/lib/realtime/surroundings";
import { createLiveReplies } from "@/lib/replies/live-replies";
import type { Replies } from "@/lib/replies/schema";
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
  const uploads = createUploads({
    remote: createRemote(site),
    newKey: newId,
    // Wherever its writer is by now.
    onReady({ target, name, size, at }, id) {
      const mimeType = kindOf(name)?.mimeType ?? "";
      writing.conversation(target.team).attach({ id, name, mimeType, sizeBytes: size, at });
    },
  });
  const waitingSends = createWaitingSends({
    attached: (teamId) => writing.conversation(teamId).draft().documents.length,
    underWay: (team) => uploads.getSnapshot().filter(isFor({ team, task: null, isForMessage: true })).length,
    subscribe: uploads.subscribe,
  });
  const edits = createEdits({ action: editMessage });
  const noteDrafts = createNoteDrafts(personId, tabShelf);
  const references = new Map<string, ReferenceStore>();
  const stores = new Map<string, ConversationStore>();
  const readPlaces = createReadPlaces();
  const presences = new Map<string, Presence>();
  let stop = () => {};
  return {
    /** Our own origin, as this tab asks it. */
    site,
    ownTeam: options.ownTeam,
    list: createConversationList({
      ...{ site, carrier, surroundings, topics, initial: conversations },
      onRead(list, askedAt) {
        for (const { team_id, last_seq, unread } of list)
          stores.get(team_id)?.hearReadUpTo(last_seq - unread, askedAt);
      },
    }),
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
      readPlaces.watch(options.teamId, store);
      return store;
    },
    readPlaces,
    /** Who has seen how much of a conversation. */
    readers: (options: Pick<LiveReadersOptions, "teamId" | "topic" | "initial">) =>
      createLiveReaders({ ...options, site, carrier, surroundings }),
    /** What organisers noted beside a conversation. */
    notes: (options: { teamId: string; initial: readonly Note[] | null }) =>
      createLiveNotes({ ...options, site, carrier, surroundings, topics }),
    noteDrafts,
    /** The canned replies beside a conversation. */
    replies: (options: { teamId: string; initial: Replies | null }) =>
      createLiveReplies({ ...options, site }),
    /** Who is there on a topic. */
    presence(topic: string): Presence {
      const known = presences.get(topic) ?? createPresence({ carrier, surroundings, topic });
      presences.set(topic, known);
      return known;
    },
    writing,
    uploads,
    waitingSends,
    edits,
    /** What the messages of a conversation refer to. */
    references(teamId: string): ReferenceStore {
      const known =
        references.get(teamId) ?? createReferences({ site, carrier, surroundings, topics, teamId });
      references.set(teamId, known);
      return known;
    },
    /** Has a page rendered anew when one of these nouns has changed. */
    pageRefresh: (nouns: readonly Noun[], render: () => Promise<void>) =>
      createPageRefresh({ site, carrier, surroundings, topics, nouns, render }),
    /** What an organiser has beside a team's conversation. */
    teamContext: (teamId: string, initial: TeamContext | null) =>
      createLiveContext({ site, carrier, surroundings, topics, teamId, initial }),
    /** What the reader's team has to deliver next. */
    nextTask: (initial: NextTask) => createNextTask({ site, carrier, surroundings, topics, initial }),
    /** Goes on sending what any tab or earlier visit has left, until the returned function is called. */
    start() {
      const endings = [
        writing.start(),
        askBeforeLeaving(() => writing.isBusy() || uploads.isBusy() || edits.isBusy()),
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
      for (const store of [...stores.values(), ...presences.values()]) store.close();
      stores.clear();
      waitingSends.close();
      noteDrafts.close();
      uploads.close();
      carrier.close();
    },
  };
}

/** What a tab keeps through a reload, where the browser lets it. */
function tabShelf(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
