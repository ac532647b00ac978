import type { Route } from "next";
import { isAdmitted, STRANGER } from "./person";
import type { Person } from "./schema";

/** Where a request for a page may go on to. */
export type Admission = { kind: "enter" } | { kind: "redirect"; to: Route } | { kind: "not_found" };

/** Pages for those who are not signed in. */
const isPublic = (path: string) => path === "/sign-in";

export const isInvitation = (path: string) => path.startsWith("/invitation/");

/** What a mail leads to is for whoever holds the link, which is a key: the page says by itself what it means to them. */
export const isMailed = (path: string) =>
  isInvitation(path) || path === "/reset-password" || path === "/sign-in/link";

/** Where organisers work, and a team finds nothing. */
const isForOrganisers = (path: string) =>
  path === "/admin" ||
  path.startsWith("/admin/") ||
  /^\/pages\/(new|[^/]+\/edit)$/.test(path) ||
  /^\/tasks\/(new|copy|requirements\/[^/]+)$/.test(path);

/**
 * Who may enter which page: the front door only, Postgres decides again on every row.
 * @param path the path asked for
 * @param search its query, with the question mark, or ""
 * @param ended whether the browser's session ended by itself
 */
export function admit(
  path: string,
  search: string,
  person: Person | typeof STRANGER | null,
  ended: boolean,
): Admission {
  if (isMailed(path)) return { kind: "enter" };
  if (!person) {
    if (isPublic(path)) return { kind: "enter" };
    const query = new URLSearchParams();
    if (path !== "/") query.set("next", path + search);
    if (ended) query.set("reason", "expired");
    return { kind: "redirect", to: (query.size > 0 ? `/sign-in?${query}` : "/sign-in") as Route };
  }
  if (person === STRANGER || !isAdmitted(person))
    return path === "/no-team" ? { kind: "enter" } : { kind: "redirect", to: "/no-team" };
  if (isPublic(path) || path === "/no-team" || path === "/") return { kind: "redirect", to: home(person) };
  if (person.role === "member") {
    if (isForOrganisers(path)) return { kind: "not_found" };
    if (path === "/chat") return { kind: "redirect", to: home(person) };
  }
  return { kind: "enter" };
}

/** Where a person's day begins: an organiser's with the list of conversations, a team's with its own. */
export function home(person: Person | typeof STRANGER): Route {
  if (person === STRANGER || !isAdmitted(person)) return "/no-team" as Route;
  return (person.team ? `/chat/${person.team.code}` : "/chat") as Route;
}
