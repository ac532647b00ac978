import type { PostgrestError } from "@supabase/supabase-js";
import { z } from "zod";
import { type FailureCode, failureOf } from "@/lib/supabase/failure";
import { type PageFields, pageFieldsSchema } from "./schema";

/** What the database refuses by name; each has its sentence in the catalogue (`pages.refused.*`). */
const named = z.enum(["slug_taken", "slug_fixed", "was_published", "edited_meanwhile", "id_taken"]);

export type PageFailureCode = z.infer<typeof named> | FailureCode;
export type PageFailure = { ok: false; code: PageFailureCode };

/** What was not written, and why: something misspelt, somebody who was quicker, or a failure. */
export type PageRefusal =
  | { ok: false; code: "misspelt"; fields: (keyof PageFields)[] }
  | { ok: false; code: "changed"; now: PageFields; revision: number }
  | PageFailure;

export function refusalOf(error: PostgrestError, status: number, context: string): PageFailure {
  const name = named.safeParse(error.details);
  if (name.success) return { ok: false, code: name.data };
  return { ok: false, code: failureOf(error, status, context).code };
}

export function misspelt(error: z.ZodError): PageRefusal {
  const known = pageFieldsSchema.keyof().options;
  const fields = known.filter((field) => error.issues.some(({ path }) => path.at(-1) === field));
  return fields.length > 0 ? { ok: false, code: "misspelt", fields } : { ok: false, code: "invalid" };
}
