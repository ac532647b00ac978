import type { TopicStatus } from "@/lib/realtime/carrier";
import type { Outbox } from "../outbox";
import type { Message } from "../schema";
import type { Timeline } from "../timeline";

/** How current a conversation is. `gone`: the reader may no longer see it. */
export type Liveness = "connecting" | "live" | "reconnecting" | "signed_out" | "gone";

/**
 * @param refused what the site last refused a read for, until it answers again: it weighs more than a socket that is
 *   still open on an older token
 * @param wasLive whether this has been live since it was opened
 */
export function livenessOf(
  refused: "signed_out" | "gone" | null,
  status: TopicStatus,
  wasLive: boolean,
): Liveness {
  if (refused) return refused;
  if (status === "live" || status === "signed_out") return status;
  return wasLive ? "reconnecting" : "connecting";
}

/** What a screen shows of a conversation; immutable, and the same object until something changes. */
export type ConversationState = {
  messages: readonly Message[];
  outbox: Outbox;
  /** What is typed and not yet sent. */
  draft: string;
  /** Everything up to this place is on the screen. */
  completeTo: number;
  liveness: Liveness;
  /** When that was last confirmed by the server, in milliseconds since 1970; null until the first time. */
  confirmedAt: number | null;
  hasEarlier: boolean;
  earlier: "idle" | "loading" | "failed";
};

/** The last place up to which nothing is missing: the head's, unless revisions are still on their way. */
export function completeTo(timeline: Timeline, messages: readonly Message[]): number {
  if (timeline.revision >= timeline.headRevision) return timeline.headSeq;
  let place = timeline.from - 1;
  for (const message of messages) {
    if (message.seq !== place + 1) break;
    place = message.seq;
  }
  return place;
}
