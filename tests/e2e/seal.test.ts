import { expect, type Page } from "@playwright/test";
import { arrive, expectLive, messages, openConversation, write } from "./support/people";
import { test } from "./support/test";

const seal = (page: Page) => page.locator("[data-liveness]");
const details = (page: Page) => page.getByRole("group", { name: "Connection" });
const completeTo = async (page: Page) => Number(await seal(page).getAttribute("data-complete-to"));

/** Begins where a tab stood that had come down to this rung. */
async function arriveOn(rung: "sse" | "polling", ...[browser, person]: Parameters<typeof arrive>) {
  const page = await arrive(browser, person);
  // What it stands on now is remembered first.
  await expectLive(page);
  await page.evaluate((name) => sessionStorage.setItem("rinkside-rung", name), rung);
  await page.reload();
  return page;
}

test("offline, the seal says so and how much waits; back, it is complete and tells what was missed and when", async ({
  browser,
}) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "usa")];
  await openConversation(organiser, "USA");
  await expectLive(team);
  const before = await completeTo(team);
  await expect(seal(team).getByRole("button")).toHaveText(`Complete to #${before} · live`, {
    useInnerText: true,
  });

  await team.context().setOffline(true);
  await expect(seal(team)).toHaveAttribute("data-liveness", "offline");
  await write(team, "Offline, one.");
  await write(team, "Offline, two.");
  for (const word of ["one", "two", "three"]) await write(organiser, `While you were away, ${word}.`);
  await expect(messages(organiser).last()).toContainText("three");
  const button = seal(team).getByRole("button");
  await expect(button).toHaveText(
    new RegExp(`^Offline · 2 messages waiting · complete to #${before} at \\d\\d:\\d\\d$`),
    { useInnerText: true },
  );

  await team.context().setOffline(false);
  await expect(button).toHaveText(/^3 missed messages fetched at \d\d:\d\d$/, { useInnerText: true });
  await expectLive(team);
  await expect(seal(team)).toHaveAttribute("data-complete-to", String(before + 5));
  await expect(messages(organiser)).toHaveCount(await messages(team).count());

  await button.click();
  await expect(details(team)).toContainText(`to message #${before + 5}`);
  await expect(details(team)).toContainText(
    /3 messages\s*found at \d\d:\d\d:\d\d\s*fetched at \d\d:\d\d:\d\d/,
  );
});

test("the details open and close by the keyboard, and the focus comes back", async ({ browser }) => {
  const team = await arrive(browser, "finland");
  await expectLive(team);
  const button = seal(team).getByRole("button");
  await expect(details(team)).toBeHidden();
  await button.focus();
  await team.keyboard.press("Enter");
  await expect(details(team)).toContainText(/confirmed at \d\d:\d\d:\d\d/);
  await expect(details(team)).toContainText(/Live\s*since \d\d:\d\d:\d\d/);
  await expect(details(team)).toContainText("none: all came as it was written");
  await team.keyboard.press("Escape");
  await expect(details(team)).toBeHidden();
  await expect(button).toBeFocused();
});

test("to a screen reader only how current it is is said, not every number", async ({ browser }) => {
  const team = await arrive(browser, "finland");
  await expectLive(team);
  const said = seal(team).getByRole("status");
  await said.evaluate((element) => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver(() => heard.push(element.textContent ?? "")).observe(element, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  const before = await completeTo(team);
  await write(team, "Said aloud only once.");
  await expect(seal(team)).toHaveAttribute("data-complete-to", String(before + 1));
  await team.context().setOffline(true);
  await expect(said).toHaveText("Offline");
  await team.context().setOffline(false);
  await expect(said).toHaveText("Live");
  const heard = await team.evaluate(() => (window as unknown as { heard: string[] }).heard);
  expect(heard.filter((text) => /\d/.test(text))).toEqual([]);
  expect(heard[0]).toBe("Offline");
});

test("by the event stream, the seal says live by fallback", async ({ browser }) => {
  const team = await arriveOn("sse", browser, "canada");
  await expect(seal(team)).toHaveAttribute("data-rung", "sse");
  await expectLive(team);
  await expect(seal(team).getByRole("button")).toHaveText(/^Complete to #\d+ · live, by fallback$/, {
    useInnerText: true,
  });
  await team.setViewportSize({ width: 390, height: 844 });
  await expect(seal(team).getByRole("button")).toHaveText("Live · fallback", { useInnerText: true });
  await expect(seal(team).getByRole("status")).toHaveText("Live, by fallback");
});

test("polled, the seal says plainly that the connection is limited, and what comes by a poll was not missed", async ({
  browser,
}) => {
  const [organiser, team] = [await arrive(browser, "admin2"), await arriveOn("polling", browser, "canada")];
  await openConversation(organiser, "CAN");
  await expect(seal(team)).toHaveAttribute("data-liveness", "polled");
  await write(organiser, "Read within five seconds.");
  await expect(messages(team).last()).toContainText("Read within five seconds.");
  const button = seal(team).getByRole("button");
  await expect(button).toHaveText(/^Complete to #\d+ · checked every 5 s$/, { useInnerText: true });
  await button.click();
  await expect(details(team)).toContainText("Limited: nothing comes by itself on this network");
  await expect(details(team)).toContainText("none: all came as it was written");
});

test("on a phone the seal is short, and a tap tells the rest within the screen", async ({ browser }) => {
  const team = await arrive(browser, "sweden2");
  await team.setViewportSize({ width: 360, height: 740 });
  await expectLive(team);
  const button = seal(team).getByRole("button");
  await expect(button).toHaveText("Live", { useInnerText: true });
  await button.click();
  const box = await details(team).boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
  await expect(details(team)).toContainText(/to message #\d+/);
  await team.keyboard.press("Escape");
  await team.context().setOffline(true);
  await write(team, "From the tunnel");
  await expect(button).toHaveText("Offline · 1 waiting", { useInnerText: true });
});
