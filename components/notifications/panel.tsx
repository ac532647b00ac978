"use client";
import Link from "next/link";
import { useTranslations } from "use-intl";
import type { Notification } from "@/lib/notifications/schema";
import { LIST } from "./href";
import { NotificationRow } from "./notification-row";
import { PushOffer } from "./push-offer";
import { ReadAllButton } from "./read-all-button";
import { useInbox } from "./use-inbox";
import { useMarking } from "./use-marking";

/** The newest notifications, the unread ones first, live. */
export function Panel({ onLeave }: { onLeave: () => void }) {
  const t = useTranslations("notifications");
  const inbox = useInbox();
  const part = (isUnread: boolean) =>
    inbox?.notifications.filter(({ readAt }) => (readAt === null) === isUnread) ?? [];
  return (
    <>
      <header className="flex shrink-0 items-baseline justify-between gap-3 border-b border-line px-4 py-3">
        <h2 className="text-2xl">{t("title")}</h2>
        <ReadAllButton />
      </header>
      <PushOffer className="shrink-0 border-b" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {inbox === null ? (
          <p role="status" className="px-4 py-10 text-center text-muted">
            {t("failed.list")}
          </p>
        ) : inbox.notifications.length === 0 ? (
          <p className="px-6 py-10 text-center text-pretty text-muted">{t("empty.all.text")}</p>
        ) : (
          <>
            <Part title={t("part.new")} notifications={part(true)} onLeave={onLeave} />
            <Part title={t("part.earlier")} notifications={part(false)} onLeave={onLeave} />
          </>
        )}
      </div>
      <Link
        href={LIST}
        onClick={onLeave}
        className="shrink-0 border-t border-line px-4 py-3 text-center font-medium text-blue hover:bg-blue-soft"
      >
        {t("all")}
      </Link>
    </>
  );
}

function Part({
  title,
  notifications,
  onLeave,
}: {
  title: string;
  notifications: Notification[];
  onLeave: () => void;
}) {
  const { toggle } = useMarking();
  if (notifications.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="px-4 pt-3 text-[15px] tracking-wide text-muted uppercase">{title}</h3>
      <ul className="divide-y divide-line">
        {notifications.map((notification) => (
          <NotificationRow
            key={notification.id}
            notification={notification}
            onOpen={onLeave}
            onToggle={(one) => void toggle(one)}
          />
        ))}
      </ul>
    </section>
  );
}
