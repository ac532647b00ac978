"use client";
import { FileText, MessageSquareText } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Opening } from "@/components/navigation/opening";
import { Avatar } from "@/components/ui/avatar";
import { Deadline } from "@/components/ui/deadline";
import type { ListedTask } from "@/lib/tasks/schema";
import { CompleteButton } from "./complete-button";
import { Count } from "./count";
import { useTaskStatus } from "./use-task-status";
import { useWhen } from "./use-when";

/** A task in a list: one tap at its left delivers it, anywhere else opens it. */
export function TaskRow({
  task,
  venueZone,
  withTeam = false,
}: {
  task: ListedTask;
  venueZone: string;
  /** Says whose it is: for organisers. */
  withTeam?: boolean;
}) {
  const t = useTranslations("tasks.row");
  const when = useWhen();
  const { isPending, refused, change } = useTaskStatus(task);
  const { id, title, team, dueAt, isCompleted, completedAt, completedByName, assignee } = task;
  return (
    <li className="relative flex items-center gap-1.5 py-2.5 pr-4 pl-2 has-[a:hover]:bg-blue-soft/50">
      <CompleteButton
        title={title}
        isCompleted={isCompleted}
        isArchived={task.isArchived}
        isPending={isPending}
        onComplete={() => change(true)}
      />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          {withTeam && <span className="font-board font-semibold text-muted">{team.code}</span>}
          <Link
            href={`/tasks/${id}` as Route}
            className={`wrap-anywhere font-semibold after:absolute after:inset-0 ${isCompleted ? "text-muted" : ""}`}
          >
            {title}
            <Opening className="ml-2 inline-block bg-blue" />
          </Link>
        </p>
        <p className="flex flex-wrap items-baseline gap-x-2.5 text-[13px] text-muted">
          {isCompleted && completedAt && completedByName ? (
            t("doneBy", { name: completedByName, when: when(completedAt) })
          ) : (
            <Deadline dueAt={dueAt} venueZone={venueZone} isCompleted={isCompleted} />
          )}
          {task.hasOwnDue && <span>{t("own")}</span>}
        </p>
        {refused && (
          <p role="alert" className="text-[13px] text-red">
            {refused}
          </p>
        )}
      </div>
      <Counts task={task} />
      {assignee && (
        <span title={assignee.name} className="max-sm:hidden">
          <Avatar name={assignee.name} />
          <span className="sr-only">{assignee.name}</span>
        </span>
      )}
    </li>
  );
}

function Counts({ task: { comments, documents } }: { task: ListedTask }) {
  const t = useTranslations("tasks.row");
  return (
    <span className="flex shrink-0 items-center gap-3 px-1 text-[13px] text-muted">
      {documents > 0 && (
        <Count label={t("documents", { count: documents })} count={documents} Icon={FileText} />
      )}
      {comments > 0 && (
        <Count label={t("comments", { count: comments })} count={comments} Icon={MessageSquareText} />
      )}
    </span>
  );
}
