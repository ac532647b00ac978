import { expect, type Page } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, expectLive, messages, openConversation, write } from "./support/people";
import { test } from "./support/test";
import { openMenu } from "./support/writing";

/** What is being said to who listens, a sentence each. */
const announced = (page: Page) => page.getByTestId("announcer").locator("p");

/** Writes down every sentence from now on. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.getByTestId("announcer").evaluate((region) => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) said.push(node.textContent ?? "");
    }).observe(region, { childList: true });
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}

/** Somebody writes all of these in one moment, as when a network comes back. */
async function writeAtOnce(person: "latvia", team: "LAT", texts: string[]) {
  const sql = openDatabase();
  const claims = JSON.stringify({ sub: userId(person), role: "authenticated" });
  await sql.begin(async (transaction) => {
    await transaction`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true)`;
    await transaction`insert into public.chat_messages (id, team_id, sender_id, content)
      select gen_random_uuid(), ${teamId(team)}, ${userId(person)}, content from unnest(${texts}::text[]) content`;
  });
  await sql.end();
}

test("one sentence for one arrival, one for a burst, and none for what one writes oneself", async ({
  browser,
}) => {
  const organiser = await arrive(browser, "admin2");
  await openConversation(organiser, "LAT");
  const team = await arrive(browser, "latvia");
  await expectLive(team);
  const [toOrganiser, toTeam] = [await listen(organiser), await listen(team)];

  await write(organiser, "The bus leaves at nine.");
  await expect.poll(toTeam).toEqual([expect.stringMatching(/ wrote: The bus leaves at nine\.$/)]);
  await expect(messages(organiser).last()).toContainText("The bus leaves at nine.");

  await writeAtOnce("latvia", "LAT", ["One", "two", "three", "four", "and five."]);
  await expect(messages(organiser).last()).toContainText("and five.");
  await expect.poll(toOrganiser).toEqual([expect.stringMatching(/^5 new messages, the last from /)]);
  expect(await toTeam()).toHaveLength(1);
});

test("what was said does not stay: of a message that is deleted nothing is left", async ({ browser }) => {
  const organiser = await arrive(browser, "admin2");
  await openConversation(organiser, "LAT");
  const team = await arrive(browser, "latvia");
  await expectLive(team);
  await write(organiser, "Not meant for you.");
  await expect(announced(team)).toHaveText([/Not meant for you/]);
  await (await openMenu(organiser, "Not meant for you.")).getByRole("menuitem", { name: "Delete" }).click();
  await organiser.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(messages(team).last()).toContainText("deleted");
  await expect.poll(() => team.content(), { timeout: 20_000 }).not.toContain("Not meant for you.");
});

test("the list itself is silent: no row is part of a live region", async ({ browser }) => {
  const team = await arrive(browser, "latvia");
  await expectLive(team);
  await expect(messages(team)).not.toHaveCount(0);
  const live = "[aria-live], [role=status], [role=log], [role=alert]";
  expect(await team.locator(`:is(${live}) li[data-seq]`).count()).toBe(0);
});
