import { z } from "zod";
import { codeSchema, colourSchema, nameSchema, type TeamFields, timeZoneSchema } from "@/lib/teams/schema";
import { type Column, readHeader } from "./columns";
import { type Row, readRows } from "./csv";
import { LINES_MAX } from "./limits";
import type { Problem, Role, RosterLine } from "./schema";

export type Roster = { lines: RosterLine[]; problems: Problem[]; unused: string[] };

/** What a CSV text says, or everything that is wrong with it, before anything is known of the tournament. */
export function readRoster(text: string): Roster {
  const read = readRows(text);
  if (!read.ok) return { lines: [], problems: [read.problem], unused: [] };
  const [header, ...rows] = read.rows;
  if (!header || rows.length === 0)
    return { lines: [], problems: [{ line: null, code: "nothing" }], unused: [] };
  const { places, unused, problems } = readHeader(header.cells, header.line);
  if (rows.length > LINES_MAX)
    problems.push({ line: null, code: "too_many_lines", value: String(rows.length) });
  if (problems.length > 0) return { lines: [], problems, unused };

  const lines = rows.map((row) => readLine(row, places, header.cells.length, problems));
  gather(lines, problems);
  return { lines, problems, unused };
}

const roleSchema = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text): Role | undefined => {
    if (text === "member") return "member";
    return ["organiser", "organizer", "admin"].includes(text) ? "admin" : undefined;
  })
  .pipe(z.enum(["member", "admin"]));

const emailSchema = z.string().trim().toLowerCase().pipe(z.email().max(254));

function readLine(row: Row, places: Map<Column, number>, width: number, problems: Problem[]): RosterLine {
  const { line, cells } = row;
  if (cells.slice(width).some((cell) => cell.trim() !== "")) problems.push({ line, code: "too_many_cells" });
  /** Undefined for a blank cell, and for one that is wrong, which is noted. */
  const read = <T>(column: Column, schema: z.ZodType<T, string>): T | undefined => {
    const text = (cells[places.get(column) ?? -1] ?? "").trim();
    if (text === "") return undefined;
    const parsed = schema.safeParse(text);
    if (!parsed.success) problems.push({ line, code: column, value: shortened(text) });
    return parsed.data;
  };
  const before = problems.length;
  const [code, name, timeZone] = [
    read("code", codeSchema),
    read("name", nameSchema),
    read("timeZone", timeZoneSchema),
  ];
  const primaryColour = read("primaryColour", colourSchema);
  const secondaryColour = read("secondaryColour", colourSchema);
  const email = read("email", emailSchema);
  const role = read("role", roleSchema) ?? "member";
  const given: Partial<TeamFields> = {
    ...(name && { name }),
    ...(timeZone && { timeZone }),
    ...(primaryColour && { primaryColour }),
    ...(secondaryColour && { secondaryColour }),
  };
  if (problems.length === before) {
    const problem = misfit(role, code, email, Object.keys(given).length > 0);
    if (problem) problems.push({ line, code: problem });
  }
  return { line, code: code ?? null, given, email: email ?? null, role };
}

/** What every cell may be right for, and the line as a whole is not. */
function misfit(role: Role, code: string | undefined, email: string | undefined, givesTeam: boolean) {
  if (role === "admin")
    return code || givesTeam ? "organiser_of_team" : email ? null : "organiser_without_email";
  if (code) return null;
  return email || givesTeam ? "no_code" : "neither";
}

/** What all lines say of one team goes to the first that names it; they must agree. An address stands but once. */
function gather(lines: RosterLine[], problems: Problem[]): void {
  const firstOf = new Map<string, RosterLine>();
  const saidAt = new Map<string, number>();
  const addressAt = new Map<string, number>();
  for (const line of lines) {
    if (line.email) {
      const at = addressAt.get(line.email);
      if (at) problems.push({ line: line.line, code: "email_twice", value: line.email, other: String(at) });
      else addressAt.set(line.email, line.line);
    }
    if (!line.code) continue;
    const first = firstOf.get(line.code) ?? line;
    firstOf.set(line.code, first);
    const { given } = line;
    if (first !== line) line.given = {};
    for (const field of Object.keys(given) as (keyof TeamFields)[]) {
      const known = first === line ? undefined : first.given[field];
      const key = `${line.code} ${field}`;
      if (known !== undefined && known !== given[field])
        problems.push({
          line: line.line,
          code: "differs",
          value: given[field] ?? "",
          other: String(saidAt.get(key)),
        });
      else if (known === undefined) {
        saidAt.set(key, line.line);
        first.given[field] = given[field];
      }
    }
  }
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
