import { z } from "zod";
import { MESSAGE_MAX_LENGTH, messageLength, sendable } from "@/lib/chat/schema";
import type { FailureCode } from "@/lib/supabase/failure";

const timestamp = z.iso.datetime({ offset: true });
const count = z.int().nonnegative();

/** What is announced. The id is made by the writer's browser, so that a retry is recognised. */
export const newAnnouncementSchema = z.object({
  id: z.uuid(),
  content: z
    .string()
    .transform(sendable)
    .refine((text) => text !== "" && messageLength(text) <= MESSAGE_MAX_LENGTH),
  teams: z.uuid().array().min(1),
});
export type NewAnnouncement = z.infer<typeof newAnnouncementSchema>;

/** Why nothing was announced; each has its sentence in the catalogue (`announcements.refused.*`). */
export type AnnounceRefusalCode =
  | "misspelt"
  | "no_teams"
  | "team"
  | "team_archived"
  | "announced_already"
  | Exclude<FailureCode, "not_found" | "conflict">;
export type AnnounceAnswer = { ok: true } | { ok: false; code: AnnounceRefusalCode };

/** An announcement in the list, with how many of its teams have seen and answered it. */
export const listedAnnouncementSchema = z
  .object({
    id: z.uuid(),
    excerpt: z.string(),
    creator_name: z.string(),
    created_at: timestamp,
    teams: count,
    seen: count,
    answered: count,
  })
  .transform(({ creator_name: creatorName, created_at: createdAt, ...row }) => ({
    ...row,
    creatorName,
    createdAt,
  }));
export type ListedAnnouncement = z.output<typeof listedAnnouncementSchema>;

const announcedTeamSchema = z
  .object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    primary_colour: z.string(),
    secondary_colour: z.string(),
    is_archived: z.boolean(),
    seq: z.int().positive(),
    edited_at: timestamp.nullable(),
    deleted_at: timestamp.nullable(),
    people: count,
    seen: count,
    seen_at: timestamp.nullable(),
    answer: z.object({ seq: z.int().positive(), sender_name: z.string(), created_at: timestamp }).nullable(),
  })
  .transform((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    primaryColour: row.primary_colour,
    secondaryColour: row.secondary_colour,
    isArchived: row.is_archived,
    /** The message's place in the team's conversation. */
    seq: row.seq,
    isEdited: row.edited_at !== null,
    isDeleted: row.deleted_at !== null,
    people: row.people,
    /** How many of the team's people have seen it. */
    seen: row.seen,
    /** When the first did, who may have left since. */
    seenAt: row.seen_at,
    answer: row.answer && {
      seq: row.answer.seq,
      senderName: row.answer.sender_name,
      createdAt: row.answer.created_at,
    },
  }));
export type AnnouncedTeam = z.output<typeof announcedTeamSchema>;

export const announcementSchema = z
  .object({
    id: z.uuid(),
    content: z.string(),
    creator_name: z.string(),
    created_at: timestamp,
    teams: z.array(announcedTeamSchema),
  })
  .transform(({ creator_name: creatorName, created_at: createdAt, ...row }) => ({
    ...row,
    creatorName,
    createdAt,
  }));
export type Announcement = z.output<typeof announcementSchema>;
