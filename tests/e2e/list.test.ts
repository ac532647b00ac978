import { expect } from "@playwright/test";
import { openDatabase, userId } from "./support/database";
import { arrive, expectLive, messages, openConversation, write } from "./support/people";
import { test } from "./support/test";

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

  const marked = organiser.waitForResponse((response) => response.url().endsWith("/read"));
  await first.getByRole("link").click();
  await expect(organiser).toHaveURL("/chat/CAN");
  await expect(messages(organiser).last()).toContainText("Could someone open the press room?");
  await marked;
  await openConversation(organiser, "FIN");
  await expect(list.getByRole("listitem").filter({ hasText: "Canada" })).not.toContainText(/new message/);
});

test("the list goes on living when an organiser is demoted and the organisers' topic moves", async ({
  browser,
}) => {
  const sql = openDatabase();
  const role = (name: "admin" | "member") =>
    sql`update public.users set role = ${name} where id = ${userId("admin2")}`;
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "switzerland")];
  try {
    await openConversation(organiser, "LAT");
    await expectLive(team);
    await role("member");
    await expectLive(team);
    // The list has followed once it has asked for the present names.
    await write(team, "Do you still hear us?");
    const first = organiser.getByRole("region", { name: "Conversations" }).getByRole("listitem").first();
    await expect(first).toContainText("Reto: Do you still hear us?");
    await write(team, "And now?");
    await expect(first).toContainText("Reto: And now?");
  } finally {
    await role("admin");
    await sql.end();
  }
});

test("what is half written waits while another conversation is open", async ({ browser }) => {
  const organiser = await arrive(browser, "admin");
  await openConversation(organiser, "DEN");
  const composer = organiser.getByRole("textbox", { name: "Message" });
  await composer.fill("Half a sentence");
  const list = organiser.getByRole("region", { name: "Conversations" });
  await list.getByRole("link", { name: /Norway/ }).click();
  await expect(organiser).toHaveURL("/chat/NOR");
  await expect(composer).toHaveValue("");
  await list.getByRole("link", { name: /Denmark/ }).click();
  await expect(organiser).toHaveURL("/chat/DEN");
  await expect(composer).toHaveValue("Half a sentence");
});
