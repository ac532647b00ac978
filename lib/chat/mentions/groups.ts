import { type Mentionable, type Message, ORGANISERS_ID } from "../schema";

/** The groups one may name in a team's conversation, by the names that Postgres stores with the message. */
export function groupsOf(teamId: string): Mentionable[] {
  return [
    { id: teamId, name: "team", kind: "team" },
    { id: ORGANISERS_ID, name: "organisers", kind: "organisers" },
  ];
}

/** The mentions that mean somebody: themselves, or the group they belong to. */
export function mentionsOf(person: { id: string; role: "admin" | "member" }, teamId: string): Set<string> {
  return new Set([person.id, person.role === "admin" ? ORGANISERS_ID : teamId]);
}

/** The newest revision at which one of these messages was edited and names somebody by one of these ids; 0 if none was. */
export function namedByEdit(messages: readonly Message[], ids: ReadonlySet<string>): number {
  const revisions = messages
    .filter(({ edited_at, mentions }) => edited_at !== null && mentions.some(({ id }) => ids.has(id)))
    .map(({ revision }) => revision);
  return Math.max(0, ...revisions);
}
