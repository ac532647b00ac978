import { z } from "zod";
import type { Directory } from "../directory/schema";
import type { AuditEntry } from "./schema";

/** What the sentence of an entry names; "none" where there is nothing. */
export type Facts = {
  actor: string;
  subject: string;
  /** An address that was invited. */
  email: string;
  /** What somebody came as. */
  role: string;
  team: string;
  from: string;
  to: string;
  /** What somebody was called before. */
  formerly: string;
  /** The names of what was changed of a team, a person or the tournament. */
  fields: Field[];
  lines: number;
  teams: number;
  invitations: number;
  /** Up to which message a conversation was exported, and by what that export is known. */
  lastSeq: string;
  fingerprint: string;
};

const fields = [
  "name",
  "full_name",
  "venue",
  "time_zone",
  "locale",
  "reminder_leads",
  "primary_colour",
  "secondary_colour",
] as const;
type Field = (typeof fields)[number];

const NONE = "none";

const detailsSchema = z.object({
  full_name: z.string().catch(NONE),
  email: z.string().catch(NONE),
  role: z.string().catch(NONE),
  code: z.string().catch(NONE),
  team: z
    .union([
      z.string().transform((code) => ({ from: null, to: code })),
      z.object({ from: z.string().nullable(), to: z.string().nullable() }),
    ])
    .catch({ from: null, to: null }),
  lines: z.int().catch(0),
  teams: z.int().catch(0),
  invitations: z.int().catch(0),
  last_seq: z.int().catch(0),
  fingerprint: z.string().catch(NONE),
});

const change = z.object({ from: z.unknown(), to: z.unknown() });
const renamed = z.object({ from: z.string() });
const readdressed = z.object({ from: z.string(), to: z.string() });

/** People and teams under their present names; who was called otherwise then is the same person. */
export function factsOf(
  { actor_id, subject_id, team_id, details }: AuditEntry,
  { people, teams }: Directory,
): Facts {
  const known = detailsSchema.parse(details);
  const address = readdressed.safeParse(details.email).data;
  const person = (id: string | null) => people.find((one) => one.id === id)?.fullName;
  const teamOf = (code: string | null) => teams.find((one) => one.code === code)?.name ?? code ?? NONE;
  return {
    actor: person(actor_id) ?? NONE,
    subject: person(subject_id) ?? known.full_name,
    email: known.email,
    role: known.role,
    team: teams.find(({ id }) => id === team_id)?.name ?? NONE,
    from: address?.from ?? teamOf(known.team.from),
    to: address?.to ?? teamOf(known.team.to),
    formerly: renamed.safeParse(details.full_name).data?.from ?? NONE,
    fields: fields.filter((field) => change.safeParse(details[field]).success),
    lines: known.lines,
    teams: known.teams,
    invitations: known.invitations,
    lastSeq: String(known.last_seq),
    fingerprint: known.fingerprint,
  };
}
