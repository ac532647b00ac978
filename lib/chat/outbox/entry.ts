import type { FailureCode } from "@/lib/supabase/failure";
import type { Attachment } from "../drafts/content";
import type { Answer, Message } from "../schema";

/** What makes an entry wait; it goes on by itself. */
export type WaitReason = "too_fast" | "offline" | "unavailable" | "signed_out";

/** What ends an entry's way: its writer decides. */
export type RefusalReason = Exclude<FailureCode, "too_fast" | "unavailable" | "signed_out">;

/** What is known for certain, and so is kept. That something is being sent is not: a crash would make it a lie. */
export type StoredState =
  | { readonly kind: "queued" }
  /** `until` is in milliseconds since 1970. */
  | { readonly kind: "waiting"; readonly reason: WaitReason; readonly until: number }
  | { readonly kind: "refused"; readonly reason: RefusalReason }
  /** Another organiser has answered since it was begun: first its writer sees what. */
  | { readonly kind: "refused"; readonly reason: "answered"; readonly answer: Answer };

/** What one person has written in one conversation and the server has not yet confirmed. */
export type StoredEntry = {
  /** Made by the writer's browser and the same for every try, so that asking again can never write twice. */
  readonly id: string;
  readonly userId: string;
  readonly teamId: string;
  readonly content: string;
  /** The ids of whom it names; not there in what an older version of the site has kept. */
  readonly mentions?: readonly string[];
  /** Its documents; likewise. */
  readonly documents?: readonly Attachment[];
  /** The newest place that its writer had before them when they began; null or not there: it goes out in any case. */
  readonly writtenAfter?: number | null;
  /** In milliseconds since 1970, by the writer's clock. */
  readonly writtenAt: number;
  /** True from the moment a try begins until a definite answer: it may have been stored without our knowing. */
  readonly inDoubt: boolean;
  readonly state: StoredState;
};

/** Where what is written is kept: on the device, or only in this tab because the browser keeps nothing. */
export type Kept = "device" | "tab";

/** An entry as a screen shows it. */
export type OutboxEntry = Omit<StoredEntry, "state"> & {
  readonly kept: Kept;
  /** `since` is in milliseconds since 1970. */
  readonly state: StoredState | { readonly kind: "sending"; readonly since: number };
};

/** In the order of writing. */
export type Outbox = readonly OutboxEntry[];

/** What is not yet among the stored messages: by whichever way an own message arrives first, it shows once. */
export function withoutStored(outbox: Outbox, stored: ReadonlyMap<string, Message>): Outbox {
  const rest = outbox.filter((entry) => !stored.has(entry.id));
  return rest.length === outbox.length ? outbox : rest;
}

/**
 * Refusals that hold for every try: neither a text that is not valid nor an id that is taken was ever stored. Nor was one
 * that somebody answered before: whatever of an earlier try still comes to Postgres meets the same answer there.
 */
const NEVER_STORED: readonly (RefusalReason | "answered")[] = ["invalid", "conflict", "answered"];

/** Only a text that certainly was not stored may be written anew: otherwise it could be said twice. */
export function isEditable({ inDoubt, state }: OutboxEntry): boolean {
  return state.kind === "refused" && (!inDoubt || NEVER_STORED.includes(state.reason));
}
