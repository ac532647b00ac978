import { z } from "zod";
import type { FailureCode } from "@/lib/supabase/failure";

/** The kinds of notification, as Postgres has them (notification_type). */
export const notificationTypes = [
  "task_assigned",
  "task_completed",
  "task_comment",
  "deadline_reminder",
  "document_uploaded",
  "page_published",
  "chat_mention",
  "chat_message",
] as const;
export type NotificationType = (typeof notificationTypes)[number];

const timestamp = z.iso.datetime({ offset: true });

/** A notification as Postgres tells it: in lists and live events alike. What `params` holds depends on the type. */
export const notificationSchema = z
  .object({
    id: z.uuid(),
    type: z.enum(notificationTypes),
    title: z.string(),
    message: z.string(),
    params: z.record(z.string(), z.unknown()),
    link: z.string(),
    item_count: z.int().positive(),
    read_at: timestamp.nullable(),
    created_at: timestamp,
  })
  .transform(({ item_count, read_at, created_at, ...row }) => ({
    ...row,
    itemCount: item_count,
    readAt: read_at,
    createdAt: created_at,
  }));
export type Notification = z.output<typeof notificationSchema>;

export const notificationsSchema = z.array(notificationSchema);

const readNotificationSchema = z.object({
  id: z.uuid(),
  type: z.enum(notificationTypes),
  title: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.unknown()),
  link: z.string(),
  itemCount: z.int().positive(),
  readAt: timestamp.nullable(),
  createdAt: timestamp,
});

/** The newest of somebody's notifications, the unread ones among them first, and how many are unread in all. */
export const inboxSchema = z.object({
  unread: z.int().nonnegative(),
  notifications: z.array(readNotificationSchema),
});
export type Inbox = z.infer<typeof inboxSchema>;

export const upToSchema = z.object({ upTo: timestamp });
/** So many are marked as unread in one go (unread_notifications). */
export const MARKED_UNREAD_MAX = 1000;
export const markedUnreadSchema = z.object({ ids: z.array(z.uuid()).min(1).max(MARKED_UNREAD_MAX) });

export type NotificationFailure = { ok: false; code: FailureCode; retryAfterSeconds?: number };
