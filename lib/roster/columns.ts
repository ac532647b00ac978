import type { Problem } from "./schema";

/** What a roster can say, by the word that its heading is looked up by in the catalogue. */
export const columns = [
  "code",
  "name",
  "timeZone",
  "primaryColour",
  "secondaryColour",
  "email",
  "role",
] as const;
export type Column = (typeof columns)[number];

/** As people may write a heading, without regard to case, spaces and signs. The first is the one that is documented. */
export const HEADINGS: Record<Column, readonly [string, ...string[]]> = {
  code: ["Code", "Team code"],
  name: ["Team", "Team name", "Name"],
  timeZone: ["Time zone", "Zone"],
  primaryColour: ["Colour", "Color", "First colour", "First color", "Primary colour", "Primary color"],
  secondaryColour: ["Second colour", "Second color", "Secondary colour", "Secondary color"],
  email: ["E-mail", "E-mail address", "Mail", "Address"],
  role: ["Role"],
};

const byHeading = new Map(
  columns.flatMap((column) => HEADINGS[column].map((heading) => [bare(heading), column] as const)),
);

function bare(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

export function columnOf(heading: string): Column | undefined {
  return byHeading.get(bare(heading));
}

/** Where each column stands in the header line, and the headings that say nothing. */
export function readHeader(
  cells: readonly string[],
  line: number,
): { places: Map<Column, number>; unused: string[]; problems: Problem[] } {
  const places = new Map<Column, number>();
  const unused: string[] = [];
  const problems: Problem[] = [];
  for (const [place, heading] of cells.entries()) {
    const column = columnOf(heading);
    if (!column) {
      if (heading.trim() !== "") unused.push(heading.trim());
    } else if (places.has(column)) problems.push({ line, code: "column_twice", value: heading.trim() });
    else places.set(column, place);
  }
  if (!places.has("code") && !places.has("email")) problems.push({ line, code: "no_column" });
  return { places, unused, problems };
}
