import "server-only";
import type { Database } from "@/lib/supabase/database.types";
import { type Failure, failureOf } from "@/lib/supabase/failure";
import { supabaseForReader } from "@/lib/supabase/server";
import type { NotificationFilters } from "./filters";
import { typesOf } from "./registry";
import { type Inbox, type Notification, notificationsSchema } from "./schema";

type Answer<T> = { ok: true; value: T } | Failure;

/** So many of the newest the bell shows, and so many of the unread. */
const INBOX_ROWS = 20;
const PAGE_ROWS = 30;

/** The reader's newest notifications, with the newest of the unread should these be older, and how many are unread. */
export async function readInbox(): Promise<Answer<Inbox>> {
  const supabase = await supabaseForReader();
  const [count, newest] = await Promise.all([
    supabase.rpc("unread_notification_count"),
    readList({ only_unread: false, page_size: INBOX_ROWS }),
  ]);
  if (count.error) return failureOf(count.error, count.status, "unread_notification_count");
  if (!newest.ok) return newest;
  const known = new Set(newest.value.map(({ id }) => id));
  // Mostly what is unread is among the newest.
  const isComplete = newest.value.filter(({ readAt }) => readAt === null).length >= count.data;
  const unread = isComplete ? newest : await readList({ only_unread: true, page_size: INBOX_ROWS });
  if (!unread.ok) return unread;
  return {
    ok: true,
    value: {
      unread: count.data,
      notifications: [...newest.value, ...unread.value.filter(({ id }) => !known.has(id))],
    },
  };
}

/** A page of the reader's notifications, the newest first, and where the next one begins: null when there is none. */
export async function readNotifications({
  show,
  about,
  before,
}: NotificationFilters): Promise<
  Answer<{ notifications: Notification[]; older: NotificationFilters["before"] }>
> {
  const list = await readList({
    only_unread: show === "unread",
    page_size: PAGE_ROWS + 1,
    ...(about && { wanted: typesOf(about) }),
    ...(before && { before_created_at: before.createdAt, before_id: before.id }),
  });
  if (!list.ok) return list;
  const notifications = list.value.slice(0, PAGE_ROWS);
  const last = notifications.at(-1);
  return { ok: true, value: { notifications, older: (list.value.length > PAGE_ROWS && last) || null } };
}

async function readList(
  options: Database["public"]["Functions"]["notification_list"]["Args"],
): Promise<Answer<Notification[]>> {
  const supabase = await supabaseForReader();
  const { data, error, status } = await supabase.rpc("notification_list", options);
  if (error) return failureOf(error, status, "notification_list");
  return { ok: true, value: notificationsSchema.parse(data) };
}
