import { z } from "zod";
import { isLegible } from "@/lib/i18n/legible";
import { timeZoneNamed } from "@/lib/i18n/time-zone";
import { LEADS_MAX } from "./leads";

/** As Postgres has them (tournament_name_length, tournament_venue_length). */
export const TEXT_MAX_LENGTH = 120;

const text = z
  .string()
  .trim()
  .refine((value) => [...value].length <= TEXT_MAX_LENGTH && !/\p{Cc}/u.test(value));

/** What organisers set up. The leads in minutes, the longest first. */
export const tournamentSchema = z.object({
  name: text.refine(isLegible),
  venue: text,
  timeZone: z
    .string()
    .transform((name) => timeZoneNamed(name))
    .pipe(z.string()),
  leads: z
    .number()
    .positive()
    .max(525_600)
    .array()
    .max(LEADS_MAX)
    .refine((leads) => new Set(leads).size === leads.length)
    .transform((leads) => leads.toSorted((a, b) => b - a)),
});
export type Tournament = z.infer<typeof tournamentSchema>;

/** What the form began with is compared as it was, not judged again. */
export const tournamentEditSchema = z.object({
  before: z.object({
    name: z.string(),
    venue: z.string(),
    timeZone: z.string(),
    leads: z.number().array(),
  }),
  after: tournamentSchema,
});
export type TournamentEdit = z.infer<typeof tournamentEditSchema>;
