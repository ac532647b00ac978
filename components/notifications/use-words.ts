"use client";
import { useFormatter, useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import type { Notification } from "@/lib/notifications/schema";
import { type Words, wordsOf } from "@/lib/notifications/words";

/** What a notification says, in the reader's language. */
export function useWords(): (notification: Notification) => Words {
  const t = useTranslations("notifications");
  const format = useFormatter();
  const { ownTeam } = useLive();
  return (notification) => wordsOf(notification, { t, format, ownTeam });
}
