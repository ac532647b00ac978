import { placeOf } from "@/lib/notifications/place";
import { reasons, registry } from "@/lib/notifications/registry";
import type { NotificationType } from "@/lib/notifications/schema";
import type { TestDatabase } from "../../support/database.ts";
import { aino, anna, erik, mikko, sofia } from "./demo.ts";

const names = new Map(Object.entries({ aino, anna, erik, mikko, sofia }).map(([name, { id }]) => [id, name]));

export type Told = { who: string; type: NotificationType; reason: string; link: string };

/** Forgets all that anybody has been told, or is about to be. */
export async function forgetTold({ owner }: TestDatabase): Promise<void> {
  await owner`
    truncate public.notification_queue, public.notification_slots, public.notifications, private.notification_outcomes
    cascade`;
}

/** Who is told of `work`, of what and why, whether at once or later: as "anna task_assigned team", in that order. */
export async function toldOf(database: TestDatabase, work: () => Promise<unknown>): Promise<string[]> {
  await forgetTold(database);
  await work();
  return (await told(database)).map(({ who, type, reason }) => `${who} ${type} ${reason}`).toSorted();
}

/** One line for each event that waits, and for each reason of what was delivered. */
export async function told({ owner }: TestDatabase): Promise<Told[]> {
  const rows = await owner<Told[]>`
    select user_id as who, type, reason, link from public.notification_queue
    union all
    select user_id, type, reason, link from public.notifications, jsonb_array_elements_text(params -> 'reasons') as reason`;
  for (const row of rows) checkWithSite(row);
  return rows.map((row) => ({ ...row, who: names.get(row.who) ?? row.who }));
}

/** The site has words for the reason, and follows the link. */
function checkWithSite({ type, reason, link }: Told): void {
  if (!reasons.some((known) => known === reason)) throw new Error(`The site knows no reason "${reason}"`);
  if (!registry[type].leadsTo.test(placeOf(link)?.path ?? "")) throw new Error(`${type} leads to ${link}`);
}
