import { expect, type Page } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, expectLive, messages, openConversation, write } from "./support/people";
import { test } from "./support/test";

const seenBy = (page: Page) => page.getByTestId("seen-by");

test("under the last message that the other side has seen stands who has, and when, live", async ({
  browser,
}) => {
  const organiser = await arrive(browser, "admin");
  await openConversation(organiser, "FIN");
  await write(organiser, "The dressing room is number four.");
  await expect(messages(organiser).last()).toContainText("number four");

  const team = await arrive(browser, "finland");
  await expectLive(team);
  const seen = messages(organiser).filter({ has: seenBy(organiser) });
  await expect(seen).toHaveCount(1);
  await expect(seen).toContainText("number four");
  await expect(seenBy(organiser)).toHaveText(/^Seen by .*\S+ \S+ \d\d:\d\d/);

  // Out of the conversation: what follows is not seen, and the line stays where it is.
  await team.goto("/tasks");
  await write(organiser, "And there is coffee.");
  await expect(messages(organiser).last()).toContainText("coffee");
  await expect(seen).toContainText("number four");
  await team.goto("/chat/FIN");
  await expect(seen).toContainText("coffee");
  await organiser.reload();
  await expect(seen).toContainText("coffee");
});

test("nobody has seen their own message, and a reader is not told of themselves", async ({ browser }) => {
  const sql = openDatabase();
  await sql`delete from public.chat_read_cursors where team_id = ${teamId("SVK")}`;
  await sql.end();
  const organiser = await arrive(browser, "admin2");
  await openConversation(organiser, "SVK");
  await write(organiser, "Is anybody there?");
  await expect(messages(organiser).last()).toContainText("Is anybody there?");
  await expect(seenBy(organiser)).toHaveCount(0);

  const other = await arrive(browser, "admin");
  await openConversation(other, "SVK");
  await expect(seenBy(organiser)).toHaveText(/^Seen by Mikko Korhonen \d\d:\d\d$/);
  await expect(seenBy(other)).toHaveCount(0);
});

test.describe("of more than three", () => {
  const guests = ["czechia", "latvia", "switzerland"] as const;
  const sql = openDatabase();
  const homes = new Map<string, string>();
  test.beforeAll(async () => {
    for (const guest of guests) {
      const [row] = await sql<{ team_id: string }[]>`
        select team_id from public.users where id = ${userId(guest)}`;
      homes.set(guest, row?.team_id ?? "");
      await sql`update public.users set team_id = ${teamId("USA")} where id = ${userId(guest)}`;
    }
    await sql`insert into public.chat_messages (team_id, sender_id, content)
      values (${teamId("USA")}, ${userId("admin")}, 'Everybody: the gate opens at ten.')`;
    for (const reader of [...guests, "usa"] as const)
      await sql`insert into public.chat_read_cursors (team_id, user_id, last_read_seq, seen_seq, read_at)
        select team_id, ${userId(reader)}, last_seq, last_seq, now() - interval '1 minute'
        from public.conversations where team_id = ${teamId("USA")}
        on conflict (team_id, user_id) do update
          set last_read_seq = excluded.last_read_seq, seen_seq = excluded.seen_seq, read_at = excluded.read_at`;
  });
  test.afterAll(async () => {
    for (const guest of guests)
      await sql`update public.users set team_id = ${homes.get(guest) ?? ""} where id = ${userId(guest)}`;
    await sql`delete from public.chat_read_cursors where team_id = ${teamId("USA")}
      and user_id = any(${guests.map(userId)}::uuid[])`;
    await sql.end();
  });

  test("the number is said, and the names with their times behind a click, by keyboard too", async ({
    browser,
  }) => {
    const organiser = await arrive(browser, "admin");
    await openConversation(organiser, "USA");
    const button = messages(organiser).last().getByRole("button", { name: "Seen by 4" });
    await button.focus();
    await organiser.keyboard.press("Enter");
    const list = organiser.getByRole("group", { name: "Seen by" });
    await expect(list.getByRole("listitem")).toHaveCount(4);
    await expect(list.locator("time").first()).toHaveText(/\d\d:\d\d$/);
    await organiser.keyboard.press("Escape");
    await expect(list).toBeHidden();
    await expect(button).toBeFocused();
  });
});
