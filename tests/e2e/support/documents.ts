import { readFile } from "node:fs/promises";
import { type Browser, expect, type Page, type Route } from "@playwright/test";
import type { openDatabase } from "./database";
import { arrive, type DemoPerson } from "./people";
import { callScheduler } from "./scheduler";

type Sql = ReturnType<typeof openDatabase>;
export type TestFile = { name: string; mimeType: string; buffer: Buffer };

export const file = (name: string, buffer: Buffer, mimeType = "application/octet-stream"): TestFile => ({
  name,
  mimeType,
  buffer,
});

export async function openDocuments(
  browser: Browser,
  person: DemoPerson = "czechia",
  query = "",
): Promise<Page> {
  const page = await arrive(browser, person);
  await page.goto(`/documents${query}`);
  await expect(page.getByRole("heading", { level: 1, name: "Documents" })).toBeVisible();
  return page;
}

export const upload = (page: Page, name: string) =>
  page.getByRole("list", { name: "Uploads" }).getByRole("listitem", { name, exact: true });
export const handedIn = (page: Page, name: string) =>
  page.getByRole("list", { name: "Documents" }).getByRole("listitem", { name, exact: true });

/** Picks files in the browser's own dialog, as a click opens it. */
export async function choose(
  page: Page,
  chosen: TestFile | TestFile[] | string,
  button = "Choose files",
): Promise<void> {
  const dialog = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button }).click();
  await (await dialog).setFiles(chosen);
}

/** Files as they hang on the pointer, from a folder beside the window. */
function carried(page: Page, dropped: TestFile[]) {
  const given = dropped.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    text: buffer.toString("base64"),
  }));
  return page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, mimeType, text } of all) {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], name, { type: mimeType }));
    }
    return data;
  }, given);
}

/** Lets files fall on the page. */
export async function drop(page: Page, dropped: TestFile[]): Promise<void> {
  const transfer = await carried(page, dropped);
  await page.dispatchEvent("main", "dragenter", { dataTransfer: transfer });
  await expect(page.getByText("Let go to upload")).toBeVisible();
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
}

/** Lets a file fall where nobody takes it; tells whether the browser is kept from opening it. */
export async function dropBeside(page: Page, dropped: TestFile): Promise<boolean> {
  const transfer = await carried(page, [dropped]);
  return page.evaluate((dataTransfer) => {
    const at = document.querySelector("dialog[open]") ?? document.querySelector("main");
    // An event that nobody stops answers with true.
    return ["dragenter", "dragover", "drop"].every(
      (type) => !at?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer })),
    );
  }, transfer);
}

/** Downloads a document by its link; gives its name and what is in it. */
export async function download(page: Page, name: string): Promise<{ name: string; content: Buffer }> {
  const begun = page.waitForEvent("download");
  await handedIn(page, name).getByRole("link", { name }).click();
  const got = await begun;
  return { name: got.suggestedFilename(), content: await readFile(await got.path()) };
}

/** A line that takes so many bytes a second. Only a browser's own throttle also slows what is sent. */
export async function slowLine(page: Page, bytesPerSecond: number) {
  const session = await page.context().newCDPSession(page);
  const at = (throughput: number) =>
    session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: throughput,
    });
  await session.send("Network.enable");
  await at(bytesPerSecond);
  return { mend: () => at(-1) };
}

/** The addresses of the three steps: asking, sending, confirming. */
export const STEPS = {
  offer: "**/api/documents",
  send: "**/storage/v1/object/upload/sign/**",
  confirm: "**/api/documents/*/confirm",
} as const;

/** Cuts one step off once: before it reaches the other end, or before its answer comes back. */
export async function cutOnce(
  page: Page,
  step: keyof typeof STEPS,
  lost: "question" | "answer",
): Promise<void> {
  await page.route(
    STEPS[step],
    async (route: Route) => {
      if (lost === "answer") await route.fetch();
      await route.abort("connectionreset");
    },
    { times: 1 },
  );
}

/** Documents by name, and the files that lie in Storage for a team. */
export async function storedOf(sql: Sql, team: string) {
  const documents = await sql<{ name: string; path: string }[]>`
    select name, storage_path as path from public.documents where team_id = ${team} and deleted_at is null order by name`;
  const objects = await sql<{ path: string }[]>`
    select name as path from storage.objects where bucket_id = 'documents' and name like ${`${team}/%`}`;
  return {
    names: documents.map(({ name }) => name),
    documents: documents.map(({ path }) => path).toSorted(),
    files: objects.map(({ path }) => path).toSorted(),
  };
}

/** Takes away all that a test has left of these teams, and not the demo's: the rows at once, the files by the sweep. */
export async function removeDocuments(sql: Sql, teams: string[]): Promise<void> {
  await sql`delete from public.documents where team_id in ${sql(teams)} and id::text not like '50000000-%'`;
  await sql`update storage.objects set created_at = now() - interval '2 days' where bucket_id = 'documents'`;
  await sweep();
}

/** Has the scheduler clean up. */
export const sweep = (authorization?: string) => callScheduler("cleanup", authorization);
