import { expect } from "@playwright/test";
import { files } from "../support/files";
import { attach, chip, expectReady, paste } from "./support/attaching";
import { openDatabase, teamId } from "./support/database";
import { cutOnce, drop, file, handedIn, removeDocuments, STEPS, slowLine } from "./support/documents";
import { arrive, complaints, expectLive, messages, openConversation, signIn } from "./support/people";
import { test } from "./support/test";
import { composer, openMenu, phone, picture, said } from "./support/writing";

const sql = openDatabase();
const pdf = files.pdf ?? Buffer.alloc(0);
const png = picture(800, 600);
const unique = (text: string) => `${text} ${Date.now()}`;

// Each upload is three requests and a look into the file.
test.describe.configure({ timeout: 120_000 });
test.afterEach(() => removeDocuments(sql, [teamId("CZE")]));
test.afterAll(() => sql.end());

test("files go with a message: they survive a reload, are seen and fetched by both sides, and stand among the documents", async ({
  browser,
}) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "czechia")];
  const heard = complaints(team.context());
  await openConversation(organiser, "CZE");
  await expectLive(team);
  await attach(team, [file("Plan.png", png, "image/png"), file("Roster.pdf", pdf, "application/pdf")]);
  await expectReady(team, "Plan.png");
  await expectReady(team, "Roster.pdf");
  await composer(team).fill(unique("Our plan"));
  await expect(handedIn(organiser, "Roster.pdf")).toHaveCount(0);
  await team.reload();
  await expectLive(team);
  await expectReady(team, "Plan.png");
  const text = await composer(team).inputValue();
  await composer(team).press("Enter");

  for (const page of [team, organiser]) {
    const message = said(page, text);
    const shown = message.getByRole("link", { name: "Show Plan.png" });
    const image = shown.getByRole("img");
    await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(800);
    expect(await shown.boundingBox()).toMatchObject({ width: 420, height: 315 });
    await expect(message.getByRole("list", { name: "Files" })).toContainText("Roster.pdf");
  }
  await expect(chip(team, "Plan.png")).toHaveCount(0);
  const download = organiser.waitForEvent("download");
  await said(organiser, text)
    .getByRole("link", { name: /Roster\.pdf/ })
    .click();
  expect((await download).suggestedFilename()).toBe("Roster.pdf");
  await organiser.goto("/documents?team=CZE");
  await expect(handedIn(organiser, "Roster.pdf")).toContainText(/with message #\d+/);
  expect(heard).toEqual([]);
});

test("a picture opens in full, Escape closes, and the focus is where it was", async ({ browser }) => {
  const team = await arrive(browser, "czechia");
  await expectLive(team);
  await attach(team, [file("Wide.png", picture(2000, 500), "image/png")]);
  await expectReady(team, "Wide.png");
  // A message of files alone.
  await composer(team).press("Enter");
  const shown = messages(team).last().getByRole("link", { name: "Show Wide.png" });
  expect(await shown.boundingBox()).toMatchObject({ width: 420, height: 105 });
  await shown.click();
  const dialog = team.getByRole("dialog", { name: "Wide.png" });
  await expect(dialog.getByRole("img", { name: "Wide.png" })).toBeInViewport({ ratio: 1 });
  await expect.poll(async () => (await dialog.getByRole("img").boundingBox())?.width).toBeGreaterThan(1200);
  await team.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(shown).toBeFocused();
});

test("a picture that comes late moves nothing: its place is kept from the beginning", async ({ browser }) => {
  const team = await arrive(browser, "czechia");
  await expectLive(team);
  await attach(team, [file("Tall.png", picture(300, 900), "image/png")]);
  await expectReady(team, "Tall.png");
  const text = unique("Late picture");
  await composer(team).fill(text);
  await composer(team).press("Enter");
  await expect(said(team, text)).toBeVisible();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const reader = await team.context().newPage();
  await reader.route("**/api/documents/*?inline", (route) => released.then(() => route.continue()));
  await openConversation(reader, "CZE");
  const message = said(reader, text);
  const before = await message.boundingBox();
  const image = message.getByRole("img", { name: "Tall.png" });
  expect(await image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(0);
  release();
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(300);
  expect(await message.boundingBox()).toEqual(before);
  expect((await message.getByRole("link", { name: "Show Tall.png" }).boundingBox())?.height).toBe(320);
});

test("what is sent while a file is on its way waits for it, and says so; whoever writes on sends later", async ({
  browser,
}) => {
  const team = await arrive(browser, "czechia");
  await expectLive(team);
  const line = await slowLine(team, 20_000);
  const large = Buffer.concat([pdf, Buffer.alloc(400_000, "\n")]);
  await attach(team, [file("Large.pdf", large, "application/pdf")]);
  const text = unique("With the list");
  await composer(team).fill(text);
  await composer(team).press("Enter");
  const waiting = team.getByText("It goes by itself once the file is uploaded.");
  await expect(waiting).toBeVisible();
  await expect(chip(team, "Large.pdf").getByRole("progressbar")).toBeVisible();
  await composer(team).press("!");
  await expect(waiting).toBeHidden();
  await composer(team).press("Enter");
  await expect(waiting).toBeVisible();
  await line.mend();
  await expect(said(team, `${text}!`).getByRole("list", { name: "Files" })).toContainText("Large.pdf", {
    timeout: 60_000,
  });
  await expect(composer(team)).toHaveValue("");
});

test("what is pasted or dropped goes along; a table's text stays a text; what is taken away is gone", async ({
  browser,
}) => {
  const team = await arrive(browser, "czechia");
  await expectLive(team);
  await paste(team, [file("image.png", png, "image/png")]);
  await expectReady(team, "Pasted picture.png");
  await paste(team, [file("image.png", png, "image/png")], {
    "text/plain": "12\t14",
    "text/html": "<td>12</td>",
  });
  await drop(team, [file("Dropped.pdf", pdf, "application/pdf")]);
  await expectReady(team, "Dropped.pdf");
  await expect(team.getByRole("list", { name: "Files to send" }).getByRole("listitem")).toHaveCount(2);
  await team.getByRole("button", { name: "Remove Pasted picture.png" }).click();
  await expect(chip(team, "Pasted picture.png")).toHaveCount(0);
  await team.getByRole("button", { name: "Remove Dropped.pdf" }).click();
  await expect(team.getByRole("list", { name: "Files to send" })).toHaveCount(0);
  await expect
    .poll(async () => {
      const left =
        await sql`select from public.documents where team_id = ${teamId("CZE")} and deleted_at is null`;
      return left.length;
    })
    .toBe(0);
  await team.reload();
  await expectLive(team);
  await expect(team.getByRole("list", { name: "Files to send" })).toHaveCount(0);
});

test("what cannot be taken, breaks off or is too much is said in words, and holds the message up", async ({
  browser,
}) => {
  const team = await arrive(browser, "czechia");
  await expectLive(team);
  await attach(team, [file("page.html", Buffer.from("<p>"))]);
  await expect(chip(team, "page.html")).toContainText("This kind of file cannot be uploaded.");
  const text = unique("Not without it");
  await composer(team).fill(text);
  await composer(team).press("Enter");
  await expect(team.getByRole("alert").filter({ hasText: "A file is not uploaded." })).toBeVisible();
  await team.getByRole("button", { name: "Remove page.html" }).click();

  await cutOnce(team, "offer", "question");
  await attach(team, [file("Cut.pdf", pdf, "application/pdf")]);
  await team.getByRole("button", { name: "Try Cut.pdf again" }).click();
  await expectReady(team, "Cut.pdf");
  // Whoever takes a file away looks at it again before it goes.
  await expect(composer(team)).toHaveValue(text);

  const many = Array.from({ length: 11 }, (_, index) => file(`${index}.html`, Buffer.from("<p>")));
  await attach(team, many);
  const tooMany = team.getByText("A message takes 10 files: 2 are too many.");
  await expect(tooMany).toBeVisible();
  for (const button of await team.getByRole("button", { name: /^Remove \d\.html$/ }).all())
    await expect(button).toBeVisible();
  while (await team.getByRole("button", { name: /^Remove \d\.html$/ }).count())
    await team
      .getByRole("button", { name: /^Remove \d\.html$/ })
      .first()
      .click();
  await expect(tooMany).toHaveCount(0);
  await composer(team).press("Enter");
  await expect(said(team, text).getByRole("list", { name: "Files" })).toContainText("Cut.pdf");
});

test("what waits for its file goes by itself also when one has gone elsewhere", async ({ browser }) => {
  const organiser = await arrive(browser, "admin");
  await openConversation(organiser, "CZE");
  const text = unique("Sent on the way out");
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await organiser.route(STEPS.confirm, (route) => released.then(() => route.continue()));
  await attach(organiser, [file("Map.pdf", pdf, "application/pdf")]);
  await composer(organiser).fill(text);
  await composer(organiser).press("Enter");
  await expect(organiser.getByText("It goes by itself once the file is uploaded.")).toBeVisible();
  await organiser.getByRole("link", { name: /Sweden/ }).click();
  await organiser.waitForURL("/chat/SWE");
  release();
  await organiser.getByRole("link", { name: /Czechia/ }).click();
  // A server action that meets a navigation may be given up: then it goes by the route, ten seconds later.
  await expect(said(organiser, text).getByRole("list", { name: "Files" })).toContainText("Map.pdf", {
    timeout: 20_000,
  });
  await expect(composer(organiser)).toHaveValue("");
});

test("what was sent and then breaks off goes by itself once its file has come by another try", async ({
  browser,
}) => {
  const team = await arrive(browser, "czechia");
  await expectLive(team);
  await cutOnce(team, "confirm", "question");
  const text = unique("With the plan");
  await attach(team, [file("Plan.pdf", pdf, "application/pdf")]);
  await composer(team).fill(text);
  await composer(team).press("Enter");
  await expect(team.getByRole("alert").filter({ hasText: "the message goes with it" })).toBeVisible();
  await expect(composer(team)).toHaveValue(text);
  await team.getByRole("button", { name: "Try Plan.pdf again" }).click();
  await expect(said(team, text).getByRole("list", { name: "Files" })).toContainText("Plan.pdf");
  await expect(composer(team)).toHaveValue("");
});

test("a message that is deleted takes its files along, for everybody", async ({ browser }) => {
  const [organiser, team] = [await arrive(browser, "admin"), await arrive(browser, "czechia")];
  await openConversation(organiser, "CZE");
  await expectLive(team);
  await attach(team, [file("Secret.pdf", pdf, "application/pdf")]);
  await expectReady(team, "Secret.pdf");
  const text = unique("Take it back");
  await composer(team).fill(text);
  await composer(team).press("Enter");
  const link = said(organiser, text).getByRole("link", { name: /Secret\.pdf/ });
  const address = (await link.getAttribute("href")) ?? "";
  const seq = Number(await messages(organiser).last().getAttribute("data-seq"));
  await link.focus();
  await (await openMenu(team, text)).getByRole("menuitem", { name: "Delete" }).click();
  const question = team.getByRole("dialog", { name: "Delete this message?" });
  await expect(question).toContainText("with its file");
  await question.getByRole("button", { name: "Delete" }).click();
  await expect(organiser.getByRole("main").getByText("Secret.pdf")).toHaveCount(0);
  // The focus was in it: it stays with the message.
  await expect(organiser.locator(`article[data-row="${seq}"]`)).toBeFocused();
  expect((await organiser.request.get(address, { maxRedirects: 0 })).status()).toBe(404);
});

test.describe("on a phone", () => {
  test.use(phone);
  test("a picture is taken with the camera, sent alone, and fits", async ({ page }) => {
    await signIn(page, "czechia");
    await expectLive(page);
    await attach(page, [file("IMG_1.png", picture(1200, 1600), "image/png")], "Take a photo");
    await expectReady(page, "IMG_1.png");
    await page.getByRole("button", { name: "Send" }).tap();
    const shown = messages(page).last().getByRole("link", { name: "Show IMG_1.png" });
    await expect(shown).toBeInViewport({ ratio: 1 });
    expect((await shown.boundingBox())?.height).toBeLessThanOrEqual(320);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(412);
    await shown.tap();
    const dialog = page.getByRole("dialog", { name: "IMG_1.png" });
    await expect(dialog.getByRole("img")).toBeInViewport({ ratio: 1 });
    await dialog.getByRole("button", { name: "Close" }).tap();
    await expect(dialog).toBeHidden();
  });
});
