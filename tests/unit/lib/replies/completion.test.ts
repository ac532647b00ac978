import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { begunAt, completed, completionsOf } from "@/lib/replies/completion";
import type { Reply } from "@/lib/replies/schema";

const reply = (title: string, shortcut = ""): Reply => ({
  id: title,
  title,
  shortcut,
  content: "…",
  revision: 1,
});
const replies = [
  reply("Ice times", "ice"),
  reply("Iced water", "ice-water"),
  reply("Lost idéa"),
  reply("Thanks", "ty"),
];
const titles = (query: string) => completionsOf(query, replies).map(({ title }) => title);

describe("a slash", () => {
  test.each([
    ["/", 1, { from: 0, to: 1, query: "" }],
    ["/ic", 3, { from: 0, to: 3, query: "ic" }],
    ["Dear /ic", 8, { from: 5, to: 8, query: "ic" }],
    ["one\n/ic", 7, { from: 4, to: 7, query: "ic" }],
    ["/ice and", 2, { from: 0, to: 2, query: "i" }],
    ["and/or", 6, null],
    ["https://rinkside.test", 21, null],
    ["1/2", 3, null],
    ["/ice ", 5, null],
    ["", 0, null],
    ["/", 2, null],
  ])("in %j with the caret at %i looks for %j", (text, caret, begun) => {
    expect(begunAt(text, caret)).toEqual(begun);
  });

  test("finds by shortcut before title, without regard to case and accents", () => {
    expect(titles("")).toEqual(["Ice times", "Iced water", "Thanks", "Lost idéa"]);
    expect(titles("ICE")).toEqual(["Ice times", "Iced water"]);
    expect(titles("ide")).toEqual(["Lost idéa"]);
    expect(titles("water")).toEqual(["Iced water"]);
    expect(titles("nothing")).toEqual([]);
  });

  test("becomes what was chosen, and what stands around it stays", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.stringMatching(/^[a-z]{0,9}$/),
        fc.string(),
        fc.string(),
        (before, query, after, said) => {
          const text = `${before} /${query}${after}`;
          const caret = before.length + 2 + query.length;
          const begun = begunAt(text, caret);
          expect(begun).toEqual({ from: before.length + 1, to: caret, query });
          if (!begun) return;
          const next = completed(text, begun, said);
          expect(next).toEqual({ text: `${before} ${said}${after}`, caret: before.length + 1 + said.length });
        },
      ),
    );
  });
});
