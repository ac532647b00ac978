import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { files, lies } from "../support/files";
import { openDatabase, teamId } from "./support/database";
import {
  choose,
  drop,
  file,
  handedIn,
  openDocuments,
  removeDocuments,
  slowLine,
  storedOf,
  upload,
} from "./support/documents";
import { expectToFit } from "./support/screen";
import { test } from "./support/test";

const sql = openDatabase();
const CZECHIA = teamId("CZE");
const pdf = files.pdf ?? Buffer.alloc(0);
/** Of so many bytes, and a PDF all the same. */
const large = (bytes: number) => Buffer.concat([pdf, Buffer.alloc(bytes - pdf.length, "\n")]);

// Each upload is three requests and a look into the file.
test.describe.configure({ timeout: 120_000 });
test.afterEach(() => removeDocuments(sql, [CZECHIA]));
test.afterAll(() => sql.end());

const stored = () => storedOf(sql, CZECHIA);

test("several files are dropped at once; each says how far it is, one is cancelled, the rest arrives", async ({
  browser,
  isMobile,
}) => {
  const page = await openDocuments(browser);
  // By itself none would arrive before all that follows has been seen.
  const line = await slowLine(page, 20_000);
  const names = ["one.pdf", "two.pdf", "three.pdf", "four.pdf"];
  const chosen = names.map((name) => file(name, large(600_000), "application/pdf"));
  // Nothing is dropped on a phone.
  await (isMobile ? choose(page, chosen) : drop(page, chosen));
  await expect(upload(page, "four.pdf")).toContainText("Waiting");
  await expect(upload(page, "one.pdf")).toContainText(/[1-9]\d? % of 600\s?kB/);
  await expectToFit(page);
  await page.getByRole("button", { name: "Cancel two.pdf" }).click();
  await expect(upload(page, "two.pdf")).toBeHidden();
  await expect(upload(page, "four.pdf")).toContainText("%");
  await line.mend();
  for (const name of ["one.pdf", "three.pdf", "four.pdf"])
    await expect(handedIn(page, name)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("list", { name: "Uploads" })).toBeHidden();
  expect((await stored()).names).toEqual(["four.pdf", "one.pdf", "three.pdf"]);
});

test("what cannot be taken is refused in words, with what to do, and leaves nothing behind", async ({
  browser,
}) => {
  const page = await openDocuments(browser);
  await expect(page.getByText("at most 50 MB each")).toBeVisible();
  const folder = await mkdtemp(join(tmpdir(), "rinkside-upload-"));
  const film = join(folder, "film.mp4");
  await writeFile(film, Buffer.alloc(51 * 1024 * 1024));
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET" && request.url().includes("/api/documents")) asked.push(request.url());
  });
  await choose(page, film);
  await rm(folder, { recursive: true });
  await expect(upload(page, "film.mp4")).toContainText("larger than 50 MB. Make it smaller, or split it.");
  await choose(page, [
    file("empty.pdf", Buffer.alloc(0)),
    file("page.html", Buffer.from("<p>")),
    file("logo.svg", Buffer.from("<svg/>")),
  ]);
  await expect(upload(page, "empty.pdf")).toContainText("This file is empty.");
  await expect(upload(page, "page.html")).toContainText(
    "This kind of file cannot be uploaded. Save it as a PDF",
  );
  await expect(upload(page, "logo.svg")).toContainText("This kind of file cannot be uploaded.");
  expect(asked).toEqual([]);

  const lying = {
    "roster.pdf": [lies.html, "PDF"],
    "jersey.png": [lies.svg, "PNG"],
    "letter.docx": [lies.exe, "Word"],
    "notes.txt": [lies.script, "text"],
  } as const;
  await choose(
    page,
    Object.entries(lying).map(([name, [content]]) => file(name, content ?? Buffer.alloc(1))),
  );
  for (const [name, [, kind]] of Object.entries(lying))
    await expect(upload(page, name)).toContainText(
      `so it was removed. Open it, save it as ${kind}, and upload it again.`,
    );
  await expectToFit(page);
  expect(await stored()).toEqual({ names: [], documents: [], files: [] });
  await page.getByRole("button", { name: "Dismiss roster.pdf" }).click();
  await expect(upload(page, "roster.pdf")).toBeHidden();
});
