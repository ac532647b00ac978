import { expect, type Locator, type Page } from "@playwright/test";
import type { TestFile } from "./documents";
import { composer } from "./writing";

/** A file that goes with the next message, or is on its way to it. */
export const chip = (page: Page, name: string): Locator =>
  page.getByRole("list", { name: "Files to send" }).getByRole("listitem", { name, exact: true });

/** Picks files by the button beside the text. */
export async function attach(page: Page, files: TestFile[], button = "Attach files"): Promise<void> {
  const dialog = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button }).click();
  await (await dialog).setFiles(files);
}

/** The chip of a file that has arrived: nothing of it is on its way any more. */
export async function expectReady(page: Page, name: string): Promise<void> {
  await expect(chip(page, name)).toBeVisible();
  await expect(chip(page, name).getByRole("progressbar")).toHaveCount(0);
  await expect(chip(page, name)).toContainText(/\d\s?(bytes|k?B|MB)/);
}

/** Pastes files, and a text where there is one, into the composer: as browsers tell of it. */
export async function paste(
  page: Page,
  files: TestFile[],
  texts: Record<string, string> = {},
): Promise<void> {
  const given = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    text: buffer.toString("base64"),
  }));
  await composer(page).evaluate(
    (field, { given, texts }) => {
      const data = new DataTransfer();
      for (const { name, mimeType, text } of given) {
        const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: mimeType }));
      }
      for (const [type, text] of Object.entries(texts)) data.setData(type, text);
      const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      field.dispatchEvent(event);
    },
    { given, texts },
  );
}
