import "server-only";
import type { PostgrestError } from "@supabase/supabase-js";
import { z } from "zod";
import { failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import { type ChangeResult, changeRefusalSchema, editSchema } from "./schema";
import { storedMessage } from "./stored";

/**
 * Replaces the text of one's own message and whom it names. Who may, and for how long, is Postgres' (migration chat_log).
 * @param input not yet validated
 */
export async function changeText(input: unknown): Promise<ChangeResult> {
  const parsed = editSchema.safeParse(input);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const { id, content, mentions } = parsed.data;
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("edit_message", {
    message_id: id,
    new_content: content,
    new_mentions: mentions,
  });
  return error ? refusalOf(error, status, "edit_message") : storedMessage(supabase, id, data);
}

/**
 * Leaves a tombstone in the place of one's own message. A second time changes nothing.
 * @param id not yet validated
 */
export async function takeBack(id: unknown): Promise<ChangeResult> {
  const parsed = z.uuid().safeParse(id);
  if (!parsed.success) return { ok: false, code: "invalid" };
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("delete_message", { message_id: parsed.data });
  return error ? refusalOf(error, status, "delete_message") : storedMessage(supabase, parsed.data, data);
}

function refusalOf(error: PostgrestError, status: number, context: string): ChangeResult {
  const named = changeRefusalSchema.safeParse(error.details);
  return named.success ? { ok: false, code: named.data } : failureOf(error, status, context);
}
