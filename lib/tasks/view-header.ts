/** What of the address of the tasks a browser shows by itself: every task is there already. */
const PARAMETERS = ["show", "team"];
/** Under which a page is told of it. */
export const VIEW_HEADER = "rinkside-view";

/**
 * The address of the tasks without it, as the page is rendered. To the router a page under another query is another page:
 * refreshed while somebody changes from view to view it would be loaded anew as a whole, and the next click be lost.
 * @returns null for every other page
 */
export function withoutView(url: URL): { url: URL; view: string } | null {
  if (url.pathname !== "/tasks") return null;
  const rendered = new URL(url);
  for (const name of PARAMETERS) rendered.searchParams.delete(name);
  return { url: rendered, view: url.searchParams.toString() };
}
