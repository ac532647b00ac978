import { expect } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { choose, group } from "./support/directory";
import { openPeople } from "./support/invitations";
import {
  arrive,
  expectLive,
  messages,
  openConversation,
  signIn,
  submitSignIn,
  write,
} from "./support/people";
import { test } from "./support/test";

const GONE = "no longer yours to read";

test("a team and a stranger find no list of people, nor what was done", async ({ page }) => {
  await signIn(page, "finland");
  for (const path of ["/admin", "/admin/people", "/admin/people/audit"]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    // A page that is fetched ahead comes past the middleware.
    const ahead = await page.request.get(path, { headers: { RSC: "1", "Next-Router-Prefetch": "1" } });
    expect(await ahead.text(), path).not.toContain("Reto Ammann");
  }
});

test("the list shows everybody by team, and finds a name or a team; the address keeps what was asked", async ({
  browser,
}) => {
  const organiser = await openPeople(browser);
  await expect(group(organiser, "Organisers").getByText("Sofia Keller")).toBeVisible();
  await expect(group(organiser, "Sweden").getByRole("listitem")).toHaveCount(2);
  // The list scrolls, and not the page around it as well.
  expect(await organiser.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  await organiser.getByRole("searchbox").fill("nystrom");
  await expect(organiser).toHaveURL("/admin/people?q=nystrom");
  await expect(group(organiser, "Sweden").getByRole("listitem")).toHaveCount(1);
  await expect(group(organiser, "Organisers")).toHaveCount(0);
  await organiser.reload();
  await expect(organiser.getByRole("searchbox")).toHaveValue("nystrom");
  await organiser.getByRole("searchbox").fill("");
  await organiser.getByLabel("Show", { exact: true }).selectOption("FIN");
  await expect(organiser).toHaveURL("/admin/people?show=FIN");
  await expect(group(organiser, "Finland").getByRole("listitem")).toHaveCount(1);
  await organiser.getByRole("searchbox").fill("nobody of this name");
  await organiser.getByRole("link", { name: "Show everyone" }).click();
  await expect(organiser).toHaveURL("/admin/people");
  await expect(organiser.getByRole("searchbox")).toHaveValue("");
  await expect(group(organiser, "Sweden")).toBeVisible();
});

test("who is moved loses the old team's conversation at once, hears nothing more of it, and has the new one", async ({
  browser,
}) => {
  const sql = openDatabase();
  const [organiser, moved] = [await openPeople(browser), await arrive(browser, "usa")];
  try {
    const heard: string[] = [];
    moved.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => heard.push(String(payload))),
    );
    await moved.reload();
    await expectLive(moved);
    const dialog = await choose(organiser, "Dana Whitfield", "Move to another team", "Norway");
    await expect(
      dialog.getByText("The conversation of United States closes to Dana Whitfield at once"),
    ).toBeVisible();
    await dialog.getByRole("button", { name: "Move" }).click();
    await expect(group(organiser, "Norway").getByText("Dana Whitfield")).toBeVisible();
    await expect(moved.getByRole("alert").filter({ hasText: GONE })).toBeVisible();
    const [before, after] = [`before ${crypto.randomUUID()}`, `after ${crypto.randomUUID()}`];
    await openConversation(organiser, "USA");
    await write(organiser, before);
    await expect(messages(organiser).filter({ hasText: before })).toBeVisible();
    await moved.goto("/");
    await expect(moved).toHaveURL("/chat/NOR");
    await expectLive(moved);
    await openConversation(organiser, "NOR");
    await write(organiser, after);
    // What was sent first would have come first.
    await expect(messages(moved).filter({ hasText: after })).toBeVisible();
    expect(heard.join("\n")).toContain(after);
    expect(heard.join("\n")).not.toContain(before);
  } finally {
    await sql`update public.users set team_id = ${teamId("USA")} where id = ${userId("usa")}`;
    await sql.end();
  }
});

test("a team member becomes an organiser and goes back, each time with the pages that belong to it", async ({
  browser,
}) => {
  const sql = openDatabase();
  const [organiser, person] = [await openPeople(browser), await arrive(browser, "latvia")];
  try {
    await expectLive(person);
    await (await choose(organiser, "Jānis Bērziņš", "Make an organiser"))
      .getByRole("button", { name: "Make an organiser" })
      .click();
    await expect(group(organiser, "Organisers").getByText("Jānis Bērziņš")).toBeVisible();
    await person.goto("/");
    await expect(person).toHaveURL("/chat");
    await openConversation(person, "CZE");

    await (await choose(organiser, "Jānis Bērziņš", "Make a team member", "Latvia"))
      .getByRole("button", { name: "Make a team member" })
      .click();
    await expect(group(organiser, "Latvia").getByText("Jānis Bērziņš")).toBeVisible();
    await expect(person.getByRole("alert").filter({ hasText: GONE })).toBeVisible();
    expect((await person.goto("/admin/people"))?.status()).toBe(404);
  } finally {
    await sql`update public.users set role = 'member', team_id = ${teamId("LAT")} where id = ${userId("latvia")}`;
    await sql.end();
  }
});

test("who is deactivated loses the live line of an open page, is told so, and is back once reactivated", async ({
  browser,
  page,
}) => {
  const sql = openDatabase();
  const [organiser, person] = [await openPeople(browser), await arrive(browser, "switzerland")];
  try {
    await expectLive(person);
    await (await choose(organiser, "Reto Ammann", "Deactivate"))
      .getByRole("button", { name: "Deactivate" })
      .click();
    await expect(group(organiser, "Switzerland").getByText(/^deactivated/)).toBeVisible();
    await expect(person.locator("[data-liveness]")).toHaveAttribute("data-liveness", "gone");
    await expect(person.getByRole("alert").filter({ hasText: GONE })).toBeVisible();
    await page.goto("/sign-in");
    await submitSignIn(page, "switzerland@rinkside.test");
    await expect(page.getByRole("heading", { name: "You have no team at the moment" })).toBeVisible();
    await expect(page.getByText("not yet, or not any more")).toBeVisible();

    await (await choose(organiser, "Reto Ammann", "Reactivate"))
      .getByRole("button", { name: "Reactivate" })
      .click();
    await expect(group(organiser, "Switzerland").getByText(/^since/)).toBeVisible();
    await page.getByRole("link", { name: "Look again" }).click();
    await expect(page).toHaveURL("/chat/SUI");
  } finally {
    await sql`update public.users set deactivated_at = null where id = ${userId("switzerland")}`;
    await sql.end();
  }
});

test("the last organiser cannot go, and is told why", async ({ browser }) => {
  const sql = openDatabase();
  const others = await sql`select id from public.users
    where role = 'admin' and deactivated_at is null and id <> ${userId("admin")}`;
  const setDeactivated = (at: Date | null) =>
    sql`update public.users set deactivated_at = ${at} where id in ${sql(others.map(({ id }) => id))}`;
  const organiser = await openPeople(browser);
  try {
    await setDeactivated(new Date());
    await organiser.reload();
    for (const [act, team] of [["Make a team member", "Sweden"], ["Deactivate"]] as const) {
      const dialog = await choose(organiser, "Mikko Korhonen", act, team);
      await dialog.getByRole("button", { name: act }).click();
      await expect(dialog.getByRole("alert")).toHaveText(
        "There must be an organiser: make somebody else one first.",
      );
      await dialog.getByRole("button", { name: "Cancel" }).click();
    }
    await expect(group(organiser, "Organisers").getByText("Mikko Korhonen")).toBeVisible();
  } finally {
    await setDeactivated(null);
    await sql.end();
  }
});

test("what was done stands in the audit trail, newest first, and can be narrowed to one person", async ({
  browser,
}) => {
  const sql = openDatabase();
  const organiser = await openPeople(browser);
  try {
    const dialog = await choose(organiser, "Petr Novák", "Move to another team", "Slovakia");
    await dialog.getByRole("button", { name: "Move" }).click();
    await expect(group(organiser, "Slovakia").getByText("Petr Novák")).toBeVisible();
    await organiser.getByRole("link", { name: "Audit" }).click();
    const entries = organiser.getByRole("region", { name: "What was done" }).getByRole("listitem");
    await expect(entries.filter({ hasText: "Petr Novák" }).first()).toContainText(
      "Mikko Korhonen moved Petr Novák from Czechia to Slovakia",
    );
    await organiser.getByLabel("Person", { exact: true }).selectOption({ label: "Petr Novák" });
    await expect(organiser).toHaveURL(/person=/);
    await expect(entries.filter({ hasNotText: "Petr Novák" })).toHaveCount(0);
    await expect(entries.filter({ hasText: "from Czechia to Slovakia" })).toHaveCount(1);
  } finally {
    await sql`update public.users set team_id = ${teamId("CZE")} where id = ${userId("czechia")}`;
    await sql.end();
  }
});
