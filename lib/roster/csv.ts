import { CsvError, parse } from "csv-parse/sync";
import { columnOf } from "./columns";
import type { Problem } from "./schema";

/** A record with the number of the line on which it begins, as an editor counts them. */
export type Row = { line: number; cells: string[] };

/** The likeliest first: where two fit equally, it is that one. */
const DELIMITERS = [",", ";", "\t"] as const;

/** The rows of a CSV text that are not blank. Comma, semicolon or tab, whichever makes sense of the first line. */
export function readRows(text: string): { ok: true; rows: Row[] } | { ok: false; problem: Problem } {
  const lines = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  // Spreadsheets may say in a line of its own what separates the cells.
  const said = /^sep=([,;\t])\n/i.exec(lines);
  const body = said ? lines.slice(said[0].length) : lines;
  const above = said ? 1 : 0;
  const delimiter = said?.[1] ?? delimiterOf(body);

  const rows: Row[] = [];
  let read = above;
  try {
    parse(body, {
      delimiter,
      relax_column_count: true,
      on_record: (cells: string[], context) => {
        const line = read + 1;
        read = context.lines + above;
        if (cells.some((cell) => cell.trim() !== "")) rows.push({ line, cells });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const code = error.code === "CSV_QUOTE_NOT_CLOSED" ? "quote_open" : "quote_misplaced";
    return { ok: false, problem: { line: read + 1, code } };
  }
  return { ok: true, rows };
}

/** The one by which most headings are known; among equals, the one that makes most cells. */
function delimiterOf(text: string): string {
  const [header = ""] = text.replace(/^\s+/, "").split("\n", 1);
  const score = (delimiter: string) => {
    const cells = header.split(delimiter).map((cell) => cell.replaceAll('"', ""));
    return cells.filter((cell) => columnOf(cell)).length * 1000 + cells.length;
  };
  return DELIMITERS.toSorted((a, b) => score(b) - score(a))[0] ?? ",";
}
