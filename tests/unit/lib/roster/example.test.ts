import { expect, test } from "vitest";
import { columnOf, columns, HEADINGS } from "@/lib/roster/columns";
import { example } from "@/lib/roster/example";
import { readRoster } from "@/lib/roster/lines";

test("the example that is offered is one without a mistake, and shows every column", () => {
  const { lines, problems, unused } = readRoster(example);
  expect({ problems, unused }).toEqual({ problems: [], unused: [] });
  expect(lines.map(({ code, role }) => [code, role])).toEqual([
    ["SWE", "member"],
    ["SWE", "member"],
    ["FIN", "member"],
    [null, "admin"],
  ]);
  const [header = ""] = example.split("\r\n");
  expect(header.replace("\uFEFF", "").split(",").map(columnOf)).toEqual([...columns]);
});

test("no heading stands for two columns", () => {
  for (const column of columns)
    for (const heading of HEADINGS[column]) expect(columnOf(heading)).toBe(column);
});
