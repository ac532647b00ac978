"use client";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { TwoClocks } from "@/components/ui/deadline";
import { useClock } from "@/components/ui/use-clock";
import { byNeed, countsOf } from "@/lib/tasks/requirements/counts";
import type { Matrix } from "@/lib/tasks/schema";
import { LeftOfAll } from "./left-of-all";
import { ShareDone } from "./share-done";

/** Where there is no room for every team: each requirement, and how many stand how with it. */
export function RequirementCards({
  requirements,
  venueZone,
}: {
  requirements: Matrix["requirements"];
  venueZone: string;
}) {
  const t = useTranslations("requirements");
  const now = useClock();
  const { owed, done } = byNeed(requirements);
  return (
    <ul aria-label={t("matrix.caption")} className="flex flex-col gap-2.5">
      {[...owed, ...done].map(({ id, title, dueAt, cells }) => {
        const counts = countsOf(cells, now);
        const isDone = counts.done === counts.asked && counts.asked > 0;
        return (
          <li
            key={id}
            className="relative flex flex-col gap-2 rounded-large border border-line bg-sheet px-4 py-3 shadow-sheet"
          >
            <span className="flex items-baseline justify-between gap-3">
              <Link
                href={`/tasks/requirements/${id}` as Route}
                prefetch={false}
                className={`wrap-anywhere text-[16px] font-semibold after:absolute after:inset-0 ${isDone ? "text-muted" : ""}`}
              >
                {title}
              </Link>
              <span aria-hidden="true" className="font-board text-[19px] font-semibold">
                {counts.done}
                <span className="text-muted">/{counts.asked}</span>
              </span>
            </span>
            <ShareDone counts={counts} className="w-full" />
            <span className="flex items-baseline justify-between gap-x-3">
              <span className="font-board text-[17px] font-semibold">
                <LeftOfAll dueAt={dueAt} counts={counts} now={now} />
              </span>
              {counts.late > 0 && (
                <span className="font-semibold text-red">{t("counts.late", { count: counts.late })}</span>
              )}
            </span>
            <span className="-mt-2 text-[13px] text-muted">
              <TwoClocks at={dueAt} venueZone={venueZone} />
            </span>
            <span className="sr-only">{t("matrix.row", counts)}</span>
          </li>
        );
      })}
    </ul>
  );
}
