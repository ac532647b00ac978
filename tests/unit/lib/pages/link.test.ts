import { expect, test } from "vitest";
import { pageLink } from "@/lib/pages/link";

test.each([
  ["https://iihf.com/rules", "https://iihf.com/rules"],
  ["http://venue.example", "http://venue.example/"],
  ["mailto:desk@venue.example", "mailto:desk@venue.example"],
  ["//elsewhere.example/x", "https://elsewhere.example/x"],
  ["/\\elsewhere.example", "https://elsewhere.example/"],
  ["\\\\elsewhere.example", "https://elsewhere.example/"],
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
  "",
  undefined,
])("%j leads nowhere", (written) => {
  expect(pageLink(written)).toBeNull();
});
