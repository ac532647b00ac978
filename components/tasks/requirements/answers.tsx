"use client";
import { CalendarPlus, FileText, MessageSquareText } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { Deadline } from "@/components/ui/deadline";
import { Plate } from "@/components/ui/plate";
import { useClock } from "@/components/ui/use-clock";
import { standingOf } from "@/lib/tasks/requirements/counts";
import type { ListedTask } from "@/lib/tasks/schema";
import { Count } from "../count";
import { useWhen } from "../use-when";
import { StandingMark } from "./mark";

export type Colours = Record<string, { primaryColour: string; secondaryColour: string }>;
type Props = {
  colours: Colours;
  venueZone: string;
  /** Begins to give a team another deadline. */
  onExtend: (task: ListedTask) => void;
};

/** Teams and how they stand with one requirement. */
export function Answers({ title, tasks, ...props }: Props & { title: string; tasks: ListedTask[] }) {
  const id = useId();
  if (tasks.length === 0) return null;
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h2 id={id} className="text-xl">
        {title} <span className="text-muted">{tasks.length}</span>
      </h2>
      <ul className="divide-y divide-line overflow-hidden rounded-large border border-line bg-sheet shadow-sheet">
        {tasks.map((task) => (
          <Answer key={task.id} task={task} {...props} />
        ))}
      </ul>
    </section>
  );
}

function Answer({ task, colours, venueZone, onExtend }: Props & { task: ListedTask }) {
  const t = useTranslations("requirements");
  const nameId = useId();
  const when = useWhen();
  const now = useClock();
  const { id, team, dueAt, isCompleted, completedAt, completedByName, hasOwnDue, assignee } = task;
  const colour = colours[team.id];
  return (
    <li
      aria-labelledby={nameId}
      className="relative flex items-center gap-3 py-2 pr-3 pl-4 has-[a:hover]:bg-blue-soft/50"
    >
      <StandingMark standing={standingOf(task, now)} />
      <Plate
        code={team.code}
        primary={colour?.primaryColour ?? "#808080"}
        secondary={colour?.secondaryColour ?? "#808080"}
        size="small"
      />
      <span className="min-w-0 flex-1">
        <Link
          id={nameId}
          href={`/tasks/${id}` as Route}
          prefetch={false}
          className="font-semibold after:absolute after:inset-0"
        >
          {team.name}
        </Link>
        <span className="flex flex-wrap items-baseline gap-x-2.5 text-[13px] text-muted">
          {isCompleted && completedAt ? (
            t("answers.doneBy", { name: completedByName ?? "none", when: when(completedAt) })
          ) : hasOwnDue ? (
            <>
              <Deadline dueAt={dueAt} venueZone={venueZone} isCompleted={false} />
              <span className="rounded-full border border-line px-2">{t("answers.own")}</span>
            </>
          ) : (
            t(`standing.${standingOf(task, now)}`)
          )}
          {!isCompleted && assignee && <span>{t("answers.assignee", { name: assignee.name })}</span>}
        </span>
      </span>
      <span className="flex items-center gap-2.5 text-[13px] text-muted">
        {task.documents > 0 && (
          <Count
            Icon={FileText}
            count={task.documents}
            label={t("answers.documents", { count: task.documents })}
          />
        )}
        {task.comments > 0 && (
          <Count
            Icon={MessageSquareText}
            count={task.comments}
            label={t("answers.comments", { count: task.comments })}
          />
        )}
      </span>
      {!isCompleted && (
        <button
          type="button"
          aria-label={t("extend.open", { team: team.name })}
          title={t("extend.open", { team: team.name })}
          onClick={() => onExtend(task)}
          className="relative z-10 flex size-10 shrink-0 cursor-pointer items-center justify-center rounded-medium text-blue hover:bg-blue-soft"
        >
          <CalendarPlus aria-hidden="true" size={19} />
        </button>
      )}
    </li>
  );
}
