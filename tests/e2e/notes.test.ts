import { type Browser, expect, type Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, complaints, expectLive, messages, openConversation, write } from "./support/people";
import { bringInHistory, lastSeq, readUpTo, watchFrames } from "./support/reading";
import { test } from "./support/test";

const CODE = "USA";
const notes = (page: Page, text: string | RegExp) => page.getByRole("note").filter({ hasText: text });
const field = (page: Page) => page.getByRole("textbox", { name: "Internal note" });
const message = (page: Page) => page.getByRole("textbox", { name: "Message" });
const turnTo = (page: Page, what: "Message" | "Internal note") =>
  page.getByRole("group", { name: "What you write" }).getByRole("button", { name: what }).click();

async function organiser(browser: Browser, person: "admin" | "admin2"): Promise<Page> {
  const page = await arrive(browser, person);
  await openConversation(page, CODE);
  return page;
}

/** All that the site and Supabase send a page from now on, as text. */
function heardBy(page: Page): () => string {
  const heard: string[] = [];
  page.on("response", (response) => {
    void response.text().then(
      (text) => heard.push(text),
      () => undefined,
    );
  });
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => heard.push(String(payload))));
  return () => heard.join("\n");
}

test.afterEach(async () => {
  const sql = openDatabase();
  await sql`delete from public.conversation_notes where team_id in (${teamId(CODE)}, ${teamId("AUT")})`;
  await sql.end();
});

test("a note is read by the other organiser at once, between the messages, and its team hears nothing of it", async ({
  browser,
}) => {
  const team = await arrive(browser, "usa");
  await openConversation(team, CODE);
  const heard = heardBy(team);
  const [mikko, sofia] = [await organiser(browser, "admin"), await organiser(browser, "admin2")];
  await write(team, "May we bring a drone?");
  await expect(messages(mikko).filter({ hasText: "May we bring a drone?" })).toBeVisible();

  await turnTo(mikko, "Internal note");
  await expect(field(mikko)).toBeFocused();
  await expect(message(mikko)).toHaveCount(0);
  await field(mikko).fill("Their drone hit the roof in 2019.");
  await mikko.getByRole("button", { name: "Save note" }).click();
  await expect(notes(mikko, "hit the roof")).toBeVisible();
  await expect(field(mikko)).toHaveValue("");
  await expect(notes(sofia, "hit the roof")).toContainText("Mikko Korhonen");
  await expect(notes(sofia, "hit the roof")).toContainText("Internal note · only organisers see this");
  await expect(sofia.getByTestId("announcer")).toContainText("Internal note by Mikko Korhonen");

  await sofia.getByRole("group", { name: "What you write" }).waitFor();
  await write(sofia, "I shall ask the arena.");
  // After the question and before the answer, also when it is read anew.
  const order = async (page: Page) => {
    const text = (await page.getByRole("region", { name: "Messages" }).textContent()) ?? "";
    return ["May we bring a drone?", "hit the roof", "I shall ask the arena."].map((part) =>
      text.indexOf(part),
    );
  };
  await expect(messages(mikko).filter({ hasText: "I shall ask the arena." })).toBeVisible();
  await mikko.reload();
  await expect(notes(mikko, "hit the roof")).toBeVisible();
  const places = await order(mikko);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThanOrEqual(0);
  await expectAccessible(mikko);

  await expect(messages(team).filter({ hasText: "I shall ask the arena." })).toBeVisible();
  await team.reload();
  await expect(messages(team).filter({ hasText: "I shall ask the arena." })).toBeVisible();
  await expect(team.getByRole("note")).toHaveCount(0);
  await expect(team.getByRole("group", { name: "What you write" })).toHaveCount(0);
  expect(heard()).toContain("I shall ask the arena.");
  expect(heard()).not.toMatch(/hit the roof|conversation_note/);
  const asked = await team.request.get(`/api/chat/${teamId(CODE)}/notes`);
  expect(asked.status()).toBe(404);
  expect((await team.request.get(`/api/chat/${teamId(CODE)}/replies`)).status()).toBe(404);
});

test("a note that is being written never becomes a message, through a reload and a turn to the message and back", async ({
  browser,
}) => {
  const mikko = await organiser(browser, "admin");
  await message(mikko).fill("Dear Dana");
  await turnTo(mikko, "Internal note");
  await field(mikko).fill("Not for them");
  await mikko.reload();
  await expect(field(mikko)).toHaveValue("Not for them");
  await turnTo(mikko, "Message");
  await expect(message(mikko)).toHaveValue("Dear Dana");
  await message(mikko).press("ControlOrMeta+z");
  await expect(message(mikko)).not.toHaveValue(/Not for them/);
  await turnTo(mikko, "Internal note");
  await field(mikko).press("Enter");
  await expect(notes(mikko, "Not for them")).toBeVisible();
  await expect(
    messages(mikko)
      .filter({ hasNot: mikko.getByRole("note") })
      .filter({ hasText: "Not for them" }),
  ).toHaveCount(0);
  const sql = openDatabase();
  const sent = await sql`select from public.chat_messages where content like '%Not for them%'`;
  await sql.end();
  expect(sent).toHaveLength(0);
  await turnTo(mikko, "Message");
  await message(mikko).fill("");
});

test("without a network a note stays where it was typed, and is saved once when it is tried again", async ({
  browser,
}) => {
  const mikko = await organiser(browser, "admin");
  await turnTo(mikko, "Internal note");
  await field(mikko).fill("Written in the tunnel");
  await mikko.context().setOffline(true);
  await field(mikko).press("Enter");
  await expect(mikko.getByRole("alert").filter({ hasText: "Not saved" })).toBeVisible();
  await expect(field(mikko)).toHaveValue("Written in the tunnel");
  await mikko.context().setOffline(false);
  await field(mikko).press("Enter");
  await expect(notes(mikko, "Written in the tunnel")).toHaveCount(1);
  await expect(field(mikko)).toHaveValue("");
});

test("one's own note is changed and taken away, for the other organiser too, who can do neither", async ({
  browser,
}) => {
  const [mikko, sofia] = [await organiser(browser, "admin"), await organiser(browser, "admin2")];
  await turnTo(mikko, "Internal note");
  await field(mikko).fill("They pay late.");
  await field(mikko).press("Enter");
  await expect(notes(sofia, "They pay late.")).toBeVisible();
  await expect(notes(sofia, "They pay late.").getByRole("button", { name: "Edit" })).toHaveCount(0);

  await notes(mikko, "They pay late.").getByRole("button", { name: "Edit" }).click();
  const dialog = mikko.getByRole("dialog", { name: "Edit internal note" });
  await expectAccessible(mikko);
  await dialog.getByRole("textbox", { name: "Internal note" }).fill("They have paid.");
  await dialog.getByRole("button", { name: "Save note" }).click();
  await expect(notes(sofia, "They have paid.")).toContainText("edited");

  await notes(mikko, "They have paid.").getByRole("button", { name: "Edit" }).click();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(notes(mikko, "They have paid.")).toHaveCount(0);
  await expect(notes(sofia, "They have paid.")).toHaveCount(0);
});

test("with notes between its messages a conversation is there from its first frame on, and nothing moves", async ({
  browser,
}) => {
  const sql = openDatabase();
  await bringInHistory(sql, "AUT");
  const last = await lastSeq(sql, "AUT");
  await readUpTo(sql, "admin", "AUT", last);
  await sql`insert into public.conversation_notes (id, team_id, author_id, author_name, content, after_seq)
    select gen_random_uuid(), ${teamId("AUT")}, ${userId("admin2")}, 'Sofia Keller', 'noted ' || n, n
    from generate_series(${last - 60}::integer, ${last}::integer, 3) n`;
  await sql.end();
  const page = await arrive(browser, "admin");
  const heard = complaints(page.context());
  const frames = await watchFrames(page);
  await page.goto("/chat/AUT");
  await expectLive(page);
  await page.evaluate(() => document.fonts.ready);
  await expect(notes(page, `noted ${last}`)).toBeInViewport();
  const [first, ...others] = await frames();
  expect(Object.keys(first ?? {}).length).toBeGreaterThan(3);
  for (const frame of others) {
    expect(Object.keys(frame).length).toBeGreaterThan(0);
    for (const [seq, top] of Object.entries(frame))
      expect(Math.abs(top - (first?.[seq] ?? 1e6)), seq).toBeLessThan(2);
  }
  expect(heard).toEqual([]);
});
