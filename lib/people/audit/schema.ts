import { z } from "zod";
import { Constants } from "@/lib/supabase/database.types";

/** What somebody did, as the database recorded it. What `details` holds depends on the act. */
export const auditEntrySchema = z.object({
  id: z.int(),
  at: z.iso.datetime({ offset: true }),
  actor_id: z.uuid().nullable(),
  act: z.enum(Constants.public.Enums.audit_act),
  subject_id: z.uuid().nullable(),
  team_id: z.uuid().nullable(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** The place of an entry, by which its page goes on: the time to the microsecond, and the id. */
const place = z
  .string()
  .regex(/^[^_]+_\d{1,18}$/)
  .refine((text) => z.iso.datetime({ offset: true }).safeParse(text.split("_")[0]).success);

/** What the address of the audit trail asks for. */
export const auditQuerySchema = z.object({
  person: z.uuid().optional().catch(undefined),
  /** its code */
  team: z
    .string()
    .regex(/^[A-Z0-9]{2,5}$/)
    .optional()
    .catch(undefined),
  before: place.optional().catch(undefined),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;
