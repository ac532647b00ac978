import { devices, expect, type Page } from "@playwright/test";
import { createClient } from "@supabase/supabase-js";
import { openDatabase, teamId } from "./support/database";
import { arrive, expectLive, openConversation, PASSWORD, signIn } from "./support/people";
import { test } from "./support/test";

/** Who is here by what the heading says, in its order. */
const here = (page: Page) => page.getByRole("button", { name: /^Here now: / });
const nobody = (page: Page) => page.getByText("Nobody else is here now");
/** Whoever leaves is shown for ten seconds more. */
const GONE = { timeout: 20_000 };

test("who has the conversation open is shown to the others, once however many tabs, until the last is closed", async ({
  browser,
}) => {
  const [organiser, anna] = [await arrive(browser, "admin"), await arrive(browser, "canada")];
  await openConversation(organiser, "CAN");
  await expectLive(anna);
  await expect(here(organiser)).toHaveAccessibleName("Here now: Claire Tremblay");
  await expect(here(anna)).toHaveAccessibleName("Here now: Mikko Korhonen");
  await here(organiser).click();
  const list = organiser.getByRole("group", { name: "Here now" });
  await expect(list.getByRole("listitem")).toHaveText(["CTClaire Tremblay"]);
  await organiser.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(here(organiser)).toBeFocused();

  const second = await anna.context().newPage();
  await openConversation(second, "CAN");
  await expect(here(organiser)).toHaveAccessibleName("Here now: Claire Tremblay");
  await anna.close();
  await second.goto("/tasks");
  await second.goto("/chat/CAN");
  await expectLive(second);
  await expect(here(organiser)).toHaveAccessibleName("Here now: Claire Tremblay");
  await second.close();
  await expect(nobody(organiser)).toBeAttached(GONE);
  await expect(here(organiser)).toHaveCount(0);
});

test("who loads the page anew or looks something up elsewhere does not flicker", async ({ browser }) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "canada")];
  await openConversation(organiser, "CAN");
  await expectLive(team);
  await expect(here(organiser)).toHaveAccessibleName("Here now: Claire Tremblay");
  // Whatever stands there from now on, at every change of the heading.
  await organiser.evaluate(() => {
    const header = document.querySelector("header");
    const seen: boolean[] = [];
    Object.assign(window, { seen });
    const look = () => seen.push(header?.textContent?.includes("Here now: Claire Tremblay") ?? false);
    look();
    if (header) new MutationObserver(look).observe(header, { subtree: true, childList: true });
  });
  await team.reload();
  await expectLive(team);
  for (const state of ["hidden", "visible", "hidden", "visible", "hidden", "visible"])
    await turn(team, state);
  await expectLive(team);
  await expect(here(team)).toHaveAccessibleName("Here now: Mikko Korhonen");
  expect(await organiser.evaluate(() => (window as unknown as { seen: boolean[] }).seen)).not.toContain(
    false,
  );
});

test("without the direct connection it is said that nobody knows, and nobody is shown who may have gone", async ({
  browser,
}) => {
  const organiser = await arrive(browser, "admin");
  const context = await browser.newContext();
  await context.addInitScript(() => void Reflect.deleteProperty(window, "WebSocket"));
  const team = await context.newPage();
  await signIn(team, "canada");
  await expect(team.locator("[data-liveness]")).toHaveAttribute("data-rung", "sse");
  await openConversation(organiser, "CAN");
  const unknown = team.getByRole("button", { name: "It is not known who is here" });
  await unknown.click();
  await expect(team.getByRole("group", { name: "Here now" })).toContainText("direct connection");
  await expect(here(team)).toHaveCount(0);
  await expect(nobody(organiser)).toBeAttached();
});

test("a client of one's own shows neither a stranger nor a name of its choice", async ({ browser }) => {
  const organiser = await arrive(browser, "admin");
  await openConversation(organiser, "CAN");
  const sql = openDatabase();
  const [topic] = await sql<{ name: string }[]>`select private.team_topic(${teamId("CAN")}) as name`;
  await sql.end();
  /** Claire's own client, present under a key of its choice. */
  const present = async (keyOf: (claire: string) => string) => {
    const client = createClient(process.env.SUPABASE_URL ?? "", process.env.SUPABASE_PUBLISHABLE_KEY ?? "");
    const email = "canada@rinkside.test";
    const { data, error } = await client.auth.signInWithPassword({ email, password: PASSWORD });
    if (error) throw error;
    const key = keyOf(data.user?.id ?? "");
    const channel = client.channel(topic?.name ?? "", { config: { private: true, presence: { key } } });
    await new Promise<void>((resolve, reject) =>
      channel.subscribe((state, reason) => {
        if (state === "SUBSCRIBED") resolve();
        else reject(reason ?? new Error(`The channel is ${state}`));
      }),
    );
    expect(await channel.track({ name: "The President", full_name: "The President" })).toBe("ok");
    return client;
  };
  const clients = [
    await present(() => crypto.randomUUID()),
    // A group's id is known too.
    await present(() => teamId("CAN")),
    await present((claire) => claire),
  ];
  await expect(here(organiser)).toHaveAccessibleName("Here now: Claire Tremblay");
  for (const client of clients) await client.removeAllChannels();
});

test("on a phone the faces leave room for the heading and the seal", async ({ browser }) => {
  test.slow();
  const context = await browser.newContext({ ...devices["Pixel 7"], viewport: { width: 360, height: 740 } });
  const team = await context.newPage();
  await signIn(team, "sweden");
  await expectLive(team);
  await expectLive(await arrive(browser, "sweden2"));
  for (const person of ["admin", "admin2"] as const)
    await openConversation(await arrive(browser, person), "SWE");
  await expect(here(team)).toHaveAccessibleName(/,.+and /);
  const header = team.locator("header").first();
  const overflow = (one: Element) => one.scrollWidth - one.clientWidth;
  expect(await header.evaluate(overflow)).toBe(0);
  await here(team).click();
  const list = team.getByRole("group", { name: "Here now" });
  await expect(list.getByRole("listitem")).toHaveCount(3);
  const box = await list.boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true);

  // An organiser has more to do there: who is here stands beside the conversation, and its name is whole.
  const organiser = await (
    await browser.newContext({ ...devices["Pixel 7"], viewport: { width: 360, height: 740 } })
  ).newPage();
  await signIn(organiser, "admin");
  await openConversation(organiser, "SWE");
  expect(await organiser.locator("header").first().evaluate(overflow)).toBe(0);
  expect(await organiser.getByRole("heading", { name: "Sweden" }).evaluate(overflow)).toBe(0);
  await organiser.getByRole("button", { name: "About Sweden" }).click();
  await expect(organiser.getByRole("dialog", { name: "Sweden" }).getByText("Here now")).toHaveCount(2);
});

/** The tab goes out of sight, or comes back. */
async function turn(page: Page, state: string) {
  await page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("visibilitychange"));
  }, state);
}
