import { z } from "zod";
import type { NewTeam, TeamFields } from "@/lib/teams/schema";

export const roles = ["member", "admin"] as const;
export type Role = (typeof roles)[number];

/** A line as it stands in the file, with what all lines say of its team on the first that names it. */
export type RosterLine = {
  line: number;
  code: string | null;
  /** What a blank cell leaves out stays as it is. */
  given: Partial<TeamFields>;
  email: string | null;
  role: Role;
};

/** Why a roster cannot be imported; each has its sentence in the catalogue (`roster.problem.*`). */
export type ProblemCode =
  | "nothing"
  | "too_many_lines"
  | "no_column"
  | "column_twice"
  | "quote_open"
  | "quote_misplaced"
  | "too_many_cells"
  | "code"
  | "name"
  | "timeZone"
  | "primaryColour"
  | "secondaryColour"
  | "email"
  | "role"
  | "neither"
  | "no_code"
  | "organiser_of_team"
  | "organiser_without_email"
  | "differs"
  | "email_twice"
  | "new_without_name"
  | "archived"
  | "elsewhere"
  | "invited_elsewhere";

/** `line` is null for what concerns the whole; `value` is what is wrong, `other` what it disagrees with. */
export type Problem = { line: number | null; code: ProblemCode; value?: string; other?: string };

export type Change = { from: string; to: string };

/** What will happen for a line. */
export type Step = {
  line: number;
  code: string | null;
  /** All of a new team, and of another what the file gives. */
  given: Partial<TeamFields>;
  team: "created" | "changed" | "unchanged" | null;
  changes: Partial<Record<keyof TeamFields, Change>>;
  email: string | null;
  role: Role;
  person: "invited" | "already_here" | "already_invited" | null;
  /** Someone who is here and may not sign in, or whose invitation has run out. */
  note: "deactivated" | "expired" | null;
};

export type Plan = { steps: Step[]; problems: Problem[] };

export type KnownTeam = NewTeam & { isArchived: boolean };

export type KnownAddress = {
  email: string;
  state: "here" | "deactivated" | "invited" | "expired";
  role: Role;
  teamCode: string | null;
};

/** The tournament as a plan finds it. */
export type Standing = { teams: KnownTeam[]; addresses: KnownAddress[]; timeZone: string };

export const addressSchema = z.object({
  email: z.string(),
  state: z.enum(["here", "deactivated", "invited", "expired"]),
  role: z.enum(roles),
  team_code: z.string().nullable(),
});

/** What a person reads before they import: nothing has happened yet. */
export type Preview = Plan & {
  /** The names of teams, by code. */
  names: Record<string, string>;
  /** Headings that say nothing to an import. */
  unused: string[];
};

const change = z.object({ from: z.string(), to: z.string() });

/** A line as `import_roster` takes it. Postgres holds it against the tournament, and against what was expected. */
export const importSchema = z
  .object({
    line: z.int().positive(),
    code: z.string().optional(),
    name: z.string().optional(),
    time_zone: z.string().optional(),
    primary_colour: z.string().optional(),
    secondary_colour: z.string().optional(),
    email: z.string().optional(),
    role: z.enum(roles),
    expected: z.object({
      team: z.enum(["created", "changed", "unchanged"]).optional(),
      changes: z.record(z.string(), change).optional(),
      person: z.enum(["invited", "already_here", "already_invited"]).optional(),
    }),
  })
  .array()
  .min(1);
export type Import = z.infer<typeof importSchema>;

/** What the import tells while it goes on, a line of JSON each. */
export const progressSchema = z.discriminatedUnion("event", [
  z.object({ event: z.literal("imported"), mails: z.int() }),
  z.object({ event: z.literal("mail"), invitation: z.uuid(), email: z.string(), isMailed: z.boolean() }),
]);
export type Progress = z.infer<typeof progressSchema>;
