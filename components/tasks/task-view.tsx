"use client";
import { ChevronLeft, MessageCircleQuestionMark } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { TwoClocks } from "@/components/ui/deadline";
import type { Task } from "@/lib/tasks/schema";
import { AssigneeField } from "./assignee-field";
import { Comments } from "./comments";
import { Part } from "./part";
import { TaskStatus } from "./task-status";
import { useWhen } from "./use-when";

export type Reader = { id: string; role: "admin" | "member" };

/** A task on a page of its own: how it stands at the side, what is asked, what was delivered, what was said. */
export function TaskView({
  task,
  reader,
  venueZone,
  documents,
  organising,
}: {
  task: Task;
  reader: Reader;
  venueZone: string;
  /** The documents of the task, and the way to add one. */
  documents: ReactNode;
  /** What only organisers can do with it. */
  organising?: ReactNode;
}) {
  const t = useTranslations("tasks");
  const when = useWhen();
  const { team, requirementDueAt } = task;
  return (
    <article className="grid gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <header className="flex flex-col gap-1 lg:col-span-2">
        <Link
          href={"/tasks" as Route}
          className="-ml-1.5 inline-flex min-h-9 items-center gap-0.5 self-start font-medium text-muted hover:text-ink"
        >
          <ChevronLeft aria-hidden="true" size={18} />
          {t("back")}
        </Link>
        <h1 className="wrap-anywhere text-[32px] leading-9 md:text-[40px] md:leading-11">{task.title}</h1>
        <p className="text-muted">
          {reader.role === "admin" && (
            <>
              <Link
                href={`/chat/${team.code}` as Route}
                className="font-medium text-ink underline-offset-2 hover:underline"
              >
                <span className="font-board font-semibold">{team.code}</span> {team.name}
              </Link>
              {" · "}
            </>
          )}
          {t("asked", { name: task.createdByName ?? "none", when: when(task.createdAt) })}
        </p>
      </header>

      <aside className="flex flex-col gap-4 self-start lg:col-start-2 lg:row-start-2">
        <TaskStatus task={task} venueZone={venueZone}>
          {task.hasOwnDue && (
            <p className="text-[13px] text-muted">
              {requirementDueAt ? (
                <>
                  {t("due.own")} <TwoClocks at={requirementDueAt} venueZone={venueZone} />
                </>
              ) : (
                t("due.yours")
              )}
            </p>
          )}
          {task.isArchived ? (
            <p className="text-muted">{t("archived")}</p>
          ) : (
            <>
              <AssigneeField task={task} reader={reader} />
              <Link
                href={`/chat/${team.code}?task=${task.id}` as Route}
                prefetch={false}
                className="inline-flex min-h-11 items-center justify-center gap-2 rounded-medium border border-line bg-sheet px-4 py-2 font-medium hover:bg-blue-soft"
              >
                <MessageCircleQuestionMark aria-hidden="true" size={18} />
                {t("ask")}
              </Link>
            </>
          )}
        </TaskStatus>
        {organising}
      </aside>

      <div className="flex min-w-0 flex-col gap-7 lg:col-start-1 lg:row-start-2">
        <Part title={t("description")} className="gap-3">
          <p
            dir="auto"
            className={`wrap-anywhere whitespace-pre-wrap ${task.description ? "text-[16px]" : "text-muted"}`}
          >
            {task.description || t("noDescription")}
          </p>
        </Part>
        <Part title={t("documents")} className="gap-3">
          {documents}
        </Part>
        <Part title={t("comments.title")} className="gap-3">
          <Comments key={task.id} task={task} reader={reader} />
        </Part>
      </div>
    </article>
  );
}
