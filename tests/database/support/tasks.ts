import { randomUUID } from "node:crypto";
import type { Actor, TestDatabase } from "../../support/database.ts";
import { mikko } from "./demo.ts";

export type Requirement = {
  id: string;
  title: string;
  description: string;
  due_at: Date;
  created_by: string;
  edited_at: Date | null;
  revision: number;
  withdrawn_at: Date | null;
};

export type Task = {
  id: string;
  requirement_id: string | null;
  team_id: string;
  title: string;
  description: string;
  due_at: Date;
  has_own_due: boolean;
  status: "open" | "completed";
  assignee_id: string | null;
  created_by: string;
  completed_at: Date | null;
  completed_by: string | null;
  revision: number;
  withdrawn_at: Date | null;
};

const day = 24 * 60 * 60 * 1000;
export const inDays = (days: number) => new Date(Date.now() + days * day);

export type Ask = {
  id?: string;
  title?: string;
  description?: string;
  dueAt?: Date;
  assignee?: string | null;
};

/** Asks teams as an organiser does, and answers with the requirement. */
export async function ask(
  database: TestDatabase,
  teamIds: string[] | null,
  {
    id = randomUUID(),
    title = "Anthem",
    description = "Without the choir.",
    dueAt = inDays(7),
    assignee = null,
  }: Ask = {},
  actor: Actor = mikko,
): Promise<Requirement> {
  const [requirement] = await database.as(
    actor,
    (sql) => sql<Requirement[]>`
      select * from public.ask_teams(${id}, ${title}, ${description}, ${dueAt}, ${teamIds}, ${assignee})`,
  );
  if (!requirement) throw new Error("The requirement was not given back");
  return requirement;
}

/** What every team was asked by a requirement, withdrawn or not, in the order of the teams. */
export const tasksOf = ({ owner }: TestDatabase, requirementId: string) => owner<Task[]>`
  select * from public.tasks where requirement_id = ${requirementId} order by team_id`;

/** Asks one team, and answers with its task. */
export async function askedTask(database: TestDatabase, teamId: string, asked?: Ask): Promise<Task> {
  const [task] = await tasksOf(database, (await ask(database, [teamId], asked)).id);
  if (!task) throw new Error("The team has no task");
  return task;
}

/** Gives a team a task that stands alone, as an organiser does by a plain insert. */
export async function giveTask(database: TestDatabase, teamId: string): Promise<Task> {
  const [task] = await database.as(
    mikko,
    (sql) => sql<Task[]>`
      insert into public.tasks (team_id, title, due_at, created_by)
      values (${teamId}, 'Passport copy', ${inDays(2)}, ${mikko.id}) returning *`,
  );
  if (!task) throw new Error("The task was not given back");
  return task;
}

export async function storedTask({ owner }: TestDatabase, id: string): Promise<Task> {
  const [task] = await owner<Task[]>`select * from public.tasks where id = ${id}`;
  if (!task) throw new Error(`There is no task ${id}`);
  return task;
}

/** Sets a task's status as a client does: the rows that came back. */
export const setStatus = (database: TestDatabase, actor: Actor, id: string, status: Task["status"]) =>
  database.as(
    actor,
    (sql) => sql<Task[]>`update public.tasks set status = ${status} where id = ${id} returning *`,
  );

export const assign = (database: TestDatabase, actor: Actor, id: string, assignee: string | null) =>
  database.as(
    actor,
    (sql) => sql<Task[]>`update public.tasks set assignee_id = ${assignee} where id = ${id} returning *`,
  );

export const comment = (
  database: TestDatabase,
  actor: { id: string },
  taskId: string,
  { id = randomUUID(), content = "Here it is." } = {},
) =>
  database.as(
    actor,
    (sql) => sql<{ id: string }[]>`
      insert into public.task_comments (id, task_id, author_id, content)
      values (${id}, ${taskId}, ${actor.id}, ${content}) returning *`,
  );

/** One value that a statement of `actor` gives. */
export async function call<T>(database: TestDatabase, actor: Actor, expression: string): Promise<T> {
  const rows = await database.as(actor, (sql) => sql.unsafe<{ given: T }[]>(`select ${expression} as given`));
  const [row] = rows;
  if (!row) throw new Error("The statement gave no row");
  return row.given;
}

/** Archives a team, or takes it back. */
export const archive = ({ owner }: TestDatabase, teamId: string, isArchived = true) => owner`
  update public.teams set archived_at = ${isArchived ? new Date() : null} where id = ${teamId}`;
