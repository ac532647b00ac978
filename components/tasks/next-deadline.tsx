"use client";
import type { Route } from "next";
import Link from "next/link";
import { useState, useSyncExternalStore } from "react";
import { useFormatter, useTimeZone, useTranslations } from "use-intl";
import { useLive } from "@/components/live/live-provider";
import { TimeLeft } from "@/components/ui/deadline";
import { useClock } from "@/components/ui/use-clock";
import { useIsPhone } from "@/components/ui/use-is-phone";
import { daysAgo } from "@/lib/i18n/day";
import { urgencyOf } from "@/lib/tasks/deadline";
import type { NextTask } from "@/lib/tasks/next-task";

/** What a team has to deliver next, pinned under the heading on a phone: elsewhere the tasks are one glance away. */
export function NextDeadline({ initial }: { initial: NextTask }) {
  return useIsPhone(true) ? <Pinned initial={initial} /> : null;
}

function Pinned({ initial }: { initial: NextTask }) {
  const t = useTranslations("deadline");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const now = useClock();
  const live = useLive();
  const [store] = useState(() => live.nextTask(initial));
  const task = useSyncExternalStore(store.subscribe, store.getSnapshot, () => initial);
  if (!task) return null;
  const due = new Date(task.dueAt);
  const isCalm = urgencyOf(due, false, now) === "calm";
  const time = format.dateTime(due, "time");
  return (
    <Link
      href={`/tasks/${task.id}` as Route}
      className={`flex min-h-11 items-baseline gap-3 border-b border-line px-4 py-2.5 md:hidden ${isCalm ? "bg-sheet" : "bg-amber-soft"}`}
    >
      <span className="flex min-w-0 flex-1 gap-1">
        <span className="truncate font-semibold">
          <span className="sr-only">{t("next")} </span>
          {task.title}
        </span>
        <span className="whitespace-nowrap">
          {daysAgo(due, now, timeZone) === 0
            ? t("dueTime", { time })
            : t("dueDay", { day: format.dateTime(due, "date"), time })}
        </span>
      </span>
      <span className="font-board text-[16px] font-semibold whitespace-nowrap">
        <TimeLeft dueAt={task.dueAt} isCompleted={false} />
      </span>
    </Link>
  );
}
