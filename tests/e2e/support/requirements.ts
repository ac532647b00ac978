import { type Browser, expect, type Page } from "@playwright/test";
import { type openDatabase, teamId } from "./database";
import { arrive, type DemoPerson } from "./people";

type Sql = ReturnType<typeof openDatabase>;

/** What the tests of requirements ask begins with this, so that it can be taken away again. */
export const MARK = "Zamboni";

/** Takes away what these tests have asked, of whomever. */
export async function removeAsked(sql: Sql): Promise<void> {
  const asked = sql`select id from public.requirements where title like ${`${MARK}%`}`;
  const tasks = sql`select id from public.tasks where title like ${`${MARK}%`} or requirement_id in (${asked})`;
  await sql`delete from public.task_comments where task_id in (${tasks})`;
  await sql`delete from public.tasks where id in (${tasks})`;
  await sql`delete from public.requirements where title like ${`${MARK}%`}`;
}

/** Asks teams behind the site's back. @returns the requirement's id */
export async function asked(
  sql: Sql,
  title: string,
  days: number,
  teams: Parameters<typeof teamId>[0][],
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into public.requirements (title, due_at, created_by)
    select ${title}, (date_trunc('minute', now()) at time zone 'Europe/Zurich' + ${days} * interval '1 day')
      at time zone 'Europe/Zurich', id from public.users
    where role = 'admin' limit 1
    returning id`;
  if (!row) throw new Error(`“${title}” was not asked.`);
  await sql`insert into public.tasks (requirement_id, team_id, title, due_at, created_by)
    select r.id, t.id, r.title, r.due_at, r.created_by from public.requirements r, public.teams t
    where r.id = ${row.id} and t.id in ${sql(teams.map(teamId))}`;
  return row.id;
}

/** What the venue's clock shows so many days from now, at a time of day, as a field of a form has it. */
export function typed(days: number, time: string): string {
  const today = Date.parse(new Date().toLocaleDateString("sv", { timeZone: "Europe/Zurich" }));
  return `${new Date(today + days * 86_400_000).toISOString().slice(0, 10)}T${time}`;
}

export async function openPage(browser: Browser, path: string, person: DemoPerson = "admin"): Promise<Page> {
  const page = await arrive(browser, person);
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  return page;
}

/** The form of /tasks/new. */
export const form = (page: Page) => page.getByRole("form", { name: "What is asked" });

/** Fills in the form of /tasks/new and sends it. */
export async function ask(page: Page, title: string, due: string, teams: "all" | string[]): Promise<void> {
  await form(page).getByLabel("Title").fill(title);
  await form(page)
    .getByLabel(/^Deadline/)
    .fill(due);
  if (teams === "all")
    await form(page)
      .getByLabel(/^All \d+ teams/)
      .check();
  else for (const team of teams) await form(page).getByRole("checkbox", { name: team, exact: true }).check();
  await form(page).getByRole("button", { name: /^Ask/ }).click();
}

export const dialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });
/** How a team stands with a requirement, on the requirement's page. */
export const answer = (page: Page, team: string) => page.getByRole("listitem", { name: team, exact: true });
