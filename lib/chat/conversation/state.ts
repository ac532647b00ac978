import type { ConnectionState, Rung, TopicStatus } from "@/lib/realtime/carrier";
import type { DraftContent } from "../drafts/content";
import type { Outbox } from "../outbox";
import type { Message } from "../schema";
import type { Gap } from "./gap";
import type { Loading } from "./pages";
import type { Opening } from "./places";

/**
 * How current a conversation is. `polled`: nothing flows, and the server is asked every few seconds. `gone`: the
 * reader may no longer see it.
 */
export type Liveness = "connecting" | "live" | "polled" | "reconnecting" | "offline" | "signed_out" | "gone";

export type Standing = {
  /** What the site last refused a read for, until it answers again: more than a socket still open on an older token. */
  refused: "signed_out" | "gone" | null;
  status: TopicStatus;
  phase: ConnectionState["phase"];
  /** Whether this has been live or polled since it was opened. */
  wasLive: boolean;
  /** Whether it stands as an earlier visit has left it, and the server has not yet said that this is all. */
  isLeftBehind: boolean;
};

export function livenessOf({ refused, status, phase, wasLive, isLeftBehind }: Standing): Liveness {
  if (refused) return refused;
  if (phase === "offline") return "offline";
  if (status === "signed_out") return status;
  if (isLeftBehind) return "connecting";
  if (status === "live" || status === "polled") return status;
  return wasLive ? "reconnecting" : "connecting";
}

/** What a screen shows of a conversation; immutable, and the same object until something changes. */
export type ConversationState = {
  messages: readonly Message[];
  /** Which window of the conversation they are; with another one the screen begins anew. */
  window: number;
  opening: Opening;
  /** The place of the newest message that is known of, loaded or not. */
  headSeq: number;
  /** From this place on it was unread when the reader came; null: nothing was, or they have never been here. */
  unreadFrom: number | null;
  /** How far it has been read here; null once it was marked unread: then what is in view does not count as read. */
  readTo: number | null;
  /** Where it is said live, and who is there. */
  topic: string;
  outbox: Outbox;
  /** What stands in the composer and is not yet sent. */
  draft: DraftContent;
  /** Everything up to this place is on the screen. */
  completeTo: number;
  liveness: Liveness;
  /** By which way the tab hears from the server. */
  rung: Rung;
  /** Since when it is live or polled, in milliseconds since 1970; null while it is neither. */
  liveSince: number | null;
  /** When the server last confirmed that nothing is missing, in milliseconds since 1970; null until the first time. */
  confirmedAt: number | null;
  /** What was last missed of what should have come live, and whether it has been fetched. */
  gap: Gap | null;
  hasEarlier: boolean;
  hasLater: boolean;
  earlier: Loading;
  later: Loading;
  /** The way to another place of the conversation. */
  moving: Loading;
};
