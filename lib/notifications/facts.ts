import { z } from "zod";
import { type Reason, reasons } from "./registry";
import type { Notification } from "./schema";

/** What the words of a notification name; "none" where there is nothing, or not the same for all that it stands for. */
export type Facts = {
  count: number;
  title: string;
  actor: string;
  /** Its code; null where it is the reader's own, none, or not the same for all. */
  team: string | null;
};

/** One of the things that a notification stands for. */
export type Item = {
  title: string | null;
  actor: string | null;
  team: string | null;
  excerpt: string | null;
  dueAt: string | null;
  /** Its own place. */
  link: string | null;
};

const NONE = "none";

// A notification is kept for months, and what is told of each thing may change with a release: what is not there is left out.
const text = z.string().min(1).nullable().catch(null).default(null);
const itemSchema = z
  .object({ title: text, actor_name: text, team_code: text, excerpt: text, due_at: text, link: text })
  .transform(
    ({ title, actor_name, team_code, excerpt, due_at, link }): Item => ({
      title,
      actor: actor_name,
      team: team_code,
      excerpt,
      dueAt: due_at,
      link,
    }),
  );
const paramsSchema = z.object({
  items: z.array(itemSchema).catch([]).default([]),
  actor_name: text,
  team_code: text,
  reasons: z.array(z.string()).catch([]).default([]),
  quiet: z.boolean().catch(false).default(false),
});

/** Up to five of the newest things that a notification stands for. */
export function itemsOf({ params }: Notification): Item[] {
  return paramsSchema.parse(params).items;
}

/** @param ownTeam the reader's: of that alone it goes without saying */
export function factsOf(notification: Notification, ownTeam: string | null): Facts {
  const { items, actor_name, team_code } = paramsSchema.parse(notification.params);
  const isOne = notification.itemCount === 1;
  const titles = new Set(items.map(({ title }) => title));
  const team = team_code ?? (isOne ? items[0]?.team : null);
  return {
    count: notification.itemCount,
    title: (titles.size === 1 && items[0]?.title) || NONE,
    actor: actor_name ?? ((isOne && items[0]?.actor) || NONE),
    team: team === ownTeam ? null : (team ?? null),
  };
}

/** Why the reader was told, as far as it is known. */
export function reasonsOf({ params }: Notification): Reason[] {
  const given = paramsSchema.parse(params).reasons;
  return reasons.filter((reason) => given.includes(reason));
}

/** Whether it came in the reader's quiet hours, because it is due within them. */
export function brokeQuietHours({ params }: Notification): boolean {
  return paramsSchema.parse(params).quiet;
}
