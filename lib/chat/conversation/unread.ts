import type { Message } from "../schema";

/**
 * The first of these messages that a reader has not read, and that is not their own; null when there is none.
 * @param lastReadSeq how far they have read; null: they have never been here, and all of it is new
 */
export function firstUnread(
  messages: readonly Message[],
  lastReadSeq: number | null,
  readerId: string,
): number | null {
  if (lastReadSeq === null) return null;
  return messages.find(({ seq, sender_id }) => seq > lastReadSeq && sender_id !== readerId)?.seq ?? null;
}
