import { z } from "zod";
import { withoutControls } from "@/lib/i18n/without-controls";

export const QUERY_MAX = 200;
export const PAGE_SIZE = 20;

/** What the address of a search asks for; what is no such thing is not asked. */
export const searchQuerySchema = z.object({
  q: z
    .string()
    .transform((text) => withoutControls(text).trim().slice(0, QUERY_MAX))
    .catch(""),
  /** its code */
  team: z
    .string()
    .regex(/^[A-Z0-9]{2,5}$/)
    .optional()
    .catch(undefined),
  /** The message after which the page goes on: the last of the one before. */
  before: z.uuid().optional().catch(undefined),
});
export type SearchQuery = z.infer<typeof searchQuerySchema>;

/** A message that has what was looked for. */
export const hitSchema = z.object({
  id: z.uuid(),
  seq: z.int().positive(),
  created_at: z.iso.datetime({ offset: true }),
  sender_name: z.string(),
  sender_role: z.enum(["admin", "member"]),
  team_code: z.string(),
  team_name: z.string(),
  primary_colour: z.string(),
  secondary_colour: z.string(),
  content: z.string(),
  /** Those that were looked for, as the message writes them. */
  words: z.array(z.string()),
});
export type Hit = z.infer<typeof hitSchema>;

export const searchPageSchema = z.object({ has_more: z.boolean(), messages: z.array(hitSchema) });
