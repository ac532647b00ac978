"use client";
import type { Route } from "next";
import Link from "next/link";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { Deadline } from "@/components/ui/deadline";
import { useClock } from "@/components/ui/use-clock";
import { type Urgency, urgencyOf } from "@/lib/tasks/deadline";
import type { ListedTask } from "@/lib/tasks/schema";
import { Deliver, LookLink } from "./deliver";

const EDGES: Record<Urgency, string> = {
  done: "border-l-line",
  late: "border-l-red",
  soon: "border-l-amber",
  calm: "border-l-blue",
};

/** What a team has to deliver next, where nobody overlooks it. */
export function NextCard({
  task,
  readerId,
  venueZone,
}: {
  task: ListedTask;
  readerId: string;
  venueZone: string;
}) {
  const t = useTranslations("tasks");
  const titleId = useId();
  const urgency = urgencyOf(new Date(task.dueAt), task.isCompleted, useClock());
  const { id, title, dueAt, isCompleted, isArchived, assignee } = task;
  return (
    <section
      aria-labelledby={titleId}
      className={`flex flex-col gap-4 rounded-large border border-l-4 border-line bg-sheet p-5 shadow-sheet md:p-6 ${EDGES[urgency]}`}
    >
      <div className="flex flex-col gap-1">
        <p className="font-board text-[15px] font-semibold tracking-wide text-muted uppercase">
          {t(urgency === "late" ? "next.titleLate" : "next.title")}
        </p>
        <h2 id={titleId} className="wrap-anywhere text-[32px] leading-9 md:text-[40px] md:leading-11">
          <Link href={`/tasks/${id}` as Route} className="underline-offset-4 hover:underline">
            {title}
          </Link>
        </h2>
        <Deadline dueAt={dueAt} venueZone={venueZone} isCompleted={isCompleted} size="large" />
        <p className="text-muted">
          {assignee === null
            ? t("next.nobody")
            : assignee.id === readerId
              ? t("next.mine")
              : t("next.assigned", { name: assignee.name })}
        </p>
      </div>
      {isArchived ? (
        <div>
          <LookLink id={id} />
        </div>
      ) : (
        <Deliver task={task} />
      )}
    </section>
  );
}
