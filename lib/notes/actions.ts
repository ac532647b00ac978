"use server";
import { z } from "zod";
import { supabaseForReader } from "@/lib/supabase/server";
import { type NoteAnswer, refusalOf } from "./refusal";
import { type NewNote, type NoteEdit, newNoteSchema, noteEditSchema } from "./schema";

/** Notes something beside a conversation. A second time with the same id it is the same note, with what was written since. */
export async function writeNote(input: NewNote): Promise<NoteAnswer> {
  const parsed = newNoteSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { id, teamId, content } = parsed.data;
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("write_note", {
    note_id: id,
    conversation: teamId,
    new_content: content,
  });
  return error ? refusalOf(error, status, "write_note") : { ok: true };
}

/** Replaces the text of one's own note. */
export async function editNote(input: NoteEdit): Promise<NoteAnswer> {
  const parsed = noteEditSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { id, content } = parsed.data;
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("edit_note", { note_id: id, new_content: content });
  return error ? refusalOf(error, status, "edit_note") : { ok: true };
}

/** Takes one's own note away. */
export async function deleteNote(id: string): Promise<NoteAnswer> {
  const parsed = z.uuid().safeParse(id);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const supabase = await supabaseForReader();
  const { error, status } = await supabase.rpc("delete_note", { note_id: parsed.data });
  return error ? refusalOf(error, status, "delete_note") : { ok: true };
}
