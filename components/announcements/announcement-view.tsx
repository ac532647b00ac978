"use client";
import { ChevronLeft } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useWhen } from "@/components/tasks/use-when";
import type { Announcement } from "@/lib/announcements/schema";
import { standingsOf } from "@/lib/announcements/standings";
import { AnnouncedTeams } from "./announced-teams";
import { AnnouncedText } from "./preview";
import { Share } from "./share";

/** What was announced, and who has seen and answered it. */
export function AnnouncementView({ announcement }: { announcement: Announcement }) {
  const t = useTranslations("announcements");
  const when = useWhen();
  const { id, content, creatorName, createdAt, teams } = announcement;
  const { unseen, unanswered, answered } = standingsOf(teams);
  // Whom nobody can write to any more is not written to again.
  const reachable = (list: typeof teams) => list.filter(({ isArchived }) => !isArchived).length;
  const again = [
    { key: "unseen", count: reachable(unseen) },
    { key: "unanswered", count: reachable([...unseen, ...unanswered]) },
  ] as const;
  return (
    <article className="grid gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <header className="flex flex-col gap-1 lg:col-span-2">
        <Link
          href={"/admin/announcements" as Route}
          className="-ml-1.5 inline-flex min-h-12 items-center gap-0.5 self-start font-medium text-muted hover:text-ink"
        >
          <ChevronLeft aria-hidden="true" size={18} />
          {t("back")}
        </Link>
        <h1 className="text-3xl">{t("view.title", { count: teams.length })}</h1>
        <p className="text-muted">{t("by", { name: creatorName, when: when(createdAt) })}</p>
      </header>
      <aside className="flex flex-col gap-4 self-start rounded-large border border-line bg-sheet p-5 shadow-sheet lg:col-start-2 lg:row-start-2">
        <div className="flex flex-col gap-1.5">
          <p className="flex flex-wrap justify-between gap-x-3">
            <span className="font-semibold">{t("counts.teams", { count: teams.length })}</span>
            <span>{t("counts.seen", { count: teams.length - unseen.length })}</span>
            <span>{t("counts.answered", { count: answered.length })}</span>
          </p>
          <Share teams={teams.length} seen={teams.length - unseen.length} answered={answered.length} />
        </div>
        <div className="flex flex-col gap-2">
          {again.map(
            ({ key, count }) =>
              count > 0 && (
                <Link
                  key={key}
                  href={`/admin/announcements/new?${key}=${id}` as Route}
                  className="inline-flex min-h-12 items-center justify-center rounded-medium border border-line bg-sheet px-4 py-2 text-center font-medium hover:bg-blue-soft"
                >
                  {t(`view.${key}`, { count })}
                </Link>
              ),
          )}
        </div>
      </aside>
      <div className="flex min-w-0 flex-col gap-6 lg:col-start-1 lg:row-start-2">
        <p
          dir="auto"
          className="wrap-anywhere rounded-large border border-line bg-sheet px-4 py-3 text-[16px] whitespace-pre-wrap shadow-sheet"
        >
          <AnnouncedText text={content} />
        </p>
        <AnnouncedTeams title={t("view.notSeen")} teams={unseen} />
        <AnnouncedTeams title={t("view.seen")} teams={unanswered} />
        <AnnouncedTeams title={t("view.answered")} teams={answered} />
      </div>
    </article>
  );
}
