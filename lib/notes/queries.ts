import "server-only";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { type Note, notesSchema } from "./schema";

/** The newest notes of a conversation, oldest first. To whoever is no organiser there are none anywhere. */
export async function readNotes(teamId: string): Promise<{ ok: true; value: Note[] } | Failure> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("conversation_note_list", { conversation: teamId });
  if (error) return failureOf(error, status, "conversation_note_list");
  return data === null ? { ok: false, code: "not_found" } : { ok: true, value: notesSchema.parse(data) };
}
