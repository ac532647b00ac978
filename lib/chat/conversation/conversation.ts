import type { Site } from "@/lib/http/site";
import { type Carrier, type ConnectionState, RUNGS, type TopicEvent } from "@/lib/realtime/carrier";
import type { Surroundings } from "@/lib/realtime/surroundings";
import { steadyClock } from "../clock";
import { withoutStored } from "../outbox";
import { type Message, messageSchema, type Reading } from "../schema";
import { completeTo, hasEarlier, hasGap, openTimeline, receiveSnapshot, visibleMessages } from "../timeline";
import type { ConversationWriting } from "../writing";
import { createCatchUp } from "./catch-up";
import { createEarlier } from "./earlier";
import { caughtUp, holeFound, noGaps, statusChanged } from "./gap";
import { createLiveTopic } from "./live-topic";
import { createReadingMark } from "./reading-mark";
import { createRemote } from "./remote";
import { type ConversationState, livenessOf } from "./state";

export type ConversationOptions = {
  site: Site;
  teamId: string;
  reading: Reading;
  lastReadSeq: number;
  carrier: Carrier;
  surroundings: Surroundings;
  /** What is written here and not yet sent. */
  writing: ConversationWriting;
  /** Called once for each message of someone else that arrives live. */
  onArrival(message: Message): void;
};

export type ConversationStore = ReturnType<typeof createConversation>;

/**
 * One conversation as a tab holds it: the timeline, the outbox and their effects, behind `useSyncExternalStore`.
 * It lives as long as the tab, so that moving between conversations loses neither what was loaded nor what is sending.
 */
export function createConversation(options: ConversationOptions) {
  const { teamId, carrier, surroundings, writing } = options;
  const listeners = new Set<() => void>();
  const remote = createRemote(options.site, teamId);
  const readingMark = createReadingMark(remote, options.lastReadSeq);
  let timeline = openTimeline(options.reading);
  let refused: "signed_out" | "gone" | null = null;
  let gaps = noGaps;
  // As the server renders it, which does not know on which rung this tab stands.
  let connection: Pick<ConnectionState, "rung" | "phase"> = { rung: RUNGS[0], phase: "connecting" };
  let confirmedAt: number | null = null;
  let shown = { timeline, messages: visibleMessages(timeline) };
  const topic = createLiveTopic({
    carrier,
    name: options.reading.topic,
    onEvent: receive,
    onStatus(from, to) {
      gaps = statusChanged(gaps, from, to);
      changed();
      // Refused under this name: the conversation may have moved to another, which the next answer tells.
      if (to === "refused") catchUp.catchUp(false);
    },
    onCatchUp: (why) => (why === "wake" ? catchUp.probe() : catchUp.catchUp(why === "join")),
  });
  const earlier = createEarlier({ remote, read: () => timeline, write, onChange: changed });
  let state = compose();

  function compose(): ConversationState {
    // The same list while the rows are the same: a key pressed in the composer must not render every one.
    const isSame = shown.timeline.rows === timeline.rows && shown.timeline.from === timeline.from;
    if (!isSame) shown = { timeline, messages: visibleMessages(timeline) };
    const { messages } = shown;
    const { rung, phase } = connection;
    const { status, wasLive, liveSince } = topic.standing();
    return {
      messages,
      outbox: withoutStored(writing.outbox(), timeline.rows),
      draft: writing.draft(),
      completeTo: completeTo(timeline, messages),
      liveness: livenessOf({ refused, status, phase, wasLive }),
      rung,
      liveSince,
      confirmedAt,
      gap: gaps.open ?? gaps.last,
      hasEarlier: hasEarlier(timeline),
      earlier: earlier.state(),
    };
  }

  function changed() {
    state = compose();
    for (const listener of listeners) listener();
    writing.received(timeline.rows);
  }

  function watchConnection() {
    connection = carrier.getState();
    changed();
  }

  function write(next: typeof timeline) {
    if (next === timeline) return;
    timeline = next;
    changed();
  }

  const stopWriting = writing.listen({
    onChange: changed,
    onStored: (message) => catchUp.receiveOwn(message),
    onSignedOut: () => catchUp.catchUp(false),
    onLate() {
      carrier.doubt();
      catchUp.probe();
    },
  });

  const catchUp = createCatchUp({
    remote,
    surroundings,
    clock: steadyClock,
    random: Math.random,
    read: () => timeline,
    write,
    onAnswer: (answer) => {
      const now = Date.now();
      refused = null;
      gaps = caughtUp(gaps, { ...answer, outbox: writing.outbox() }, topic.standing().status, now);
      if (!hasGap(timeline)) confirmedAt = now;
      if (answer.topic) topic.follow(answer.topic);
      changed();
      writing.resume();
    },
    onFailure: ({ code }) => {
      if (code === "signed_out") refused = "signed_out";
      if (code === "not_found") refused = "gone";
      changed();
    },
    onHole: (because) => {
      gaps = holeFound(gaps, Date.now());
      changed();
      // The connection says that it is live, and did not tell of what it should have.
      if (because === "unheard" && topic.standing().status === "live") carrier.doubt();
    },
  });

  function receive({ event, payload }: TopicEvent) {
    if (event === "topic_moved") return catchUp.catchUp(false);
    if (event !== "message") return;
    const parsed = messageSchema.safeParse(payload);
    // Of a shape this page does not know (it is older than the site): what the server answers tells the same.
    if (!parsed.success) return catchUp.catchUp(false);
    const isNew = parsed.data.revision > timeline.revision && !timeline.rows.has(parsed.data.id);
    catchUp.receive(parsed.data);
    if (isNew) options.onArrival(parsed.data);
  }

  return {
    getSnapshot: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Listens and keeps level until the returned function is called. */
    open() {
      const stopWatching = carrier.subscribe(watchConnection);
      watchConnection();
      const stopAttending = surroundings.onChange((change) => {
        if (change === "hidden") readingMark.flush();
        else catchUp.look();
      });
      catchUp.start();
      writing.open();
      topic.start();
      return () => {
        stopWatching();
        stopAttending();
        topic.stop();
        catchUp.stop();
        readingMark.flush();
        gaps = { ...noGaps, last: gaps.last };
      };
    },
    /** A page of the server that was rendered again brings a reading along: a newer one is used, an older one ignored. */
    offer(reading: Reading) {
      write(receiveSnapshot(timeline, reading));
      catchUp.look();
    },
    loadEarlier: earlier.load,
    write: writing.write,
    send: writing.send,
    retry: writing.retry,
    discard: writing.discard,
    edit: writing.edit,
    readUpTo: readingMark.readUpTo,
    /** For sign-out: nothing of this conversation stays or goes on. */
    close() {
      topic.stop();
      catchUp.stop();
      stopWriting();
      readingMark.stop();
      listeners.clear();
    },
  };
}
