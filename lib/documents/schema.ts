import { z } from "zod";
import { isLegible } from "@/lib/i18n/legible";
import { kindOf } from "./kinds";

/** As Postgres and Storage have them (documents_name_length, documents_size). */
export const NAME_MAX_LENGTH = 200;
export const MAX_MEGABYTES = 50;
export const MAX_BYTES = MAX_MEGABYTES * 1024 * 1024;

export const BUCKET = "documents";

/** Where a document's file lies: made of ids alone, never of a name. */
export const pathOf = (team: string, id: string): string => `${team}/${id}`;

/**
 * A file's name as it is kept: for display and for the download, never for a path. What cannot be seen is left out, for
 * with it a name can look like another one.
 */
export const nameSchema = z
  .string()
  .transform((name) =>
    name
      .normalize()
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, "")
      .trim(),
  )
  // In characters as Postgres counts them: an emoji is one here and two in `length`.
  .pipe(z.string().refine((name) => isLegible(name) && [...name].length <= NAME_MAX_LENGTH));

/** Why a file is not taken; each has its sentence in the catalogue (`documents.refused.*`). */
export type FileRefusal = "name" | "kind" | "empty" | "too_large";

/** What can be said of a file before anything is sent. */
export function refusalOfFile({ name, size }: { name: string; size: number }): FileRefusal | null {
  if (!nameSchema.safeParse(name).success) return "name";
  if (kindOf(name) === null) return "kind";
  if (size === 0) return "empty";
  return size > MAX_BYTES ? "too_large" : null;
}

/** An upload that is asked for; with an id it is another try of one that was cut off. */
export const offerSchema = z.object({
  id: z.uuid().nullish(),
  team: z.uuid(),
  name: z.string(),
  size: z.int().nonnegative(),
});
export type Offer = z.infer<typeof offerSchema>;

/** Where to send a file; without an address it is there already. */
export const offeredSchema = z.object({ id: z.uuid(), mimeType: z.string(), url: z.url().nullable() });
export type Offered = z.infer<typeof offeredSchema>;

/** `forMessage`: it is its uploader's alone, in no list and told to nobody, until it is sent with a message. */
export const confirmationSchema = z.object({
  id: z.uuid(),
  name: nameSchema,
  team: z.uuid(),
  task: z.uuid().nullish(),
  forMessage: z.boolean().default(false),
});
export type Confirmation = z.input<typeof confirmationSchema>;

const timestamp = z.iso.datetime({ offset: true });

const documentSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  size_bytes: z.int().positive(),
  mime_type: z.string(),
  uploaded_at: timestamp,
  uploaded_by_name: z.string(),
  team_id: z.uuid(),
  team_code: z.string(),
  team_name: z.string(),
  is_archived: z.boolean(),
  primary_colour: z.string(),
  secondary_colour: z.string(),
  task_id: z.uuid().nullable(),
  task_title: z.string().nullable(),
  message_id: z.uuid().nullable(),
  message_seq: z.int().nullable(),
});

/** A document as a list shows it. */
export type ListedDocument = {
  id: string;
  name: string;
  sizeBytes: number;
  mimeType: string;
  uploadedAt: string;
  uploadedByName: string | null;
  /** Whose it is; left out where the page says it already. */
  team?: {
    id: string;
    code: string;
    name: string;
    primaryColour: string;
    secondaryColour: string;
    isArchived: boolean;
  };
  /** The task or the message that it answers; left out where the page is that. */
  answers?: { task: { id: string; title: string } | null; message: { seq: number } | null };
};

/** Which documents of a list its reader may take away. */
export type Deletable = "all" | "but_of_messages" | "none";

/** As delete_document has it; what came with a message its sender takes back there, as long as they may delete that. */
export function deletableBy(role: "admin" | "member", isArchived = false): Deletable {
  if (isArchived) return "none";
  return role === "admin" ? "all" : "but_of_messages";
}

/** What Postgres answers a list with (document_list). */
export const documentListSchema = z
  .object({ total: z.int().nonnegative(), documents: z.array(documentSchema) })
  .transform(({ total, documents }) => ({ total, documents: documents.map(listed) }));
export type DocumentPage = z.output<typeof documentListSchema>;

function listed(row: z.output<typeof documentSchema>): ListedDocument {
  const { task_id: taskId, task_title: title, message_seq: seq } = row;
  return {
    id: row.id,
    name: row.name,
    sizeBytes: row.size_bytes,
    mimeType: row.mime_type,
    uploadedAt: row.uploaded_at,
    uploadedByName: row.uploaded_by_name,
    team: {
      id: row.team_id,
      code: row.team_code,
      name: row.team_name,
      primaryColour: row.primary_colour,
      secondaryColour: row.secondary_colour,
      isArchived: row.is_archived,
    },
    answers: {
      task: taskId && title ? { id: taskId, title } : null,
      message: seq === null ? null : { seq },
    },
  };
}
