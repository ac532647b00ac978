import { expect, test } from "@playwright/test";
import { openDatabase, userId } from "./support/database";
import { arrive, expectLive, openConversation, signIn, submitSignIn } from "./support/people";

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
