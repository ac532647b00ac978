import { z } from "zod";
import { withoutControls } from "@/lib/i18n/without-controls";
import type { Failure } from "@/lib/supabase/failure";

/** The longest message, in characters as Postgres counts them (code points). */
export const MESSAGE_MAX_LENGTH = 5000;

/** How many code points a text has: an emoji is one here and two in `length`. */
export function messageLength(text: string): number {
  return [...text].length;
}

/** A text as it is sent: without what a paste may bring along unseen. Empty when there is nothing to read in it. */
export function sendable(typed: string): string {
  const text = withoutControls(typed).trimEnd();
  return text.trim() === "" ? "" : text;
}

/** How many a message may name. */
export const MENTIONS_MAX = 20;

/** How many documents a message may bring along. */
export const DOCUMENTS_MAX = 10;

/** Postgres counts no further. */
const PLACE_MAX = 2_147_483_647;

/** The organisers together, as a mention. A conversation's team as a whole is mentioned by the team's own id. */
export const ORGANISERS_ID = "00000000-0000-4000-8000-000000000001";

/** Whom a message names, by the name that stands after an @ in its text. */
export const mentionSchema = z.object({ id: z.uuid(), name: z.string() });
export type Mention = z.infer<typeof mentionSchema>;

/** Somebody whom one may name in a conversation: of its team, an organiser, or all of either. */
export type Mentionable = Mention & { readonly kind: "person" | "organiser" | "team" | "organisers" };

/** A document that came with a message. Its sides, in pixels, are known of pictures that a browser shows, and of nothing else. */
export const messageDocumentSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  mime_type: z.string(),
  size_bytes: z.int().positive(),
  width: z.int().positive().nullable(),
  height: z.int().positive().nullable(),
});
export type MessageDocument = z.infer<typeof messageDocumentSchema>;

const role = z.enum(["admin", "member"]);
const timestamp = z.iso.datetime({ offset: true });

/** A message as Postgres tells it: in snapshots, catch-ups, answers and live events alike (`private.message_json`). */
export const messageSchema = z.object({
  id: z.uuid(),
  team_id: z.uuid(),
  sender_id: z.uuid(),
  sender_name: z.string(),
  sender_role: role,
  content: z.string().nullable(),
  seq: z.int().positive(),
  revision: z.int().positive(),
  created_at: timestamp,
  edited_at: timestamp.nullable(),
  deleted_at: timestamp.nullable(),
  // A database that is older than the page tells of neither.
  mentions: z.array(mentionSchema).default([]),
  documents: z.array(messageDocumentSchema).default([]),
  /** Of what went to many teams at once. Only organisers can read more of that. */
  announcement_id: z.uuid().nullish(),
});
export type Message = z.infer<typeof messageSchema>;

/**
 * The same from a row of the table, where the ids and the names of whom it mentions stand beside each other. Only of a message
 * without documents: of those the row knows no more than the ids.
 */
export const messageRowSchema = messageSchema
  .omit({ documents: true })
  .extend({
    mentions: z.array(z.uuid()),
    mention_names: z.array(z.string()),
    document_ids: z.array(z.uuid()).max(0),
  })
  .transform(
    ({ mention_names, document_ids: _, ...row }): Message => ({
      ...row,
      documents: [],
      mentions: row.mentions.map((id, place) => ({ id, name: mention_names[place] ?? "" })),
    }),
  );

/** How far a conversation has come: its last place, and its last change. */
export const headSchema = z.object({
  last_seq: z.int().nonnegative(),
  last_revision: z.int().nonnegative(),
});
export type Head = z.infer<typeof headSchema>;

/** Messages with the head they were read with, in one statement, and the topic on which what follows will be said. */
export const readingSchema = headSchema.extend({
  topic: z.string(),
  messages: z.array(messageSchema),
});
export type Reading = z.infer<typeof readingSchema>;

export const historySchema = z.array(messageSchema);

const contentSchema = z
  .string()
  .refine((text) => text === "" || /\S/.test(text))
  .refine((text) => messageLength(text) <= MESSAGE_MAX_LENGTH);

/**
 * What a send needs. The id is made by the sender's browser, so that a retry is recognised. The sender is who wrote it:
 * when someone else has signed in in another tab meanwhile, it must not go out in their name.
 */
export const sendSchema = z
  .object({
    id: z.uuid(),
    senderId: z.uuid(),
    teamId: z.uuid(),
    content: contentSchema,
    // A page that is older than the site sends none.
    mentions: z.array(z.uuid()).max(MENTIONS_MAX).default([]),
    /** The ids of documents that were confirmed for a message. Those that are not there any more are left out. */
    documents: z.array(z.uuid()).max(DOCUMENTS_MAX).default([]),
    /** The newest place that its writer had before them when they began; null: whatever was said since, it goes out. */
    writtenAfter: z.int().nonnegative().max(PLACE_MAX).nullable().default(null),
  })
  .refine(({ content, documents }) => content !== "" || documents.length > 0);
export type SendInput = z.infer<typeof sendSchema>;

/** What another organiser has answered since a message was begun: the newest of it. */
export const answerSchema = z.object({ seq: z.int().positive(), name: z.string() });
export type Answer = z.infer<typeof answerSchema>;
/** It was not stored: first its writer has to see the answer. */
export type Answered = { ok: false; code: "answered"; answer: Answer };
export type SendResult = { ok: true; message: Message } | Failure | Answered;

/** A new text for one's own message. Only one that has documents may have none. */
export const editSchema = z.object({
  id: z.uuid(),
  content: contentSchema,
  mentions: z.array(z.uuid()).max(MENTIONS_MAX),
});
export type EditInput = z.infer<typeof editSchema>;

/** Why a message cannot be changed (the `detail` of the database's refusal). */
export const changeRefusalSchema = z.enum(["not_yours", "too_late", "deleted", "team_archived"]);
export type ChangeResult =
  | { ok: true; message: Message }
  | { ok: false; code: z.infer<typeof changeRefusalSchema> | Failure["code"]; retryAfterSeconds?: number };

/** For how long a member may change a message; an organiser always may. */
export const CHANGE_MINUTES = 15;

/** Somebody who has seen something of a conversation, and up to which place. */
export const readerSchema = z.object({
  user_id: z.uuid(),
  name: z.string(),
  role,
  seen_seq: z.int().positive(),
  read_at: timestamp,
});
export type Reader = z.infer<typeof readerSchema>;
export const readersSchema = z.array(readerSchema);

/** A line of the list of conversations. */
export const conversationSchema = z.object({
  team_id: z.uuid(),
  code: z.string(),
  name: z.string(),
  primary_colour: z.string(),
  secondary_colour: z.string(),
  last_seq: z.int(),
  unread: z.int(),
  last_message_at: timestamp.nullable(),
  last_sender_id: z.uuid().nullable(),
  last_sender_name: z.string().nullable(),
  last_excerpt: z.string().nullable(),
  last_deleted: z.boolean().nullable(),
  // Told to organisers alone.
  waiting_since: timestamp.nullable(),
  assignee_id: z.uuid().nullable(),
  assignee_name: z.string().nullable(),
  resolved_at: timestamp.nullable(),
  snoozed_until: timestamp.nullable(),
});
export type Conversation = z.infer<typeof conversationSchema>;
export const conversationListSchema = z.array(conversationSchema);
