import type { PostgrestError } from "@supabase/supabase-js";
import { z } from "zod";
import { type FailureCode, failureOf } from "@/lib/supabase/failure";

/** What the database refuses by name (the `detail` of its error); each has its sentence in the catalogue (`people.refused.*`). */
const named = z.enum([
  "last_organiser",
  "deactivated",
  "other_role",
  "person",
  "team",
  "team_archived",
  "already_here",
  "already_invited",
  "invitation",
  "accepted",
  "expired",
  "revoked",
  "other_address",
  "not_confirmed",
]);

/** `moved`: an organiser saw somebody in another team than they are in by now. */
export type RefusalCode = z.infer<typeof named> | "moved" | FailureCode;
export type Refusal = { ok: false; code: RefusalCode };

/** Why the database did not do what an organiser, or somebody invited, asked for. */
export function refusalOf(error: PostgrestError, status: number, context: string): Refusal {
  const name = named.safeParse(error.details);
  return name.success ? { ok: false, code: name.data } : failureOf(error, status, context);
}
