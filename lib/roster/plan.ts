import { noTeamYet, type TeamFields } from "@/lib/teams/schema";
import type { Import, KnownTeam, Plan, Problem, RosterLine, Standing, Step } from "./schema";

/**
 * What importing these lines would do to the tournament as it stands, line by line, and what keeps it from being done.
 * Postgres decides the same by itself when it is imported (`import_roster`).
 */
export function planOf(lines: readonly RosterLine[], standing: Standing): Plan {
  const problems: Problem[] = [];
  const teams = new Map(standing.teams.map((team) => [team.code, team]));
  const steps = lines.map((line): Step => {
    const { code, email, role } = line;
    const ofTeam = code ? planTeam(line, code, teams, standing, problems) : NO_TEAM;
    const ofPerson = email ? planPerson(line, email, standing, problems) : NOBODY;
    return { line: line.line, code, email, role, ...ofTeam, ...ofPerson };
  });
  return { steps, problems };
}

type OfTeam = Pick<Step, "team" | "given" | "changes">;
type OfPerson = Pick<Step, "person" | "note">;
const NO_TEAM: OfTeam = { team: null, given: {}, changes: {} };
const NOBODY: OfPerson = { person: null, note: null };

function planTeam(
  { line, given }: RosterLine,
  code: string,
  teams: Map<string, KnownTeam>,
  { timeZone }: Standing,
  problems: Problem[],
): OfTeam {
  const team = teams.get(code);
  if (!team) {
    const { name } = given;
    if (!name) problems.push({ line, code: "new_without_name", value: code });
    const fields = { timeZone, ...noTeamYet, ...given };
    teams.set(code, { name: code, ...fields, code, isArchived: false });
    return { team: "created", given: fields, changes: {} };
  }
  if (team.isArchived) problems.push({ line, code: "archived", value: team.name });
  const changes: Step["changes"] = {};
  for (const field of Object.keys(given) as (keyof TeamFields)[]) {
    const to = given[field];
    if (to !== undefined && to !== team[field]) changes[field] = { from: team[field], to };
  }
  teams.set(code, { ...team, ...given });
  return { team: Object.keys(changes).length > 0 ? "changed" : "unchanged", given, changes };
}

function planPerson(
  { line, code, role }: RosterLine,
  email: string,
  { addresses }: Standing,
  problems: Problem[],
): OfPerson {
  const known = addresses.filter((address) => address.email === email);
  const isThere = (address: (typeof known)[number]) => address.role === role && address.teamCode === code;
  const here = known.find(({ state }) => state === "here" || state === "deactivated");
  const open = known.find(({ state }) => state === "invited" || state === "expired");
  if (here && isThere(here))
    return { person: "already_here", note: here.state === "deactivated" ? "deactivated" : null };
  if (open && isThere(open))
    return { person: "already_invited", note: open.state === "expired" ? "expired" : null };
  const elsewhere = here ?? open;
  if (elsewhere)
    problems.push({
      line,
      code: here ? "elsewhere" : "invited_elsewhere",
      value: email,
      other: elsewhere.role === "admin" ? "organisers" : (elsewhere.teamCode ?? "none"),
    });
  return { person: "invited", note: null };
}

/** True when an import would change something. */
export function isWorthImporting({ steps }: Plan): boolean {
  return steps.some(({ team, person }) => team === "created" || team === "changed" || person === "invited");
}

/** A plan as `import_roster` takes it: it does just this, or nothing. */
export function importOf(steps: readonly Step[]): Import {
  return steps.map(({ line, code, given, email, role, team, changes, person }) => ({
    line,
    ...(code && { code }),
    ...columnsOf(given),
    ...(email && { email }),
    role,
    expected: {
      ...(team && { team }),
      ...(team === "changed" && { changes: columnsOf(changes) }),
      ...(person && { person }),
    },
  }));
}

function columnsOf<T>({
  name,
  timeZone,
  primaryColour,
  secondaryColour,
}: Partial<Record<keyof TeamFields, T>>) {
  return {
    ...(name && { name }),
    ...(timeZone && { time_zone: timeZone }),
    ...(primaryColour && { primary_colour: primaryColour }),
    ...(secondaryColour && { secondary_colour: secondaryColour }),
  };
}
