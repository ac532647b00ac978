"use client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useQuery } from "@/components/ui/address";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { useClock } from "@/components/ui/use-clock";
import { countsOf, partsOf, tasksIn, viewOf } from "@/lib/tasks/lists";
import type { ListedTask } from "@/lib/tasks/schema";
import { TaskList } from "../task-list";
import { AllTasksFilter } from "./all-tasks-filter";

/** More rows than these are too many to render before somebody wants them. */
const PAGE = 100;

/** Every task of every team in one list, or those that the address asks for. */
export function AllTasks({
  tasks,
  readerId,
  venueZone,
  query: rendered,
}: {
  tasks: ListedTask[];
  readerId: string;
  venueZone: string;
  /** Of the address. */
  query: string;
}) {
  const t = useTranslations("requirements.list");
  const now = useClock();
  const query = useQuery(rendered);
  const view = viewOf(query.get("show"));
  const code = query.get("team");
  const [shownMost, setShownMost] = useState(PAGE);
  const teams = [...new Map(tasks.map(({ team }) => [team.code, team.name]))].map(([of, name]) => ({
    code: of,
    name,
  }));
  const ofTeam = code ? tasks.filter(({ team }) => team.code === code) : tasks;
  const shown = view === "all" ? inNeed(ofTeam, now) : tasksIn(view, ofTeam, readerId, now);
  return (
    <>
      <AllTasksFilter
        view={view}
        team={code}
        teams={teams.toSorted((a, b) => a.name.localeCompare(b.name))}
        counts={countsOf(ofTeam, readerId, now)}
      />
      {shown.length === 0 ? (
        <Empty title={t("none.title")} text={t("none.text")} />
      ) : (
        <TaskList tasks={shown.slice(0, shownMost)} venueZone={venueZone} withTeam />
      )}
      {shown.length > shownMost && (
        <Button look="quiet" className="self-center" onClick={() => setShownMost(shownMost + PAGE)}>
          {t("more", { count: Math.min(PAGE, shown.length - shownMost), left: shown.length - shownMost })}
        </Button>
      )}
    </>
  );
}

/** By deadline, and what is done after what is not. */
function inNeed(tasks: ListedTask[], now: Date): ListedTask[] {
  const { overdue, coming, done } = partsOf(tasks, now);
  return [...overdue, ...coming, ...done];
}
