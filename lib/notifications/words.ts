import type { createFormatter, createTranslator } from "use-intl/core";
import type { Messages } from "@/lib/i18n/catalogue";
import { factsOf, type Item, itemsOf } from "./facts";
import type { Notification } from "./schema";

/** What a notification says in the reader's language. */
export type Words = {
  title: string;
  /** What else there is to say of the one thing that it is about; may be empty. */
  body: string;
  /** Of several: each by itself, with its own place. */
  lines: { text: string; link: string | null }[];
  /** How many more there are than these. */
  more: number;
  /** The body, or the lines one after the other: for where there is little room. */
  summary: string;
};

export type Reader = {
  t: ReturnType<typeof createTranslator<Messages, "notifications">>;
  format: ReturnType<typeof createFormatter>;
  /** The code of their team; null for an organiser. */
  ownTeam: string | null;
};

const MOMENT = {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;
const NONE = "none";

export function wordsOf(notification: Notification, { t, format, ownTeam }: Reader): Words {
  const { type, title, message } = notification;
  const { team, ...facts } = factsOf(notification, ownTeam);
  const items = itemsOf(notification);
  const [first] = items;
  // What it is about is not told: so was it said in English when it was made.
  if (!first) return { title, body: message, lines: [], more: 0, summary: message };

  const due = first.dueAt ? format.dateTime(new Date(first.dueAt), MOMENT) : NONE;
  // A message without a text brought something along.
  const isOfChat = type === "chat_message" || type === "chat_mention";
  const told = t(`type.${type}.title`, { ...facts, due });
  const words = { title: ofTeam(told, team), body: "", lines: [], more: 0 };
  if (facts.count === 1) {
    const body = first.excerpt ?? detail();
    return { ...words, body, summary: body };
  }
  const lines = items.map((item) => ({ text: lineOf(item), link: item.link }));
  const summary = lines.map(({ text }) => text).join(" · ");
  return { ...words, lines, more: Math.max(0, facts.count - lines.length), summary };

  function detail(): string {
    if (type === "task_assigned" && first?.dueAt) return t("detail.due", { due });
    if ((type === "task_completed" || type === "document_uploaded") && facts.actor !== NONE)
      return t("detail.by", { actor: facts.actor });
    return isOfChat ? t("detail.file") : "";
  }

  function lineOf({ title: thing, excerpt, actor, team: whose }: Item): string {
    const said = excerpt ?? (isOfChat ? t("detail.file") : null);
    const text = said ? t("detail.said", { actor: actor ?? NONE, excerpt: said }) : (thing ?? "");
    // Where the title says whose they all are, they do not repeat it.
    return ofTeam(text, team === null && whose !== ownTeam ? whose : null);
  }

  function ofTeam(text: string, code: string | null): string {
    return code ? t("detail.of", { text, team: code }) : text;
  }
}
