import { z } from "zod";

/** As Postgres has it (conversation_notes_content_length). */
export const NOTE_MAX_LENGTH = 5000;

export const noteSchema = z.object({
  id: z.string(),
  author_id: z.string(),
  author_name: z.string(),
  content: z.string(),
  /** The place of the message that it stands behind; 0 for the beginning. */
  after_seq: z.number(),
  created_at: z.string(),
  edited_at: z.string().nullable(),
});
/** What an organiser noted for the others beside a conversation. */
export type Note = z.infer<typeof noteSchema>;
export const notesSchema = z.array(noteSchema);

/** In characters as Postgres counts them, which keeps no NUL. */
const contentSchema = z
  .string()
  .refine((text) => /\S/.test(text) && [...text].length <= NOTE_MAX_LENGTH && !text.includes("\0"));

/** The id is made before the note is: of two tries one note comes. */
export const newNoteSchema = z.object({ id: z.uuid(), teamId: z.uuid(), content: contentSchema });
export type NewNote = z.infer<typeof newNoteSchema>;

export const noteEditSchema = z.object({ id: z.uuid(), content: contentSchema });
export type NoteEdit = z.infer<typeof noteEditSchema>;
