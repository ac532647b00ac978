import type { Site } from "@/lib/http/site";
import { type Carrier, type ConnectionState, RUNGS, type TopicEvent } from "@/lib/realtime/carrier";
import type { Surroundings } from "@/lib/realtime/surroundings";
import { steadyClock } from "../clock";
import { withoutStored } from "../outbox";
import type { Message, Reading } from "../schema";
import { completeTo, createVisibleMessages, openTimeline, receiveHead, shownTo } from "../timeline";
import type { ConversationWriting } from "../writing";
import { createCatchUp } from "./catch-up";
import { createConfirmation } from "./confirmation";
import { messageIn } from "./live-event";
import { createLiveTopic } from "./live-topic";
import type { Visit } from "./places";
import { createReader } from "./reader";
import { createRemote } from "./remote";
import { type ConversationState, livenessOf } from "./state";

export type ConversationOptions = Visit & {
  site: Site;
  teamId: string;
  readerId: string;
  carrier: Carrier;
  surroundings: Surroundings;
  /** What is written here and not yet sent. */
  writing: ConversationWriting;
  /** Called once for each message of someone else that arrives live; `current` gives it as it is known later. */
  onArrival(message: Message, current: () => Message | undefined): void;
};

export type ConversationStore = ReturnType<typeof createConversation>;

/**
 * One conversation as a tab holds it: the timeline, the outbox and their effects, behind `useSyncExternalStore`.
 * It lives as long as the tab, so that moving between conversations loses neither what was loaded nor what is sending.
 */
export function createConversation(options: ConversationOptions) {
  const { teamId, carrier, surroundings, writing } = options;
  const listeners = new Set<() => void>();
  const visible = createVisibleMessages();
  const remote = createRemote(options.site, teamId);
  let timeline = openTimeline(options.reading);
  const confirmation = createConfirmation();
  // As the server renders it, which does not know on which rung this tab stands.
  let connection: Pick<ConnectionState, "rung" | "phase"> = { rung: RUNGS[0], phase: "connecting" };
  const topic = createLiveTopic({
    carrier,
    name: options.reading.topic,
    onEvent: receive,
    onStatus(from, to) {
      confirmation.statusChanged(from, to);
      changed();
      // Refused under this name: the conversation may have moved to another, which the next answer tells.
      if (to === "refused") catchUp.catchUp(false);
    },
    onCatchUp: (why) => (why === "wake" ? catchUp.probe() : catchUp.catchUp(why === "join")),
  });
  const reader = createReader(
    { remote, readerId: options.readerId, read: () => timeline, write: take, onChange: changed },
    options,
  );
  writing.shows(shownTo(timeline));
  let state = compose();

  function compose(): ConversationState {
    const standing = topic.standing();
    return {
      messages: visible(timeline),
      window: timeline.window,
      headSeq: timeline.headSeq,
      topic: topic.name(),
      outbox: withoutStored(writing.outbox(), timeline.rows),
      draft: writing.draft(),
      completeTo: completeTo(timeline),
      liveness: livenessOf({ ...standing, ...connection, ...confirmation.standing() }),
      rung: connection.rung,
      liveSince: standing.liveSince,
      ...confirmation.state(),
      ...reader.state(),
    };
  }

  function changed() {
    state = compose();
    for (const listener of listeners) listener();
    writing.shows(shownTo(timeline));
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

  /** What was not learned by catching up. */
  function take(next: typeof timeline) {
    write(next);
    catchUp.look();
  }

  const stopWriting = writing.listen({
    onChange: changed,
    onStored: (message) => catchUp.receiveOwn(message),
    onSignedOut: () => catchUp.catchUp(false),
    onAnswered: () => catchUp.probe(),
    onLate() {
      carrier.doubt();
      catchUp.probe();
    },
  });

  const catchUp = createCatchUp({
    remote: { head: remote.head, changes: remote.changes, snapshot: reader.reading },
    surroundings,
    clock: steadyClock,
    random: Math.random,
    read: () => timeline,
    write(next) {
      if (next.window !== timeline.window) reader.reopened();
      write(next);
    },
    onAnswer: (answer) => {
      confirmation.answered({ ...answer, outbox: writing.outbox() }, topic.standing().status);
      if (answer.topic) topic.follow(answer.topic);
      changed();
      writing.resume();
    },
    onFailure: ({ code }) => {
      confirmation.failed(code);
      changed();
    },
    onHole: (because) => {
      confirmation.holeFound();
      changed();
      // The connection says that it is live, and did not tell of what it should have.
      if (because === "unheard" && topic.standing().status === "live") carrier.doubt();
    },
  });

  function receive(event: TopicEvent) {
    const message = messageIn(event);
    if (message === null) return;
    if (message === "stale") return catchUp.catchUp(false);
    const isNew = message.revision > timeline.revision && !timeline.rows.has(message.id);
    catchUp.receive(message);
    if (isNew) options.onArrival(message, () => timeline.rows.get(message.id));
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
      const stopAttending = surroundings.onChange((change) =>
        change === "hidden" ? reader.flush() : catchUp.look(),
      );
      catchUp.start();
      writing.open();
      topic.start();
      return () => {
        stopWatching();
        stopAttending();
        topic.stop();
        catchUp.stop();
        reader.flush();
        confirmation.left();
        changed();
      };
    },
    /** A page of the server that was rendered again says how far the conversation has come. */
    offer: (reading: Reading) => take(receiveHead(timeline, reading)),
    ...reader.actions,
    write: writing.write,
    attach: writing.attach,
    detach: writing.detach,
    ask: writing.ask,
    send(...text: Parameters<typeof writing.send>) {
      reader.wrote();
      writing.send(...text);
    },
    saw: writing.saw,
    retry: writing.retry,
    discard: writing.discard,
    edit: writing.edit,
    /** A message as the site has just answered with it. */
    stored: (message: Message) => catchUp.receiveOwn(message),
    /** For sign-out: nothing of this conversation stays or goes on. */
    close() {
      topic.stop();
      catchUp.stop();
      stopWriting();
      reader.stop();
      listeners.clear();
    },
  };
}
