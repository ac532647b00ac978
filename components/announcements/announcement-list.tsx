"use client";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useWhen } from "@/components/tasks/use-when";
import { Empty } from "@/components/ui/empty";
import type { ListedAnnouncement } from "@/lib/announcements/schema";
import { Share } from "./share";

/** What was announced, the newest first, and how far each has come. */
export function AnnouncementList({ announcements }: { announcements: ListedAnnouncement[] }) {
  const t = useTranslations("announcements");
  const when = useWhen();
  if (announcements.length === 0) return <Empty title={t("list.empty.title")} text={t("list.empty.text")} />;
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-large border border-line bg-sheet shadow-sheet">
      {announcements.map(({ id, excerpt, creatorName, createdAt, teams, seen, answered }) => (
        <li
          key={id}
          className="relative grid gap-x-6 gap-y-2 px-4 py-3.5 has-[a:hover]:bg-blue-soft/50 md:grid-cols-[minmax(0,1fr)_18rem] md:items-center"
        >
          <div className="min-w-0">
            <Link
              href={`/admin/announcements/${id}` as Route}
              prefetch={false}
              className="wrap-anywhere line-clamp-2 font-semibold after:absolute after:inset-0"
              dir="auto"
            >
              {excerpt}
            </Link>
            <p className="text-[13px] text-muted">{t("by", { name: creatorName, when: when(createdAt) })}</p>
          </div>
          <div className="flex flex-col gap-1.5">
            <p className="flex flex-wrap justify-between gap-x-3 text-[13px]">
              <span className="font-semibold">{t("counts.teams", { count: teams })}</span>
              <span className="text-muted">{t("counts.seen", { count: seen })}</span>
              <span className="text-muted">{t("counts.answered", { count: answered })}</span>
            </p>
            <Share teams={teams} seen={seen} answered={answered} />
          </div>
        </li>
      ))}
    </ul>
  );
}
