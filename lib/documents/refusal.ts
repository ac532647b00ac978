import type { PostgrestError } from "@supabase/supabase-js";
import { z } from "zod";
import { type Failure, failureOf } from "@/lib/supabase/failure";

/** What the database refuses by name (the `detail` of its error). */
const named = z.enum([
  "team_archived",
  "withdrawn",
  "task",
  "team",
  "deleted",
  "gone",
  "not_yours",
  "too_late",
]);

/**
 * Why a document was not taken or not taken away; each has its sentence in the catalogue (`documents.refused.*`).
 * `lie`: the file is not what its name says. `too_many`: of this person's uploads too many were left unfinished.
 * `unreadable`: the browser gets no more at a file that was chosen; no answer of the site.
 */
export type DocumentRefusalCode =
  | z.infer<typeof named>
  | "name"
  | "kind"
  | "empty"
  | "too_large"
  | "lie"
  | "too_many"
  | "unreadable"
  | Failure["code"];

export type DocumentRefusal = { ok: false; code: DocumentRefusalCode; retryAfterSeconds?: number };

export function refusalOf(error: PostgrestError, status: number, context: string): DocumentRefusal {
  const name = named.safeParse(error.details);
  return name.success ? { ok: false, code: name.data } : failureOf(error, status, context);
}
