/** Whether the context is folded, as this device keeps it: a cookie, so that the server renders the page as it will stand. */
export const FOLD_COOKIE = "rinkside-context";
export const FOLDED = "folded";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The cookie's text, for the browser to keep. */
export function foldCookie(isFolded: boolean): string {
  return `${FOLD_COOKIE}=${isFolded ? FOLDED : "open"}; Path=/chat; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
}
