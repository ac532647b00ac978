import { z } from "zod";

const timestamp = z.iso.datetime({ offset: true });

/** What an organiser has before them beside a team's conversation. */
export const contextSchema = z.object({
  timeZone: z.string(),
  /** What is open, the nearest deadline first, and how much of it there is in all. */
  tasks: z.array(z.object({ id: z.uuid(), title: z.string(), dueAt: timestamp })),
  open: z.int().nonnegative(),
  /** The newest, and how many there are in all. */
  documents: z.array(
    z.object({ id: z.uuid(), name: z.string(), mimeType: z.string(), uploadedAt: timestamp }),
  ),
  stored: z.int().nonnegative(),
  people: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type TeamContext = z.infer<typeof contextSchema>;
