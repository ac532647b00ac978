import { expect, type Page } from "@playwright/test";
import { ORGANISERS_ID } from "@/lib/chat/schema";
import { openDatabase, teamId, userId } from "./support/database";
import { keptOnDevice } from "./support/device";
import { expectUnread, forget } from "./support/notifications";
import { arrive, messages, openConversation, write } from "./support/people";
import { cutSending } from "./support/sending";
import { test } from "./support/test";

const names = (page: Page) => page.getByRole("listbox", { name: "Mention" });
const option = (page: Page, name: string | RegExp) => names(page).getByRole("option", { name });
/** A text field, with a list to choose from while there is somebody to choose. */
const field = (page: Page) => page.getByRole("textbox", { name: "Message" });
const choosing = (page: Page) =>
  field(page).and(page.locator("[aria-haspopup=listbox][aria-autocomplete=list]"));
const mention = (page: Page, text: string) =>
  messages(page).last().locator("[data-mention]").filter({ hasText: text });

/** Whom the newest message with this text names, as Postgres has it, and who is told or about to be. */
async function stored(start: string): Promise<{ mentions: string[]; told: string[] }> {
  const sql = openDatabase();
  try {
    const [row] = await sql<
      { id: string; mentions: string[] }[]
    >`select id, mentions from public.chat_messages
      where content like ${`${start}%`} order by created_at desc limit 1`;
    const { id = null, mentions = [] } = row ?? {};
    const told = await sql<{ user_id: string }[]>`
      select user_id from public.notification_queue where type = 'chat_mention' and message_id = ${id}
      union
      select user_id from public.notifications where type = 'chat_mention'
        and params @> jsonb_build_object('items', jsonb_build_array(jsonb_build_object('message_id', ${id}::uuid)))
      order by user_id`;
    return { mentions, told: told.map(({ user_id }) => user_id) };
  } finally {
    await sql.end();
  }
}

/** Who is one now, also those whom other tests have made. */
async function organisers(): Promise<string[]> {
  const sql = openDatabase();
  try {
    const rows = await sql<{ id: string }[]>`
      select id from public.users where role = 'admin' and deactivated_at is null`;
    return rows.map(({ id }) => id);
  } finally {
    await sql.end();
  }
}

test("by keyboard: an @ offers the people of the conversation, accents left out, and the one chosen is named", async ({
  browser,
}) => {
  const team = await arrive(browser, "sweden");
  await openConversation(team, "SWE");
  const organiser = await arrive(browser, "admin");
  await openConversation(organiser, "SWE");

  await field(team).pressSequentially("Dear @");
  await expect(names(team)).toBeVisible();
  // Nobody names themselves, and nobody of another team.
  await expect(option(team, /Anna Lindqvist/)).toHaveCount(0);
  await expect(option(team, /Aino/)).toHaveCount(0);
  await expect(option(team, /@team/)).toHaveText(/Everybody of Sweden/);
  await expect(option(team, /@organisers/)).toHaveText(/All organisers/);

  const open = choosing(team);
  await expect(open).toHaveAttribute("aria-controls", (await names(team).getAttribute("id")) ?? "");
  const active = async () =>
    team.locator(`[id="${await open.getAttribute("aria-activedescendant")}"]`).getAttribute("aria-selected");
  expect(await active()).toBe("true");

  await open.pressSequentially("nystrom");
  await expect(names(team).getByRole("option")).toHaveCount(1);
  await expect(option(team, /Erik Nyström/)).toHaveAttribute("aria-selected", "true");
  await open.press("Enter");
  await expect(field(team)).toHaveValue("Dear @Erik Nyström ");
  await expect(names(team)).toHaveCount(0);

  await field(team).pressSequentially("and @");
  const all = await names(team).getByRole("option").count();
  await choosing(team).press("ArrowUp");
  await expect(
    names(team)
      .getByRole("option")
      .nth(all - 1),
  ).toHaveAttribute("aria-selected", "true");
  expect(await active()).toBe("true");
  await choosing(team).press("Tab");
  await field(team).pressSequentially("see below");
  await expect(field(team)).toHaveValue("Dear @Erik Nyström and @organisers see below");
  await field(team).press("Enter");

  for (const page of [team, organiser]) {
    await expect(mention(page, "@Erik Nyström")).toHaveAttribute("data-mention", "other");
    await expect(messages(page).last().locator("[data-mention]")).toHaveCount(2);
  }
  // Who belongs to those who are named sees it at a glance.
  await expect(mention(team, "@organisers")).toHaveAttribute("data-mention", "other");
  await expect(mention(organiser, "@organisers")).toHaveAttribute("data-mention", "own");
  expect(await stored("Dear @Erik")).toEqual({
    mentions: [userId("sweden2"), ORGANISERS_ID],
    told: [...(await organisers()), userId("sweden2")].sort(),
  });
});

test("the list closes by Escape until another @, and leaves Enter to the message", async ({ browser }) => {
  const team = await arrive(browser, "sweden");
  await openConversation(team, "SWE");
  await field(team).pressSequentially("Call us @te");
  await expect(option(team, /@team/)).toBeVisible();
  await choosing(team).press("Escape");
  await expect(names(team)).toHaveCount(0);
  await expect(field(team)).toHaveValue("Call us @te");
  await field(team).pressSequentially("a");
  await expect(names(team)).toHaveCount(0);
  await field(team).pressSequentially(" or @te");
  await expect(names(team)).toBeVisible();
  // A click elsewhere closes it too, and a click back opens it.
  await team.getByRole("heading", { name: "Organisers" }).click();
  await expect(names(team)).toHaveCount(0);
  await field(team).click();
  await choosing(team).press("Escape");
  await expect(names(team)).toHaveCount(0);
  await field(team).press("Enter");
  await expect(messages(team).last()).toContainText("Call us @tea or @te");
  await expect(messages(team).last().locator("[data-mention]")).toHaveCount(0);
});

test("in the middle of a text, the name takes the place of what was typed, and the caret stands behind it", async ({
  browser,
}) => {
  const team = await arrive(browser, "sweden2");
  await openConversation(team, "SWE");
  await field(team).fill("Ask  about the bus");
  for (let step = 0; step < 4; step += 1) await field(team).press(step === 0 ? "Home" : "ArrowRight");
  await field(team).press("ArrowRight");
  await field(team).pressSequentially("@anna");
  await choosing(team).press("Enter");
  await field(team).pressSequentially("kindly ");
  await expect(field(team)).toHaveValue("Ask @Anna Lindqvist kindly about the bus");
  await field(team).fill("");
});

test("offline: who is known is offered, the mention waits with the text through a reload, and arrives", async ({
  browser,
}) => {
  const team = await arrive(browser, "sweden");
  await openConversation(team, "SWE");
  const restore = await cutSending(team.context());
  await team.context().setOffline(true);
  await field(team).pressSequentially("Waiting @team");
  await choosing(team).press("Enter");
  await field(team).pressSequentially("and @erik");
  await choosing(team).press("Enter");
  await field(team).press("Enter");
  const unsent = team.getByRole("list", { name: "Not yet sent" });
  await expect(unsent.locator('[data-mention="own"]')).toHaveText("@team");
  await expect.poll(() => keptOnDevice(team)).toMatchObject({ unsent: ["Waiting @team and @Erik Nyström"] });

  await team.context().setOffline(false);
  team.on("dialog", (dialog) => dialog.accept());
  await team.reload();
  await expect(unsent).toContainText("Waiting @team");
  await restore();
  await expect(mention(team, "@team")).toHaveAttribute("data-mention", "own");
  await expect(mention(team, "@Erik Nyström")).toHaveAttribute("data-mention", "other");
  expect(await stored("Waiting @team")).toEqual({
    mentions: [teamId("SWE"), userId("sweden2")],
    told: [userId("sweden2")],
  });
});

test("who is named by an edit of what they had read is told, and has read it when they look", async ({
  browser,
}) => {
  const sql = openDatabase();
  await forget(sql, "canada");
  const team = await arrive(browser, "canada");
  await openConversation(team, "CAN");
  const organiser = await arrive(browser, "admin");
  await openConversation(organiser, "CAN");
  await write(organiser, "The bus leaves at nine");
  await expect(messages(team).last()).toContainText("The bus leaves at nine");
  const read = () => sql`
    select from public.chat_read_cursors mark join public.conversations using (team_id)
    where user_id = ${userId("canada")} and team_id = ${teamId("CAN")} and last_read_seq = last_seq`;
  await expect.poll(async () => (await read()).count).toBe(1);
  await team.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Pages" }).click();
  await expect(team).toHaveURL("/pages");

  await sql.begin(async (transaction) => {
    const claims = JSON.stringify({ sub: userId("admin"), role: "authenticated" });
    await transaction`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true)`;
    await transaction`select public.edit_message(id, content || ', @team', array[team_id])
      from public.chat_messages where content = 'The bus leaves at nine'`;
  });
  await expectUnread(team, 1);

  await team.goBack();
  await expect(mention(team, "@team")).toHaveAttribute("data-mention", "own");
  await expectUnread(team, 0);
  await forget(sql, "canada");
  await sql.end();
});
