import { columns, HEADINGS } from "./columns";

const LINES = [
  "SWE,Sweden,Europe/Stockholm,#1b4a94,#f5c400,manager@team-sweden.example,",
  "SWE,,,,,coach@team-sweden.example,",
  "FIN,Finland,Europe/Helsinki,#1a3f8f,#ffffff,manager@team-finland.example,",
  ",,,,,desk@organisers.example,organiser",
];

/** A roster that shows what one looks like. With the mark by which spreadsheets know UTF-8. */
export const example = `\uFEFF${[columns.map((column) => HEADINGS[column][0]).join(","), ...LINES].join("\r\n")}\r\n`;
