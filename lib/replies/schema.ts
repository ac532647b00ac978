import { z } from "zod";
import { isLegible } from "@/lib/i18n/legible";

/** As Postgres has them (canned_replies_title_length, canned_replies_shortcut_form, canned_replies_content_length). */
export const TITLE_MAX_LENGTH = 80;
export const SHORTCUT_MAX_LENGTH = 30;
export const CONTENT_MAX_LENGTH = 5000;

/** In characters as Postgres counts them: an emoji is one here and two in `length`. */
const isAtMost = (max: number) => (text: string) => text.length <= max || [...text].length <= max;

/** What is written of a reply. */
export const replyFieldsSchema = z.object({
  title: z
    .string()
    .trim()
    .refine((title) => isAtMost(TITLE_MAX_LENGTH)(title) && isLegible(title)),
  /** Empty for none. However it was typed, also with the / before it. */
  shortcut: z
    .string()
    .trim()
    .toLowerCase()
    .transform((text) => text.replace(/^\//, ""))
    .pipe(z.string().regex(/^[a-z0-9-]{0,30}$/)),
  /** Postgres keeps no NUL. */
  content: z
    .string()
    .refine((text) => /\S/.test(text) && isAtMost(CONTENT_MAX_LENGTH)(text) && !text.includes("\0")),
});
export type ReplyFields = z.infer<typeof replyFieldsSchema>;

export const revisionSchema = z.int().min(1).max(2_147_483_647);

/** The id is made before the reply is: of two tries one reply comes. */
export const newReplySchema = z.object({ id: z.uuid(), fields: replyFieldsSchema });
export type NewReply = z.infer<typeof newReplySchema>;

/** What the form began with is compared as it was, not judged again. */
export const replyEditSchema = z.object({
  id: z.uuid(),
  revision: revisionSchema,
  before: z.object({ title: z.string(), shortcut: z.string(), content: z.string() }),
  after: replyFieldsSchema,
});
export type ReplyEdit = z.infer<typeof replyEditSchema>;

/** A reply, and the revision of it that somebody has seen. */
export const seenReplySchema = z.object({ id: z.uuid(), revision: revisionSchema });
export type SeenReply = z.infer<typeof seenReplySchema>;

export const replySchema = z.object({
  id: z.string(),
  title: z.string(),
  shortcut: z.string(),
  content: z.string(),
  revision: z.number(),
});
/** An answer that organisers give often. */
export type Reply = z.infer<typeof replySchema>;

/** The replies, and what a conversation puts into them. */
export const repliesSchema = z.object({
  replies: z.array(replySchema),
  /** Who of the team wrote last; null when nobody has. */
  lastWriter: z.string().nullable(),
  /** When the team has to deliver something next; null when nothing is open. */
  nextDueAt: z.string().nullable(),
  /** The team's clock. */
  timeZone: z.string(),
});
export type Replies = z.infer<typeof repliesSchema>;
