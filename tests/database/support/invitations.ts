import { randomUUID } from "node:crypto";
import type { Actor, TestDatabase } from "../../support/database.ts";
import type { Person } from "./people.ts";

export type Invited = { id: string; token: string; expires_at: Date };

/** An address that nobody has yet. */
export const freshAddress = () => `${randomUUID()}@rinkside.test`;

/** Somebody who can sign in with an address, and whom the tournament does not know. */
export async function openAccount(
  { admin }: TestDatabase,
  email: string | null,
  isConfirmed = true,
): Promise<Person> {
  const id = randomUUID();
  await admin`
    insert into auth.users (id, email, email_confirmed_at) values (${id}, ${email}, ${isConfirmed ? new Date() : null})`;
  return { id };
}

/** Invites to a team, or with null to the organisers. */
export async function invite(
  database: TestDatabase,
  actor: Actor,
  email: string | null,
  teamId: string | null,
): Promise<Invited> {
  const role = teamId ? "member" : "admin";
  const [invited] = await database.as(
    actor,
    (sql) => sql<Invited[]>`select * from public.invite_person(${email}, ${role}, ${teamId})`,
  );
  if (!invited) throw new Error("The invitation was not made");
  return invited;
}

export async function renew(database: TestDatabase, actor: Actor, id: string) {
  const [renewed] = await database.as(
    actor,
    (sql) => sql<(Omit<Invited, "id"> & { email: string })[]>`select * from public.renew_invitation(${id})`,
  );
  if (!renewed) throw new Error("The invitation was not renewed");
  return renewed;
}

export const revoke = (database: TestDatabase, actor: Actor, id: string) =>
  database.as(actor, (sql) => sql`select public.revoke_invitation(${id})`);

/** What a link says, or undefined where it says nothing. */
export async function readInvitation(database: TestDatabase, actor: Actor, token: string) {
  const [invitation] = await database.as(actor, (sql) => sql`select * from public.read_invitation(${token})`);
  return invitation;
}

export const accept = (database: TestDatabase, actor: Actor, token: string, fullName = "Nils Berg") =>
  database.as(
    actor,
    (sql) => sql`select public.accept_invitation(${token}, ${fullName}, 'Europe/Oslo', 'nb-NO')`,
  );

/** Lets hours go by for an invitation. */
export const letHoursPass = ({ admin }: TestDatabase, id: string, hours: number) => admin`
  update public.invitations set created_at = created_at - ${hours} * interval '1 hour',
    sent_at = sent_at - ${hours} * interval '1 hour', expires_at = expires_at - ${hours} * interval '1 hour'
  where id = ${id}`;
