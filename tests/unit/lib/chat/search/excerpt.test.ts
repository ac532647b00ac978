import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { excerptOf } from "@/lib/chat/search/excerpt";

const shown = (...asked: Parameters<typeof excerptOf>) =>
  excerptOf(...asked)
    .map(({ text, isHit }) => (isHit ? `[${text}]` : text))
    .join("");

test.each([
  ["The bus is late", ["bus"], "The [bus] is late"],
  ["This is it, is it?", ["is"], "This [is] it, [is] it?"],
  ["Gate\n\nC is open", ["Gate", "C"], "[Gate] [C] is open"],
  ["Zraněný hráč", ["hráč"], "Zraněný [hráč]"],
  ["Check-in at 9", ["Check-in", "Check"], "[Check-in] at 9"],
  ["a.b axb (c)", ["a.b", "(c)"], "[a.b] axb [(c)]"],
  ["Nothing of it", [], "Nothing of it"],
  [`${"word ".repeat(40)}bus ${"word ".repeat(80)}`, ["bus"], null],
])("%j with %j", (content, words, expected) => {
  if (expected !== null) return expect(shown(content, words)).toBe(expected);
  expect(shown(content, words)).toMatch(/^…(word ){5,}\[bus\] (word ?)+…$/);
});

const word = fc.oneof(
  fc.constantFrom("bus", "gate", "hráč", "🏒", "-", "a"),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const content = fc.array(word, { maxLength: 120 }).map((words) => words.join(" "));

property.prop([content, fc.subarray(["bus", "gate", "hráč"])])(
  "is a part of the text, of a bounded length, with whole words of those alone apart, the first of them in it",
  (text, words) => {
    const line = text.replace(/\s+/g, " ").trim();
    const pieces = excerptOf(text, words);
    const joined = pieces.map(({ text }) => text).join("");
    const inner = line.includes(joined) ? joined : joined.replace(/^…/, "").replace(/…$/, "");
    expect(line).toContain(inner);
    expect(inner.length).toBeLessThanOrEqual(240);
    expect(joined.isWellFormed()).toBe(line.isWellFormed());
    for (const piece of pieces) if (piece.isHit) expect(words).toContain(piece.text);
    const isWritten = line.split(" ").some((one) => words.includes(one));
    if (isWritten) expect(pieces.some(({ isHit }) => isHit)).toBe(true);
  },
);
