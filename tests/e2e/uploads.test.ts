import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { devices, expect } from "@playwright/test";
import { files } from "../support/files";
import { openDatabase, teamId } from "./support/database";
import {
  choose,
  cutOnce,
  dropBeside,
  file,
  handedIn,
  openDocuments,
  removeDocuments,
  STEPS,
  storedOf,
  sweep,
  upload,
} from "./support/documents";
import { openLine } from "./support/line";
import { signIn } from "./support/people";
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

for (const step of ["offer", "send", "confirm"] as const)
  for (const lost of ["question", "answer"] as const)
    test(`cut off at ${step}, its ${lost} lost, a second try makes one document and leaves nothing else`, async ({
      browser,
    }) => {
      const page = await openDocuments(browser);
      await cutOnce(page, step, lost);
      await choose(page, file("visa.pdf", pdf));
      await expect(upload(page, "visa.pdf")).toContainText("Nothing is lost: try again.");
      await page.getByRole("button", { name: "Try visa.pdf again" }).click();
      await expect(handedIn(page, "visa.pdf")).toHaveCount(1);
      await expect(upload(page, "visa.pdf")).toBeHidden();
      const { names, documents, files: kept } = await stored();
      expect([names, kept]).toEqual([["visa.pdf"], documents]);
    });

for (const [size, options] of Object.entries({ desktop: {}, phone }))
  test.describe(`on a ${size}`, () => {
    test("an upload that breaks off in the middle goes on once the line is back, another one by a click", async ({
      browser,
    }) => {
      const line = await openLine();
      const context = await browser.newContext({ ...options, proxy: line.proxy });
      const page = await context.newPage();
      await signIn(page, "czechia");
      // Once it is live the page is rendered again: cut off in the middle of that, a browser would load it anew.
      const rendered = page.waitForResponse((response) => {
        const headers = response.request().headers();
        return (
          headers.rsc === "1" && !headers["next-router-prefetch"] && response.url().includes("/documents")
        );
      });
      await page.goto("/documents");
      await rendered;
      const held = line.holdAfter(500_000);
      const photo = Buffer.concat([files.jpg ?? Buffer.alloc(0), Buffer.alloc(5_000_000)]);
      await choose(
        page,
        file("IMG_2042.jpg", photo, "image/jpeg"),
        size === "phone" ? "Take a photo" : "Choose files",
      );
      await held;
      await expect(upload(page, "IMG_2042.jpg")).toContainText(/[1-9]\d* % of 5 MB/);
      expect((await stored()).files).toEqual([]);
      await context.setOffline(true);
      line.cut();
      await expect(upload(page, "IMG_2042.jpg")).toContainText("The connection broke off.");
      await context.setOffline(false);
      await expect(handedIn(page, "IMG_2042.jpg")).toBeVisible({ timeout: 30_000 });

      await cutOnce(page, "send", "question");
      await choose(page, file("visa.pdf", pdf));
      const again = page.getByRole("button", { name: "Try visa.pdf again" });
      await expect(again).toBeInViewport();
      await again.click();
      await expect(handedIn(page, "visa.pdf")).toBeVisible();
      const { names, documents, files: kept } = await stored();
      expect([names, kept]).toEqual([["IMG_2042.jpg", "visa.pdf"], documents]);
      line.close();
    });
  });

test("an upload that nobody comes back for is swept away after a day, and what is a document stays", async ({
  browser,
}) => {
  const page = await openDocuments(browser);
  await choose(page, file("kept.pdf", pdf));
  await expect(handedIn(page, "kept.pdf")).toBeVisible();
  await cutOnce(page, "confirm", "question");
  await choose(page, file("left.pdf", pdf));
  await expect(upload(page, "left.pdf")).toContainText("broke off");
  await page.context().close();
  expect((await stored()).files).toHaveLength(2);
  await sweep();
  expect((await stored()).files).toHaveLength(2);
  await sql`update storage.objects set created_at = now() - interval '25 hours' where bucket_id = 'documents'`;
  expect(await sweep()).toMatchObject({
    status: 200,
    body: { ok: true, files: { removed: 1, isLevel: true } },
  });
  const { names, documents, files: kept } = await stored();
  expect([names, kept]).toEqual([["kept.pdf"], documents]);
});

test("a file that is gone from the device by the time it is sent is told to be, and not tried for ever", async ({
  browser,
}) => {
  const page = await openDocuments(browser);
  const folder = await mkdtemp(join(tmpdir(), "rinkside-upload-"));
  const path = join(folder, "visa.pdf");
  await writeFile(path, pdf);
  await cutOnce(page, "offer", "question");
  await choose(page, path);
  await expect(upload(page, "visa.pdf")).toContainText("The connection broke off.");
  await rm(folder, { recursive: true });
  await page.getByRole("button", { name: "Try visa.pdf again" }).click();
  await expect(upload(page, "visa.pdf")).toContainText("after you had chosen it. Choose it again.");
  await expect(page.getByRole("button", { name: "Try visa.pdf again" })).toBeHidden();
  expect(await stored()).toEqual({ names: [], documents: [], files: [] });
});

test("whoever has left thirty uploads unfinished is told so, and can go on once they are cleared away", async ({
  browser,
}) => {
  const page = await openDocuments(browser);
  for (let left = 0; left < 30; left += 1) {
    const offer = await page.request.post("/api/documents", {
      data: { team: CZECHIA, name: "left.pdf", size: pdf.length },
      headers: { "sec-fetch-site": "same-origin" },
    });
    const { url } = (await offer.json()) as { url: string };
    await page.request.put(url, { data: pdf, headers: { "content-type": "application/pdf" } });
  }
  await choose(page, file("visa.pdf", pdf));
  await expect(upload(page, "visa.pdf")).toContainText("Too many of your uploads broke off");
  await removeDocuments(sql, [CZECHIA]);
  await choose(page, file("visa.pdf", pdf));
  await expect(handedIn(page, "visa.pdf")).toBeVisible();
});

test("whoever went on to another page hears of an upload that broke off there, and is led back to it", async ({
  browser,
}) => {
  for (const [person, query] of [
    ["czechia", ""],
    ["admin", "?team=CZE"],
  ] as const) {
    const page = await openDocuments(browser, person, query);
    const name = `visa of ${person}.pdf`;
    const gone = Promise.withResolvers<void>();
    await page.route(
      STEPS.confirm,
      async (route) => {
        await gone.promise;
        await route.abort("connectionreset");
      },
      { times: 1 },
    );
    await choose(page, file(name, pdf));
    await expect(upload(page, name)).toContainText("Checking");
    await page.getByRole("link", { name: "Pages" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Pages" })).toBeVisible();
    gone.resolve();
    const notice = page.getByText(`${name} broke off. The connection broke off.`).first();
    await expect(notice).toBeVisible();
    await page.getByRole("button", { name: "Look" }).click();
    await expect(page).toHaveURL(`/documents${query}`);
    await page.getByRole("button", { name: `Try ${name} again` }).click();
    await expect(handedIn(page, name)).toBeVisible();
    await expect(page.getByRole("button", { name: "Look" })).toBeHidden();
  }
});

test("a file that falls beside a place for it leads nowhere: without a team, in a dialog, on another page", async ({
  browser,
}) => {
  const dropped = file("visa.pdf", pdf);
  const organiser = await openDocuments(browser, "admin");
  expect(await dropBeside(organiser, dropped)).toBe(true);
  const page = await openDocuments(browser);
  await choose(page, file("kept.pdf", pdf));
  await page.getByRole("button", { name: "Delete kept.pdf" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await dropBeside(page, dropped)).toBe(true);
  await page.getByRole("dialog").getByRole("button", { name: "Keep it" }).click();
  await expect(upload(page, "visa.pdf")).toBeHidden();
  await page.getByRole("link", { name: "Pages" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Pages" })).toBeVisible();
  expect(await dropBeside(page, dropped)).toBe(true);
  expect((await stored()).names).toEqual(["kept.pdf"]);
});
