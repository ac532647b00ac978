/** Any host: only what leaves it matters. */
const SITE = "http://site.invalid";

/** Where somebody is, or is led: a path of this site with its query. */
export type Place = { path: string; search: string };

/** A stored link as a place of this site; null for anything that would lead elsewhere. */
export function placeOf(link: string): Place | null {
  const url = link.startsWith("/") ? URL.parse(link, SITE) : null;
  // A path that itself begins with two slashes would be read as another site's address ("/.//evil.example").
  if (url?.origin !== SITE || url.pathname.startsWith("//")) return null;
  return { path: url.pathname, search: url.search };
}

/**
 * Whether somebody who is at `here` has before their eyes what a link leads to: the same path, with at least what its
 * query asks for. A message's own place is within its conversation.
 */
export function isAt(link: string, here: Place): boolean {
  const place = placeOf(link);
  if (!place) return false;
  if (conversationOf(place.path) !== null) return conversationOf(place.path) === conversationOf(here.path);
  const asked = new URLSearchParams(here.search);
  return (
    place.path === here.path &&
    [...new URLSearchParams(place.search)].every(([name, value]) => asked.get(name) === value)
  );
}

/** Whether a path is that of one thing (a task, a page, a conversation), and not of a list of many. */
export function isThing(path: string): boolean {
  return path.split("/").length > 2;
}

/** The team whose conversation a path leads to. Whoever looks at that has not therefore read it. */
export function conversationOf(path: string): string | null {
  return /^\/chat\/([A-Z0-9]+)(\/\d+)?$/.exec(path)?.[1] ?? null;
}
