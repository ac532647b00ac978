import { randomUUID } from "node:crypto";
import type { TestDatabase } from "../../support/database.ts";

export type Person = { id: string };

/** Somebody who can sign in and whom the tournament does not know. */
export async function signUp({ admin }: TestDatabase): Promise<Person> {
  const id = randomUUID();
  await admin`insert into auth.users (id, email) values (${id}, ${`${id}@rinkside.test`})`;
  return { id };
}

/** A new member of a team, or of none yet. */
export async function enrolMember(database: TestDatabase, teamId: string | null): Promise<Person> {
  const person = await signUp(database);
  await database.owner`
    insert into public.users (id, team_id, full_name) values (${person.id}, ${teamId}, 'A new member')`;
  return person;
}

export async function enrolOrganiser(database: TestDatabase): Promise<Person> {
  const person = await signUp(database);
  await database.owner`
    insert into public.users (id, role, full_name) values (${person.id}, 'admin', 'A new organiser')`;
  return person;
}

/** Somebody who was deactivated before anything here begins: a member of a team, or with null an organiser. */
export async function enrolDeactivated(database: TestDatabase, teamId: string | null): Promise<Person> {
  const person = await signUp(database);
  await database.owner`
    insert into public.users (id, team_id, role, full_name, deactivated_at)
    values (${person.id}, ${teamId}, ${teamId ? "member" : "admin"}, 'Somebody who left', now())`;
  return person;
}

export const several = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));
