import { describe, expect, test } from "vitest";
import { linksIn } from "@/lib/chat/text/links";

const found = (text: string) => linksIn(text).map(({ from, to, href }) => [text.slice(from, to), href]);

describe("a link", () => {
  test.each([
    ["See https://iihf.com/a.", "https://iihf.com/a", "https://iihf.com/a"],
    ["(http://iihf.com/a_(b))", "http://iihf.com/a_(b)", "http://iihf.com/a_(b)"],
    ["www.iihf.com is it", "www.iihf.com", "https://www.iihf.com/"],
    ["ask team@iihf.com!", "team@iihf.com", "mailto:team@iihf.com"],
    ["mailto:team@iihf.com", "mailto:team@iihf.com", "mailto:team@iihf.com"],
    ["https://häse.example/ü", "https://häse.example/ü", "https://xn--hse-qla.example/%C3%BC"],
    ["one\nhttps://a.example\ntwo", "https://a.example", "https://a.example/"],
  ])("in %j", (text, written, href) => expect(found(text)).toEqual([[written, href]]));
});

test.each([
  ["javascript:alert(1)"],
  ["JaVaScRiPt://a.example/%0aalert(1)"],
  ["data:text/html,<script>"],
  ["ftp://a.example/x"],
  ["//a.example/x"],
  ["file:///etc/passwd"],
  ["notes.md and main.py"],
  ["We are done.is it on time?"],
  ["iihf.com"],
  ["<img src=x onerror=alert(1)>"],
  ["https://a.example/\u202egpj.exe"],
  ["https://a.example/\u2067exe.gpj"],
])("no link in %j", (text) => expect(found(text)).toEqual([]));
