import type { FailureCode } from "@/lib/supabase/failure";
import type { Message } from "./schema";

/**
 * What one has written and the server has not yet confirmed: a pure value. Sent in order, one at a time, each under
 * the id it was born with, so that asking again can never write twice.
 */
export type Outbox = readonly OutboxEntry[];

export type OutboxEntry = {
  readonly id: string;
  readonly content: string;
  /** When it was written, in milliseconds since 1970 by the writer's clock. */
  readonly writtenAt: number;
  readonly state: OutboxState;
};

export type OutboxState =
  | { readonly kind: "queued" }
  | { readonly kind: "sending" }
  /** Goes on by itself: too fast, or no answer. */
  | { readonly kind: "waiting"; readonly reason: FailureCode; readonly until: number }
  /** Refused: the writer decides. */
  | { readonly kind: "refused"; readonly reason: FailureCode };

export function enqueue(outbox: Outbox, entry: Omit<OutboxEntry, "state">): Outbox {
  return [...outbox, { ...entry, state: { kind: "queued" } }];
}

export function setState(outbox: Outbox, id: string, state: OutboxState): Outbox {
  return outbox.map((entry) => (entry.id === id ? { ...entry, state } : entry));
}

export function discard(outbox: Outbox, id: string): Outbox {
  return outbox.filter((entry) => entry.id !== id);
}

/**
 * What to do next: send an entry, come back at a time, or nothing. A refused entry stands aside until its writer
 * decides; one that waits holds up those behind it, because they were written after it.
 */
export function nextStep(outbox: Outbox, now: number): { send: OutboxEntry } | { at: number } | null {
  for (const entry of outbox) {
    switch (entry.state.kind) {
      case "refused":
        continue;
      case "sending":
        return null;
      case "waiting":
        return entry.state.until > now ? { at: entry.state.until } : { send: entry };
      case "queued":
        return { send: entry };
    }
  }
  return null;
}

/** What is not yet among the stored messages: by whichever way an own message arrives first, it shows once. */
export function withoutStored(outbox: Outbox, stored: ReadonlyMap<string, Message>): Outbox {
  const rest = outbox.filter((entry) => !stored.has(entry.id));
  return rest.length === outbox.length ? outbox : rest;
}
