import type { PostgrestError } from "@supabase/supabase-js";
import { z } from "zod";
import { type FailureCode, failureOf } from "@/lib/supabase/failure";

/** What the database refuses by name; each has its sentence in the catalogue (`notes.refused.*`). */
const named = z.enum(["team_archived", "deleted", "not_yours", "id_taken"]);

export type NoteRefusalCode = z.infer<typeof named> | FailureCode;
export type NoteAnswer = { ok: true } | { ok: false; code: NoteRefusalCode };

export function refusalOf(error: PostgrestError, status: number, context: string): NoteAnswer {
  const name = named.safeParse(error.details);
  return { ok: false, code: name.success ? name.data : failureOf(error, status, context).code };
}
