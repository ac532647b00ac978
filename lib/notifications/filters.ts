import { z } from "zod";
import { type Group, groups } from "./registry";

/** What of the notifications an address asks for. */
export type NotificationFilters = {
  show: "all" | "unread";
  about: Group | null;
  /** Those that came before this one, by which the list goes on. */
  before: { createdAt: string; id: string } | null;
};

const show = z.enum(["all", "unread"]).catch("all");
const about = z.enum(groups).nullable().catch(null);
const before = z
  .string()
  .transform((text) => ({ createdAt: text.slice(0, -37), id: text.slice(-36) }))
  .pipe(z.object({ createdAt: z.iso.datetime({ offset: true }), id: z.uuid() }))
  .nullable()
  .catch(null);

/** Junk in an address is no filter, and never an error. */
export function filtersOf(asked: Record<string, unknown>): NotificationFilters {
  return {
    show: show.parse(asked.show),
    about: about.parse(asked.about),
    before: before.parse(asked.before),
  };
}

/** The same as an address, without what is as by itself. */
export function addressOf({ show, about, before }: NotificationFilters): string {
  const query = new URLSearchParams();
  if (show !== "all") query.set("show", show);
  if (about) query.set("about", about);
  if (before) query.set("before", `${before.createdAt}_${before.id}`);
  return query.size > 0 ? `/notifications?${query}` : "/notifications";
}
