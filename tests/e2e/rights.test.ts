import { expect } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { arrive, expectLive, messages, openConversation, signIn } from "./support/people";
import { test } from "./support/test";

test("a team finds nothing in the organisers' part, nor in another team's conversation", async ({ page }) => {
  await signIn(page, "sweden");
  for (const path of ["/admin", "/admin/people", "/chat/FIN", "/chat/XXX"]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  }
});

test("the API gives a team nothing of another, and a stranger nothing at all", async ({
  browser,
  request,
}) => {
  const team = await arrive(browser, "sweden");
  const other = `/api/chat/${teamId("FIN")}`;
  expect((await team.request.get(`${other}/changes?since=0`)).status()).toBe(404);
  expect((await team.request.get(`${other}/head`)).status()).toBe(404);
  expect((await team.request.get(`${other}/history?before=5`)).json()).resolves.toEqual([]);
  for (const path of ["/api/chat", `${other}/head`, `${other}/snapshot`, `${other}/changes?since=0`]) {
    expect((await request.get(path)).status(), path).toBe(401);
  }
});

test("the access token is given to pages of ours only", async ({ browser }) => {
  const team = await arrive(browser, "sweden");
  const foreign = await team.request.get("/api/session/token", {
    headers: { "Sec-Fetch-Site": "cross-site" },
  });
  expect(foreign.status()).toBe(403);
  const own = await team.request.get("/api/session/token", { headers: { "Sec-Fetch-Site": "same-origin" } });
  expect(own.status()).toBe(200);
  expect(own.headers()["cache-control"]).toContain("no-store");
});

test("every page comes with the security headers, and its scripts with this request's nonce", async ({
  page,
}) => {
  const nonces = new Set<string>();
  for (let visit = 0; visit < 2; visit += 1) {
    const response = await page.goto("/sign-in");
    const headers = response?.headers() ?? {};
    const nonce = /'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1] ?? "";
    nonces.add(nonce);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(await response?.text()).toContain(`nonce="${nonce}"`);
  }
  expect(nonces.size).toBe(2);
});

test("someone who is moved to another team hears and sees nothing more of the old one", async ({
  browser,
}) => {
  const sql = openDatabase();
  const moved = await arrive(browser, "usa");
  const organiser = await arrive(browser, "admin");
  try {
    await expectLive(moved);
    await openConversation(organiser, "USA");
    await sql`update public.users set team_id = ${teamId("DEN")} where id = ${userId("usa")}`;
    await expect(moved.getByRole("alert").filter({ hasText: "no longer yours to read" })).toBeVisible();
    await sql`insert into public.chat_messages (team_id, sender_id, content)
      values (${teamId("USA")}, ${userId("admin")}, 'Between us')`;
    // The organiser follows the topic to its new name without a reload.
    await expect(messages(organiser).last()).toContainText("Between us");
    await expect(moved.getByText("Between us")).toHaveCount(0);
  } finally {
    await sql`update public.users set team_id = ${teamId("USA")} where id = ${userId("usa")}`;
    await sql.end();
  }
});
