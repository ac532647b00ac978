import { z } from "zod";
import { isLegible } from "@/lib/i18n/legible";
import { timeZoneNamed } from "@/lib/i18n/time-zone";

/** As Postgres has them (teams_name_length, teams_code_form, teams_primary_colour_is_hex, teams_time_zone_exists). */
export const NAME_MAX_LENGTH = 80;
export const CODE_MAX_LENGTH = 5;

/** In characters as Postgres counts them: an emoji is one here and two in `length`. */
export const nameSchema = z
  .string()
  .trim()
  .refine((name) => [...name].length <= NAME_MAX_LENGTH && isLegible(name));

/** However it was typed. */
export const codeSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{2,5}$/);

/** "#005293", with or without the sign, or its short form "#fff". */
export const colourSchema = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) =>
    text.replace(/^#?([0-9a-f])([0-9a-f])([0-9a-f])$/, "#$1$1$2$2$3$3").replace(/^(?!#)/, "#"),
  )
  .pipe(z.string().regex(/^#[0-9a-f]{6}$/));

export const timeZoneSchema = z
  .string()
  .transform((text) => timeZoneNamed(text))
  .pipe(z.string());

/** What can be changed of a team. Its code stands in links that people have sent each other: it never changes. */
export const teamFieldsSchema = z.object({
  name: nameSchema,
  timeZone: timeZoneSchema,
  primaryColour: colourSchema,
  secondaryColour: colourSchema,
});
export type TeamFields = z.infer<typeof teamFieldsSchema>;

export const newTeamSchema = teamFieldsSchema.extend({ code: codeSchema });
export type NewTeam = z.infer<typeof newTeamSchema>;

/** What the form began with is compared as it was, not judged again. */
export const teamEditSchema = z.object({
  id: z.uuid(),
  before: z.object({
    name: z.string(),
    timeZone: z.string(),
    primaryColour: z.string(),
    secondaryColour: z.string(),
  }),
  after: teamFieldsSchema,
});
export type TeamEdit = z.infer<typeof teamEditSchema>;

export type Team = TeamFields & {
  id: string;
  code: string;
  isArchived: boolean;
  /** Since when. */
  archivedAt: string | null;
};

/** A team as the organisers' list has it. */
export type ListedTeam = Team & {
  /** Who may sign in. */
  people: number;
  /** Who was invited and has not come yet. */
  awaited: number;
};

export const noTeamYet = { primaryColour: "#1b3a6b", secondaryColour: "#ffffff" } as const;
