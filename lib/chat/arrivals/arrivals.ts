import type { Message } from "../schema";

/** What arrives within this time is told in one sentence. */
export const BURST_MS = 1_500;

/** So much of a text is said, in characters: a long one is for reading. */
const SAID_LENGTH = 300;

type Arrival = Pick<Message, "sender_name" | "content"> & { documents: readonly unknown[] };

/** What is to be said of what has arrived. */
export type Told =
  | { readonly kind: "text"; readonly sender: string; readonly text: string }
  | { readonly kind: "files"; readonly sender: string; readonly count: number }
  | { readonly kind: "burst"; readonly count: number; readonly sender: string };

/** What has arrived and was not told yet: a pure value. */
export type Arrivals = {
  readonly count: number;
  readonly last: Arrival | null;
  /** When it is to be told, by the clock that `now` is of. It is not put off: in a rush nothing would ever be said. */
  readonly dueAt: number;
};

export const noArrivals: Arrivals = { count: 0, last: null, dueAt: Number.POSITIVE_INFINITY };

export function arrive({ count, dueAt }: Arrivals, message: Arrival, now: number): Arrivals {
  return { count: count + 1, last: message, dueAt: count === 0 ? now + BURST_MS : dueAt };
}

/** One sentence for all that has arrived; null when nothing has, or what has is gone again. */
export function toTell({ count, last }: Arrivals): Told | null {
  if (!last) return null;
  const { sender_name: sender, content, documents } = last;
  if (count > 1) return { kind: "burst", count, sender };
  if (content) return { kind: "text", sender, text: beginningOf(content) };
  return documents.length > 0 ? { kind: "files", sender, count: documents.length } : null;
}

function beginningOf(text: string): string {
  const characters = [...text];
  return characters.length > SAID_LENGTH ? `${characters.slice(0, SAID_LENGTH).join("")}…` : text;
}
