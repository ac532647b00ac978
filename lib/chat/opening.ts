import "server-only";
import type { Failure } from "@/lib/supabase/failure";
import { readCursor, readSnapshot, readWindow } from "./queries";
import type { Reading } from "./schema";

type Opening = { reading: Reading; lastReadSeq: number | null };

/**
 * What a conversation opens with: the messages around a place that the reader came for, or around the first one they
 * have not read, and otherwise the newest.
 * @param seq the place they came for; null when they came for none
 */
export async function readOpening(
  teamId: string,
  readerId: string,
  seq: number | null,
): Promise<{ ok: true; value: Opening } | Failure> {
  const [cursor, wanted] = await Promise.all([
    readCursor(teamId, readerId),
    seq === null ? readSnapshot(teamId) : readWindow(teamId, seq),
  ]);
  if (!wanted.ok) return wanted;
  // Without it the conversation is read all the same.
  const lastReadSeq = cursor.ok ? cursor.value : null;
  const first = wanted.value.messages[0]?.seq ?? 1;
  const isUnreadBefore = seq === null && lastReadSeq !== null && lastReadSeq + 1 < first;
  const reading = isUnreadBefore ? await readWindow(teamId, lastReadSeq + 1) : wanted;
  return reading.ok ? { ok: true, value: { reading: reading.value, lastReadSeq } } : reading;
}
