import { expect } from "@playwright/test";
import { openDatabase, userId } from "./support/database";
import { freshAddress, openPeople } from "./support/invitations";
import { ageMail, askForLink, linkTo } from "./support/links";
import { mailsTo } from "./support/mails";
import { arrive, complaints, expectLive, openConversation, signIn, submitSignIn } from "./support/people";
import { test } from "./support/test";

test("an organiser begins with the list, a team with its conversation", async ({ browser }) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "sweden")];
  await expect(organiser).toHaveURL("/chat");
  await expect(organiser.getByRole("heading", { name: "Chat" })).toBeVisible();
  await expect(team).toHaveURL("/chat/SWE");
  await expect(team.getByRole("heading", { name: "Organisers" })).toBeVisible();
});

test.describe("what cannot sign in is told why", () => {
  test("a wrong password and an unknown person read alike", async ({ page }) => {
    await page.goto("/sign-in");
    for (const [email, password] of [
      ["sweden@rinkside.test", "wrong"],
      ["nobody@rinkside.test", "wrong"],
    ] as const) {
      await submitSignIn(page, email, password);
      await expect(
        page
          .getByRole("alert")
          .filter({ hasText: "No account has this e-mail address and password together" }),
      ).toBeVisible();
      await expect(page.getByLabel("E-mail")).toHaveValue(email);
    }
  });

  test("an ended session says so, and leads back to where one was", async ({ page }) => {
    await signIn(page, "sweden");
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page
      .context()
      .addCookies(
        cookies.map((cookie) =>
          cookie.name.startsWith("rinkside-session") ? { ...cookie, value: "base64-e30" } : cookie,
        ),
      );
    await page.goto("/chat/SWE");
    await expect(page.getByRole("alert").filter({ hasText: "Your session has ended" })).toBeVisible();
    await submitSignIn(page, "sweden@rinkside.test");
    await expect(page).toHaveURL("/chat/SWE");
  });

  test("a member without a team learns what to do, and gets in once there is one", async ({ page }) => {
    const sql = openDatabase();
    const move = (code: string | null) =>
      sql`update public.users set team_id = (select id from public.teams where code = ${code}) where id = ${userId("usa")}`;
    try {
      await move(null);
      await page.goto("/sign-in");
      await submitSignIn(page, "usa@rinkside.test");
      await expect(page.getByRole("heading", { name: "You have no team at the moment" })).toBeVisible();
      await move("USA");
      await page.getByRole("link", { name: "Look again" }).click();
      await expect(page).toHaveURL("/chat/USA");
    } finally {
      await move("USA");
      await sql.end();
    }
  });
});

test("a foreign address in `next` is not followed", async ({ page }) => {
  await page.goto("/sign-in?next=https%3A%2F%2Fevil.example%2F");
  await submitSignIn(page, "sweden@rinkside.test");
  await expect(page).toHaveURL("/chat/SWE");
});

test.describe("a link by mail", () => {
  const OVER = "This link opens nothing any more";

  test("signs in without a password, once, and leads to where one wanted to go", async ({
    browser,
    page,
    request,
  }) => {
    const heard = complaints(page.context());
    await page.goto("/chat/FIN?from=a-bookmark");
    await page.getByRole("link", { name: "Sign in by mail" }).click();
    await askForLink(page, "finland@rinkside.test");
    const link = await linkTo("/sign-in/link", "finland@rinkside.test");
    for (let visit = 0; visit < 2; visit += 1) expect((await request.get(link)).status()).toBe(200);
    const opened = await page.goto(link);
    expect(opened?.headers()["referrer-policy"]).toBe("strict-origin");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL("/chat/FIN?from=a-bookmark");
    await expectLive(page);
    expect(heard).toEqual([]);

    const again = await (await browser.newContext()).newPage();
    await again.goto(link);
    await again.getByRole("button", { name: "Sign in" }).click();
    await expect(again.getByRole("alert").filter({ hasText: OVER })).toBeVisible();
    await again.getByRole("link", { name: "Ask for a new link" }).click();
    await expect(again.getByLabel("E-mail")).toBeVisible();
  });

  test("leads to no other site", async ({ page }) => {
    await page.goto("/sign-in/link");
    await askForLink(page, "canada@rinkside.test");
    const link = new URL(await linkTo("/sign-in/link", "canada@rinkside.test"));
    link.searchParams.set("redirect_to", "https://evil.example/");
    await page.goto(link.href);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL("/chat/CAN");
  });

  test("brings who has an account and no place to the invitation that gives them one", async ({
    browser,
    page,
  }) => {
    const sql = openDatabase();
    const [address, id] = [freshAddress("returning"), crypto.randomUUID()];
    await sql`insert into auth.users (instance_id, id, aud, role, email, email_confirmed_at, raw_app_meta_data,
        raw_user_meta_data, created_at, updated_at, confirmation_token, recovery_token, email_change, email_change_token_new)
      values ('00000000-0000-0000-0000-000000000000', ${id}, 'authenticated', 'authenticated', ${address}, now(),
        '{"provider": "email", "providers": ["email"]}', '{}', now(), now(), '', '', '', '')`;
    await sql`insert into auth.identities (id, user_id, provider, provider_id, identity_data)
      values (${crypto.randomUUID()}, ${id}, 'email', ${id}, ${sql.json({ sub: id, email: address })})`;
    await sql.end();
    const organiser = await openPeople(browser);
    await organiser.getByRole("button", { name: "Invite", exact: true }).click();
    const dialog = organiser.getByRole("dialog", { name: "Invite somebody" });
    await dialog.getByLabel("E-mail").fill(address);
    await dialog.getByLabel("To", { exact: true }).selectOption({ label: "Norway" });
    await dialog.getByRole("button", { name: "Send invitation" }).click();
    await expect(dialog.getByRole("status")).toHaveText(`The invitation to ${address} is on its way.`);

    await page.goto(await linkTo("/sign-in/link", address));
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { name: "Join Norway" })).toBeVisible();
    await page.getByLabel("Your name").fill("Returning Person");
    await page.getByRole("button", { name: "Join" }).click();
    await expect(page).toHaveURL("/chat/NOR");
  });

  test("is sent to nobody who has no account, and makes none", async ({ page }) => {
    const sql = openDatabase();
    await page.goto("/sign-in/link");
    await askForLink(page, "stranger@rinkside.test");
    expect(await mailsTo("stranger@rinkside.test")).toEqual([]);
    expect(await sql`select from auth.users where email = 'stranger@rinkside.test'`).toHaveLength(0);
    await sql.end();
  });

  test("lets nobody in who was deactivated, and says so", async ({ page }) => {
    const sql = openDatabase();
    const setDeactivated = (at: Date | null) =>
      sql`update public.users set deactivated_at = ${at} where id = ${userId("switzerland")}`;
    const sessions = () =>
      sql`select id from auth.sessions where user_id = ${userId("switzerland")} order by id`;
    try {
      await setDeactivated(new Date());
      const before = await sessions();
      for (const [path, button] of [
        ["/sign-in/link", "Sign in"],
        ["/reset-password", "Save the password"],
      ] as const) {
        await ageMail(sql, "switzerland");
        await page.goto(path);
        await askForLink(page, "switzerland@rinkside.test");
        await page.goto(await linkTo(path, "switzerland@rinkside.test"));
        if (path === "/reset-password") await page.getByLabel("New password").fill("a new password");
        await page.getByRole("button", { name: button }).click();
        await expect(
          page.getByRole("alert").filter({ hasText: "This account has no place in the tournament" }),
        ).toBeVisible();
        const cookies = await page.context().cookies();
        expect(cookies.filter(({ name }) => name.startsWith("rinkside-session"))).toEqual([]);
      }
      expect(await sessions()).toEqual(before);
    } finally {
      await setDeactivated(null);
      await sql.end();
    }
  });
});

test("signing out closes the socket, leaves every tab, and Back brings nothing back", async ({ page }) => {
  // Counted in the page itself: a page that is left no longer tells of its sockets.
  const closed: string[] = [];
  await page.exposeFunction("noteClosed", (url: string) => closed.push(url));
  await page.addInitScript(() => {
    const close = WebSocket.prototype.close;
    WebSocket.prototype.close = function (this: WebSocket, ...args) {
      void (window as unknown as { noteClosed(url: string): Promise<void> }).noteClosed(this.url);
      return close.apply(this, args);
    };
  });
  await signIn(page, "finland");
  await expectLive(page);
  const second = await page.context().newPage();
  await openConversation(second, "FIN");

  await page.getByRole("button", { name: "Account" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/sign-in");
  await expect(second).toHaveURL("/sign-in");
  await expect.poll(() => closed.some((url) => url.includes("/realtime/v1/websocket"))).toBe(true);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect((await page.context().cookies()).filter(({ name }) => name.startsWith("rinkside-session"))).toEqual(
    [],
  );
});

test("no script can read the session", async ({ page }) => {
  await signIn(page, "sweden");
  const session = (await page.context().cookies()).filter(({ name }) => name.startsWith("rinkside-session"));
  expect(session.length).toBeGreaterThan(0);
  expect(session.every(({ httpOnly, sameSite }) => httpOnly && sameSite === "Lax")).toBe(true);
  expect(await page.evaluate(() => document.cookie)).toBe("");
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
    "refresh",
  );
});
