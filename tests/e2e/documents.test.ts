import { randomUUID } from "node:crypto";
import { devices, expect } from "@playwright/test";
import { files } from "../support/files";
import { openDatabase, teamId } from "./support/database";
import {
  choose,
  download,
  file,
  handedIn,
  openDocuments,
  removeDocuments,
  storedOf,
  sweep,
} from "./support/documents";
import { arrive, complaints, signIn } from "./support/people";
import { giveTask, removeTasks, taskRow } from "./support/tasks";
import { test } from "./support/test";

const { defaultBrowserType: _, ...phone } = devices["Pixel 7"];
const sql = openDatabase();
const CZECHIA = teamId("CZE");
const pdf = files.pdf ?? Buffer.alloc(0);

// Each upload is three requests and a look into the file, beside two or three browsers.
test.describe.configure({ timeout: 120_000 });
test.afterEach(() => removeDocuments(sql, [CZECHIA, teamId("LAT")]));
test.afterAll(() => sql.end());

const stored = () => storedOf(sql, CZECHIA);

test("what a team uploads the organisers see at once, download as it was, and nobody else finds", async ({
  browser,
}) => {
  const [team, organiser] = [
    await openDocuments(browser),
    await openDocuments(browser, "admin", "?team=CZE"),
  ];
  const heard = complaints(team.context());
  const name = "Pojištění „A“ 100%.pdf";
  await expect(team.getByText("No documents yet")).toBeVisible();
  await choose(team, file(name, pdf, "application/pdf"));
  await expect(handedIn(team, name)).toContainText("Petr Novák", { timeout: 20_000 });
  await expect(handedIn(organiser, name)).toContainText("CZE");
  expect(await download(organiser, name)).toEqual({ name: "Pojištění „A“ 100%.pdf", content: pdf });

  const address = await handedIn(team, name).getByRole("link", { name }).getAttribute("href");
  const [foreign, stranger] = [await arrive(browser, "finland"), await browser.newContext()];
  const answer = await foreign.goto(address ?? "");
  expect(answer?.status()).toBe(404);
  await expect(foreign.getByText("There is no such document.")).toBeVisible();
  expect((await stranger.request.get(address ?? "")).status()).toBe(401);
  expect((await foreign.request.get(`/api/documents/${randomUUID()}`)).status()).toBe(404);
  expect((await foreign.request.get("/api/documents/..%2Fx")).status()).toBe(404);

  await team.getByRole("button", { name: `Delete ${name}` }).click();
  const asking = team.getByRole("dialog", { name: "Delete this document?" });
  await asking.getByRole("button", { name: "Delete" }).click();
  await expect(team.getByText(`${name} is deleted.`)).toBeVisible();
  await expect(handedIn(team, name)).toBeHidden();
  await expect(handedIn(organiser, name)).toBeHidden();
  expect((await organiser.request.get(address ?? "")).status()).toBe(404);
  expect(await stored()).toEqual({ names: [], documents: [], files: [] });
  expect(heard).toEqual([]);
});

test("the scheduler's door opens for the secret alone", async () => {
  for (const authorization of ["", "Bearer", "Bearer of somebody else", `Basic ${process.env.CRON_SECRET}`])
    expect((await sweep(authorization)).status, authorization).toBe(401);
  expect(await sweep()).toMatchObject({ status: 200, body: { ok: true, tookMs: expect.any(Number) } });
});

test("a name with '..' and odd characters is shown as it is, and is never a path", async ({ browser }) => {
  const page = await openDocuments(browser);
  const post = (path: string, data: unknown) =>
    page.request.post(path, { data, headers: { "sec-fetch-site": "same-origin" } });
  const name = "../../etc/<b>passwd</b>.pdf";
  const offer = await post("/api/documents", { team: CZECHIA, name, size: pdf.length });
  const { id, url } = (await offer.json()) as { id: string; url: string };
  expect(new URL(url).pathname).toBe(`/storage/v1/object/upload/sign/documents/${CZECHIA}/${id}`);
  const put = await page.request.put(url, { data: pdf, headers: { "content-type": "application/pdf" } });
  expect(put.status()).toBe(200);
  for (const _ of [1, 2])
    expect((await post(`/api/documents/${id}/confirm`, { team: CZECHIA, name })).status()).toBe(200);
  await expect(handedIn(page, name)).toHaveCount(1);
  const { name: saved, content } = await download(page, name);
  expect(saved).not.toMatch(/[/\\<>]|^\./);
  expect(content).toEqual(pdf);
  expect((await stored()).files).toEqual([`${CZECHIA}/${id}`]);
});

test("nobody asks in the name of another team, from another site, or with nonsense", async ({ browser }) => {
  const page = await arrive(browser, "latvia");
  const post = async (path: string, data: unknown, site = "same-origin") => {
    const response = await page.request.post(path, { data, headers: { "sec-fetch-site": site } });
    return [response.status(), ((await response.json()) as { error?: string }).error];
  };
  const offer = { team: CZECHIA, name: "x.pdf", size: 4 };
  expect(await post("/api/documents", offer)).toEqual([403, "forbidden"]);
  expect(await post("/api/documents", { ...offer, team: randomUUID() })).toEqual([403, "forbidden"]);
  const own = { ...offer, team: teamId("LAT") };
  expect(await post("/api/documents", own, "cross-site")).toEqual([403, "forbidden"]);
  expect(await post("/api/documents", { ...own, name: "x.exe" })).toEqual([422, "kind"]);
  expect(await post("/api/documents", { ...own, name: "" })).toEqual([422, "name"]);
  expect(await post("/api/documents", { ...own, size: 51 * 1024 * 1024 })).toEqual([413, "too_large"]);
  expect(await post("/api/documents", { ...own, size: -1 })).toEqual([400, "invalid"]);
  expect(await post("/api/documents", "nonsense")).toEqual([400, "invalid"]);
  expect(await post(`/api/documents/${randomUUID()}/confirm`, { team: CZECHIA, name: "x.pdf" })).toEqual([
    404,
    "team",
  ]);
  expect(
    await post(`/api/documents/${randomUUID()}/confirm`, { team: teamId("LAT"), name: "x.pdf" }),
  ).toEqual([409, "gone"]);
  expect(await post("/api/documents/..%2Fx/confirm", { team: teamId("LAT"), name: "x.pdf" })).toEqual([
    400,
    "invalid",
  ]);
});

test("an address with what nobody can type is no error", async ({ browser }) => {
  const page = await openDocuments(browser, "czechia", "?q=%00&team=%00&from=-1");
  await expect(page.getByText("No documents yet")).toBeVisible();
});

test("organisers see every team's documents, of one team by the address, and find one by its name", async ({
  browser,
}) => {
  const [czechia, latvia] = [await openDocuments(browser), await openDocuments(browser, "latvia")];
  await choose(czechia, file("Anthem.mp3", files.mp3 ?? Buffer.alloc(0)));
  await choose(latvia, file("Team list.csv", files.csv ?? Buffer.alloc(0)));
  await expect(handedIn(latvia, "Team list.csv")).toBeVisible();
  await expect(handedIn(czechia, "Anthem.mp3")).toBeVisible();
  const organiser = await openDocuments(browser, "admin2");
  await expect(handedIn(organiser, "Anthem.mp3")).toContainText("CZE");
  await expect(handedIn(organiser, "Team list.csv")).toContainText("LAT");
  await organiser.getByLabel("Team", { exact: true }).selectOption("Latvia");
  await expect(organiser).toHaveURL(/\?team=LAT$/);
  await expect(handedIn(organiser, "Anthem.mp3")).toBeHidden();
  await organiser.getByLabel("Team", { exact: true }).selectOption("Every team");
  await organiser.getByLabel("Search by name").fill("anthem");
  await organiser.getByLabel("Search by name").press("Enter");
  await expect(organiser).toHaveURL(/\?q=anthem$/);
  await expect(handedIn(organiser, "Team list.csv")).toBeHidden();
  await expect(handedIn(organiser, "Anthem.mp3")).toBeVisible();
  await organiser.getByLabel("Search by name").fill("no such thing");
  await organiser.getByLabel("Search by name").press("Enter");
  await expect(organiser.getByText("No document has this in its name.")).toBeVisible();
});

for (const [size, options] of Object.entries({ desktop: {}, phone }))
  test.describe(`on a ${size}`, () => {
    test("a team answers a task with a document, and the organisers see it at the task and download it", async ({
      browser,
    }) => {
      const title = `Insurance certificate (${size})`;
      const task = await giveTask(sql, { team: "CZE", title });
      try {
        const context = await browser.newContext(options);
        const page = await context.newPage();
        await signIn(page, "czechia");
        const organiser = await arrive(browser, "admin");
        await organiser.goto(`/tasks/${task}`);
        await page.goto(`/tasks/${task}`);
        if (size === "phone") {
          await choose(
            page,
            file("IMG_2041.jpg", files.jpg ?? Buffer.alloc(0), "image/jpeg"),
            "Take a photo",
          );
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(412);
        } else await choose(page, file("IMG_2041.jpg", files.jpg ?? Buffer.alloc(0), "image/jpeg"));
        await expect(handedIn(page, "IMG_2041.jpg")).toBeVisible();
        await expect(handedIn(organiser, "IMG_2041.jpg")).toContainText("Petr Novák");
        expect((await download(organiser, "IMG_2041.jpg")).content).toEqual(files.jpg);
        await page.goto("/documents");
        await handedIn(page, "IMG_2041.jpg")
          .getByRole("link", { name: `for ${title}` })
          .click();
        await expect(page).toHaveURL(`/tasks/${task}`);
        await page.goto("/tasks");
        await expect(taskRow(page, title).first()).toBeVisible();
      } finally {
        await removeDocuments(sql, [CZECHIA]);
        await removeTasks(sql, [task]);
      }
    });
  });

test.describe("on a phone", () => {
  test.use(phone);
  test("everything fits, files are chosen or photographed, and what is long is cut off on the screen alone", async ({
    page,
  }) => {
    await signIn(page, "czechia");
    await page.goto("/documents");
    const name = `${"a very long name ".repeat(10)}.pdf`;
    await choose(page, file(name, pdf));
    await expect(handedIn(page, name)).toBeVisible();
    await choose(page, file("photo.png", files.png ?? Buffer.alloc(0), "image/png"), "Take a photo");
    await expect(handedIn(page, "photo.png")).toBeVisible();
    const width = page.viewportSize()?.width ?? 0;
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});
