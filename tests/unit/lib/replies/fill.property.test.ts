import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filled, firstName, unknownIn, VARIABLES, type Values } from "@/lib/replies/fill";

const anyValues: fc.Arbitrary<Values> = fc.record({
  name: fc.string({ unit: "grapheme" }),
  team: fc.string({ unit: "grapheme" }),
  deadline: fc.string({ unit: "grapheme" }),
});
/** What is written between variables, also braces and what looks like a replacement. */
const plain = fc.constantFrom("Dear ", "{", "}", "{}", "{Name}", "{gate}", "$&", "$1", "\n", "é", "");
const piece = fc.oneof(
  plain.map((text) => ({ text })),
  fc.constantFrom(...VARIABLES).map((variable) => ({ variable })),
);
const written = (pieces: ({ text: string } | { variable: string })[]) =>
  pieces.map((one) => ("text" in one ? one.text : `{${one.variable}}`)).join("");

describe("a canned reply", () => {
  test("is said with each variable in its place, and everything else as it is written", () => {
    fc.assert(
      fc.property(fc.array(piece), anyValues, (pieces, values) => {
        const content = written(pieces);
        // A piece of text may make a variable of its neighbours: those are filled too.
        const expected = content
          .split(/(\{(?:name|team|deadline)\})/)
          .map((part) =>
            /^\{(name|team|deadline)\}$/.test(part) ? values[part.slice(1, -1) as keyof Values] : part,
          )
          .join("");
        expect(filled(content, values)).toBe(expected);
      }),
    );
  });

  test("is not filled again with what a value brings along", () => {
    const values = { name: "{team}", team: "{name}$&", deadline: "{deadline}" };
    expect(filled("{name} {team} {deadline}", values)).toBe("{team} {name}$& {deadline}");
  });

  test("is unchanged where it has no variables", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), anyValues, (text, values) => {
        fc.pre(VARIABLES.every((variable) => !text.includes(`{${variable}}`)));
        expect(filled(text, values)).toBe(text);
      }),
    );
  });

  test("tells what is no variable", () => {
    expect(unknownIn("{name} {nmae} {gate} {gate} {} { a } {team}")).toEqual(["{nmae}", "{gate}"]);
  });

  test("calls people by their first name", () => {
    expect(["Anna Lindqvist", " Jānis  Bērziņš", "Pelé", ""].map(firstName)).toEqual([
      "Anna",
      "Jānis",
      "Pelé",
      "",
    ]);
  });
});
