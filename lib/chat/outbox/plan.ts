import { backoff } from "@/lib/realtime/backoff";
import type { FailureCode } from "@/lib/supabase/failure";
import type { SendResult } from "../schema";
import type { RefusalReason, StoredEntry, StoredState } from "./entry";

/** While the socket holds, nothing says that a site which did not answer is back: what is written asks it this often. */
const LONGEST_BACKOFF_MS = 8_000;

/** No wait is longer; one that seems to be was written by a clock that has been put right since. */
const LONGEST_WAIT_MS = 120_000;

export type Step =
  | { readonly kind: "send"; readonly entry: StoredEntry }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "rest" };

/**
 * What to do next with one conversation's entries, given in the order of writing. A refused one stands aside until
 * its writer decides; one that waits holds up those behind it, because they were written after it.
 */
export function nextStep(entries: readonly StoredEntry[], now: number): Step {
  for (const entry of entries) {
    if (entry.state.kind === "refused") continue;
    if (entry.state.kind === "waiting") {
      const ms = entry.state.until - now;
      if (ms > 0 && ms <= LONGEST_WAIT_MS) return { kind: "wait", ms };
    }
    return { kind: "send", entry };
  }
  return { kind: "rest" };
}

/** What came of one try. */
export type Outcome = {
  /** The last answer that came; null when none did. */
  readonly answer: SendResult | null;
  /** True when some request of the try was not answered for certain, and so may have stored the message. */
  readonly inDoubt: boolean;
};

export type Moment = {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** From 0 up to 1. */
  readonly random: number;
  /** Tries of this conversation that have failed in a row, this one included if it has. */
  readonly failures: number;
  readonly isOnline: boolean;
};

/**
 * What a try makes of its entry.
 * @param before the entry as it was before the try
 * @returns null when the message is stored and the entry has done its work
 */
export function settle(before: StoredEntry, outcome: Outcome, moment: Moment): StoredEntry | null {
  const { answer } = outcome;
  if (answer?.ok) return null;
  return {
    ...before,
    inDoubt: before.inDoubt || outcome.inDoubt,
    state:
      answer?.code === "answered"
        ? { kind: "refused", reason: "answered", answer: answer.answer }
        : stateAfter(answer?.code ?? "unavailable", answer?.retryAfterSeconds, moment),
  };
}

function stateAfter(code: FailureCode, retryAfterSeconds: number | undefined, moment: Moment): StoredState {
  const { now, random, failures, isOnline } = moment;
  switch (code) {
    case "too_fast":
      return { kind: "waiting", reason: "too_fast", until: now + (retryAfterSeconds ?? 1) * 1000 };
    case "signed_out":
      return { kind: "waiting", reason: "signed_out", until: now + backoff(failures, random) };
    case "unavailable":
      return {
        kind: "waiting",
        reason: isOnline ? "unavailable" : "offline",
        until: now + backoff(failures, random, LONGEST_BACKOFF_MS),
      };
    default:
      return { kind: "refused", reason: code satisfies RefusalReason };
  }
}

/** What waits only for the network, the site or its session goes on at once when one of them may be back. */
export function resumed(entry: StoredEntry): StoredEntry {
  const waits = entry.state.kind === "waiting" && entry.state.reason !== "too_fast";
  return waits ? { ...entry, state: { kind: "queued" } } : entry;
}

/**
 * A refused entry that its writer sends again.
 * @param seen the newest place that they have before them by now; left out: on the same condition as before
 */
export function retried(entry: StoredEntry, seen?: number): StoredEntry {
  if (entry.state.kind !== "refused") return entry;
  return { ...entry, ...(seen !== undefined && { writtenAfter: seen }), state: { kind: "queued" } };
}
