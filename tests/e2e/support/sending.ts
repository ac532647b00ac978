import type { BrowserContext, Page, Request, Route } from "@playwright/test";

/** True for the two requests by which a message is sent: the server action, and the route handler behind it. */
export function isSend(request: Request): boolean {
  return isAction(request) || isSecondDoor(request);
}

export function isAction(request: Request): boolean {
  return request.method() === "POST" && "next-action" in request.headers();
}

export function isSecondDoor(request: Request): boolean {
  return request.method() === "POST" && request.url().endsWith("/messages");
}

/** Handles the requests that are meant; all others go their way. The returned function ends that. */
export async function intercept(
  where: Page | BrowserContext,
  isMeant: (request: Request) => boolean,
  handle: (route: Route) => Promise<void> | void,
): Promise<() => Promise<void>> {
  const handler = (route: Route) => (isMeant(route.request()) ? handle(route) : route.fallback());
  await where.route("**/*", handler);
  return () => where.unroute("**/*", handler);
}

/** The network refuses whatever sends a message, until the returned function is called. */
export function cutSending(where: Page | BrowserContext): Promise<() => Promise<void>> {
  return intercept(where, isSend, (route) => route.abort("internetdisconnected"));
}

/** The tab's process ends at once, as when it runs out of memory. */
export async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent("crash");
  const devtools = await page.context().newCDPSession(page);
  // Never answered: the one who would is gone.
  devtools.send("Page.crash").catch(() => undefined);
  await crashed;
}
