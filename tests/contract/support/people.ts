import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { Supabase } from "./supabase.ts";

/** What is made here is known by these again: clear.ts takes it away. */
export const domain = "contract.rinkside.test";
export const teamName = "Rinkside contract test";

const password = "puck-in-the-net";

export type Person = { id: string; email: string; password: string };
export type Team = { id: string; code: string };

/** Somebody with a confirmed address and a password, as the seed makes them: by SQL, so that no mail goes out. */
export async function createPerson({ owner }: Supabase): Promise<Person> {
  const id = randomUUID();
  const email = `${id}@${domain}`;
  await owner.begin(async (sql) => {
    await sql`
      insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
        raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
        confirmation_token, recovery_token, email_change, email_change_token_new)
      values ('00000000-0000-0000-0000-000000000000', ${id}, 'authenticated', 'authenticated', ${email},
        extensions.crypt(${password}, extensions.gen_salt('bf', 4)), now(),
        '{"provider": "email", "providers": ["email"]}', '{"full_name": "Åsa Ek"}', now(), now(), '', '', '', '')`;
    await sql`
      insert into auth.identities (id, user_id, provider, provider_id, identity_data, last_sign_in_at, created_at, updated_at)
      values (${randomUUID()}, ${id}, 'email', ${id}, ${sql.json({ sub: id, email })}, now(), now(), now())`;
  });
  return { id, email, password };
}

export async function createTeam({ owner }: Supabase): Promise<Team> {
  const code = `Z${randomBytes(2).toString("hex").toUpperCase()}`;
  const [team] = await owner<Team[]>`
    insert into public.teams (name, code) values (${teamName}, ${code}) returning id, code`;
  if (!team) throw new Error("The team was not made.");
  return team;
}

/** A member of a team; an organiser where there is none. */
export async function createMember(supabase: Supabase, team: Team | null): Promise<Person> {
  const person = await createPerson(supabase);
  await supabase.owner`
    insert into public.users (id, team_id, role, full_name)
    values (${person.id}, ${team?.id ?? null}, ${team ? "member" : "admin"}, 'Åsa Ek')`;
  return person;
}

export const clientOf = ({ url, publishableKey }: Supabase): SupabaseClient =>
  createClient(url, publishableKey, { auth: { persistSession: false, autoRefreshToken: false } });

/** An unmodified client of a person who has signed in. */
export async function signIn(supabase: Supabase, person: Person): Promise<SupabaseClient> {
  const client = clientOf(supabase);
  // A hosted project takes thirty sign-ins in a row from one address, and then one every two seconds.
  for (let tries = 0; tries < 20; tries += 1) {
    const { error } = await client.auth.signInWithPassword({
      email: person.email,
      password: person.password,
    });
    if (!error) return client;
    if (error.status !== 429) throw error;
    await delay(3_000);
  }
  throw new Error("Auth takes no more sign-ins from this address.");
}

export async function accessToken(client: SupabaseClient): Promise<string> {
  const { data } = await client.auth.getSession();
  if (!data.session) throw new Error("Nobody is signed in.");
  return data.session.access_token;
}
