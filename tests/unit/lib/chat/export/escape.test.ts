import { expect, test } from "vitest";
import { escapeHtml } from "@/lib/chat/export/html/escape";

const mark = (number: string) => `<i class="u">U+${number}</i>`;

test.each([
  ["hello\u200e world", `hello${mark("200E")} world`],
  ["a\u061cb\u3164c\u180ed", `a${mark("061C")}b${mark("3164")}c${mark("180E")}d`],
  ["x\u{e0041}y", `x${mark("E0041")}y`],
  ["\u202etxt\u0000", `${mark("202E")}txt${mark("0000")}`],
  // What is seen stays as it was written: emoji of several signs, scripts that join, lines and tabs.
  ["👩‍🚒 ❤️ می‌خواهم\n\t<b>", "👩‍🚒 ❤️ می‌خواهم\n\t&lt;b&gt;"],
])("what would not be seen on the page is told by its number: %j", (text, html) => {
  expect(escapeHtml(text)).toBe(html);
});
