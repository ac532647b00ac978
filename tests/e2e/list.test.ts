import { expect, test } from "@playwright/test";
import { arrive, expectLive, openConversation, write } from "./support/people";

test("the organisers' list is live: what is written comes to the top, unread, until it is opened", async ({
  browser,
}) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "canada")];
  const list = organiser.getByRole("region", { name: "Conversations" });
  await openConversation(organiser, "FIN");
  await expectLive(team);

  await write(team, "Could someone open the press room?");
  const first = list.getByRole("listitem").first();
  await expect(first).toContainText("Canada");
  await expect(first).toContainText("Claire: Could someone open the press room?");
  await expect(first).toContainText(/\d new message/);

  await first.getByRole("link").click();
  await expectLive(organiser);
  await expect(organiser.getByText("Could someone open the press room?").last()).toBeVisible();
  await openConversation(organiser, "FIN");
  await expect(list.getByRole("listitem").filter({ hasText: "Canada" })).not.toContainText(/new message/);
});
