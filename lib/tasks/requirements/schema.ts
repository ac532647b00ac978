import { z } from "zod";
import { isLegible } from "@/lib/i18n/legible";
import { withoutControls } from "@/lib/i18n/without-controls";
import { lengthOf } from "../schema";

/** As Postgres has them (requirements, tasks). */
export const TITLE_MAX_LENGTH = 200;
export const DESCRIPTION_MAX_LENGTH = 5000;
/** Of copy_requirements. */
export const SHIFT_MAX_DAYS = 3660;
export const COPIES_MAX = 200;

const title = z
  .string()
  .transform((text) => withoutControls(text.replace(/\s+/gu, " ")).trim())
  .refine((text) => isLegible(text) && lengthOf(text) <= TITLE_MAX_LENGTH);
const description = z
  .string()
  .transform((text) => withoutControls(text).trim())
  .refine((text) => lengthOf(text) <= DESCRIPTION_MAX_LENGTH);
const instant = z.iso.datetime({ offset: true });

/** What is asked, and by when. */
export const requirementFieldsSchema = z.object({ title, description, dueAt: instant });
export type RequirementFields = z.infer<typeof requirementFieldsSchema>;

/** The id is made by the asker's browser, so that a retry is recognised. */
export const newRequirementSchema = requirementFieldsSchema.extend({
  id: z.uuid(),
  teams: z.uuid().array().min(1),
  assignee: z.uuid().nullable(),
});
export type NewRequirement = z.infer<typeof newRequirementSchema>;

/** What the form began with, and the revision that it was, are compared as they were, not judged again. */
export const requirementEditSchema = z.object({
  id: z.uuid(),
  revision: z.int().positive(),
  before: z.object({ title: z.string(), description: z.string(), dueAt: z.string() }),
  after: requirementFieldsSchema,
});
export type RequirementEdit = z.infer<typeof requirementEditSchema>;

export const moreTeamsSchema = z.object({ id: z.uuid(), teams: z.uuid().array().min(1) });
export type MoreTeams = z.infer<typeof moreTeamsSchema>;

/** Null: the deadline that the other teams have. `seenDueAt` is what it was when that was chosen. */
export const ownDueSchema = z.object({ id: z.uuid(), seenDueAt: instant, dueAt: instant.nullable() });
export type OwnDue = z.infer<typeof ownDueSchema>;

/** A task's deadline as somebody has seen it. */
export type SeenDue = { dueAt: string; hasOwnDue: boolean };

/** Each source with the id that its copy shall have, made by the asker's browser. */
export const copySchema = z.object({
  copies: z
    .array(z.object({ source: z.uuid(), id: z.uuid() }))
    .min(1)
    .max(COPIES_MAX),
  shiftDays: z.int().min(-SHIFT_MAX_DAYS).max(SHIFT_MAX_DAYS),
  teams: z.uuid().array().min(1),
});
export type Copy = z.infer<typeof copySchema>;

/** A requirement as it is asked. */
export type Requirement = RequirementFields & { id: string; revision: number };

/** What an earlier try has asked, as it stands now: how a form tells what it is that was not asked twice. */
export type AskedAlready = {
  id: string;
  title: string;
  dueAt: string;
  teams: { id: string; name: string }[];
};

/** A team that can be asked, and who of it may be made responsible. */
export type AskableTeam = {
  id: string;
  code: string;
  name: string;
  primaryColour: string;
  secondaryColour: string;
  people: { id: string; name: string }[];
};

/** Whom organisers can ask, of all teams and people: no archived team, and none of those who may not sign in. */
export function askableTeams(directory: {
  teams: (Omit<AskableTeam, "people"> & { isArchived: boolean })[];
  people: { id: string; fullName: string; teamId: string | null; deactivatedAt: string | null }[];
}): AskableTeam[] {
  return directory.teams
    .filter(({ isArchived }) => !isArchived)
    .map(({ id, code, name, primaryColour, secondaryColour }) => ({
      id,
      code,
      name,
      primaryColour,
      secondaryColour,
      people: directory.people
        .filter(({ teamId, deactivatedAt }) => teamId === id && deactivatedAt === null)
        .map((person) => ({ id: person.id, name: person.fullName })),
    }));
}
