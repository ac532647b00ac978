"use client";
import { Check, RotateCcw } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Deadline } from "@/components/ui/deadline";
import type { Task } from "@/lib/tasks/schema";
import { useTaskStatus } from "./use-task-status";
import { useWhen } from "./use-when";

/** When a task is due, whether it is done and by whom, and the one button that changes it. */
export function TaskStatus({
  task,
  venueZone,
  children,
}: {
  task: Task;
  venueZone: string;
  children: ReactNode;
}) {
  const t = useTranslations("tasks");
  const titleId = useId();
  const when = useWhen();
  const { isPending, refused, change } = useTaskStatus(task);
  const { dueAt, isCompleted, completedAt, completedByName, isArchived } = task;
  const [wasCompleted] = useState(isCompleted);
  const Icon = isCompleted ? RotateCcw : Check;
  return (
    <section
      aria-labelledby={titleId}
      className="flex flex-col gap-4 rounded-large border border-line bg-sheet p-5 shadow-sheet"
    >
      <div>
        <h2 id={titleId} className="text-[15px] tracking-wide text-muted uppercase">
          {t("due.title")}
        </h2>
        <Deadline
          dueAt={dueAt}
          venueZone={venueZone}
          isCompleted={isCompleted}
          completedAt={completedAt}
          size="large"
        />
      </div>
      {isCompleted && completedAt && (
        <p
          className={`flex items-start gap-2.5 rounded-medium bg-blue-soft px-3 py-2.5 ${wasCompleted ? "" : "animate-arrive"}`}
        >
          <Check aria-hidden="true" size={20} strokeWidth={2.5} className="mt-0.5 shrink-0 text-blue" />
          <span>
            <span className="font-semibold">{t("status.done")}</span>
            {completedByName && (
              <> {t("status.doneBy", { name: completedByName, when: when(completedAt) })}</>
            )}
          </span>
        </p>
      )}
      {refused && (
        <p role="alert" className="rounded-medium border border-red px-3 py-2 text-red">
          {refused}
        </p>
      )}
      {!isArchived && (
        <Button
          look={isCompleted ? "quiet" : "primary"}
          disabled={isPending}
          onClick={() => change(!isCompleted)}
          className="inline-flex min-h-11 items-center justify-center gap-2"
        >
          <Icon aria-hidden="true" size={18} strokeWidth={2.2} />
          {t(isPending ? "status.working" : isCompleted ? "status.reopen" : "status.complete")}
        </Button>
      )}
      {children}
    </section>
  );
}
