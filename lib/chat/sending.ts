import "server-only";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { readerToken, supabaseForReader } from "@/lib/supabase/server";
import { type Answered, answerSchema, type SendResult, sendSchema } from "./schema";
import { MESSAGE_COLUMNS, storedMessage } from "./stored";

/**
 * Stores a message and answers with the row. The same id again answers with the row that is already there: numbering,
 * the limit of 30 in 60 seconds and who may write are Postgres' (migration chat_log). Both doors lead here: the action
 * `sendMessage`, and the route handler behind it.
 * @param input not yet validated
 */
export async function storeMessage(input: unknown): Promise<SendResult> {
  const parsed = sendSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { id, senderId, teamId, content, mentions, documents, writtenAfter } = parsed.data;
  const [supabase, reader] = await Promise.all([supabaseForReader(), readerToken()]);
  // For its writer, a session of someone else is none: the message waits until they are back.
  if (reader?.userId !== senderId) return { ok: false, code: "signed_out" };

  const inserted = await supabase
    .from("chat_messages")
    .insert({
      ...{ id, team_id: teamId, sender_id: senderId, content, mentions, document_ids: documents },
      written_after: writtenAfter,
    })
    .select(MESSAGE_COLUMNS)
    .maybeSingle();
  if (inserted.error?.details === "answered") return answered(inserted.error.hint);
  if (inserted.error) return failureOf(inserted.error, inserted.status, "storeMessage");
  // No row: the id was stored before, by an earlier try whose answer was lost.
  return storedMessage(supabase, id, inserted.data);
}

/** Another organiser has answered since it was begun (migration send_if_current), whose name and place stand in the hint. */
function answered(hint: string): Answered | Failure {
  const answer = answerSchema.safeParse(JSON.parse(hint));
  return answer.success
    ? { ok: false, code: "answered", answer: answer.data }
    : { ok: false, code: "conflict" };
}
