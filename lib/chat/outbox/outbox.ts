import { newId } from "@/lib/http/new-id";
import type { Surroundings } from "@/lib/realtime/surroundings";
import type { Clock } from "../clock";
import type { Message } from "../schema";
import type { ChatStorage, DraftKey, StoredDraft } from "../storage/storage";
import { createDoors, type DoorsOptions } from "./doors";
import type { StoredEntry } from "./entry";
import type { Locks } from "./locks";
import { type Outcome, resumed, retried } from "./plan";
import { createSender } from "./sender";
import { createShelf } from "./shelf";
import type { News, Tabs } from "./tabs";

export type OutboxOptions = Pick<DoorsOptions, "action" | "route"> & {
  /** Whose outbox this is. */
  userId: string;
  storage: ChatStorage;
  locks: Locks;
  tabs: Tabs;
  surroundings: Surroundings;
  clock: Clock;
  random(): number;
};

export type OutboxListener = {
  onChange(): void;
  /** A message of this outbox is stored; it may be told more than once. */
  onStored(message: Message): void;
  /** The site took the sender for nobody: ask it until it knows them again, then `resume`. */
  onSignedOut(): void;
  /** Another organiser has answered before: perhaps the screen does not know of it yet. */
  onAnswered(): void;
  /** The site is late to answer a send: ask it something else, and `resume` if it answers that. */
  onLate(): void;
};

/** A text that is to be sent, whom it names, what goes with it, and what was said before it was begun. */
export type Written = Required<
  Pick<StoredEntry, "teamId" | "content" | "mentions" | "documents" | "writtenAfter">
>;

type Conversation = {
  readonly listeners: Set<OutboxListener>;
  sender: ReturnType<typeof createSender> | null;
  isSignedOut: boolean;
};

export type TabOutbox = ReturnType<typeof createOutbox>;

/**
 * One person's outbox as a tab holds it: what the storage holds for all tabs, sent conversation by conversation by
 * whichever tab has its turn. Nothing is set up before `start`.
 */
export function createOutbox(options: OutboxOptions) {
  const { userId, storage, locks, tabs, surroundings, clock } = options;
  const conversations = new Map<string, Conversation>();
  let running = false;
  const shelf = createShelf({
    userId,
    storage,
    onChange(teamId) {
      for (const listener of conversation(teamId).listeners) listener.onChange();
    },
    onRead: look,
  });
  const { refresh } = shelf;

  const doors = createDoors({
    ...options,
    onLate(message) {
      for (const { onStored } of conversation(message.team_id).listeners) onStored(message);
      void received(new Map([[message.id, message]]));
    },
  });

  function conversation(teamId: string): Conversation {
    let found = conversations.get(teamId);
    if (!found) {
      found = { listeners: new Set(), sender: null, isSignedOut: false };
      conversations.set(teamId, found);
    }
    return found;
  }

  function look() {
    if (!running) return;
    for (const { teamId } of shelf.entries()) conversation(teamId);
    for (const [teamId, found] of conversations) {
      found.sender ??= sender(teamId);
      found.sender.look();
    }
  }

  function sender(teamId: string) {
    return createSender({
      entries: () => shelf.entries().filter((entry) => entry.teamId === teamId),
      refresh,
      change: (id, change) => storage.changeEntry(id, change),
      inTurn: (signal, run) => locks.hold(`rinkside-send:${userId}:${teamId}`, signal, run),
      doors,
      clock,
      random: options.random,
      isOnline: surroundings.isOnline,
      onSending(entry, since) {
        shelf.beginSending(entry.id, since);
        tabs.tell({ kind: "sending", userId, id: entry.id, since });
      },
      onLate() {
        for (const listener of conversation(teamId).listeners) listener.onLate();
      },
      onOutcome: (entry, outcome) => onOutcome(entry, outcome),
    });
  }

  function onOutcome({ id, teamId }: StoredEntry, { answer }: Outcome) {
    const message = answer?.ok ? answer.message : null;
    const found = conversation(teamId);
    const wasSignedOut = found.isSignedOut;
    found.isSignedOut = answer?.ok === false && answer.code === "signed_out";
    shelf.endSending(id);
    tabs.tell({ kind: "settled", userId, id, message });
    for (const listener of found.listeners) {
      if (message) listener.onStored(message);
      if (answer?.ok === false && answer.code === "answered") listener.onAnswered();
      // Once: if the site knows someone here, but not the sender, asking again and again would not help.
      if (found.isSignedOut && !wasSignedOut) listener.onSignedOut();
    }
  }

  function onNews(news: News) {
    if (news.userId !== userId) return;
    if (news.kind === "sending") shelf.beginSending(news.id, news.since);
    if (news.kind === "settled") {
      shelf.endSending(news.id);
      const { message } = news;
      if (message) for (const { onStored } of conversation(message.team_id).listeners) onStored(message);
    }
    void refresh();
  }

  async function changed() {
    await refresh();
    tabs.tell({ kind: "changed", userId });
  }

  /**
   * These messages are stored: by whichever way they arrived, their entries have done their work. The other tabs lose
   * the entry with that, so they are told the message: it must not be gone from both their lists.
   */
  async function received(stored: ReadonlyMap<string, Message>) {
    const done = shelf.entries().flatMap(({ id }) => stored.get(id) ?? []);
    if (done.length === 0) return;
    await Promise.all(done.map(({ id }) => storage.changeEntry(id, () => null)));
    for (const message of done) tabs.tell({ kind: "settled", userId, id: message.id, message });
    await refresh();
  }

  async function resume() {
    if (!running) return;
    for (const { sender } of conversations.values()) sender?.hurry();
    // A tab that crashed may have left what it could not tell of any more.
    await refresh();
    const waiting = shelf.entries().filter((entry) => resumed(entry) !== entry);
    if (waiting.length === 0) return;
    await Promise.all(waiting.map(({ id }) => storage.changeEntry(id, resumed)));
    await changed();
  }

  return {
    /** Goes on with all that any tab or any earlier visit has left, until the returned function is called. */
    start() {
      running = true;
      const stopListening = tabs.listen(onNews);
      const stopAttending = surroundings.onChange((change) => {
        if (change !== "hidden" && change !== "offline") void resume();
      });
      void resume();
      return () => {
        running = false;
        stopListening();
        stopAttending();
        for (const found of conversations.values()) {
          found.sender?.stop();
          found.sender = null;
        }
      };
    },
    /** What one conversation shows: the same object until it changes. */
    shown: shelf.shown,
    listen(teamId: string, listener: OutboxListener) {
      const { listeners } = conversation(teamId);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /**
     * Takes a text in, shows it at once, and drops the draft it was typed as when it is kept. Sent only from then on.
     * @throws when it could not be kept
     */
    add(
      { teamId, content, mentions, documents, writtenAfter }: Written,
      typedAs: Promise<DraftKey>,
    ): Promise<void> {
      const entry: StoredEntry = {
        id: newId(),
        userId,
        teamId,
        content,
        mentions,
        documents,
        writtenAfter,
        writtenAt: clock.now(),
        inDoubt: false,
        state: { kind: "queued" },
      };
      shelf.expect(entry);
      return typedAs
        .then((key) => storage.addEntry(entry, key))
        .finally(() => shelf.forget(entry))
        .then(changed);
    },
    /** @param seen the newest place that its writer has before them by now; left out: on the same condition as before */
    async retry(id: string, seen?: number) {
      await storage.changeEntry(id, (entry) => retried(entry, seen));
      await changed();
    },
    /** Drops a refused entry; one that another tab has just taken up again stays. */
    async discard(id: string, draft?: StoredDraft): Promise<boolean> {
      const isRefused = (entry: StoredEntry) => entry.state.kind === "refused";
      const dropped = await storage.changeEntry(id, (entry) => (isRefused(entry) ? null : entry), draft);
      await changed();
      return dropped;
    },
    received: (stored: ReadonlyMap<string, Message>) => void received(stored),
    /** Forgets all that this person has written, drafts too, in every tab: on sign-out. */
    async clear() {
      await storage.clear(userId);
      await changed();
    },
    /** What waits for the network, the site or the session goes on at once. */
    resume: () => void resume(),
    /** True while leaving would delay what is written. A refused text waits for its writer and not for this tab. */
    isBusy: () =>
      shelf.isExpecting() ||
      shelf.entries().some(({ state }) => state.kind !== "refused" || storage.kept() === "tab"),
  };
}
