import { randomUUID } from "node:crypto";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { afterAll, expect } from "vitest";
import { createPerson, signIn } from "./people.ts";
import { openSupabase, type Supabase } from "./supabase.ts";

type BucketOptions = Parameters<SupabaseClient["storage"]["createBucket"]>[1];

export type Storage = Supabase & {
  /** With the secret key: past every policy. */
  service: SupabaseClient["storage"];
  /** A bucket that no other test has; it goes with all that is in it. Private by itself. */
  createBucket(options?: BucketOptions): Promise<string>;
  /** Somebody who reads and writes, in every such bucket, what lies under `<team>/`, and nothing else. */
  memberOf(team: string): Promise<{ id: string; client: SupabaseClient; leave(): Promise<void> }>;
};

/** A Supabase whose Storage has policies by folder. To be called while the file is read, not in a hook. */
export async function openStorage(): Promise<Storage> {
  const supabase = await openSupabase();
  const run = randomUUID().slice(0, 8);
  const schema = `contract_${run}`;
  await supabase.owner.unsafe(policies(schema, run));
  const { storage: service } = createClient(supabase.url, supabase.secretKey, {
    auth: { persistSession: false },
  });

  const buckets: string[] = [];
  afterAll(async () => {
    for (const bucket of buckets) {
      const objects = await supabase.owner<{ name: string }[]>`
        select name from storage.objects where bucket_id = ${bucket}`;
      if (objects.length > 0) await service.from(bucket).remove(objects.map(({ name }) => name));
      await service.deleteBucket(bucket);
    }
  });

  return {
    ...supabase,
    service,
    async createBucket(options = { public: false }) {
      const bucket = `contract-${run}-${buckets.length}`;
      const { error } = await service.createBucket(bucket, options);
      expect(error).toBeNull();
      buckets.push(bucket);
      return bucket;
    },
    async memberOf(team) {
      const person = await createPerson(supabase);
      const members = supabase.owner(`${schema}.members`);
      await supabase.owner`insert into ${members} values (${person.id}, ${team})`;
      return {
        id: person.id,
        client: await signIn(supabase, person),
        async leave() {
          await supabase.owner`delete from ${members} where person_id = ${person.id}`;
        },
      };
    },
  };
}

/** What storage-api answers a refusal with: 400, whatever the status is that stands in the body. */
export const refusal = (statusCode: string, code: string, message?: unknown) =>
  expect.objectContaining({ status: 400, statusCode, code, ...(message ? { message } : {}) });

/** Written by `postgres`, who is no superuser, as a migration is. They go with their schema. */
const policies = (schema: string, run: string) => `
  create schema ${schema};
  grant usage on schema ${schema} to authenticated;
  create table ${schema}.members (person_id uuid not null, team text not null);
  create function ${schema}.is_ours(bucket text, name text) returns boolean
  language sql stable security definer set search_path = '' as $$
    select bucket like 'contract-${run}-%' and (storage.foldername(name))[1] in (
      select team from ${schema}.members where person_id = auth.uid())
  $$;
  create policy "${schema} reads" on storage.objects for select to authenticated
    using (${schema}.is_ours(bucket_id, name));
  create policy "${schema} adds" on storage.objects for insert to authenticated
    with check (${schema}.is_ours(bucket_id, name));
  create policy "${schema} changes" on storage.objects for update to authenticated
    using (${schema}.is_ours(bucket_id, name)) with check (${schema}.is_ours(bucket_id, name));
  create policy "${schema} removes" on storage.objects for delete to authenticated
    using (${schema}.is_ours(bucket_id, name) and storage.filename(name) <> 'kept.txt');`;
