import { fold } from "@/lib/i18n/fold";
import type { Directory, DirectoryPerson, DirectoryTeam, Filter } from "./schema";

/** The people of one card of the list. */
export type Group =
  | { kind: "organisers" | "withoutTeam"; people: DirectoryPerson[] }
  | { kind: "team"; team: DirectoryTeam; people: DirectoryPerson[] };

/**
 * The list as it is shown: the organisers, the teams by name, and who has no team; of each those that the filter asks
 * for. A team without anybody stays, because somebody should be invited to it.
 */
export function groupsOf({ people, teams }: Directory, { q, show }: Filter): Group[] {
  const sought = (isIn: (person: DirectoryPerson) => boolean, teamName = "") =>
    people
      .filter(isIn)
      .filter(({ deactivatedAt }) => show !== "deactivated" || deactivatedAt !== null)
      .filter(({ fullName }) => contains(fullName, q) || (teamName !== "" && contains(teamName, q)))
      .toSorted(activeFirst);

  const groups: Group[] = [
    { kind: "organisers", people: sought(({ role }) => role === "admin") },
    ...teams.map(
      (team): Group => ({
        kind: "team",
        team,
        people: sought(({ teamId }) => teamId === team.id, nameOf(team)),
      }),
    ),
    { kind: "withoutTeam", people: sought(({ role, teamId }) => role === "member" && teamId === null) },
  ];
  const isAskedFor = (group: Group) =>
    show === "" || show === "deactivated" || show === (group.kind === "team" ? group.team.code : group.kind);
  const isOpenTeam = (group: Group) =>
    group.kind === "team" &&
    !group.team.isArchived &&
    show !== "deactivated" &&
    contains(nameOf(group.team), q);
  return groups.filter((group) => isAskedFor(group) && (group.people.length > 0 || isOpenTeam(group)));
}

/** How many may sign in today, and to how many teams they belong. */
export function countsOf({ people }: Directory): { people: number; teams: number } {
  const active = people.filter(({ deactivatedAt }) => deactivatedAt === null);
  return { people: active.length, teams: new Set(active.flatMap(({ teamId }) => teamId ?? [])).size };
}

function activeFirst(a: DirectoryPerson, b: DirectoryPerson): number {
  return Number(a.deactivatedAt !== null) - Number(b.deactivatedAt !== null);
}

function nameOf({ name, code }: DirectoryTeam): string {
  return `${name} ${code}`;
}

function contains(text: string, part: string): boolean {
  return fold(text).includes(fold(part));
}
