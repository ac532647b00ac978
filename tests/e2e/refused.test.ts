import { expect } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, expectLive, messages, submitSignIn, write } from "./support/people";
import { test } from "./support/test";

test("an empty message is not sent, and the reason is said", async ({ browser }) => {
  const team = await arrive(browser, "canada");
  await expectLive(team);
  const before = await messages(team).count();
  await write(team, "   ");
  await expect(team.getByRole("alert").filter({ hasText: "Write something first." })).toBeVisible();
  await expect(messages(team)).toHaveCount(before);
});

test("a text over 5,000 characters stays, with how much too long it is", async ({ browser }) => {
  const team = await arrive(browser, "canada");
  await expectLive(team);
  const composer = team.getByRole("textbox", { name: "Message" });
  await composer.fill("x".repeat(5_012));
  await composer.press("Enter");
  await expect(team.getByText("5,012 of 5,000 characters. Shorten it by 12 to send it.")).toBeVisible();
  await expect(composer).toHaveValue("x".repeat(5_012));
});

test("the thirty-first message within a minute waits, says so, and keeps its text", async ({ browser }) => {
  const team = await arrive(browser, "czechia");
  await expectLive(team);
  for (let count = 1; count <= 31; count += 1) await write(team, `pass ${count}`);
  const waiting = team.getByRole("list", { name: "Not yet sent" });
  await expect(waiting).toContainText(/at most 30 messages a minute\. It goes by itself in \d+ s/, {
    timeout: 30_000,
  });
  await expect(waiting).toContainText("pass 31");
  await expect(messages(team).filter({ hasText: /pass \d/ })).toHaveCount(30);
});

test("signed out while writing: the text stays, and goes by itself once one has signed in again", async ({
  browser,
}) => {
  test.slow();
  const team = await arrive(browser, "latvia");
  await expectLive(team);
  await team.context().clearCookies();
  await write(team, "Our bus is here.");
  const unsent = team.getByRole("list", { name: "Not yet sent" });
  await expect(unsent).toContainText("Our bus is here.");
  await expect(unsent).toContainText("you are signed out");
  await expect(team.getByRole("link", { name: "Sign in in a new tab" })).toBeVisible();

  const elsewhere = await team.context().newPage();
  await elsewhere.goto("/sign-in");
  await submitSignIn(elsewhere, "latvia@rinkside.test");
  await elsewhere.waitForURL(/\/chat\/LAT/);
  await elsewhere.close();
  // By itself: the page asks until the site knows its reader again.
  await expect(messages(team).last()).toContainText("Our bus is here.", { timeout: 35_000 });
  await expect(unsent).toHaveCount(0);
  await expectLive(team);
});

test("what was definitely refused can be taken back into the composer", async ({ browser }) => {
  const sql = openDatabase();
  const move = (code: "USA" | "DEN") =>
    sql`update public.users set team_id = ${teamId(code)} where id = ${userId("usa")}`;
  const team = await arrive(browser, "usa");
  try {
    await expectLive(team);
    await move("DEN");
    await write(team, "Half a thought");
    const unsent = team.getByRole("list", { name: "Not yet sent" });
    await expect(unsent).toContainText("you can no longer write in this conversation");
    const composer = team.getByRole("textbox", { name: "Message" });
    await composer.fill("And the rest");
    await unsent.getByRole("button", { name: "Edit" }).click();
    await expect(composer).toHaveValue("Half a thought\n\nAnd the rest");
    await expect(unsent).toHaveCount(0);
  } finally {
    await move("USA");
    await sql.end();
  }
});
