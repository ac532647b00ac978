import { type BrowserContext, expect, type Page, type Request } from "@playwright/test";
import {
  type DemoPerson,
  messages,
  openConversation,
  PASSWORD,
  signIn,
  submitSignIn,
  write,
} from "./support/people.ts";
import { test } from "./support/test";

const STREAM = "**/api/stream?*";

/** A browser whose WebSockets never open: as behind a proxy that lets only plain requests through. */
async function blockWebSocket(context: BrowserContext): Promise<{ unblock(): void; tries: () => number }> {
  let blocked = true;
  let tries = 0;
  await context.routeWebSocket(/realtime\/v1\/websocket/, (socket) => {
    tries += 1;
    if (blocked) void socket.close({ code: 1011 });
    else socket.connectToServer();
  });
  return {
    unblock: () => {
      blocked = false;
    },
    tries: () => tries,
  };
}

/** A browser that has no WebSocket at all. */
const removeWebSocket = (context: BrowserContext) =>
  context.addInitScript(() => {
    Reflect.deleteProperty(window, "WebSocket");
  });

const seal = (page: Page) => page.locator("[data-liveness]");

const unique = (text: string) => `${text} ${crypto.randomUUID().slice(0, 8)}`;

test.describe("a browser without WebSocket", () => {
  test("hears by Server-Sent Events, and says so", async ({ browser, context, page }) => {
    await removeWebSocket(context);
    await signIn(page, "sweden");
    await expect(seal(page)).toHaveAttribute("data-rung", "sse");
    await expect(seal(page)).toHaveAttribute("data-liveness", "live");
    await expect(seal(page)).toContainText("fallback");
    const organiser = await (await browser.newContext()).newPage();
    await signIn(organiser, "admin");
    await openConversation(organiser, "SWE");
    const text = unique("Over the stream");
    await write(organiser, text);
    await expect(messages(page).filter({ hasText: text })).toHaveCount(1);
    await organiser.context().close();
  });

  test("and without a stream asks every few seconds, and says so", async ({ browser, context, page }) => {
    await removeWebSocket(context);
    await context.route(STREAM, (route) => route.abort());
    await signIn(page, "sweden");
    await expect(seal(page)).toHaveAttribute("data-liveness", "polled", { timeout: 30_000 });
    await expect(seal(page)).toContainText("every 5 s");
    const organiser = await (await browser.newContext()).newPage();
    await signIn(organiser, "admin");
    await openConversation(organiser, "SWE");
    const text = unique("By asking");
    await write(organiser, text);
    await expect(messages(page).filter({ hasText: text })).toHaveCount(1);
    await organiser.context().close();
  });

  test("behind a proxy that keeps the stream back, is one rung down after five seconds", async ({
    context,
    page,
  }) => {
    await removeWebSocket(context);
    let asked = 0;
    // Never answered: what a proxy that collects the whole answer looks like from this side.
    await context.route(STREAM, () => {
      asked += 1;
    });
    await signIn(page, "sweden");
    await expect(seal(page)).toHaveAttribute("data-liveness", "polled", { timeout: 15_000 });
    expect(asked).toBe(1);
  });

  test("shares one stream between its tabs, which passes on when its tab goes", async ({ context, page }) => {
    await removeWebSocket(context);
    const open = new Set<Request>();
    // A tab that was closed tells of its requests no more.
    const streams = () => [...open].filter((request) => !request.frame().page().isClosed()).length;
    context.on("request", (request) => request.url().includes("/api/stream") && open.add(request));
    context.on("requestfailed", (request) => open.delete(request));
    context.on("requestfinished", (request) => open.delete(request));
    await signIn(page, "admin");
    await openConversation(page, "SWE");
    const second = await context.newPage();
    await openConversation(second, "FIN");
    const third = await context.newPage();
    await openConversation(third, "SWE");
    await expect.poll(streams).toBe(1);

    const text = unique("To both tabs");
    await write(third, text);
    for (const tab of [page, third]) await expect(messages(tab).filter({ hasText: text })).toHaveCount(1);

    await page.close();
    const after = unique("After its tab has gone");
    await write(second, after);
    const reader = await context.newPage();
    await openConversation(reader, "FIN");
    await expect(seal(third)).toHaveAttribute("data-liveness", "live");
    const last = unique("To those who stayed");
    await write(reader, last);
    await expect(messages(second).filter({ hasText: last })).toHaveCount(1);
    await expect.poll(streams).toBe(1);
  });
});

test("a WebSocket that never opens leads down, and back up on its own once it does", async ({
  context,
  page,
}) => {
  test.setTimeout(90_000);
  const socket = await blockWebSocket(context);
  await signIn(page, "sweden");
  await expect(seal(page)).toHaveAttribute("data-rung", "sse", { timeout: 40_000 });
  await expect(seal(page)).toHaveAttribute("data-liveness", "live");
  expect(socket.tries()).toBeGreaterThanOrEqual(5);
  socket.unblock();
  // Another network: the browser says so, and the way up is tried at once.
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect(seal(page)).toHaveAttribute("data-rung", "websocket");
  await expect(seal(page)).toHaveAttribute("data-liveness", "live");
});

test("moving between pages neither reconnects nor joins anew", async ({ context, page }) => {
  let sockets = 0;
  const joins: string[] = [];
  await context.routeWebSocket(/realtime\/v1\/websocket/, (socket) => {
    sockets += 1;
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      const [, , topic, event] = typeof frame === "string" ? JSON.parse(frame) : [];
      if (event === "phx_join") joins.push(topic);
      server.send(frame);
    });
  });
  await signIn(page, "admin");
  for (const name of ["Sweden", "Finland", "Sweden"]) {
    await page.getByRole("link", { name }).first().click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
    await expect(seal(page)).toHaveAttribute("data-liveness", "live");
  }
  expect(sockets).toBe(1);
  expect(joins).toEqual([...new Set(joins)]);
});

test("a session that has ended stops the connection and asks for sign-in; the same person goes on", async ({
  context,
  page,
}) => {
  await signIn(page, "finland");
  await expect(seal(page)).toHaveAttribute("data-liveness", "live");
  const composer = page.getByRole("textbox", { name: "Message" });
  await composer.fill("Typed before");
  await context.clearCookies();
  await context.setOffline(true);
  await context.setOffline(false);
  await expect(seal(page)).toHaveAttribute("data-liveness", "signed_out");
  await expect(composer).toHaveValue("Typed before");
  const again = await context.newPage();
  await again.goto("/sign-in");
  const person: DemoPerson = "finland";
  await submitSignIn(again, `${person}@rinkside.test`, PASSWORD);
  await again.waitForURL("/chat/FIN");
  await expect(seal(page)).toHaveAttribute("data-liveness", "live", { timeout: 15_000 });
  await expect(composer).toHaveValue("Typed before");
});

test("a page of one person takes nobody else's session for its own", async ({ context, page }) => {
  await signIn(page, "finland");
  await expect(seal(page)).toHaveAttribute("data-liveness", "live");
  await context.clearCookies();
  const other = await context.newPage();
  await other.goto("/sign-in");
  await submitSignIn(other, "admin@rinkside.test", PASSWORD);
  await other.waitForURL(/\/chat/);
  await context.setOffline(true);
  await context.setOffline(false);
  // The organiser's session could read this conversation, and would move the organiser's own reading mark.
  await expect(seal(page)).toHaveAttribute("data-liveness", "signed_out");
  await expect(page.getByRole("link", { name: "Sign in in a new tab" })).toBeVisible();
});
