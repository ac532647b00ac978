import { describe, expect, test } from "vitest";
import { LINES_MAX } from "@/lib/roster/limits";
import { readRoster } from "@/lib/roster/lines";

const HEADER = "Code,Team,Time zone,Colour,Second colour,E-mail,Role";
const problemsOf = (...lines: string[]) => readRoster([HEADER, ...lines].join("\n")).problems;

describe("a roster", () => {
  test("is read into teams, people and organisers, however it was typed", () => {
    const { lines, problems } = readRoster(
      [
        HEADER,
        "swe, Sweden ,europe/stockholm,1B4A94,#FFF,Anna@Example.org,",
        ",,,,,boss@example.org,Organiser",
      ].join("\n"),
    );
    expect(problems).toEqual([]);
    expect(lines).toEqual([
      {
        line: 2,
        code: "SWE",
        given: {
          name: "Sweden",
          timeZone: "Europe/Stockholm",
          primaryColour: "#1b4a94",
          secondaryColour: "#ffffff",
        },
        email: "anna@example.org",
        role: "member",
      },
      { line: 3, code: null, given: {}, email: "boss@example.org", role: "admin" },
    ]);
  });

  test("may have its columns in any order, under other words, and columns that it has no use for", () => {
    const { lines, problems, unused } = readRoster("phone;TEAM CODE;e_mail address\n1;FIN;aino@example.org");
    expect({ problems, unused }).toEqual({ problems: [], unused: ["phone"] });
    expect(lines).toMatchObject([{ code: "FIN", email: "aino@example.org" }]);
  });

  test("gathers what its lines say of one team on the first that names it", () => {
    const { lines, problems } = readRoster(
      "Code,Team,Colour\nSWE,,\nFIN,Finland,\nSWE,Sweden,\nSWE,Sweden,#00f",
    );
    expect(problems).toEqual([]);
    expect(lines.map(({ code, given }) => [code, given])).toEqual([
      ["SWE", { name: "Sweden", primaryColour: "#0000ff" }],
      ["FIN", { name: "Finland" }],
      ["SWE", {}],
      ["SWE", {}],
    ]);
  });

  test.each([
    ["nothing", "", "nothing"],
    ["headings alone", HEADER, "nothing"],
    ["blank lines", `${HEADER}\n,,,,,,\n`, "nothing"],
    ["a line too many", `${HEADER}${"\nSWE".repeat(LINES_MAX + 1)}`, "too_many_lines"],
  ])("of %s is none", (_, text, code) => {
    expect(readRoster(text).problems).toMatchObject([{ line: null, code }]);
  });

  test("of as many lines as there may be is one", () => {
    expect(readRoster(`${HEADER}${"\nSWE".repeat(LINES_MAX)}`)).toMatchObject({ problems: [] });
  });

  test("without a column for codes or addresses, or with one twice, is refused at its first line", () => {
    expect(readRoster("Team,Colour\nSweden,#fff").problems).toEqual([{ line: 1, code: "no_column" }]);
    expect(readRoster("\nCode,code\nSWE,FIN").problems).toEqual([
      { line: 2, code: "column_twice", value: "code" },
    ]);
  });
});

describe("a line", () => {
  test.each([
    ["S-E,Sweden", "code", "S-E"],
    [`SWE,${"x".repeat(81)}`, "name", `${"x".repeat(60)}…`],
    ['SWE,"Swe\nden"', "name", "Swe\nden"],
    ["SWE,,Mars/Olympus", "timeZone", "Mars/Olympus"],
    ["SWE,,CET", "timeZone", "CET"],
    ["SWE,,,blue", "primaryColour", "blue"],
    ["SWE,,,,#12345", "secondaryColour", "#12345"],
    ["SWE,,,,,nobody", "email", "nobody"],
    ["SWE,,,,,,coach", "role", "coach"],
    [",Sweden", "no_code", undefined],
    [",,,,,anna@example.org", "no_code", undefined],
    [",,,,,,member", "neither", undefined],
    ["SWE,,,,,boss@example.org,organiser", "organiser_of_team", undefined],
    [",,,,,,organiser", "organiser_without_email", undefined],
    ["SWE,,,,,,,something more", "too_many_cells", undefined],
  ])("%j is refused by its number and its reason", (text, code, value) => {
    expect(problemsOf("FIN", text)).toEqual([{ line: 3, code, ...(value && { value }) }]);
  });

  test("tells everything that is wrong with it", () => {
    expect(problemsOf("S-E,,Mars/Olympus").map(({ code }) => code)).toEqual(["code", "timeZone"]);
  });

  test("that says of a team what another line says otherwise names that line", () => {
    const problems = problemsOf("SWE", "SWE,Sweden", "SWE,,,#000", "SWE,Sverige,,#fff");
    expect(problems).toEqual([
      { line: 5, code: "differs", value: "Sverige", other: "3" },
      { line: 5, code: "differs", value: "#ffffff", other: "4" },
    ]);
  });

  test("with an address that stood before names the line where it did", () => {
    const problems = problemsOf("SWE,,,,,a@example.org", "FIN,,,,,A@example.org");
    expect(problems).toEqual([{ line: 3, code: "email_twice", value: "a@example.org", other: "2" }]);
  });
});
