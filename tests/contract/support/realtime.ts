import { randomUUID } from "node:crypto";
import { accessToken, createPerson, signIn } from "./people.ts";
import { openSupabase, type Supabase } from "./supabase.ts";

/** Names of topics, as `topic()` gives them, that a person may listen on, broadcast on, and be present on. */
export type Rights = { hears?: string[]; speaks?: string[]; shows?: string[] };

export type Realtime = Supabase & {
  /** A topic that no other file and no other run has. */
  topic(name: string): string;
  allow(personId: string, rights: Rights): Promise<void>;
  /** The access token of a new person who has these rights and no others. */
  tokenFor(rights: Rights): Promise<string>;
};

/** A Supabase with policies on topics that a test hands out. To be called while the file is read, not in a hook. */
export async function openRealtime(): Promise<Realtime> {
  const supabase = await openSupabase();
  const run = randomUUID().slice(0, 8);
  const schema = `contract_${run}`;
  await supabase.owner.unsafe(policies(schema));

  async function allow(personId: string, rights: Rights): Promise<void> {
    for (const [act, topics] of Object.entries(rights)) {
      await supabase.owner`
        insert into ${supabase.owner(schema)}.rights select ${personId}::uuid, ${act}, unnest(${topics}::text[])`;
    }
  }

  return {
    ...supabase,
    topic: (name) => `contract:${run}:${name}`,
    allow,
    async tokenFor(rights) {
      const person = await createPerson(supabase);
      await allow(person.id, rights);
      return accessToken(await signIn(supabase, person));
    },
  };
}

/** Written by `postgres`, who is no superuser, as a migration is. They go with their schema. */
const policies = (schema: string) => `
  create schema ${schema};
  grant usage on schema ${schema} to authenticated;
  create table ${schema}.rights (person_id uuid not null, act text not null, topic text not null);
  create function ${schema}.may(what text) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from ${schema}.rights
      where person_id = auth.uid() and act = what and topic = realtime.topic())
  $$;
  create policy "${schema} hears" on realtime.messages for select to authenticated
    using (${schema}.may('hears'));
  create policy "${schema} speaks" on realtime.messages for insert to authenticated
    with check (extension = 'broadcast' and ${schema}.may('speaks')
      or extension = 'presence' and ${schema}.may('shows'));`;
