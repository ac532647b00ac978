import { expect, type Locator, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { arrive, messages, openConversation, write } from "./support/people";
import { cutSending, intercept, isAction } from "./support/sending";
import { test } from "./support/test";
import { composer, said } from "./support/writing";

const unsent = (page: Page) => page.getByRole("list", { name: "Not yet sent" });
/** What was not sent, with the answer that stands in its way. */
const refused = (page: Page, text: string): Locator =>
  page.locator('li[data-outbox="refused"]').filter({ hasText: text });

/** Two organisers in the conversation of one team. */
async function organisers(browser: Parameters<typeof arrive>[0]): Promise<[Page, Page]> {
  const [mikko, sofia] = [await arrive(browser, "admin"), await arrive(browser, "admin2")];
  await openConversation(mikko, "CZE");
  await openConversation(sofia, "CZE");
  return [mikko, sofia];
}

test("an answer that a colleague gave while one was writing is shown before one's own goes out", async ({
  browser,
}) => {
  const [mikko, sofia] = await organisers(browser);
  const petr = await arrive(browser, "czechia");
  await composer(mikko).fill("Gate C, I think.");
  await write(sofia, "It is gate B.");
  // While one is writing it is said already; and whoever sends without having looked is stopped by Postgres.
  await expect(mikko.getByText("Sofia Keller answered while you were writing.")).toBeVisible();
  await composer(mikko).press("Enter");
  const mine = refused(mikko, "Gate C, I think.");
  await expect(mine.getByRole("alert")).toContainText("Sofia Keller answered while you were writing.");
  await expect(mine.getByRole("alert")).toContainText("It is gate B.");
  await expect(said(petr, "It is gate B.")).toHaveCount(1);
  await expectAccessible(mikko);

  // A further answer is seen before it goes out, too.
  await write(sofia, "Gate B, at six.");
  await expect(mine.getByRole("alert")).toContainText("Gate B, at six.");
  await mine.getByRole("button", { name: "Send anyway" }).click();
  await expect(messages(petr).last()).toContainText("Gate C, I think.");
  await expect(messages(petr).nth(-2)).toContainText("Gate B, at six.");
  await expect(unsent(mikko)).toHaveCount(0);
});

test("what was answered meanwhile goes back into the composer, or away; and is sent once it has been seen", async ({
  browser,
}) => {
  const [mikko, sofia] = await organisers(browser);
  await composer(mikko).fill("Your bus is late");
  await write(sofia, "The bus leaves at nine.");
  await expect(said(mikko, "The bus leaves at nine.")).toHaveCount(1);
  await composer(mikko).press("Enter");
  await refused(mikko, "Your bus is late").getByRole("button", { name: "Edit" }).click();
  await expect(composer(mikko)).toHaveValue("Your bus is late");
  await expect(composer(mikko)).toBeFocused();
  await composer(mikko).pressSequentially(", as Sofia says.");
  await composer(mikko).press("Enter");
  await expect(said(sofia, "Your bus is late, as Sofia says.")).toHaveCount(1);

  await composer(mikko).fill("Which bus?");
  await write(sofia, "All of that is arranged.");
  await expect(said(mikko, "All of that is arranged.")).toHaveCount(1);
  await composer(mikko).press("Enter");
  await refused(mikko, "Which bus?").getByRole("button", { name: "Discard" }).click();
  await expect(unsent(mikko)).toHaveCount(0);

  await composer(mikko).fill("Thank you, Sofia");
  await write(sofia, "And the driver knows.");
  await mikko.getByRole("button", { name: "Seen" }).click();
  await expect(composer(mikko)).toBeFocused();
  await composer(mikko).press("Enter");
  await expect(messages(sofia).last()).toContainText("Thank you, Sofia");
  await expect(said(sofia, "Which bus?")).toHaveCount(0);
});

test("what waited without a network is held back when it comes back after an answer, also through a reload", async ({
  browser,
}) => {
  const [mikko, sofia] = await organisers(browser);
  const restore = await cutSending(mikko);
  await write(mikko, "Written offline");
  await expect(unsent(mikko)).toContainText("the site does not answer");
  await write(sofia, "Answered meanwhile");
  await expect(said(mikko, "Answered meanwhile")).toHaveCount(1);
  await restore();
  const mine = refused(mikko, "Written offline");
  await expect(mine.getByRole("alert")).toContainText("Answered meanwhile");
  await mikko.reload();
  await expect(mine.getByRole("alert")).toContainText("Answered meanwhile");
  await mine.getByRole("button", { name: "Send anyway" }).click();
  await expect(messages(sofia).last()).toContainText("Written offline");
});

test("the second door holds it back as the first does, and a draft of before is no newer for a reload", async ({
  browser,
}) => {
  const [mikko, sofia] = await organisers(browser);
  await composer(mikko).fill("Begun before");
  // Kept on the device with every key.
  await mikko.reload();
  await expect(composer(mikko)).toHaveValue("Begun before");
  await write(sofia, "By the second door");
  await expect(said(mikko, "By the second door")).toHaveCount(1);
  await mikko.reload();
  await expect(composer(mikko)).toHaveValue("Begun before");
  const restore = await intercept(mikko, isAction, (route) => route.abort());
  await composer(mikko).press("Enter");
  await expect(refused(mikko, "Begun before").getByRole("alert")).toContainText("By the second door");
  await restore();
  await refused(mikko, "Begun before").getByRole("button", { name: "Discard" }).click();
  await expect(unsent(mikko)).toHaveCount(0);
});

test("of two organisers who send at once one passes; the team's own people are never held back", async ({
  browser,
}) => {
  const [mikko, sofia] = await organisers(browser);
  const petr = await arrive(browser, "czechia");
  await composer(mikko).fill("At once: Mikko");
  await composer(sofia).fill("At once: Sofia");
  await composer(petr).fill("At once: Petr");
  await Promise.all([mikko, sofia, petr].map((page) => composer(page).press("Enter")));
  await expect(said(petr, "At once: Petr")).toHaveCount(1);
  await expect
    .poll(async () =>
      [await refused(mikko, "At once").count(), await refused(sofia, "At once").count()].toSorted(),
    )
    .toEqual([0, 1]);
  await expect(said(petr, /At once: (Mikko|Sofia)/)).toHaveCount(1);
  const held = (await refused(mikko, "At once").count()) > 0 ? mikko : sofia;
  await unsent(held).getByRole("button", { name: "Discard" }).click();
  await expect(unsent(held)).toHaveCount(0);
});
