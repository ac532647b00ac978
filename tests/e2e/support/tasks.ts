import { type Browser, expect, type Page } from "@playwright/test";
import type { openDatabase } from "./database";
import { teamId, userId } from "./database";
import { arrive, type DemoPerson } from "./people";

type Sql = ReturnType<typeof openDatabase>;

/** Gives a team a task of its own, so that a test leaves those of the demo alone. @returns its id */
export async function giveTask(
  sql: Sql,
  {
    team,
    title,
    hours = 72,
    description = "",
    assignee = null,
  }: {
    team: Parameters<typeof teamId>[0];
    title: string;
    /** Until it is due. */
    hours?: number;
    description?: string;
    assignee?: Parameters<typeof userId>[0] | null;
  },
): Promise<string> {
  const [task] = await sql<{ id: string }[]>`
    insert into public.tasks (team_id, title, description, due_at, created_by, assignee_id)
    values (${teamId(team)}, ${title}, ${description}, now() + ${hours} * interval '1 hour', ${userId("admin")},
      ${assignee && userId(assignee)})
    returning id`;
  if (!task) throw new Error(`The task “${title}” was not stored.`);
  return task.id;
}

/** Takes tasks away again, and what was said about them and handed in for them. */
export async function removeTasks(sql: Sql, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from public.task_comments where task_id in ${sql(ids)}`;
  await sql`delete from public.documents where task_id in ${sql(ids)}`;
  await sql`delete from public.tasks where id in ${sql(ids)}`;
}

/** Tasks that a test gives, and takes back at its end. */
export function tasksFor(sql: Sql) {
  const given: string[] = [];
  return {
    async give(options: Parameters<typeof giveTask>[1]): Promise<string> {
      const id = await giveTask(sql, options);
      given.push(id);
      return id;
    },
    takeBack: () => removeTasks(sql, given.splice(0)),
  };
}

export async function openTask(browser: Browser, person: DemoPerson, id: string): Promise<Page> {
  const page = await arrive(browser, person);
  await page.goto(`/tasks/${id}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  return page;
}

/** On a task's page: when it is due, and whether it is done. */
export const status = (page: Page) => page.getByRole("region", { name: "Deadline" });
export const field = (page: Page) => page.getByRole("textbox", { name: "Comment" });

/** Who has completed a task, as it is stored; null while it is open. */
export async function completedBy(sql: Sql, id: string): Promise<string | null> {
  const [task] = await sql<{ name: string | null }[]>`
    select u.full_name as name from public.tasks t left join public.users u on u.id = t.completed_by where t.id = ${id}`;
  return task?.name ?? null;
}

/** When something was done that has just been done, as a pattern: midnight may have come between. */
export const JUST_NOW = String.raw`(?:today|yesterday) at \d\d:\d\d`;

/** The row of a task in a list. */
export const taskRow = (page: Page, title: string) =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: title });

/** Holds back what a page sends to the site, until it is let go. */
export async function holdActions(page: Page): Promise<{ sent: Promise<void>; release(): void }> {
  const sent = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  await page.route("**/tasks/**", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    sent.resolve();
    await released.promise;
    await route.continue();
  });
  return { sent: sent.promise, release: () => released.resolve() };
}
