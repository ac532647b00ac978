import "server-only";
import { failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";

/** Moves the reader's cursor to a place, never back, and answers with where it stands. */
export async function markRead(teamId: string, seq: number) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("mark_read", { conversation: teamId, up_to_seq: seq });
  if (error) return failureOf(error, status, "mark_read");
  return { ok: true as const, value: data };
}

/** Moves the reader's cursor back before a place, never forward, and answers with where it stands. */
export async function markUnread(teamId: string, fromSeq: number) {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("mark_unread", {
    conversation: teamId,
    from_seq: fromSeq,
  });
  if (error) return failureOf(error, status, "mark_unread");
  return { ok: true as const, value: data };
}
