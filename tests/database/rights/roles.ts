import type { Actor, TestDatabase } from "../../support/database.ts";
import { aino, anna, mikko } from "../support/demo.ts";
import { enrolMember, signUp } from "../support/people.ts";

export { attempt, refused } from "../support/attempt.ts";

export const roleNames = [
  "anon",
  "stranger",
  "unassigned",
  "Sweden",
  "Finland",
  "organiser",
  "service_role",
] as const;
export type RoleName = (typeof roleNames)[number];

/** One outcome for each of `roleNames`, in their order: a line of a matrix. */
export type PerRole<T> = readonly [T, T, T, T, T, T, T];

export type Roles = Record<RoleName, Actor>;

/**
 * Everybody there can be: nobody signed in, somebody whom the tournament does not know, a member who has no team yet,
 * Anna of Sweden, Aino of Finland, the organiser Mikko, and a server with the secret key.
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
  };
}
