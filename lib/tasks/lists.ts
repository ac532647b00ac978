import { isPast } from "./deadline";
import type { ListedTask } from "./schema";

export const VIEWS = ["open", "overdue", "done", "mine"] as const;
/** What of the tasks is shown; "all" is the page without a filter. */
export type View = "all" | (typeof VIEWS)[number];

/** The view that an address asks for by its `show`. Junk is no filter, and never an error. */
export function viewOf(show: string | string[] | null | undefined): View {
  return VIEWS.find((view) => view === show) ?? "all";
}

export function isOverdue(task: Pick<ListedTask, "isCompleted" | "dueAt">, now: Date): boolean {
  return !task.isCompleted && isPast(new Date(task.dueAt), now);
}

/** What of the tasks a view holds, by deadline. */
export function tasksIn(view: View, tasks: readonly ListedTask[], readerId: string, now: Date): ListedTask[] {
  return tasks.filter((task) => isIn(view, task, readerId, now)).toSorted(byDeadline);
}

/** How many tasks each view holds. */
export function countsOf(tasks: readonly ListedTask[], readerId: string, now: Date): Record<View, number> {
  const count = (view: View) => tasks.filter((task) => isIn(view, task, readerId, now)).length;
  return {
    all: count("all"),
    open: count("open"),
    overdue: count("overdue"),
    done: count("done"),
    mine: count("mine"),
  };
}

/** Tasks as they stand: late, still to come, and done, each by deadline. */
export function partsOf(tasks: readonly ListedTask[], now: Date) {
  const sorted = tasks.toSorted(byDeadline);
  return {
    overdue: sorted.filter((task) => isOverdue(task, now)),
    coming: sorted.filter((task) => !task.isCompleted && !isOverdue(task, now)),
    done: sorted.filter((task) => task.isCompleted),
  };
}

/**
 * What has to be delivered next: the first deadline that can still be kept. Once all that is missing is late, what is
 * late the longest.
 */
export function nextTask(tasks: readonly ListedTask[], now: Date): ListedTask | null {
  const { overdue, coming } = partsOf(tasks, now);
  return coming[0] ?? overdue[0] ?? null;
}

function isIn(view: View, task: ListedTask, readerId: string, now: Date): boolean {
  switch (view) {
    case "all":
      return true;
    case "open":
      return !task.isCompleted;
    case "overdue":
      return isOverdue(task, now);
    case "done":
      return task.isCompleted;
    case "mine":
      return task.assignee?.id === readerId;
  }
}

function byDeadline(one: ListedTask, other: ListedTask): number {
  return Date.parse(one.dueAt) - Date.parse(other.dueAt) || (one.id < other.id ? -1 : 1);
}
