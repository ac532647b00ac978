import { chromium, type Page } from "@playwright/test";
import { openConversation, signIn } from "../e2e/support/people.ts";
import { launchOptions } from "../support/chromium.ts";
import { summary } from "./summary.ts";

/**
 * From the click on Send to the text in another browser: the production build, two browser contexts, one machine.
 * Both ends read the same clock. Every sender stays under the limit of 30 messages in 60 seconds.
 *
 *   npm run bench
 */
const SENDS = 28;
const site = `http://localhost:${process.env.PORT ?? 3000}`;

/** The moment of the click, noted by the page itself. */
async function clickSend(page: Page, text: string): Promise<number> {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  const clicked = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const note = () => resolve(performance.timeOrigin + performance.now());
        document.addEventListener("click", note, { capture: true, once: true });
      }),
  );
  await page.getByRole("button", { name: "Send" }).click();
  return clicked;
}

/** Resolves with the moment at which a stored message of this text stands in the page. */
function seen(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          const rows = [...document.querySelectorAll("li[data-seq]")].slice(-3);
          if (!rows.some((row) => row.textContent?.includes(wanted))) return;
          observer.disconnect();
          resolve(performance.timeOrigin + performance.now());
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
    text,
  );
}

async function measure(name: string, from: Page, to: Page): Promise<void> {
  const times: number[] = [];
  for (let count = 0; count < SENDS; count += 1) {
    const text = `${name} ${count} ${Math.random().toString(36).slice(2)}`;
    const arrival = seen(to, text);
    const clicked = await clickSend(from, text);
    times.push((await arrival) - clicked);
  }
  console.log(summary(name, times));
}

const browser = await chromium.launch(await launchOptions());
try {
  const arrive = async (person: "admin" | "sweden") => {
    const page = await (await browser.newContext({ baseURL: site })).newPage();
    await signIn(page, person);
    await openConversation(page, "SWE");
    return page;
  };
  const [organiser, team] = [await arrive("admin"), await arrive("sweden")];
  await measure("organiser → team", organiser, team);
  await measure("team → organiser", team, organiser);
} finally {
  await browser.close();
}
