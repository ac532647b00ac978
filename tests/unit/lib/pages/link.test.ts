import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { pageLink } from "@/lib/pages/link";

test.each([
  ["https://iihf.com/rules", "https://iihf.com/rules"],
  ["http://venue.example", "http://venue.example/"],
  ["mailto:desk@venue.example", "mailto:desk@venue.example"],
  ["//elsewhere.example/x", "https://elsewhere.example/x"],
  ["https://regex.example/?q=%5Cd", "https://regex.example/?q=%5Cd"],
  ["mailto:desk@venue.example?body=Bus%0AIce", "mailto:desk@venue.example?body=Bus%0AIce"],
])("%s leads elsewhere", (written, href) => {
  expect(pageLink(written)).toEqual({ href, isElsewhere: true });
});

test.each([
  ["/tasks?show=open", "/tasks?show=open"],
  ["practice-ice", "/pages/practice-ice"],
  ["practice-ice#laundry", "/pages/practice-ice#laundry"],
  ["../chat", "/chat"],
  ["../../../..", "/"],
  ["#laundry", "#laundry"],
])("%s leads within the site", (written, href) => {
  expect(pageLink(written)).toEqual({ href, isElsewhere: false });
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " javascript:alert(1)",
  "java\nscript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "file:///etc/passwd",
  "blob:https://here.invalid/x",
  "ftp://venue.example",
  "http://",
  "/\\elsewhere.example",
  "\\\\elsewhere.example",
  "https:\\\\elsewhere.example",
  "https:%5C%5Celsewhere.example",
  "/%5celsewhere.example",
  "tasks\\open",
  "/tas\tks",
  "/tasks\n",
  "\r\n/tasks",
  "/tasks%0A",
  "/tasks%7f",
  "/tasks%C2%85",
  "",
  undefined,
])("%j leads nowhere", (written) => {
  expect(pageLink(written)).toBeNull();
});

const written = (...units: string[]) =>
  fc.string({ unit: fc.constantFrom("/", ".", "#", "?", ":", "a", "https:", "mailto:", ...units) });
const meaningless = fc.constantFrom("\\", "\t", "\n", "\r", "\0", "\u001f", "\u007f", "\u0085", "\u009f");

property.prop([written(), meaningless, written("\\", "\t", "\n")])(
  "what no address has leads nowhere, wherever it stands",
  (before, sign, after) => {
    expect(pageLink(before + sign + after)).toBeNull();
    const encoded = pageLink(before + encodeURIComponent(sign) + after);
    // Elsewhere it may be meant.
    expect(encoded === null || encoded.isElsewhere).toBe(true);
  },
);

property.prop([written("b", "é", " ", "%2F", "%0A", "%5c", "\\", "\t")])(
  "what leads within the site reads there as it was meant",
  (text) => {
    const link = pageLink(text);
    if (!link || link.isElsewhere) return;
    expect(link.href).toMatch(/^[/#]|^$/);
    expect(decodeURIComponent(link.href)).not.toMatch(/[\p{Cc}\\]/u);
  },
);
