import type { Browser, BrowserContext, Page } from "@playwright/test";
import { openTcpProxy, type TcpProxy } from "../../support/tcp-proxy.ts";
import type { Ledger } from "../ledger.ts";
import { type Person, sessionCookies, type Team } from "./cast.ts";
import { createLine, type Line } from "./line.ts";
import {
  insist,
  type PageState,
  readPage,
  readStorage,
  type Shown,
  shiftClock,
  watchRows,
} from "./page-script.ts";

/** One tab with a conversation open. */
export type Tab = {
  person: Person;
  team: Team;
  device: Device;
  page: Page;
  line: Line;
  read(): Promise<PageState>;
  /** Everything the browser keeps for the site, as text. */
  storage(): Promise<string>;
  /** Types a new text and sends it; gives the text. */
  say(): Promise<string>;
  /** Types a new text and leaves it there. */
  draft(): Promise<string>;
};

/** A browser of one person, with a session and a network of its own. */
export type Device = {
  person: Person;
  context: BrowserContext;
  line: Line;
  /** What carries the line's bytes, and can swallow them. */
  wire: TcpProxy;
  open(team: Team): Promise<Tab>;
  close(): Promise<void>;
};

export type DeviceOptions = {
  clockOffsetMs?: number;
  /** Whether all that the browser sends goes through the wire. Beyond it, a broken connection looks like a closed one. */
  onWire?: boolean;
};

export async function createDevice(
  surroundings: { browser: Browser; siteUrl: string; supabaseUrl: string; ledger: Ledger },
  person: Person,
  { clockOffsetMs, onWire }: DeviceOptions = {},
): Promise<Device> {
  const { browser, siteUrl, ledger } = surroundings;
  const line = await createLine();
  const wire = await openTcpProxy(line.address);
  const [context, cookies] = await Promise.all([
    browser.newContext({
      baseURL: siteUrl,
      proxy: { server: onWire ? wire.url : line.address },
      locale: "en-GB",
      timezoneId: "Europe/Zurich",
      viewport: { width: 1280, height: 800 },
    }),
    sessionCookies(surroundings.supabaseUrl, person),
  ]);
  await context.addCookies(
    cookies.map((cookie) => ({ ...cookie, url: siteUrl, httpOnly: true, sameSite: "Lax" as const })),
  );
  await context.exposeBinding("rinksideShown", (_, shown: Shown[]) => {
    for (const { seq, text } of shown) ledger.shown(person, text, seq);
  });
  await context.addInitScript(watchRows);
  await context.addInitScript(insist);
  if (clockOffsetMs !== undefined) await context.addInitScript(shiftClock, clockOffsetMs);

  const device: Device = {
    person,
    context,
    line,
    wire,
    async open(team) {
      const page = await context.newPage();
      await page.goto(`/chat/${team.code}`, { waitUntil: "commit" });
      const composer = page.getByRole("textbox", { name: "Message" });
      await page.locator("[data-liveness]").waitFor();
      const draft = async () => {
        const text = ledger.compose(person, team);
        await composer.fill(text);
        return text;
      };
      return {
        person,
        team,
        device,
        page,
        line,
        read: () => page.evaluate(readPage),
        storage: () => page.evaluate(readStorage),
        draft,
        async say() {
          const text = await draft();
          await composer.press("Enter");
          // It leaves the composer once it is safely kept.
          await page.locator("li[data-outbox], li[data-seq]").filter({ hasText: text }).first().waitFor();
          return text;
        },
      };
    },
    async close() {
      await context.close();
      await wire.close();
      await line.close();
    },
  };
  return device;
}
