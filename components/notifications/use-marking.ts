"use client";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import { answerOf } from "@/components/people/answer";
import { readAllNotifications, unreadNotifications } from "@/lib/notifications/actions";
import { MARKED_UNREAD_MAX, type Notification } from "@/lib/notifications/schema";

/** How long one may take back what a finger did by mistake. */
const UNDO_MS = 10_000;

/** What a reader marks as read, or as unread again. */
export function useMarking() {
  const t = useTranslations("notifications");
  const { inbox } = useLive();

  const refused = () => toast.error(t("failed.mark"));

  const unmark = async (ids: readonly string[]) => {
    for (let from = 0; from < ids.length; from += MARKED_UNREAD_MAX) {
      const some = ids.slice(from, from + MARKED_UNREAD_MAX);
      const mark = { ids: new Set(some), isRead: false, others: false };
      const answer = await inbox.mark(mark, () => answerOf(unreadNotifications({ ids: some })));
      if (!answer.ok) return void refused();
    }
  };

  return {
    /** Without a word: whoever opens a notification has read it, and the count says so. */
    read: (id: string) => inbox.markRead(id),
    async toggle({ id, readAt }: Notification) {
      if (readAt !== null) return unmark([id]);
      const answer = await inbox.markRead(id);
      if (!answer.ok) refused();
    },
    /** All that the reader could know of: what comes in this moment stays unread. */
    async readAll(newest: Notification, shown: readonly Notification[]) {
      const mark = { ids: new Set(shown.map(({ id }) => id)), isRead: true, others: true };
      const answer = await inbox.mark(mark, () => answerOf(readAllNotifications({ upTo: newest.createdAt })));
      if (!answer.ok) return void refused();
      if (answer.ids.length === 0) return;
      toast.success(t("allRead", { count: answer.ids.length }), {
        duration: UNDO_MS,
        action: { label: t("undo"), onClick: () => void unmark(answer.ids) },
      });
    },
  };
}
