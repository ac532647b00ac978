import type { ConnectionState, Rung, TopicStatus } from "@/lib/realtime/carrier";
import type { Outbox } from "../outbox";
import type { Message } from "../schema";
import type { Gap } from "./gap";

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
};

export function livenessOf({ refused, status, phase, wasLive }: Standing): Liveness {
  if (refused) return refused;
  if (phase === "offline") return "offline";
  if (status === "live" || status === "polled" || status === "signed_out") return status;
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
  /** By which way the tab hears from the server. */
  rung: Rung;
  /** Since when it is live or polled, in milliseconds since 1970; null while it is neither. */
  liveSince: number | null;
  /** When the server last confirmed that nothing is missing, in milliseconds since 1970; null until the first time. */
  confirmedAt: number | null;
  /** What was last missed of what should have come live, and whether it has been fetched. */
  gap: Gap | null;
  hasEarlier: boolean;
  earlier: "idle" | "loading" | "failed";
};
