import { z } from "zod";
import type { FailureCode } from "@/lib/supabase/failure";

const team = z.object({ teamId: z.uuid() });

export const assignSchema = team.extend({ organiserId: z.uuid().nullable() });
/** What is done with what one has seen: `seenSeq` is the newest place that is on the screen. */
const seen = team.extend({ seenSeq: z.int().nonnegative() });
export const resolveSchema = seen;
export const reopenSchema = team;
export const snoozeSchema = seen.extend({ until: z.iso.datetime() });

export type Assign = z.infer<typeof assignSchema>;
export type Resolve = z.infer<typeof resolveSchema>;
export type Reopen = z.infer<typeof reopenSchema>;
export type SnoozeUntil = z.infer<typeof snoozeSchema>;

/** Why something cannot be done with a conversation (the `detail` of the database's refusal). */
export const handlingRefusalSchema = z.enum([
  "no_organiser",
  "written_meanwhile",
  "not_waiting",
  "team_archived",
  "too_late",
  "passed",
]);
export type HandlingAnswer =
  | { ok: true }
  | { ok: false; code: z.infer<typeof handlingRefusalSchema> | FailureCode };
