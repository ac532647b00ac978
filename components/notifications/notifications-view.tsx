"use client";
import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { useFormatter, useTimeZone, useTranslations } from "use-intl";
import { Empty } from "@/components/ui/empty";
import { useClock } from "@/components/ui/use-clock";
import { dayOf, daysAgo } from "@/lib/i18n/day";
import { addressOf, type NotificationFilters } from "@/lib/notifications/filters";
import type { Notification } from "@/lib/notifications/schema";
import { NotificationFilter } from "./notification-filter";
import { NotificationRow } from "./notification-row";
import { PushOffer } from "./push-offer";
import { ReadAllButton } from "./read-all-button";
import { useMarking } from "./use-marking";
import { useRefreshOnNews } from "./use-refresh-on-news";

/** What somebody was told, by day, the newest first. */
export function NotificationsView({
  notifications,
  older,
  filters,
}: {
  notifications: Notification[];
  older: NotificationFilters["before"];
  filters: NotificationFilters;
}) {
  const t = useTranslations("notifications");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const { shown, toggle } = useShown(notifications);
  const days = Map.groupBy(shown, ({ createdAt }) => dayOf(new Date(createdAt), timeZone));
  const isNarrowed = filters.about !== null || filters.before !== null;
  const now = useClock();
  const titleOf = ([first]: Notification[]) => {
    const at = new Date(first?.createdAt ?? "");
    const days = daysAgo(at, now, timeZone);
    if (days > 1) return format.dateTime(at, "day");
    return t(days === 1 ? "yesterday" : "today");
  };
  const empty = isNarrowed ? "narrowed" : filters.show;
  return (
    <>
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="text-3xl">{t("title")}</h1>
        <ReadAllButton />
      </header>
      <PushOffer className="rounded-large border" />
      <NotificationFilter filters={filters} />
      {shown.length === 0 && <Empty title={t(`empty.${empty}.title`)} text={t(`empty.${empty}.text`)} />}
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2 id={`day-${day}`} className="mb-2 text-xl" suppressHydrationWarning>
            {titleOf(ofDay)}
          </h2>
          <ul className="divide-y divide-line overflow-hidden rounded-large border border-line bg-sheet shadow-sheet">
            {ofDay.map((notification) => (
              <NotificationRow key={notification.id} notification={notification} onToggle={toggle} />
            ))}
          </ul>
        </section>
      ))}
      <nav aria-label={t("history")} className="flex justify-between">
        {filters.before ? <Step to={{ ...filters, before: null }} label={t("newest")} /> : <span />}
        {older && <Step to={{ ...filters, before: older }} label={t("older")} />}
      </nav>
    </>
  );
}

/** The list as the reader has just marked it, until the page has it from the server. */
function useShown(notifications: Notification[]) {
  const router = useRouter();
  const { toggle } = useMarking();
  const [, start] = useTransition();
  useRefreshOnNews();
  const [shown, mark] = useOptimistic(notifications, (all, changed: Notification) =>
    all.map((one) => (one.id === changed.id ? changed : one)),
  );
  return {
    shown,
    toggle: (one: Notification) =>
      start(async () => {
        mark({ ...one, readAt: one.readAt === null ? new Date().toISOString() : null });
        await toggle(one);
        router.refresh();
      }),
  };
}

function Step({ to, label }: { to: NotificationFilters; label: string }) {
  return (
    <Link
      href={addressOf(to) as Route}
      className="rounded-medium border border-line bg-sheet px-4 py-2 font-medium hover:bg-blue-soft"
    >
      {label}
    </Link>
  );
}
