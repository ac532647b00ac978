import { randomUUID } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { type openDatabase, userId } from "./database";
import { callScheduler } from "./scheduler";

type Sql = ReturnType<typeof openDatabase>;
type Person = Parameters<typeof userId>[0];

/** Takes away all that somebody was told, and was going to be: a minute that another test has begun is over. */
export async function forget(sql: Sql, ...people: Person[]): Promise<void> {
  const readers = people.map(userId);
  await sql`delete from public.notification_queue where user_id in ${sql(readers)}`;
  await sql`delete from public.notification_slots where user_id in ${sql(readers)}`;
  await sql`delete from public.notifications where user_id in ${sql(readers)}`;
}

/** Tells somebody something, as the delivery does. @returns its id */
export async function tell(
  sql: Sql,
  person: Person,
  {
    type = "page_published",
    title = "Arrival at the arena",
    link = "/pages",
    params = { items: [{ title, link }], reasons: ["portal"] },
    minutesAgo = 0,
    isLive = true,
  }: {
    type?: string;
    title?: string;
    link?: string;
    // biome-ignore lint/suspicious/noExplicitAny: what postgres.js takes as JSON
    params?: any;
    minutesAgo?: number;
    /** Whether it is said on the reader's topic. */
    isLive?: boolean;
  } = {},
): Promise<string> {
  const id = randomUUID();
  await sql`insert into public.notifications
      (id, user_id, team_id, type, title, params, message_ids, link, item_count, created_at)
    select ${id}, id, team_id, ${type}::public.notification_type, ${title}, ${sql.json(params)},
      array(select (item ->> 'message_id')::uuid from jsonb_array_elements(${sql.json(params.items)}) item
        where item ? 'message_id'),
      ${link}, ${params.items.length}, clock_timestamp() - ${minutesAgo} * interval '1 minute'
    from public.users where id = ${userId(person)}`;
  if (isLive)
    await sql`select private.tell_notifications(array[${id}]::uuid[], array[${userId(person)}]::uuid[])`;
  return id;
}

/** Something has just been told to somebody, however slow the machine is: the next of its type waits a minute. */
export async function holdTheMinute(sql: Sql, person: Person): Promise<void> {
  await sql`update public.notification_slots set free_at = clock_timestamp() + interval '1 minute'
    where user_id = ${userId(person)}`;
}

/** Lets the minute pass in which nothing more of a type goes to somebody, and the scheduler come. */
export async function letTheMinutePass(sql: Sql, person: Person): Promise<void> {
  await sql`update public.notification_slots set free_at = free_at - interval '1 minute',
      next_at = next_at - interval '1 minute' where user_id = ${userId(person)}`;
  await callScheduler("notifications");
}

/** Which of somebody's notifications are unread, as it is stored. */
export async function unreadOf(sql: Sql, person: Person): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from public.notifications where user_id = ${userId(person)} and read_at is null`;
  return rows.map(({ id }) => id);
}

export const bell = (page: Page) => page.getByRole("button", { name: /^Alerts/ });
export const panel = (page: Page) => page.getByRole("dialog", { name: "Notifications" });
export const toasts = (page: Page) => page.locator("[data-sonner-toast]");
/** A notification in a list. */
export const told = (page: Page, title: string | RegExp) => page.getByRole("listitem", { name: title });

/** What the bell, the tab's title and its icon say. */
export async function expectUnread(page: Page, count: number): Promise<void> {
  await expect(bell(page)).toHaveAccessibleName(count === 0 ? "Alerts" : `Alerts ${count} unread`);
  await expect(page).toHaveTitle(count === 0 ? /^[^(]/ : new RegExp(`^\\(${count}\\) `));
  await expect(page.locator('link[rel="icon"]').last()).toHaveAttribute(
    "href",
    count === 0 ? /^https?:|^\// : /^data:image\/svg/,
  );
}
