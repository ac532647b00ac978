import type { PostgrestError } from "@supabase/supabase-js";
import { z } from "zod";
import { type FailureCode, failureOf } from "@/lib/supabase/failure";

/** What the database refuses by name (the `detail` of its error); each has its sentence in the catalogue (`tasks.refused.*`). */
const named = z.enum(["team_archived", "withdrawn", "not_of_team"]);

export type TaskRefusalCode = z.infer<typeof named> | FailureCode;
export type TaskRefusal = { ok: false; code: TaskRefusalCode; retryAfterSeconds?: number };

/** Why the database did not do what was asked of a task. */
export function refusalOf(error: PostgrestError, status: number, context: string): TaskRefusal {
  const name = named.safeParse(error.details);
  return name.success ? { ok: false, code: name.data } : failureOf(error, status, context);
}
