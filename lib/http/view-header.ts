/** What of an address a browser shows by itself: every task, and every conversation of the list, is there already. */
const PARAMETERS = ["show", "team"];
/** The inbox stands beside each conversation too, but not beside a search, which is another page for each team. */
const PAGES = /^\/(tasks|chat(\/(?!search$)[^/]+(\/\d+)?)?)$/;
/** Under which a page is told of it. */
export const VIEW_HEADER = "rinkside-view";

/**
 * The address of such a page without it, as the page is rendered. To the router a page under another query is another page:
 * refreshed while somebody changes from view to view it would be loaded anew as a whole, and the next click be lost.
 * @returns null for every other page
 */
export function withoutView(url: URL): { url: URL; view: string } | null {
  if (!PAGES.test(url.pathname)) return null;
  const rendered = new URL(url);
  for (const name of PARAMETERS) rendered.searchParams.delete(name);
  return { url: rendered, view: url.searchParams.toString() };
}
