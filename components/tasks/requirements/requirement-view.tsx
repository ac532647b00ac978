"use client";
import { ChevronLeft } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { TwoClocks } from "@/components/ui/deadline";
import { useClock } from "@/components/ui/use-clock";
import { partsOf } from "@/lib/tasks/lists";
import { countsOf } from "@/lib/tasks/requirements/counts";
import type { AskableTeam, Requirement } from "@/lib/tasks/requirements/schema";
import type { ListedTask } from "@/lib/tasks/schema";
import { useWhen } from "../use-when";
import { Answers, type Colours } from "./answers";
import { AskMoreDialog } from "./ask-more-dialog";
import { DueDialog } from "./due-dialog";
import { EditDialog } from "./edit-dialog";
import { LeftOfAll } from "./left-of-all";
import { Signs } from "./mark";
import { ShareDone } from "./share-done";
import { WithdrawDialog } from "./withdraw-dialog";

/** What is asked of several teams: who has done it, who has not, and what can be changed about it. */
export function RequirementView({
  requirement,
  createdBy,
  tasks,
  teams,
  colours,
  venueZone,
}: {
  requirement: Requirement & { createdAt: string };
  /** Null: somebody who is not there any more. */
  createdBy: string | null;
  tasks: ListedTask[];
  /** Those that can be asked. */
  teams: Omit<AskableTeam, "people">[];
  /** By the team's id. */
  colours: Colours;
  venueZone: string;
}) {
  const t = useTranslations("requirements");
  const when = useWhen();
  const now = useClock();
  const [open, setOpen] = useState<"edit" | "more" | "withdraw" | null>(null);
  // Not kept by the team's row, which may move to another part of the page meanwhile.
  const [extended, setExtended] = useState<ListedTask | null>(null);
  const close = () => setOpen(null);
  const { id, title, description, dueAt, createdAt } = requirement;
  const { overdue, coming, done } = partsOf(tasks, now);
  const counts = countsOf(tasks, now);
  const unasked = teams.filter((team) => !tasks.some((task) => task.team.id === team.id));
  const props = { colours, venueZone, onExtend: setExtended };
  return (
    <article className="grid gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Signs />
      <header className="flex flex-col gap-1 lg:col-span-2">
        <Link
          href={"/tasks" as Route}
          className="-ml-1.5 inline-flex min-h-9 items-center gap-0.5 self-start font-medium text-muted hover:text-ink"
        >
          <ChevronLeft aria-hidden="true" size={18} />
          {t("back")}
        </Link>
        <h1 className="wrap-anywhere text-[32px] leading-9 md:text-[40px] md:leading-11">{title}</h1>
        <p className="text-muted">{t("asked", { name: createdBy ?? "none", when: when(createdAt) })}</p>
      </header>
      <aside className="flex flex-col gap-4 self-start rounded-large border border-line bg-sheet p-5 shadow-sheet lg:col-start-2 lg:row-start-2">
        <div>
          <p className="font-board text-[30px] leading-9 font-semibold">
            <LeftOfAll dueAt={dueAt} counts={counts} now={now} />
          </p>
          <p className="text-muted">
            <TwoClocks at={dueAt} venueZone={venueZone} />
          </p>
        </div>
        <div className="flex flex-col gap-1.5">
          <p className="flex items-baseline justify-between gap-3">
            <span className="font-board text-[19px] font-semibold">
              {t("counts.done", { done: counts.done, asked: counts.asked })}
            </span>
            {counts.late > 0 && (
              <span className="font-semibold text-red">{t("counts.late", { count: counts.late })}</span>
            )}
          </p>
          <ShareDone counts={counts} className="w-full" />
        </div>
        <div className="flex flex-col gap-2">
          <Button look="quiet" onClick={() => setOpen("edit")}>
            {t("edit.open")}
          </Button>
          {unasked.length > 0 && (
            <Button look="quiet" onClick={() => setOpen("more")}>
              {t("more.open")}
            </Button>
          )}
          <Button look="link" className="self-center" onClick={() => setOpen("withdraw")}>
            {t("withdraw.open")}
          </Button>
        </div>
      </aside>
      <div className="flex min-w-0 flex-col gap-6 lg:col-start-1 lg:row-start-2">
        {description && (
          <p dir="auto" className="wrap-anywhere text-[16px] whitespace-pre-wrap">
            {description}
          </p>
        )}
        <Answers title={t("answers.late")} tasks={overdue} {...props} />
        <Answers title={t("answers.missing")} tasks={coming} {...props} />
        <Answers title={t("answers.done")} tasks={done} {...props} />
        {tasks.length === 0 && <p className="text-muted">{t("answers.none")}</p>}
      </div>
      {open === "edit" && (
        <EditDialog of="requirement" asked={requirement} venueZone={venueZone} onClose={close} />
      )}
      {extended && (
        <DueDialog
          task={{ ...extended, teamName: extended.team.name }}
          othersDueAt={dueAt}
          venueZone={venueZone}
          onClose={() => setExtended(null)}
        />
      )}
      {open === "more" && <AskMoreDialog id={id} teams={unasked} onClose={close} />}
      {open === "withdraw" && (
        <WithdrawDialog of="requirement" id={id} title={title} teams={tasks.length} onClose={close} />
      )}
    </article>
  );
}
