import { fc, test as propertyTest } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { mentionedIn, piecesOf } from "@/lib/chat/mentions/text";
import { MENTIONS_MAX } from "@/lib/chat/schema";

const ANNA = { id: "anna", name: "Anna" };
const ANNA_LINDQVIST = { id: "lindqvist", name: "Anna Lindqvist" };
const JANIS = { id: "janis", name: "Jānis Bērziņš" };
const TEAM = { id: "team", name: "team" };
const ALL = [ANNA, ANNA_LINDQVIST, JANIS, TEAM];
const named = (text: string, mentions = ALL) =>
  piecesOf(text, mentions).flatMap((piece) => (piece.ids.length > 0 ? [piece.text] : []));

describe("in a text", () => {
  test("whoever stands after an @ is named, by the longest name that stands there", () => {
    expect(named("@Anna Lindqvist and @Anna, (@Jānis Bērziņš) @team")).toEqual([
      "@Anna Lindqvist",
      "@Anna",
      "@Jānis Bērziņš",
      "@team",
    ]);
    expect(named("@Anna Lind")).toEqual(["@Anna"]);
    expect(named("@Anna Lindqvist", ALL.toReversed())).toEqual(["@Anna Lindqvist"]);
  });

  test("a name counts however its letters are cased, as a phone begins a sentence", () => {
    expect(named("@Team: @ANNA\nlindqvist @anna lindqvist")).toEqual(["@Team", "@ANNA", "@anna lindqvist"]);
  });

  test("a part of a word is no name, and an address of mail names nobody", () => {
    for (const text of ["@teams", "@Annabel", "@Annaé", "@Anna_1", "x@Anna", "@@Anna", "é@team", "Anna", "@"])
      expect(named(text), text).toEqual([]);
    expect(named("@Anna's @team! @team")).toEqual(["@Anna", "@team", "@team"]);
  });

  test("those who have the same name are named together", () => {
    expect(mentionedIn("@Anna", [ANNA, { ...ANNA, id: "other" }])).toEqual(["anna", "other"]);
  });

  test("each is named once, in the order of the text, and no more than a message may name", () => {
    expect(mentionedIn("@team @Anna @TEAM", ALL)).toEqual(["team", "anna"]);
    const many = Array.from({ length: 30 }, (_, index) => ({ id: `${index}`, name: `P${index}` }));
    const ids = mentionedIn(many.map(({ name }) => `@${name}`).join(" "), many);
    expect(ids).toEqual(many.slice(0, MENTIONS_MAX).map(({ id }) => id));
  });
});

propertyTest.prop([
  fc.array(
    fc.constantFrom("@", "Anna", " Lindqvist", "team", "İ", "ß", "🏒", " ", "\n", "x", "@Anna", "@team"),
  ),
])("the pieces are the text, whatever it is", (parts) => {
  const text = parts.join("");
  const pieces = piecesOf(text, ALL);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  for (const piece of pieces) expect(piece.text).not.toBe("");
});
