import type { Carrier, TopicStatus } from "@/lib/realtime/carrier";
import { type Outbox, withoutStored } from "../outbox";
import { type Message, messageSchema, type Reading, type SendInput, type SendResult } from "../schema";
import { hasEarlier, openTimeline, receiveHistory, receiveSnapshot, visibleMessages } from "../timeline";
import { createCatchUp } from "./catch-up";
import { createReadingMark } from "./reading-mark";
import { createRemote } from "./remote";
import { createSender } from "./sender";
import { type ConversationState, completeTo, livenessOf } from "./state";

/** Rows that the history route gives at most (HISTORY_PAGE of the queries). */
const HISTORY_PAGE = 50;

export type ConversationOptions = {
  teamId: string;
  reading: Reading;
  lastReadSeq: number;
  carrier: Carrier;
  send(input: SendInput): Promise<SendResult>;
  /** Called once for each message of someone else that arrives live. */
  onArrival(message: Message): void;
};

export type ConversationStore = ReturnType<typeof createConversation>;

/**
 * One conversation as a tab holds it: the timeline, the outbox and their effects, behind `useSyncExternalStore`.
 * It lives as long as the tab, so that moving between conversations loses neither what was loaded nor what is sending.
 */
export function createConversation(options: ConversationOptions) {
  const { teamId, carrier } = options;
  const listeners = new Set<() => void>();
  const remote = createRemote(teamId);
  const readingMark = createReadingMark(remote, options.lastReadSeq);
  let timeline = openTimeline(options.reading);
  let outbox: Outbox = [];
  let draft = "";
  let status: TopicStatus = "joining";
  let refused: "signed_out" | "gone" | null = null;
  let wasLive = false;
  let confirmedAt: number | null = null;
  let earlier: ConversationState["earlier"] = "idle";
  let topic = options.reading.topic;
  let stopListening: (() => void) | null = null;
  let shown = { timeline, messages: visibleMessages(timeline) };
  let state = compose();

  function compose(): ConversationState {
    // The same list while the timeline is the same: a key pressed in the composer must not render every row.
    if (shown.timeline !== timeline) shown = { timeline, messages: visibleMessages(timeline) };
    const { messages } = shown;
    return {
      messages,
      outbox: withoutStored(outbox, timeline.rows),
      draft,
      completeTo: completeTo(timeline, messages),
      liveness: livenessOf(refused, status, wasLive),
      confirmedAt,
      hasEarlier: hasEarlier(timeline),
      earlier,
    };
  }

  function changed() {
    state = compose();
    for (const listener of listeners) listener();
  }

  const sender = createSender({
    teamId,
    send: options.send,
    onChange: (next) => {
      outbox = next;
      changed();
    },
    onStored: (message) => catchUp.receiveOwn(message),
    onSignedOut: () => catchUp.catchUp(),
  });

  const catchUp = createCatchUp({
    remote,
    read: () => timeline,
    write: (next) => {
      if (next === timeline) return;
      timeline = next;
      changed();
    },
    onConfirmed: (reading) => {
      confirmedAt = Date.now();
      refused = null;
      if (reading.topic !== topic) follow(reading.topic);
      changed();
      sender.resume();
    },
    onFailure: ({ code }) => {
      if (code === "signed_out") refused = "signed_out";
      if (code === "not_found") refused = "gone";
      changed();
    },
  });

  function onStatus(next: TopicStatus) {
    status = next;
    wasLive ||= next === "live";
    changed();
    // Refused under this name: the conversation may have moved to another, which the next answer tells.
    if (next === "refused") catchUp.catchUp();
  }

  function follow(name: string) {
    stopListening?.();
    topic = name;
    stopListening = carrier.listen(name, {
      onStatus,
      onCatchUp: () => catchUp.catchUp(),
      onEvent: ({ event, payload }) => {
        if (event === "topic_moved") return catchUp.catchUp();
        if (event !== "message") return;
        const parsed = messageSchema.safeParse(payload);
        // Of a shape this page does not know (it is older than the site): what the server answers tells the same.
        if (!parsed.success) return catchUp.catchUp();
        const isNew = parsed.data.revision > timeline.revision && !timeline.rows.has(parsed.data.id);
        catchUp.receive(parsed.data);
        if (isNew) options.onArrival(parsed.data);
      },
    });
  }

  return {
    getSnapshot: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Listens and keeps level until the returned function is called. */
    open() {
      catchUp.start();
      follow(topic);
      return () => {
        stopListening?.();
        stopListening = null;
        catchUp.stop();
        status = "joining";
        wasLive = false;
      };
    },
    /** A page of the server that was rendered again brings a reading along: a newer one is used, an older one ignored. */
    offer(reading: Reading) {
      if (reading.last_revision <= timeline.revision) return;
      timeline = receiveSnapshot(timeline, reading);
      changed();
    },
    async loadEarlier() {
      if (earlier === "loading" || !hasEarlier(timeline)) return;
      earlier = "loading";
      changed();
      const before = timeline.from;
      try {
        timeline = receiveHistory(timeline, await remote.history(before), before, HISTORY_PAGE);
        earlier = "idle";
      } catch (error) {
        console.warn("Earlier messages could not be loaded", error);
        earlier = "failed";
      }
      changed();
    },
    /** Keeps what is typed for as long as the tab lives, also while another conversation is open. */
    write(text: string) {
      draft = text;
      changed();
    },
    send: sender.send,
    retry: sender.retry,
    discard: sender.discard,
    readUpTo: readingMark.readUpTo,
    /** For sign-out: nothing of this conversation stays or goes on. */
    close() {
      stopListening?.();
      catchUp.stop();
      sender.stop();
      readingMark.stop();
      listeners.clear();
    },
  };
}
