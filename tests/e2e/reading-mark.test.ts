import { expect, test } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, expectLive, messages, openConversation, write } from "./support/people";

test("who reads and closes the page at once has read", async ({ browser }) => {
  const sql = openDatabase();
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "sweden")];
  await openConversation(organiser, "SWE");
  await expectLive(team);
  const stored = async () => {
    const [row] = await sql<{ last_read_seq: number }[]>`
      select last_read_seq from public.chat_read_cursors
      where team_id = ${teamId("SWE")} and user_id = ${userId("sweden")}`;
    return row?.last_read_seq ?? 0;
  };
  const place = async () => Number(await messages(team).last().getAttribute("data-seq"));
  // The first one is marked at once, and the next three seconds say nothing more.
  await write(organiser, "First.");
  await expect(messages(team).last()).toContainText("First.");
  await expect.poll(stored).toBe(await place());
  // More than a second later: so often at most the database takes a mark.
  await team.waitForTimeout(1_100);
  await write(organiser, "Second.");
  await expect(messages(team).last()).toContainText("Second.");
  const last = await place();
  expect(await stored()).toBe(last - 1);
  await team.close();
  await expect.poll(stored, { timeout: 1_500 }).toBe(last);
  await sql.end();
});
