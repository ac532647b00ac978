import { z } from "zod";

/** How many of each are asked for at once; as many as Postgres looks up (chat_references). */
export const REFERENCES_MAX = 50;

/** What messages of a conversation refer to, by its ids. */
export const referredSchema = z.object({
  tasks: z.array(z.uuid()).max(REFERENCES_MAX).default([]),
  documents: z.array(z.uuid()).max(REFERENCES_MAX).default([]),
});
export type Referred = z.input<typeof referredSchema>;

/** The same as it is now. What is not among it is not there any more, or not of this conversation's team. */
export const referencesSchema = z.object({
  tasks: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      status: z.enum(["open", "completed"]),
      due_at: z.iso.datetime({ offset: true }),
      withdrawn: z.boolean(),
    }),
  ),
  documents: z.array(
    z.object({ id: z.uuid(), name: z.string(), mime_type: z.string(), size_bytes: z.int().positive() }),
  ),
});
export type References = z.infer<typeof referencesSchema>;
