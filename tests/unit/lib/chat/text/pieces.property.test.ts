import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { splitReferences } from "@/lib/chat/references/text";
import { textPiecesOf } from "@/lib/chat/text/pieces";

const ORIGIN = "https://rinkside.example";
const bit = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    ...[
      "https://a.example/b?c=d#e",
      "http://[::1]:3000/",
      "www.iihf.com",
      "mailto:a@b.example",
      "a@b.example",
    ],
    ...[
      "javascript:alert(1)",
      "data:text/html,x",
      "ftp://a.example",
      "//a.example",
      "https://",
      "<a href='x'>",
    ],
    ...[
      `${ORIGIN}/tasks/00000000-0000-4000-8000-000000000001`,
      "https://u:p@a.example",
      "vbscript:x",
      "file:///etc",
    ],
    ...["@Anna", "@Anna Lindqvist", "(", ")", " ", "\n", "\t", "\u0000", "\u202e", "💥", "👩🏽‍🚒"],
  ),
);
const text = fc.array(bit, { maxLength: 12 }).map((bits) => bits.join(""));
const mentions = [
  { id: "00000000-0000-4000-8000-000000000001", name: "Anna" },
  { id: "00000000-0000-4000-8000-000000000002", name: "Anna Lindqvist" },
];

test.prop([text], { numRuns: 1_000 })("the pieces of a text, joined, are the text", (text) => {
  const pieces = textPiecesOf(text, mentions);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  for (const { text } of pieces) expect(text).not.toBe("");
});

test.prop([text], { numRuns: 1_000 })(
  "a link leads to the web or to a mail, whatever was written",
  (text) => {
    for (const { href } of textPiecesOf(text, mentions))
      if (href !== null) expect(href).toMatch(/^(https?:\/\/|mailto:)/);
  },
);

test.prop([text])("without the references at its end a text is its own beginning", (text) => {
  expect(text.startsWith(splitReferences(text, ORIGIN).text)).toBe(true);
});
