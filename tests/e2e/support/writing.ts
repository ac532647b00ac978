import { crc32, deflateSync } from "node:zlib";
import { devices, type Locator, type Page } from "@playwright/test";
import type { openDatabase } from "./database";
import { messages } from "./people";

type Sql = ReturnType<typeof openDatabase>;

const { defaultBrowserType: _, ...pixel } = devices["Pixel 7"];
/** A phone, for tests of a file that also runs on a desk. */
export const phone = pixel;

export const composer = (page: Page) => page.getByRole("textbox", { name: "Message" });

/** The row of the message that says this. */
export const said = (page: Page, text: string | RegExp): Locator => messages(page).filter({ hasText: text });

/** The message itself, which has the focus when one goes from message to message. */
export const row = (page: Page, text: string): Locator => said(page, text).locator("article");

export const menu = (page: Page): Locator => page.getByRole("menu", { name: "Message actions" });

/** Opens a message's menu by its button, as a mouse does. */
export async function openMenu(page: Page, text: string): Promise<Locator> {
  await row(page, text).hover();
  await said(page, text)
    .getByRole("button", { name: /^Actions for the message of/ })
    .click();
  return menu(page);
}

/** Rests a finger on the middle of something. */
export async function longPress(page: Page, at: Locator): Promise<void> {
  // Until it holds still: it has perhaps just arrived.
  await at.tap({ trial: true });
  const box = await at.boundingBox();
  if (!box) throw new Error("There is nothing to press");
  const touch = await page.context().newCDPSession(page);
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point] });
  await menu(page).waitFor();
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

/** Makes a message older than it is. */
export async function age(sql: Sql, text: string, minutes: number): Promise<void> {
  await sql`update public.chat_messages set created_at = created_at - ${minutes} * interval '1 minute'
    where content = ${text}`;
}

/** A real PNG of this size, in one colour that goes over into another. */
export function picture(width: number, height: number): Buffer {
  const lines = Array.from({ length: height }, (_, y) => {
    const line = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x += 1)
      line.set([40, 90 + (100 * y) / height, 160 + (90 * x) / width], 1 + x * 3);
    return line;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(lines))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
