"use client";
import { useTranslations } from "use-intl";
import { TimeLeft } from "@/components/ui/deadline";
import { isPast } from "@/lib/tasks/deadline";
import type { Counts } from "@/lib/tasks/requirements/counts";

/** What is left of a deadline that many teams have. It is not missed while all who still owe something were given longer. */
export function LeftOfAll({
  dueAt,
  counts,
  now,
}: {
  dueAt: string;
  counts: Counts;
  /** The moment at which they were counted. */
  now: Date;
}) {
  const t = useTranslations("requirements.counts");
  const isDone = counts.done === counts.asked && counts.asked > 0;
  if (!isDone && counts.late === 0 && isPast(new Date(dueAt), now)) return t("longer");
  return <TimeLeft dueAt={dueAt} isCompleted={isDone} />;
}
