import type { NotificationType } from "./schema";

/** What notifications are about: by this the list of them is narrowed. */
export const groups = ["tasks", "documents", "pages", "chat"] as const;
export type Group = (typeof groups)[number];

/** Why somebody is told of something; each has its sentence in the catalogue (`notifications.why.*`). */
export const reasons = [
  "assignee",
  "team",
  "creator",
  "organiser",
  "commenter",
  "portal",
  "mention",
  "mention_team",
  "mention_organisers",
  "unread",
] as const;
export type Reason = (typeof reasons)[number];

export type Icon = "assigned" | "done" | "comment" | "clock" | "file" | "page" | "mention" | "message";

export type Kind = {
  group: Group;
  icon: Icon;
  /** Where it may lead. */
  leadsTo: RegExp;
  /** The page that shows by itself what they tell, if there is one. */
  list: List | null;
};

export type List = {
  path: string;
  /** What its address must ask for: the page shows something else by itself. */
  askedBy?: Record<string, string>;
  /** What of its address hides part of it, with the values under which what they tell is there all the same. */
  narrowedBy: Record<string, readonly string[]>;
};

const TASKS = /^\/tasks(\/|$)/;
const CHAT = /^\/chat(\/|$)/;
/** What a team is asked for. */
const TEAM_TASKS: List = { path: "/tasks", narrowedBy: { show: ["open"] } };
/** The organisers', who see a matrix unless they ask for the list. */
const ALL_TASKS: List = {
  path: "/tasks",
  askedBy: { view: "list" },
  narrowedBy: { show: ["done"], team: [] },
};

/**
 * One entry to each type. Its words for one and for many are `notifications.type.<type>` of the catalogue, in the
 * reader's language; what is stored as text is for those who know the type no more.
 */
export const registry: Record<NotificationType, Kind> = {
  task_assigned: { group: "tasks", icon: "assigned", leadsTo: TASKS, list: TEAM_TASKS },
  task_completed: { group: "tasks", icon: "done", leadsTo: TASKS, list: ALL_TASKS },
  task_comment: { group: "tasks", icon: "comment", leadsTo: TASKS, list: null },
  deadline_reminder: { group: "tasks", icon: "clock", leadsTo: TASKS, list: null },
  document_uploaded: {
    group: "documents",
    icon: "file",
    leadsTo: /^\/(documents|tasks)(\/|$)/,
    list: { path: "/documents", narrowedBy: { team: [], q: [], from: [] } },
  },
  page_published: {
    group: "pages",
    icon: "page",
    leadsTo: /^\/pages(\/|$)/,
    list: { path: "/pages", narrowedBy: {} },
  },
  chat_mention: { group: "chat", icon: "mention", leadsTo: CHAT, list: null },
  chat_message: { group: "chat", icon: "message", leadsTo: CHAT, list: null },
};

export function typesOf(group: Group): NotificationType[] {
  return (Object.keys(registry) as NotificationType[]).filter((type) => registry[type].group === group);
}
