import { devices, expect } from "@playwright/test";
import { createClient } from "@supabase/supabase-js";
import { signToken } from "../support/sign-token";
import { openDatabase } from "./support/database";
import { awaited, freshAddress, invite, join, NEW_PASSWORD, openPeople } from "./support/invitations";
import { linkMailedTo } from "./support/mails";
import { complaints, expectLive, signIn, submitSignIn } from "./support/people";
import { test } from "./support/test";

const SIZES = { desktop: {}, phone: devices["Pixel 7"] };

for (const [size, options] of Object.entries(SIZES)) {
  test(`an organiser invites a team's manager, who sets a password and is in the team's chat, on a ${size}`, async ({
    browser,
  }) => {
    const organiser = await openPeople(browser, "admin", options);
    const address = freshAddress(`manager-${size}`);
    const link = await invite(organiser, address, "Austria");
    await expect(awaited(organiser, address)).toContainText("to Austria");
    await expect(awaited(organiser, address)).toContainText("expires in 7 days");

    const context = await browser.newContext({ ...options, locale: "de-AT", timezoneId: "Europe/Vienna" });
    const heard = complaints(context);
    const referers: Promise<string | null>[] = [];
    context.on("request", (request) => referers.push(request.headerValue("referer")));
    const manager = await context.newPage();
    const opened = await manager.goto(link);
    expect(opened?.headers()["referrer-policy"]).toBe("strict-origin");
    await expect(manager.getByRole("heading", { name: "Join Austria" })).toBeVisible();
    await expect(manager.getByText("Mikko Korhonen invites you")).toBeVisible();
    await expect(manager.getByLabel("E-mail")).toHaveValue(address);
    const width = manager.viewportSize()?.width ?? 0;
    expect(await manager.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await join(manager, "Lena Huber");
    await expect(manager).toHaveURL("/chat/AUT");
    await expectLive(manager);
    expect(heard).toEqual([]);
    // The address is the key: no other request carries it.
    expect((await Promise.all(referers)).filter((referer) => referer?.includes("/invitation/"))).toEqual([]);

    const sql = openDatabase();
    const [person] = await sql`select time_zone, locale from public.users where full_name = 'Lena Huber'
      order by created_at desc limit 1`;
    await sql.end();
    expect(person).toEqual({ time_zone: "Europe/Vienna", locale: "de-AT" });

    await organiser.reload();
    await expect(awaited(organiser, address)).toHaveCount(0);
    await expect(
      organiser.getByRole("region", { name: "Austria" }).getByText("Lena Huber").first(),
    ).toBeVisible();

    // The link has done its work; the password goes on doing its own.
    const again = await (await browser.newContext(options)).newPage();
    await again.goto(link);
    await expect(again.getByRole("heading", { name: "This invitation has been used" })).toBeVisible();
    await again.getByRole("link", { name: "Sign in" }).click();
    await submitSignIn(again, address, NEW_PASSWORD);
    await expect(again).toHaveURL("/chat/AUT");
  });
}

test("opening a link, once or often, uses nothing up", async ({ browser, page, request }) => {
  const organiser = await openPeople(browser);
  const address = freshAddress("scanned");
  const link = await invite(organiser, address, "The organisers");
  for (let visit = 0; visit < 2; visit += 1) expect((await request.get(link)).status()).toBe(200);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Join the organisers" })).toBeVisible();
  await join(page, "Nora Organiser");
  await expect(page).toHaveURL("/chat");
});

test("an invitation that has expired, was withdrawn, or never was is refused with a sentence", async ({
  browser,
  page,
}) => {
  const organiser = await openPeople(browser);
  const [late, taken] = [freshAddress("late"), freshAddress("taken")];
  const lateLink = await invite(organiser, late, "Norway");
  const takenLink = await invite(organiser, taken, "Norway");

  const sql = openDatabase();
  await sql`update public.invitations set created_at = now() - interval '8 days', expires_at = now() - interval '1 day'
    where email = ${late}`;
  await sql.end();
  await page.goto(lateLink);
  await expect(page.getByRole("heading", { name: "This invitation has expired" })).toBeVisible();
  await expect(page.getByText("Ask Mikko Korhonen to send it again")).toBeVisible();
  await organiser.reload();
  await expect(awaited(organiser, late)).toContainText("expired 1 day ago");

  await page.goto(takenLink);
  await organiser.getByRole("button", { name: `Withdraw the invitation of ${taken}` }).click();
  await organiser.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(awaited(organiser, taken)).toHaveCount(0);
  // Also for who has the form open already.
  await join(page, "Too Late");
  await expect(page.getByRole("heading", { name: "This invitation was withdrawn" })).toBeVisible();

  const unknown = await page.goto(takenLink.replace(/.{4}$/, "AAAA"));
  expect(unknown?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "This link leads nowhere" })).toBeVisible();
});

test("sending again makes the link of the first mail dead", async ({ browser, page }) => {
  const organiser = await openPeople(browser);
  const address = freshAddress("twice");
  const first = await invite(organiser, address, "Denmark");
  // A link is renewed at most once a minute.
  const sql = openDatabase();
  await sql`update public.invitations set created_at = created_at - interval '2 minutes',
    sent_at = sent_at - interval '2 minutes' where email = ${address}`;
  await sql.end();
  await organiser.getByRole("button", { name: `Send again to ${address}` }).click();
  await expect(organiser.getByText(`A new mail to ${address} is on its way`)).toBeVisible();
  await page.goto(first);
  await expect(page.getByRole("heading", { name: "This link leads nowhere" })).toBeVisible();
  const second = await linkMailedTo(address);
  expect(second).not.toBe(first);
  await page.goto(second);
  await join(page, "Freja Holm");
  await expect(page).toHaveURL("/chat/DEN");
});

test("a stranger whose account has the invited address, unconfirmed, gets in by no door", async ({
  browser,
  page,
}) => {
  const sql = openDatabase();
  const organiser = await openPeople(browser);
  const [address, password, id] = [freshAddress("squatter"), "the stranger's own", crypto.randomUUID()];
  await sql`insert into auth.users (instance_id, id, aud, role, email, encrypted_password, raw_app_meta_data,
      raw_user_meta_data, created_at, updated_at, confirmation_token, recovery_token, email_change, email_change_token_new)
    values ('00000000-0000-0000-0000-000000000000', ${id}, 'authenticated', 'authenticated', ${address},
      extensions.crypt(${password}, extensions.gen_salt('bf', 4)), '{"provider": "email", "providers": ["email"]}',
      '{}', now(), now(), '', '', '', '')`;
  await sql`insert into auth.identities (id, user_id, provider, provider_id, identity_data)
    values (${crypto.randomUUID()}, ${id}, 'email', ${id}, ${sql.json({ sub: id, email: address })})`;
  const link = await invite(organiser, address, "Germany");

  await page.goto("/sign-in");
  await submitSignIn(page, address, password);
  await expect(page.getByRole("alert").filter({ hasText: "No account has this" })).toBeVisible();

  // Even with a session that nobody should have given them, and with the link itself.
  const { SUPABASE_URL = "", SUPABASE_PUBLISHABLE_KEY = "", SUPABASE_JWT_SECRET } = process.env;
  const accessToken = await signToken(
    { sub: id, role: "authenticated", email: address },
    SUPABASE_JWT_SECRET,
  );
  const stranger = createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    accessToken: async () => accessToken,
  });
  const { error } = await stranger.rpc("accept_invitation", {
    token: link.split("/").at(-1),
    full_name: "A Stranger",
    time_zone: "UTC",
    locale: "en",
  });
  expect(error).not.toBeNull();
  expect(await sql`select from public.users where id = ${id}`).toHaveLength(0);

  // Who reads the mails of the address comes in, and the stranger's password is worth nothing any more.
  await page.goto(link);
  await join(page, "Jonas Weber");
  await expect(page).toHaveURL("/chat/GER");
  const outside = await (await browser.newContext()).newPage();
  await outside.goto("/sign-in");
  await submitSignIn(outside, address, password);
  await expect(outside.getByRole("alert").filter({ hasText: "No account has this" })).toBeVisible();
  await sql.end();
});

test("an invitation for somebody else asks to sign out first, and then opens", async ({ browser, page }) => {
  const organiser = await openPeople(browser);
  const address = freshAddress("shared");
  const link = await invite(organiser, address, "Slovakia");
  await signIn(page, "sweden");
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "You are signed in as somebody else" })).toBeVisible();
  await expect(page.getByText("sweden@rinkside.test")).toBeVisible();
  await page.getByRole("button", { name: "Sign out and open it" }).click();
  await expect(page.getByRole("heading", { name: "Join Slovakia" })).toBeVisible();
  await join(page, "Zuzana Kováčová");
  await expect(page).toHaveURL("/chat/SVK");
});

test("who is signed in with the invited address only says their name", async ({ browser, page }) => {
  const sql = openDatabase();
  const organiser = await openPeople(browser);
  const address = freshAddress("known");
  const link = await invite(organiser, address, "Norway");
  await page.goto(link);
  // Half way: the account is open, and the place was not taken.
  await sql`update auth.users set email_confirmed_at = now(),
    encrypted_password = extensions.crypt(${NEW_PASSWORD}, extensions.gen_salt('bf', 4)) where email = ${address}`;
  await page.goto("/sign-in");
  await submitSignIn(page, address, NEW_PASSWORD);
  await expect(page.getByRole("heading", { name: "You have no team at the moment" })).toBeVisible();
  await page.goto(link);
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
  await page.getByLabel("Your name").fill("Ingrid Dahl");
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page).toHaveURL("/chat/NOR");
  await sql.end();
});

test("an address that is here, or is invited already, is not invited again", async ({ browser }) => {
  const organiser = await openPeople(browser);
  const address = freshAddress("once");
  await invite(organiser, address, "Denmark");
  for (const taken of [address, "sweden@rinkside.test"]) {
    await organiser.getByRole("button", { name: "Invite", exact: true }).click();
    const dialog = organiser.getByRole("dialog");
    await dialog.getByLabel("E-mail").fill(taken);
    await dialog.getByLabel("To", { exact: true }).selectOption({ label: "Denmark" });
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await expect(dialog.getByRole("alert")).toContainText("already");
    await dialog.getByRole("button", { name: "Cancel" }).click();
  }
});
