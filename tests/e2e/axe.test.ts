import { type BrowserContextOptions, devices, expect, type Page } from "@playwright/test";
import { attach, expectReady } from "./support/attaching";
import { expectAccessible } from "./support/axe";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, expectLive, messages, openConversation, signIn } from "./support/people";
import { test } from "./support/test";
import { picture } from "./support/writing";

// A describe cannot choose the browser.
const { defaultBrowserType: _, ...phone } = devices["Pixel 7"];
const SIZES: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone,
};
for (const [size, options] of Object.entries(SIZES)) {
  test.describe(`on a ${size}, light and dark, axe finds nothing on`, () => {
    test.use(options);
    test.slow();

    test("the list of conversations and one that is open", async ({ page }) => {
      await signIn(page, "admin");
      await page.goto("/chat");
      await expect(page.getByRole("link", { name: /Sweden/ })).toBeVisible();
      await expectAccessible(page);
      await openConversation(page, "SWE");
      await expect(messages(page).last()).toBeVisible();
      await expectAccessible(page);
      await page.goto("/chat/SWE/999999");
      await expect(page.getByText("There is no message #999,999 here")).toBeVisible();
      await expectAccessible(page);
    });

    test("a conversation without a message", async ({ page }) => {
      await signIn(page, "admin");
      await openConversation(page, "NOR");
      await expect(page.getByText("No messages with Norway yet")).toBeVisible();
      await expectAccessible(page);
    });

    test("the divider before what is new", async ({ page }) => {
      const sql = openDatabase();
      await signIn(page, "admin2");
      await sql`insert into public.chat_read_cursors (team_id, user_id, last_read_seq, seen_seq, read_at)
        select team_id, ${userId("admin2")}, last_seq - 2, last_seq - 2, now() - interval '1 hour'
        from public.conversations where team_id = ${teamId("CAN")}
        on conflict (team_id, user_id) do update set last_read_seq = excluded.last_read_seq`;
      await sql.end();
      await openConversation(page, "CAN");
      await expect(page.getByText("New", { exact: true })).toBeVisible();
      await expectAccessible(page);
    });

    test("who has seen what, who is here, and the seal with its details", async ({ page, browser }) => {
      await signIn(page, "admin");
      await openConversation(page, "SWE");
      await send(page, `See you at the rink, ${size}.`);
      await expectLive(await arrive(browser, "sweden"));
      await expect(page.getByTestId("seen-by")).toBeVisible();
      await expectAccessible(page);
      if (size === "phone") {
        await page.getByRole("button", { name: "About Sweden" }).click();
        await expect(page.getByRole("dialog", { name: "Sweden" })).toContainText("Here now");
      } else {
        await page.getByRole("button", { name: /^Here now/ }).click();
        await expect(page.getByRole("group", { name: "Here now" })).toBeVisible();
      }
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.locator("[data-liveness] button").click();
      await expect(page.getByRole("group", { name: "Connection" })).toBeVisible();
      await expectAccessible(page);
    });

    test("what waits, what is refused, and what stands in the way of sending", async ({ page }) => {
      await signIn(page, "sweden2");
      await expectLive(page);
      await page.route("**/chat/SWE", (route) =>
        route.request().method() === "POST" ? route.abort() : route.continue(),
      );
      await page.route("**/api/chat/*/messages", (route) =>
        route.fulfill({ status: 403, json: { error: "forbidden" } }),
      );
      await send(page, "This will not go out.");
      const unsent = page.getByRole("list", { name: "Not yet sent" });
      await expect(unsent).toContainText("you can no longer write in this conversation");
      await expectAccessible(page);
      await send(page, "x".repeat(5_001));
      await expectAccessible(page);
      await page.getByRole("textbox", { name: "Message" }).fill("");
      await unsent.getByRole("button", { name: "Discard" }).click();
      await expect(unsent).toHaveCount(0);
    });

    test("a message's menu, its editing, and its deleting", async ({ page }) => {
      await signIn(page, "admin");
      await openConversation(page, "FIN");
      const text = `To be changed: ${crypto.randomUUID()}`;
      await send(page, text);
      const own = messages(page).filter({ hasText: text });
      await openMenu(page, own, "Edit");
      await expectAccessible(page);
      await page.getByRole("menuitem", { name: "Edit" }).click();
      await expect(page.getByText("Editing your message")).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Leave it as it is" }).click();
      await openMenu(page, own, "Delete");
      await page.getByRole("menuitem", { name: "Delete" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
      await expect(own).toHaveCount(0);
      await expectAccessible(page);
    });

    test("whom one may mention, the keys, a picture that is attached, sent, and open", async ({ page }) => {
      await signIn(page, "finland");
      await expectLive(page);
      const composer = page.getByRole("textbox", { name: "Message" });
      await composer.pressSequentially("@");
      await expect(page.getByRole("listbox")).toBeVisible();
      await expectAccessible(page);
      await composer.fill("");
      if (size === "desktop") {
        await page.getByRole("button", { name: "Keys" }).click();
        await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press("Escape");
      }
      const name = `The rink ${size}.png`;
      await attach(page, [{ name, mimeType: "image/png", buffer: picture(800, 600) }]);
      await expectReady(page, name);
      await expectAccessible(page);
      await page.getByRole("button", { name: "Send" }).click();
      const shown = messages(page)
        .last()
        .getByRole("link", { name: `Show ${name}` });
      await expect(shown).toBeVisible();
      await expectAccessible(page);
      await shown.click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page);
    });
  });
}

/** By the button: on a phone Enter begins a new line. */
async function send(page: Page, text: string) {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

async function openMenu(page: Page, row: ReturnType<typeof messages>, item: string) {
  await row.hover();
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await expect(page.getByRole("menuitem", { name: item })).toBeVisible();
}
