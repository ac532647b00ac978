"use client";
import type { ListedTask } from "@/lib/tasks/schema";
import { TaskRow } from "./task-row";

/** Tasks in the order in which they are given, on one sheet. */
export function TaskList({
  tasks,
  venueZone,
  withTeam = false,
}: {
  tasks: readonly ListedTask[];
  venueZone: string;
  withTeam?: boolean;
}) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-large border border-line bg-sheet shadow-sheet">
      {tasks.map((task) => (
        <TaskRow key={task.id} task={task} venueZone={venueZone} withTeam={withTeam} />
      ))}
    </ul>
  );
}
