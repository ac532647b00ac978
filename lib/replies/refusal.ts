import type { PostgrestError } from "@supabase/supabase-js";
import { z } from "zod";
import { type FailureCode, failureOf } from "@/lib/supabase/failure";
import { type ReplyFields, replyFieldsSchema } from "./schema";

/** What the database refuses by name; each has its sentence in the catalogue (`replies.refused.*`). */
const named = z.enum(["shortcut_taken", "edited_meanwhile", "id_taken", "too_many"]);

export type ReplyFailureCode = z.infer<typeof named> | FailureCode;
export type ReplyFailure = { ok: false; code: ReplyFailureCode };

/** What was not written, and why: something misspelt, somebody who was quicker, or a failure. */
export type ReplyRefusal =
  | { ok: false; code: "misspelt"; fields: (keyof ReplyFields)[] }
  | { ok: false; code: "changed"; now: ReplyFields; revision: number }
  | ReplyFailure;

export function refusalOf(error: PostgrestError, status: number, context: string): ReplyFailure {
  const name = named.safeParse(error.details);
  return { ok: false, code: name.success ? name.data : failureOf(error, status, context).code };
}

export function misspelt(error: z.ZodError): ReplyRefusal {
  const known = replyFieldsSchema.keyof().options;
  const fields = known.filter((field) => error.issues.some(({ path }) => path.at(-1) === field));
  return fields.length > 0 ? { ok: false, code: "misspelt", fields } : { ok: false, code: "invalid" };
}
