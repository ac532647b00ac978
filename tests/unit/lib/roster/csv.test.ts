import { test as property } from "@fast-check/vitest";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRows } from "@/lib/roster/csv";

const HEADER = ["Code", "Team", "E-mail"];
const cell = fc
  .array(fc.constantFrom("a", "Ö", " ", ",", ";", "\t", '"', "\n", "'", "=", "🏒"), { maxLength: 8 })
  .map((parts) => parts.join(""));
const quoted = (text: string) => (/[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

property.prop([
  fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 8 }),
  fc.constantFrom(",", ";", "\t"),
  fc.constantFrom("\n", "\r\n", "\r"),
  fc.constantFrom("", "\uFEFF"),
])(
  "whatever a spreadsheet writes is read as it was, each row with the line on which it begins",
  (rows, delimiter, end, mark) => {
    const written = [HEADER, ...rows].map((cells) => cells.map(quoted).join(delimiter));
    const read = readRows(mark + written.join("\n").replaceAll("\n", end));
    const lineOf = (index: number) =>
      written.slice(0, index).join("\n").split("\n").length + (index > 0 ? 1 : 0);
    const expected = [HEADER, ...rows]
      .map((cells, index) => ({ line: lineOf(index), cells }))
      .filter(({ cells }) => cells.some((text) => text.trim() !== ""));
    expect(read).toEqual({ ok: true, rows: expected });
  },
);

describe("a text", () => {
  test("of one column, or blank, is no mistake of its form", () => {
    expect(readRows("Code\nSWE\n\n\nFIN")).toEqual({
      ok: true,
      rows: [
        { line: 1, cells: ["Code"] },
        { line: 2, cells: ["SWE"] },
        { line: 5, cells: ["FIN"] },
      ],
    });
    expect(readRows("")).toEqual({ ok: true, rows: [] });
    expect(readRows(" \n\n")).toEqual({ ok: true, rows: [] });
  });

  test("may say in its first line what separates the cells, and lines are still counted from there", () => {
    const read = readRows("sep=;\nCode;Team\nSWE;Sweden, Kingdom of");
    expect(read).toMatchObject({
      ok: true,
      rows: [{ line: 2 }, { line: 3, cells: ["SWE", "Sweden, Kingdom of"] }],
    });
  });

  test("with a comma in a heading's neighbour is split where the headings make sense", () => {
    const read = readRows('Code;Team;"Notes, remarks, and so on"\nSWE;Sweden;a');
    expect(read).toMatchObject({
      ok: true,
      rows: [{ cells: ["Code", "Team", "Notes, remarks, and so on"] }, {}],
    });
  });

  test.each([
    ['Code,Team\nSWE,Sweden\nFIN,"Finland\nCAN,Canada', { line: 3, code: "quote_open" }],
    ['Code,Team\nSWE,Swe"den', { line: 2, code: "quote_misplaced" }],
    ['Code,Team\n\nSWE,"Swe"den', { line: 3, code: "quote_misplaced" }],
  ])("with a stray quotation mark says where: %j", (text, problem) => {
    expect(readRows(text)).toEqual({ ok: false, problem });
  });
});
