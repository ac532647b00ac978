import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";

/** The demo people, by the part of their address before the @. */
export type DemoPerson =
  | "admin"
  | "admin2"
  | "sweden"
  | "sweden2"
  | "finland"
  | "canada"
  | "czechia"
  | "latvia"
  | "switzerland"
  | "usa";

export const PASSWORD = "rinkside-demo";

/** Fills in the form of /sign-in and sends it. */
export async function submitSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** A browser of one's own, signed in and where a day begins. */
export async function arrive(browser: Browser, person: DemoPerson): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, person);
  return page;
}

export async function signIn(page: Page, person: DemoPerson): Promise<void> {
  await page.goto("/sign-in");
  await submitSignIn(page, `${person}@rinkside.test`);
  await page.waitForURL(/\/chat/);
}

/** Opens a team's conversation and waits until it is live. */
export async function openConversation(page: Page, code: string): Promise<void> {
  await page.goto(`/chat/${code}`);
  await expectLive(page);
}

export async function expectLive(page: Page): Promise<void> {
  await expect(page.locator("[data-liveness]")).toHaveAttribute("data-liveness", "live");
}

/** Writes a message and sends it, as a person with a keyboard does. */
export async function write(page: Page, text: string): Promise<void> {
  const composer = page.getByRole("textbox", { name: "Message" });
  await composer.fill(text);
  await composer.press("Enter");
}

/** The stored messages on the screen, in their order. */
export function messages(page: Page) {
  return page.locator("li[data-seq]");
}

/** Collects what the browser complains about: a refused script, a broken hydration, an error nobody caught. */
export function complaints(context: BrowserContext): string[] {
  const heard: string[] = [];
  context.on("console", (message) => {
    if (message.type() === "error") heard.push(message.text());
  });
  context.on("weberror", (error) => heard.push(error.error().message));
  return heard;
}
