import { z } from "zod";

/** What an export says it is. A reader of another version must not guess. */
export const FORMAT = "rinkside-conversation";
export const VERSION = 1;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** In UTC, to the microsecond. */
const moment = z
  .string()
  .regex(/^\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
  .refine((text) => !Number.isNaN(Date.parse(text)));
/** As Postgres writes one; it takes more than the standard knows. */
const id = z.guid().lowercase();
const zone = z.string().refine((name) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en-GB", { timeZone: name }));
  } catch {
    return false;
  }
});

const documentSchema = z.strictObject({
  id,
  mime_type: z.string(),
  name: z.string(),
  size_bytes: z.int().positive(),
});
export type ExportedDocument = z.infer<typeof documentSchema>;

const told = {
  actor: z.strictObject({ id, name: z.string(), role: z.enum(["admin", "member"]) }),
  at: moment,
  /** As it was from then on; of a deletion, as it was until then. So are the documents and the mentions. */
  content: z.string(),
  documents: z.array(documentSchema).nullable(),
  hash,
  /** Null where an edit came before Rinkside kept whom a message named until then. */
  mentions: z.array(z.strictObject({ id, name: z.string() })).nullable(),
  message_id: id,
  revision: z.int().positive(),
  seq: z.int().positive(),
};

/** A change of a message. */
const changeSchema = z.strictObject({
  ...told,
  kind: z.enum(["sent", "edited", "deleted", "document_removed"]),
});
export type Change = z.infer<typeof changeSchema>;

/** A revision of which nothing is known: a document was taken out of a message before Rinkside kept that. */
const unrecordedSchema = z.strictObject({
  actor: z.null(),
  at: z.null(),
  content: z.null(),
  documents: z.null(),
  hash,
  kind: z.literal("unrecorded"),
  mentions: z.null(),
  message_id: z.null(),
  revision: z.int().positive(),
  seq: z.null(),
});

const eventSchema = z.discriminatedUnion("kind", [changeSchema, unrecordedSchema]);
export type LogEvent = z.infer<typeof eventSchema>;

/** An exported conversation. Its fingerprint is over everything else in it, and its head the hash of its last event. */
export const exportSchema = z.strictObject({
  about: z.strictObject({
    conversation: z.strictObject({
      code: z.string().regex(/^[A-Z0-9]{2,5}$/),
      name: z.string(),
      team_id: id,
    }),
    exported_at: moment,
    exported_by: z.strictObject({ id, name: z.string() }),
    format: z.literal(FORMAT),
    last_revision: z.int().nonnegative(),
    last_seq: z.int().nonnegative(),
    tournament: z.strictObject({ name: z.string(), time_zone: zone, venue: z.string() }),
    version: z.literal(VERSION),
  }),
  events: z.array(eventSchema),
  fingerprint: hash,
  head: hash,
});
export type ConversationExport = z.infer<typeof exportSchema>;
