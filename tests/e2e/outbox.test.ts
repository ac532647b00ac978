import { expect, type Page } from "@playwright/test";
import { openDatabase, teamId, userId } from "./support/database";
import { keptOnDevice } from "./support/device";
import { arrive, expectLive, messages, openConversation, submitSignIn, write } from "./support/people";
import { crash, cutSending, intercept, isAction, isSecondDoor } from "./support/sending";
import { test } from "./support/test";

const unsent = (page: Page) => page.getByRole("list", { name: "Not yet sent" });
const composer = (page: Page) => page.getByRole("textbox", { name: "Message" });

/** What Postgres has of these texts, in the order of their places. */
async function storedOf(code: Parameters<typeof teamId>[0], start: string): Promise<string[]> {
  const sql = openDatabase();
  try {
    const rows = await sql`select content from public.chat_messages
      where team_id = ${teamId(code)} and content like ${`${start}%`} order by seq`;
    return rows.map(({ content }) => String(content));
  } finally {
    await sql.end();
  }
}

test("what was written offline says so, outlives the closed page, and goes when one is back", async ({
  browser,
}) => {
  const team = await arrive(browser, "latvia");
  await expectLive(team);
  const context = team.context();
  await context.setOffline(true);
  await write(team, "Offline one");
  await write(team, "Offline two");
  await expect(unsent(team)).toContainText("you are offline");
  await expect(unsent(team).getByRole("listitem")).toHaveText([/Offline one/, /Offline two/]);
  await expect.poll(() => keptOnDevice(team)).toMatchObject({ unsent: ["Offline one", "Offline two"] });
  await team.close();

  await context.setOffline(false);
  const again = await context.newPage();
  await openConversation(again, "LAT");
  await expect(messages(again).last()).toContainText("Offline two");
  await expect(unsent(again)).toHaveCount(0);
  expect(await storedOf("LAT", "Offline")).toEqual(["Offline one", "Offline two"]);
});

test("what is not sent is still there after a reload, and goes by itself", async ({ browser }) => {
  const team = await arrive(browser, "latvia");
  await expectLive(team);
  const restore = await cutSending(team);
  await write(team, "Reloaded one");
  await expect(unsent(team)).toContainText("the site does not answer");
  team.on("dialog", (dialog) => dialog.accept());
  await team.reload();
  await expect(unsent(team)).toContainText("Reloaded one");
  await restore();
  await expect(messages(team).last()).toContainText("Reloaded one");
  expect(await storedOf("LAT", "Reloaded")).toEqual(["Reloaded one"]);
});

test("what a conversation left unsent goes on from any page, without opening that conversation", async ({
  browser,
}) => {
  const organiser = await arrive(browser, "admin2");
  await openConversation(organiser, "GER");
  const context = organiser.context();
  const restore = await cutSending(context);
  await write(organiser, "From elsewhere");
  await expect(unsent(organiser)).toContainText("does not answer");
  await organiser.close();
  await restore();
  const list = await context.newPage();
  await list.goto("/chat");
  await expect.poll(() => storedOf("GER", "From elsewhere")).toEqual(["From elsewhere"]);
});

test.describe("a tab that crashes in mid-send", () => {
  test("before the site heard of it: the next page sends it", async ({ browser }) => {
    const team = await arrive(browser, "switzerland");
    await expectLive(team);
    const held = new Promise<void>((resolve) => {
      void intercept(team, isAction, () => resolve());
    });
    await write(team, "Crashed before");
    await held;
    await crash(team);
    const again = await team.context().newPage();
    await openConversation(again, "SUI");
    await expect(messages(again).last()).toContainText("Crashed before");
    await expect(unsent(again)).toHaveCount(0);
    expect(await storedOf("SUI", "Crashed before")).toHaveLength(1);
  });

  test("after the site stored it: it is there once", async ({ browser }) => {
    const team = await arrive(browser, "switzerland");
    await expectLive(team);
    const stored = new Promise<void>((resolve) => {
      void intercept(team, isAction, async (route) => {
        await route.fetch();
        resolve();
      });
    });
    await write(team, "Crashed after");
    await stored;
    await crash(team);
    const again = await team.context().newPage();
    await openConversation(again, "SUI");
    await expect(messages(again).filter({ hasText: "Crashed after" })).toHaveCount(1);
    await expect(unsent(again)).toHaveCount(0);
    expect(await storedOf("SUI", "Crashed after")).toHaveLength(1);
  });
});

test("two tabs send what both have queued, each once and in the order of writing", async ({ browser }) => {
  const one = await arrive(browser, "canada");
  await expectLive(one);
  const other = await one.context().newPage();
  await openConversation(other, "CAN");
  const restore = await cutSending(one.context());
  for (let round = 1; round <= 3; round += 1) {
    await write(one, `Both ${round} from one`);
    await expect(unsent(other)).toContainText(`Both ${round} from one`);
    await write(other, `Both ${round} from other`);
    await expect(unsent(one)).toContainText(`Both ${round} from other`);
  }
  await restore();
  const order = [1, 2, 3].flatMap((round) => [`Both ${round} from one`, `Both ${round} from other`]);
  for (const page of [one, other]) {
    await expect(messages(page).filter({ hasText: "Both" })).toHaveCount(6, { timeout: 40_000 });
    await expect(unsent(page)).toHaveCount(0);
  }
  expect(await storedOf("CAN", "Both")).toEqual(order);
});

test("an action that hangs is said to take long, and the second door stores the message once", async ({
  browser,
}) => {
  const team = await arrive(browser, "latvia");
  await expectLive(team);
  await intercept(team, isAction, () => undefined);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await intercept(team, isSecondDoor, async (route) => {
    await held;
    await route.continue();
  });
  await write(team, "Hanging one");
  await expect(unsent(team)).toContainText("Sending…");
  await expect(unsent(team)).toContainText("Still trying, by another way", { timeout: 15_000 });
  release();
  await expect(messages(team).last()).toContainText("Hanging one");
  // While the first still hangs, the next goes by the second door at once.
  await write(team, "Hanging two");
  await expect(messages(team).last()).toContainText("Hanging two", { timeout: 5_000 });
  expect(await storedOf("LAT", "Hanging")).toEqual(["Hanging one", "Hanging two"]);
});

test("a message that was stored and whose answer was lost is there once", async ({ browser }) => {
  const team = await arrive(browser, "switzerland");
  await expectLive(team);
  await intercept(team, isAction, async (route) => {
    await route.fetch();
    await route.abort("connectionreset");
  });
  await write(team, "Answer lost");
  await expect(messages(team).last()).toContainText("Answer lost");
  await expect(unsent(team)).toHaveCount(0);
  expect(await storedOf("SUI", "Answer lost")).toHaveLength(1);
});

test("after a deploy an open page goes on sending, without a reload", async ({ browser }) => {
  const team = await arrive(browser, "switzerland");
  await expectLive(team);
  let asked = 0;
  await intercept(team, isAction, async (route) => {
    asked += 1;
    // What the site answers to an action that is no longer there.
    await route.continue({ headers: { ...route.request().headers(), "next-action": "0".repeat(42) } });
  });
  await write(team, "Deployed one");
  await expect(messages(team).last()).toContainText("Deployed one");
  await write(team, "Deployed two");
  await expect(messages(team).last()).toContainText("Deployed two");
  expect(asked).toBe(1);
});

test("someone else who has signed in in the same browser does not send it; its writer does, once back", async ({
  browser,
}) => {
  test.slow();
  const team = await arrive(browser, "canada");
  await expectLive(team);
  const restore = await cutSending(team);
  await write(team, "Only in my name");
  await expect(unsent(team)).toContainText("does not answer");
  const signInElsewhere = async (person: string) => {
    await team.context().clearCookies();
    const elsewhere = await team.context().newPage();
    await elsewhere.goto("/sign-in");
    await submitSignIn(elsewhere, `${person}@rinkside.test`);
    await elsewhere.waitForURL(/\/chat/);
    await elsewhere.close();
  };
  // An organiser, who might write in this conversation too.
  await signInElsewhere("admin");
  await restore();
  await expect(unsent(team)).toContainText("you are signed out", { timeout: 35_000 });
  expect(await storedOf("CAN", "Only in my name")).toEqual([]);
  await signInElsewhere("canada");
  await expect(messages(team).last()).toContainText("Only in my name", { timeout: 35_000 });
  await expect(messages(team).last()).toContainText("Claire");
});

test.describe("leaving", () => {
  test("the browser asks while something is unsent, and not when nothing is", async ({ browser }) => {
    const team = await arrive(browser, "latvia");
    await expectLive(team);
    const asked: string[] = [];
    team.on("dialog", async (dialog) => {
      asked.push(dialog.type());
      await dialog.dismiss();
    });
    const restore = await cutSending(team);
    await write(team, "Do not leave");
    await expect(unsent(team)).toContainText("does not answer");
    await team.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(["beforeunload"]);
    await restore();
    await expect(messages(team).last()).toContainText("Do not leave");
    await composer(team).fill("Kept anyway");
    const closed = team.waitForEvent("close");
    await team.close({ runBeforeUnload: true });
    await closed;
    expect(asked).toHaveLength(1);
  });

  test("signing out asks first, and takes from the device what was not sent", async ({ browser }) => {
    const team = await arrive(browser, "latvia");
    await expectLive(team);
    const restore = await intercept(team, isSecondDoor, (route) => route.abort());
    const restoreAction = await intercept(team, isAction, (route) => route.abort());
    await write(team, "Never sent");
    await expect(unsent(team)).toContainText("does not answer");
    await composer(team).fill("Half typed");
    const signOut = async () => {
      await team.getByRole("button", { name: "Account" }).click();
      await team.getByRole("button", { name: "Sign out", exact: true }).click();
    };
    await signOut();
    const dialog = team.getByRole("dialog", { name: "Not everything is sent" });
    await expect(dialog).toContainText("Message to the organisers");
    await expect(dialog).toContainText("Never sent");
    await expect(dialog).toContainText("Half typed");
    await dialog.getByRole("button", { name: "Stay" }).click();
    await expect(dialog).toBeHidden();
    await expect(composer(team)).toHaveValue("Half typed");

    await signOut();
    await dialog.getByRole("button", { name: "Sign out and discard" }).click();
    await expect(team).toHaveURL("/sign-in");
    await restoreAction();
    await restore();
    await submitSignIn(team, "latvia@rinkside.test");
    await expectLive(team);
    await expect(unsent(team)).toHaveCount(0);
    await expect(composer(team)).toHaveValue("");
    expect(await storedOf("LAT", "Never sent")).toEqual([]);
  });

  test("a send that hangs keeps nobody signed in", async ({ browser }) => {
    const team = await arrive(browser, "czechia");
    await expectLive(team);
    await intercept(team, isAction, () => undefined);
    await write(team, "Never sent either");
    await expect(unsent(team)).toHaveCount(1);
    await team.getByRole("button", { name: "Account" }).click();
    await team.getByRole("button", { name: "Sign out", exact: true }).click();
    await team.getByRole("button", { name: "Sign out and discard" }).click();
    await expect(team).toHaveURL("/sign-in");
    expect(await storedOf("CZE", "Never sent either")).toEqual([]);
  });
});

test.describe("the second door", () => {
  const message = (sender: Parameters<typeof userId>[0]) => ({
    id: crypto.randomUUID(),
    senderId: userId(sender),
    content: "By the second door",
  });

  test("stores once under one id, as the person who is signed in and nobody else", async ({ browser }) => {
    const team = await arrive(browser, "usa");
    const path = `/api/chat/${teamId("USA")}/messages`;
    const post = (data: unknown, site = "same-origin", to = path) =>
      team.request.post(to, { data, headers: { "Sec-Fetch-Site": site } });
    const own = message("usa");

    const [first, again] = [await post(own), await post(own)];
    expect([first.status(), again.status()]).toEqual([200, 200]);
    expect(await again.json()).toEqual(await first.json());
    expect(await storedOf("USA", "By the second door")).toHaveLength(1);

    const other = message("sweden");
    const refusals = [
      [await post(own, "cross-site"), 403, "forbidden"],
      [await post({ ...own, content: "  " }), 400, "invalid"],
      [await post("not an object"), 400, "invalid"],
      [await post(other), 401, "signed_out"],
      [
        await post({ ...own, id: other.id }, "same-origin", path.replace(teamId("USA"), teamId("SWE"))),
        403,
        "forbidden",
      ],
    ] as const;
    for (const [response, status, error] of refusals) {
      expect(response.status()).toBe(status);
      expect(await response.json()).toEqual({ error });
    }
  });
});
