import { randomUUID } from "node:crypto";
import type { Actor, TestDatabase } from "../../support/database.ts";

/** Of the form that browsers give; nothing can be read with them. */
export const keys = { p256dh: "B".repeat(87), auth: "a".repeat(22) };

export const freshEndpoint = () => `https://push.rinkside.test/${randomUUID()}`;

/** Has somebody's browser remembered, and gives its id. */
export async function subscribe(
  { as }: TestDatabase,
  person: Exclude<Actor, string>,
  {
    endpoint = freshEndpoint(),
    label = "Firefox · Linux",
    known = null,
  }: { endpoint?: string; label?: string; known?: string | null } = {},
): Promise<string> {
  const [row] = await as(
    person,
    (sql) => sql<{ id: string }[]>`
      select public.save_push_subscription(${endpoint}, ${keys.p256dh}, ${keys.auth}, ${label}, ${known}) as id`,
  );
  if (!row) throw new Error("Nothing was remembered");
  return row.id;
}

export type Claim = {
  delivery: string;
  attempt: number;
  endpoint: string;
  notification_id: string | null;
  title: string | null;
};

/** Takes what is due at a moment, as the sender does. */
export function claim(
  { as }: TestDatabase,
  at: Date,
  { batch = 50, only = null }: { batch?: number; only?: string | null } = {},
): Promise<Claim[]> {
  return as("service_role", async (sql) => {
    // A sender waits for no other: should one, that is found out, and holds up no test after it.
    await sql`set local lock_timeout = '5s'`;
    return sql<Claim[]>`select * from public.claim_pushes(${at}, ${batch}, ${only})`;
  });
}

export type Settled = {
  delivery: string;
  attempt: number;
  outcome: "sent" | "gone" | "refused" | "later";
  retry_seconds?: number;
};

/** Says what became of deliveries, and gives how many devices were removed. */
export async function settle({ as }: TestDatabase, outcomes: Settled[], at: Date): Promise<number> {
  const [row] = await as(
    "service_role",
    (sql) => sql<{ removed: number }[]>`
      select public.settle_pushes(${sql.json(outcomes)}, ${at}) as removed`,
  );
  return row?.removed ?? Number.NaN;
}

/** A notification of somebody's, as the delivery makes it. */
export async function notified(
  { owner }: TestDatabase,
  person: { id: string },
  at: Date,
  { title = "A new task" }: { title?: string } = {},
): Promise<string> {
  const [row] = await owner<{ id: string }[]>`
    insert into public.notifications (user_id, team_id, type, title, link, created_at)
    select id, team_id, 'task_assigned', ${title}, '/tasks', ${at} from public.users where id = ${person.id}
    returning id`;
  if (!row) throw new Error("There is no such person");
  return row.id;
}

/** What waits to be sent. */
export async function waiting({ owner }: TestDatabase): Promise<number> {
  return (await owner`select from private.push_deliveries`).count;
}
