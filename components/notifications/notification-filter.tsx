"use client";
import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useTranslations } from "use-intl";
import { Opening } from "@/components/navigation/opening";
import { Select } from "@/components/ui/select";
import { addressOf, type NotificationFilters } from "@/lib/notifications/filters";
import { type Group, groups } from "@/lib/notifications/registry";
import { useInbox } from "./use-inbox";

const VIEWS = ["all", "unread"] as const;

/** Narrows the list: to what is unread, and to what it is about. Each view has an address. */
export function NotificationFilter({ filters }: { filters: NotificationFilters }) {
  const t = useTranslations("notifications.filter");
  const unread = useInbox()?.unread ?? 0;
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 border-b border-line">
      <nav aria-label={t("label")}>
        <ul className="flex gap-5">
          {VIEWS.map((show) => (
            <li key={show}>
              <Link
                href={addressOf({ ...filters, show, before: null }) as Route}
                prefetch={false}
                aria-current={show === filters.show ? "page" : undefined}
                className="relative -mb-px flex h-12 items-center gap-1.5 border-b-2 border-transparent font-medium whitespace-nowrap text-muted hover:text-ink aria-[current=page]:border-blue aria-[current=page]:text-ink"
              >
                {t(show)}
                {show === "unread" && (
                  <span className={`font-board text-[16px] font-semibold ${unread > 0 ? "text-red" : ""}`}>
                    {unread}
                  </span>
                )}
                <Opening className="absolute top-1 right-0 bg-blue" />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <About filters={filters} />
    </div>
  );
}

function About({ filters }: { filters: NotificationFilters }) {
  const t = useTranslations("notifications.filter");
  const router = useRouter();
  const [isPending, start] = useTransition();
  const choose = (about: Group | null) =>
    start(() => router.replace(addressOf({ ...filters, about, before: null }) as Route));
  return (
    <search aria-busy={isPending} className="mb-2 min-w-44 max-sm:flex-1">
      <Select
        key={filters.about}
        defaultValue={filters.about ?? ""}
        aria-label={t("about")}
        onChange={(event) => choose(groups.find((group) => group === event.currentTarget.value) ?? null)}
      >
        <option value="">{t("everything")}</option>
        {groups.map((group) => (
          <option key={group} value={group}>
            {t(`group.${group}`)}
          </option>
        ))}
      </Select>
    </search>
  );
}
