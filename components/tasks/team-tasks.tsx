"use client";
import { useTranslations } from "use-intl";
import { useQuery } from "@/components/ui/address";
import { Empty } from "@/components/ui/empty";
import { useClock } from "@/components/ui/use-clock";
import { countsOf, nextTask, partsOf, tasksIn, viewOf } from "@/lib/tasks/lists";
import type { ListedTask } from "@/lib/tasks/schema";
import { NextCard } from "./next-card";
import { Part } from "./part";
import { Progress } from "./progress";
import { TaskFilter } from "./task-filter";
import { TaskList } from "./task-list";

type Props = { tasks: ListedTask[]; readerId: string; venueZone: string };

/** What is asked of a team: what is due next, what is missing, what is done; or what the address asks for. */
export function TeamTasks({ query, ...props }: Props & { query: string }) {
  const { tasks, readerId, venueZone } = props;
  const t = useTranslations("tasks");
  const now = useClock();
  const view = viewOf(useQuery(query).get("show"));
  const counts = countsOf(tasks, readerId, now);
  const shown = tasksIn(view, tasks, readerId, now);
  return (
    <>
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <h1 className="text-3xl">{t("title")}</h1>
        {tasks.length > 0 && <Progress done={counts.done} all={counts.all} />}
      </header>
      {tasks.some(({ isArchived }) => isArchived) && <p className="text-muted">{t("archivedTeam")}</p>}
      <TaskFilter view={view} counts={counts} />
      {shown.length === 0 ? (
        <Empty title={t(`empty.${view}.title`)} text={t(`empty.${view}.text`)} />
      ) : view === "all" ? (
        <Overview {...props} />
      ) : (
        <TaskList tasks={shown} venueZone={venueZone} />
      )}
    </>
  );
}

function Overview({ tasks, readerId, venueZone }: Props) {
  const t = useTranslations("tasks");
  const now = useClock();
  const next = nextTask(tasks, now);
  const { overdue, coming, done } = partsOf(
    tasks.filter((task) => task !== next),
    now,
  );
  return (
    <>
      {next ? (
        <NextCard key={next.id} task={next} readerId={readerId} venueZone={venueZone} />
      ) : (
        <Empty title={t("empty.open.title")} text={t("empty.open.text")} />
      )}
      <Tasks title={t("part.overdue")} tasks={overdue} tone="text-red" venueZone={venueZone} />
      <Tasks title={t("part.coming")} tasks={coming} venueZone={venueZone} />
      <Tasks title={t("part.done")} tasks={done} tone="text-muted" venueZone={venueZone} />
    </>
  );
}

function Tasks({ tasks, venueZone, ...part }: TasksProps) {
  if (tasks.length === 0) return null;
  const title = (
    <>
      {part.title} <span className="font-board">{tasks.length}</span>
    </>
  );
  return (
    <Part title={title} tone={part.tone}>
      <TaskList tasks={tasks} venueZone={venueZone} />
    </Part>
  );
}

type TasksProps = { title: string; tasks: ListedTask[]; tone?: string; venueZone: string };
