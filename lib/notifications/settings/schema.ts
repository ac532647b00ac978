import { z } from "zod";
import { type NotificationType, notificationTypes } from "../schema";

/** What each role can be told of: of the rest nothing ever comes to them. */
const TOLD: Record<NotificationType, { admin: boolean; member: boolean }> = {
  task_assigned: { admin: false, member: true },
  task_completed: { admin: true, member: false },
  task_comment: { admin: true, member: true },
  deadline_reminder: { admin: false, member: true },
  document_uploaded: { admin: true, member: false },
  page_published: { admin: false, member: true },
  chat_mention: { admin: true, member: true },
  chat_message: { admin: true, member: true },
};

export function typesFor(role: "admin" | "member"): NotificationType[] {
  return notificationTypes.filter((type) => TOLD[type][role]);
}

/** Which of the types that a form shows are wanted. */
export const wantedSchema = z.object({
  shown: z.array(z.enum(notificationTypes)).min(1),
  wanted: z.array(z.enum(notificationTypes)),
});

/** A moment of the day by the reader's clock, "22:30". */
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Across midnight where they end earlier than they begin; null for none. */
export type QuietHours = { from: string; until: string };
export const quietHoursSchema = z
  .object({ from: time, until: time })
  .refine(({ from, until }) => from !== until, { path: ["until"], message: "same" });

/** Offered to who has none yet. */
export const USUAL_QUIET_HOURS: QuietHours = { from: "22:00", until: "07:00" };
