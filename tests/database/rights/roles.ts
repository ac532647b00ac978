import type { Actor, TestDatabase } from "../../support/database.ts";
import { aino, anna, mikko, teams } from "../support/demo.ts";
import { enrolDeactivated, enrolMember, signUp } from "../support/people.ts";

export { attempt, refused } from "../support/attempt.ts";

export const roleNames = [
  "anon",
  "stranger",
  "unassigned",
  "Sweden",
  "Finland",
  "organiser",
  "service_role",
  "deactivated organiser",
  "deactivated member",
] as const;
export type RoleName = (typeof roleNames)[number];

/**
 * One outcome for each of `roleNames` in their order, but for those who were deactivated: a line of a matrix. To the
 * database whoever is deactivated is a stranger, in every line.
 */
export type PerRole<T> = readonly [T, T, T, T, T, T, T];

export type Roles = Record<RoleName, Actor>;

/**
 * Everybody there can be: nobody signed in, somebody whom the tournament does not know, a member who has no team yet,
 * Anna of Sweden, Aino of Finland, the organiser Mikko, a server with the secret key, and two who were deactivated.
 */
export async function openRoles(database: TestDatabase): Promise<Roles> {
  return {
    anon: "anon",
    stranger: await signUp(database),
    unassigned: await enrolMember(database, null),
    Sweden: anna,
    Finland: aino,
    organiser: mikko,
    service_role: "service_role",
    "deactivated organiser": await enrolDeactivated(database, null),
    "deactivated member": await enrolDeactivated(database, teams.sweden),
  };
}

/** A matrix' line as the table of a test: each role by name, who that is, and what comes of it for them. */
export const cells = <T>(roles: Roles, [anon, stranger, ...others]: PerRole<T>) => {
  const outcomes = [anon, stranger, ...others, stranger, stranger];
  return roleNames.map((role, index) => [role, roles[role], outcomes[index]] as const);
};
