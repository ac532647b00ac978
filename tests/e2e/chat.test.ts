import { expect } from "@playwright/test";
import { arrive, complaints, expectLive, messages, openConversation, write } from "./support/people";
import { test } from "./support/test";

test("an organiser and a team chat live, in two browsers", async ({ browser }) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "sweden")];
  const heard = complaints(organiser.context());
  await openConversation(organiser, "SWE");
  await expectLive(team);

  await write(team, "Is the side door open at six?");
  await expect(messages(organiser).last()).toContainText("Is the side door open at six?");
  await expect(messages(organiser).last()).toContainText("Anna Lindqvist");
  await expect(messages(organiser).last().locator("time")).toHaveText(/^\d\d:\d\d$/);

  await write(organiser, "Yes, ring twice.");
  await expect(messages(team).last()).toContainText("Yes, ring twice.");
  await expect(messages(team).last()).toContainText("organiser");
  expect(heard).toEqual([]);
});

test("a burst from both sides stands in the same order on both screens, nothing twice", async ({
  browser,
}) => {
  const [organiser, team] = [await arrive(browser, "admin2"), await arrive(browser, "sweden2")];
  await openConversation(organiser, "SWE");
  await expectLive(team);
  for (let round = 1; round <= 5; round += 1) {
    await write(organiser, `down ${round}`);
    await write(team, `up ${round}`);
  }
  const said = (page: typeof organiser) =>
    messages(page)
      .locator("article")
      .filter({ hasText: /(down|up) \d/ })
      .locator("p:last-child");
  await expect(said(organiser)).toHaveCount(10);
  await expect(said(team)).toHaveCount(10);
  const order = await said(organiser).allTextContents();
  expect(await said(team).allTextContents()).toEqual(order);
  expect(order.filter((text) => text.startsWith("down"))).toEqual(
    [1, 2, 3, 4, 5].map((round) => `down ${round}`),
  );
});

test("the sender sees a message at once, before the server has it", async ({ browser }) => {
  const team = await arrive(browser, "finland");
  await expectLive(team);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await team.route("**/chat/FIN", async (route) => {
    if (route.request().method() === "POST") await held;
    await route.continue();
  });
  await write(team, "Two trucks, not one.");
  const pending = team.getByRole("list", { name: "Not yet sent" });
  await expect(pending).toContainText("Two trucks, not one.");
  await expect(pending).toContainText("Sending…");
  await expect(team.getByRole("textbox", { name: "Message" })).toHaveValue("");
  release();
  await expect(pending).toHaveCount(0);
  await expect(messages(team).last()).toContainText("Two trucks, not one.");
});

test("however many messages there are, only their list scrolls, never the page", async ({ browser }) => {
  const team = await arrive(browser, "finland");
  await expectLive(team);
  for (let count = 1; count <= 12; count += 1) await write(team, `Long story ${count} `.repeat(40));
  await expect(messages(team).last()).toContainText("Long story 12");
  expect(await team.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBe(0);
});

test("line breaks, emoji and what looks like code arrive as they were written", async ({ browser }) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "latvia")];
  await openConversation(organiser, "LAT");
  await expectLive(team);
  const composer = team.getByRole("textbox", { name: "Message" });
  await composer.fill("First line");
  await composer.press("Shift+Enter");
  await composer.pressSequentially("🏒 <script>alert(1)</script>");
  await composer.press("Enter");
  const text = messages(organiser).last().locator("p").last();
  await expect(text).toHaveText("First line\n🏒 <script>alert(1)</script>", { useInnerText: true });
});

test("what arrives is announced once, to others and not to its writer", async ({ browser }) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "finland")];
  await openConversation(organiser, "FIN");
  await expectLive(team);
  await write(organiser, "The ice is ready.");
  await expect(team.getByTestId("announcer")).toHaveText("Mikko Korhonen wrote: The ice is ready.");
  await expect(organiser.getByTestId("announcer")).toHaveText("");
});
