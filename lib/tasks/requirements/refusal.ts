import type { PostgrestError } from "@supabase/supabase-js";
import { z } from "zod";
import { type FailureCode, failureOf } from "@/lib/supabase/failure";
import { type NewRequirement, newRequirementSchema } from "./schema";

/** What the database refuses by name (the `detail` of its error); each has its sentence in the catalogue (`requirements.refused.*`). */
const named = z.enum([
  "requirement",
  "task",
  "team",
  "team_archived",
  "withdrawn",
  "due_past",
  "no_teams",
  "not_of_team",
  "id_taken",
  "edited_meanwhile",
  "of_requirement",
]);

export type RequirementRefusalCode = z.infer<typeof named> | FailureCode;
export type RequirementRefusal = { ok: false; code: RequirementRefusalCode };
export type Misspelt = { ok: false; code: "misspelt"; fields: (keyof NewRequirement)[] };

/** Why the database did not do what an organiser asked for. */
export function refusalOf(error: PostgrestError, status: number, context: string): RequirementRefusal {
  const name = named.safeParse(error.details);
  return { ok: false, code: name.success ? name.data : failureOf(error, status, context).code };
}

/** Which fields hold what cannot be stored. */
export function misspelt(error: z.ZodError): Misspelt | RequirementRefusal {
  const known = newRequirementSchema.keyof().options;
  const fields = known.filter((field) => error.issues.some(({ path }) => path.includes(field)));
  return fields.length > 0 ? { ok: false, code: "misspelt", fields } : { ok: false, code: "invalid" };
}
