import "server-only";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import type { supabaseForReader } from "@/lib/supabase/server";
import { type Message, messageRowSchema, messageSchema } from "./schema";

/** What a row of the table tells of a message (messageRowSchema). */
export const MESSAGE_COLUMNS =
  "id, team_id, sender_id, sender_name, sender_role, content, seq, revision, created_at, edited_at, deleted_at, mentions, mention_names, document_ids";

/**
 * A message that has just been written, as all others are told. Where its row does not say everything (there is none after a
 * retry, and none knows its documents), it is read once more.
 */
export async function storedMessage(
  supabase: Awaited<ReturnType<typeof supabaseForReader>>,
  id: string,
  row: unknown,
): Promise<{ ok: true; message: Message } | Failure> {
  const known = messageRowSchema.safeParse(row);
  if (known.success) return { ok: true, message: known.data };
  const { data, error, status } = await supabase.rpc("read_message", { message_id: id });
  if (error) return failureOf(error, status, "read_message");
  const message = messageSchema.safeParse(data);
  return message.success ? { ok: true, message: message.data } : { ok: false, code: "unavailable" };
}
