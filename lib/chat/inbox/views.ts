import { fold } from "@/lib/i18n/fold";
import type { Conversation } from "../schema";

export const VIEWS = ["waiting", "unread", "mine", "all"] as const;
export type View = (typeof VIEWS)[number];

/** `quiet`: the organisers had the last word. What is snoozed waits again by itself when its time has come. */
export type Handling = "waiting" | "snoozed" | "resolved" | "quiet";

/** What the address asks for; anything else shows all. */
export function viewOf(asked: string | null): View {
  return VIEWS.find((view) => view === asked) ?? "all";
}

export function handlingOf(conversation: Conversation, now: Date): Handling {
  const { waiting_since, resolved_at, snoozed_until } = conversation;
  if (resolved_at) return "resolved";
  if (!waiting_since) return "quiet";
  return snoozed_until && new Date(snoozed_until) > now ? "snoozed" : "waiting";
}

type Seen = { readerId: string; now: Date; unreadOf: (conversation: Conversation) => number };

function isIn(view: View, conversation: Conversation, { readerId, now, unreadOf }: Seen): boolean {
  switch (view) {
    case "waiting":
      return handlingOf(conversation, now) === "waiting";
    case "unread":
      return unreadOf(conversation) > 0;
    case "mine":
      return conversation.assignee_id === readerId;
    case "all":
      return true;
  }
}

/** The conversations of a view, as the list has them; who waits, the longest waiting first. */
export function shownIn(
  view: View,
  search: string,
  list: readonly Conversation[],
  seen: Seen,
): Conversation[] {
  const wanted = fold(search.trim());
  const shown = list.filter(
    (one) => isIn(view, one, seen) && (fold(one.name).includes(wanted) || fold(one.code).startsWith(wanted)),
  );
  return view === "waiting" ? shown.toSorted(byWaiting) : shown;
}

export function countsOf(list: readonly Conversation[], seen: Seen): Record<View, number> {
  const count = (view: View) => list.filter((one) => isIn(view, one, seen)).length;
  return { waiting: count("waiting"), unread: count("unread"), mine: count("mine"), all: list.length };
}

/** Who has waited longest, besides the conversation one is in; those that a colleague has taken come last. */
export function nextWaiting(
  list: readonly Conversation[],
  besides: string,
  { readerId, now }: Pick<Seen, "readerId" | "now">,
): Conversation | null {
  const waiting = list
    .filter((one) => one.team_id !== besides && handlingOf(one, now) === "waiting")
    .toSorted(byWaiting);
  const isTaken = ({ assignee_id }: Conversation) => assignee_id !== null && assignee_id !== readerId;
  return waiting.find((one) => !isTaken(one)) ?? waiting[0] ?? null;
}

function byWaiting(a: Conversation, b: Conversation): number {
  return instant(a) - instant(b) || a.name.localeCompare(b.name, "en");
}

const instant = ({ waiting_since }: Conversation) => Date.parse(waiting_since ?? "") || 0;

const UNITS = [
  ["days", 86_400_000],
  ["hours", 3_600_000],
  ["minutes", 60_000],
] as const;

/** How long somebody has waited, in whole units of the largest one. A device's clock may be behind. */
export function waited(since: string, now: Date) {
  const distance = now.getTime() - Date.parse(since);
  const [unit, length] = UNITS.find(([, one]) => distance >= one) ?? (["moment", 1] as const);
  return { unit, count: unit === "moment" ? 0 : Math.floor(distance / length) };
}
