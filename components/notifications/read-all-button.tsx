"use client";
import { useTransition } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { useInbox } from "./use-inbox";
import { useMarking } from "./use-marking";

/** Marks all as read; it is there while something is unread. */
export function ReadAllButton() {
  const t = useTranslations("notifications");
  const inbox = useInbox();
  const { readAll } = useMarking();
  const [isPending, start] = useTransition();
  const newest = inbox?.notifications[0];
  if (!inbox || !newest || inbox.unread === 0) return null;
  return (
    <Button
      look="link"
      disabled={isPending}
      onClick={() => start(() => readAll(newest, inbox.notifications))}
      className="text-[14px]"
    >
      {t("markAllRead")}
    </Button>
  );
}
