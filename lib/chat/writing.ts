import { browserSurroundings, type Surroundings } from "@/lib/realtime/surroundings";
import { type Clock, wallClock } from "./clock";
import {
  type Attachment,
  contentOf,
  type DraftContent,
  isSendable,
  isWorthKeeping,
  messageText,
} from "./drafts/content";
import { createDraft, type Draft } from "./drafts/draft";
import { createTab, type Tab } from "./drafts/tab";
import { mentionedIn } from "./mentions/text";
import type { DoorsOptions } from "./outbox/doors";
import type { Outbox, StoredEntry } from "./outbox/entry";
import { createTabLocks, type Locks } from "./outbox/locks";
import { createOutbox, type OutboxListener } from "./outbox/outbox";
import { sendByRoute } from "./outbox/route";
import { createTabs, type Tabs } from "./outbox/tabs";
import { DOCUMENTS_MAX, MESSAGE_MAX_LENGTH, type Mention, type Message, messageLength } from "./schema";
import { createFallbackStorage } from "./storage/fallback";
import { createDeviceStorage } from "./storage/indexeddb";
import { createMemoryStorage } from "./storage/memory";
import type { ChatStorage, StoredDraft } from "./storage/storage";

export type WritingOptions = {
  userId: string;
  /** The server action that sends. */
  action: DoorsOptions["action"];
  route?: DoorsOptions["route"];
  surroundings?: Surroundings;
  storage?: ChatStorage;
  locks?: Locks;
  tabs?: Tabs;
  tab?: Tab;
  clock?: Clock;
  random?: () => number;
};

/** What a person would leave behind by signing out. */
export type Unsent = { readonly entries: readonly StoredEntry[]; readonly drafts: readonly StoredDraft[] };

/** What one conversation's screen writes with. */
export type ConversationWriting = {
  outbox(): Outbox;
  draft(): DraftContent;
  listen(listener: OutboxListener): () => void;
  /** Brings back what was typed here before, and in tabs that are gone. */
  open(): void;
  write(text: string): void;
  /** A document goes with the next message, or does not any more. */
  attach(document: Attachment): void;
  detach(id: string): void;
  /** The next message asks about this task, or about none. */
  ask(about: string | null): void;
  /**
   * Takes what stands in the composer out of it, keeps it safely and sends it.
   * @param known those whom it may name
   * @param origin the site's own, for the address of what it asks about
   */
  send(known: readonly Mention[], origin: string): void;
  /** What was said up to this place is loaded: what is begun from now on is written after it. */
  shows(place: number): void;
  /** Its writer has seen what was said up to this place since they began what stands in the composer. */
  saw(place: number): void;
  /** @param seen the newest place that its writer has before them by now */
  retry(id: string, seen?: number): void;
  discard(id: string): void;
  /** Takes a refused text back into the composer. */
  edit(id: string, seen?: number): void;
  /** These messages are stored. */
  received(stored: ReadonlyMap<string, Message>): void;
  /** The site has answered: what waited for it goes on. */
  resume(): void;
};

export type Writing = ReturnType<typeof createWriting>;

/** All that a person writes in this tab: the outbox and the drafts, kept in one place. Nothing is set up before `start`. */
export function createWriting(options: WritingOptions) {
  const {
    userId,
    action,
    route = sendByRoute,
    surroundings = browserSurroundings(),
    storage = browserStorage(),
    locks = createTabLocks(surroundings.isVisible),
    tabs = createTabs(),
    tab = createTab(),
    clock = wallClock,
    random = Math.random,
  } = options;
  const outbox = createOutbox({ userId, action, route, storage, locks, tabs, surroundings, clock, random });
  const drafts = new Map<string, Draft>();
  const conversations = new Map<string, ConversationWriting>();

  function create(teamId: string): ConversationWriting {
    const listeners = new Set<OutboxListener>();
    const onChange = () => {
      for (const listener of listeners) listener.onChange();
    };
    let shownTo: number | null = null;
    const shown = () => shownTo;
    const draft = createDraft({ userId, teamId, tab, storage, now: clock.now, shown, onChange });
    drafts.set(teamId, draft);

    async function send(known: readonly Mention[], origin: string) {
      const { documents, writtenAfter } = draft.content();
      const content = messageText(draft.content(), origin);
      if (!isSendable(draft.content()) || documents.length > DOCUMENTS_MAX) return;
      if (messageLength(content) > MESSAGE_MAX_LENGTH) return;
      const taken = draft.take();
      try {
        const mentions = mentionedIn(content, known);
        await outbox.add({ teamId, content, mentions, documents, writtenAfter }, draft.key());
        draft.arrived();
      } catch (error) {
        console.error("A text could not be taken into the outbox", error);
        draft.putBack(taken);
      }
    }

    return {
      outbox: () => outbox.shown(teamId),
      draft: draft.content,
      listen(listener) {
        listeners.add(listener);
        const stopListening = outbox.listen(teamId, listener);
        return () => {
          listeners.delete(listener);
          stopListening();
        };
      },
      open: () => void draft.open(),
      write: draft.write,
      attach: draft.attach,
      detach: draft.detach,
      ask: draft.ask,
      send: (known, origin) => void send(known, origin),
      shows(place) {
        shownTo = place;
      },
      saw: draft.saw,
      retry: (id, seen) => void outbox.retry(id, seen),
      discard: (id) => void outbox.discard(id),
      async edit(id, seen) {
        const entry = outbox.shown(teamId).find((shown) => shown.id === id);
        if (!entry) return;
        const key = await draft.key();
        const { content: text, documents, writtenAfter } = entry;
        const refused = contentOf({ text, documents, writtenAfter: seen ?? writtenAfter });
        // In front of what is typed by then: the composer is open meanwhile.
        if (await outbox.discard(id, draft.withInFront(refused, key))) draft.putInFront(refused);
      },
      received: outbox.received,
      resume: outbox.resume,
    };
  }

  function flush() {
    for (const draft of drafts.values()) void draft.flush();
  }

  return {
    conversation(teamId: string): ConversationWriting {
      const known = conversations.get(teamId) ?? create(teamId);
      conversations.set(teamId, known);
      return known;
    },
    /** Sends what is due and keeps what is typed, until the returned function is called. */
    start() {
      const stopOutbox = outbox.start();
      const stopAttending = surroundings.onChange((change) => change === "hidden" && flush());
      return () => {
        stopOutbox();
        stopAttending();
      };
    },
    /** Everything of this person's that is not sent, from all tabs of this browser. */
    async unsent(): Promise<Unsent> {
      flush();
      const [entries, kept] = await Promise.all([storage.readEntries(userId), storage.readDrafts(userId)]);
      return { entries, drafts: kept.filter((one) => isWorthKeeping(contentOf(one))) };
    },
    /** True while leaving the page would delay or lose what is written. */
    isBusy: () => outbox.isBusy() || [...drafts.values()].some((draft) => draft.isOnlyHere()),
    /** Forgets all that this person has written and not sent, in all tabs of this browser. */
    clear: outbox.clear,
  };
}

function browserStorage(): ChatStorage {
  return typeof indexedDB === "undefined"
    ? createMemoryStorage()
    : createFallbackStorage(createDeviceStorage());
}
