"use client";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { Task } from "@/lib/tasks/schema";
import { DueDialog } from "./due-dialog";
import { EditDialog } from "./edit-dialog";
import { WithdrawDialog } from "./withdraw-dialog";

/** What only organisers can do with a team's task. */
export function TaskActions({ task, venueZone }: { task: Task; venueZone: string }) {
  const t = useTranslations("requirements");
  const [open, setOpen] = useState<"edit" | "extend" | "withdraw" | null>(null);
  const close = () => setOpen(null);
  const { id, title, requirementId, requirementDueAt, isCompleted } = task;
  return (
    <section
      aria-label={t("task.label")}
      className="flex flex-col gap-2 rounded-large border border-line bg-sheet p-5 shadow-sheet"
    >
      {requirementId ? (
        <>
          <Link
            href={`/tasks/requirements/${requirementId}` as Route}
            className="rounded-medium border border-line px-4 py-2 text-center font-medium hover:bg-blue-soft"
          >
            {t("task.requirement")}
          </Link>
          {!isCompleted && (
            <Button look="quiet" onClick={() => setOpen("extend")}>
              {t("task.extend")}
            </Button>
          )}
        </>
      ) : (
        <Button look="quiet" onClick={() => setOpen("edit")}>
          {t("edit.open")}
        </Button>
      )}
      <Button look="link" className="self-center" onClick={() => setOpen("withdraw")}>
        {t("task.withdraw", { team: task.team.name })}
      </Button>
      {open === "edit" && <EditDialog of="task" asked={task} venueZone={venueZone} onClose={close} />}
      {open === "extend" && (
        <DueDialog
          task={{ id, teamName: task.team.name, dueAt: task.dueAt, hasOwnDue: task.hasOwnDue }}
          othersDueAt={requirementDueAt ?? task.dueAt}
          venueZone={venueZone}
          onClose={close}
        />
      )}
      {open === "withdraw" && <WithdrawDialog of="task" id={id} title={title} teams={1} onClose={close} />}
    </section>
  );
}
