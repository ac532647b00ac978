import { expect } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, expectLive, messages, openConversation, write } from "./support/people";
import { test } from "./support/test";

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
  const mayMarkAgain = async () => {
    const [row] = await sql<{ may: boolean }[]>`
      select read_at < clock_timestamp() - interval '1 s' as may from public.chat_read_cursors
      where team_id = ${teamId("SWE")} and user_id = ${userId("sweden")}`;
    return row?.may;
  };
  const place = async () => Number(await messages(team).last().getAttribute("data-seq"));
  // What follows a mark within three seconds is not marked yet; so often at most as once a second the database takes one.
  let round = 0;
  await expect(async () => {
    round += 1;
    await write(organiser, `Round ${round}, first.`);
    await expect(messages(team).last()).toContainText(`Round ${round}, first.`);
    await expect.poll(stored).toBe(await place());
    await expect.poll(mayMarkAgain).toBe(true);
    await write(organiser, `Round ${round}, second.`);
    await expect(messages(team).last()).toContainText(`Round ${round}, second.`);
    expect(await stored()).toBeLessThan(await place());
  }).toPass();
  const last = await place();
  await team.close();
  await expect.poll(stored).toBe(last);
  await sql.end();
});
