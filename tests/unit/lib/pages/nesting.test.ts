import { describe, expect, test } from "vitest";
import { isTooNested } from "@/lib/pages/nesting";

const indented = Array.from({ length: 50 }, (_, depth) => `${"  ".repeat(depth)}- a`).join("\n");

describe("what people write is not too deep", () => {
  test.each([
    ["nothing", ""],
    ["quotes in quotes", `${">".repeat(50)} a`],
    ["a list, each point in the one before", indented],
    ["as many short quotes as there is room for", "> a\n".repeat(25_000)],
    ["what stands far to the right, as in a table of figures", `${" ".repeat(300)}7\n`.repeat(300)],
    ["many footnotes", "Ice[^1]\n\n[^1]: See [here](practice-ice).\n".repeat(2_000)],
    ["a line of dashes", "-".repeat(1_000)],
    ["much in bold", "**gate C.**, *ice* and __(buses)__ ".repeat(2_500)],
    ["bold and italics at once, at the end of a sentence", "**_gate C_**. ~~Ice.~~ ".repeat(4_000)],
    ["a list with stars, and a note in each of its points", "* a *note\n\n".repeat(8_000)],
    ["names with underscores, and sums", "practice_ice_2 3 * 4 * 5 ".repeat(4_000)],
  ])("%s", (_, body) => expect(isTooNested(body)).toBe(false));
});

describe("what nobody could read is too deep", () => {
  test.each([
    ["quotes in quotes", ">".repeat(51)],
    ["below something else", `Gate C.\n${"> ".repeat(5_000)}a`],
    ["after an old line end", `Gate C.\r${"> ".repeat(51)}a`],
    ["lists in lists", `${"- ".repeat(60)}a`],
    ["numbered lists in lists", `${"1. ".repeat(60)}a`],
    ["quotes and lists in each other", `${"> - 2)\t+ ".repeat(20)}a`],
    ["footnotes in footnotes", "[^1]: ".repeat(60)],
    ["a list, each point in the one before", `- a\n${" ".repeat(101)}- a`],
    ["a list in a quote", `> - a\n>${" ".repeat(101)}- a`],
    ["emphasis", "*a ".repeat(3_000) + "a*".repeat(3_000)],
    ["strong emphasis", "**a ".repeat(300)],
    ["all kinds of emphasis", "*a _a ~~a ".repeat(120)],
    ["emphasis that is closed at times", "**a **a b** ".repeat(600)],
  ])("%s", (_, body) => expect(isTooNested(body)).toBe(true));
});
