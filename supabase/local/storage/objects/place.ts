import type { Call } from "../call.ts";
import { storageItself } from "../caller.ts";
import { type Bucket, bucketColumns, ownership, type StoredObject } from "../database.ts";
import { keyAlreadyExists, noSuchBucket, StorageError } from "../errors.ts";
import { assertValidBucketName, assertValidKey } from "../names.ts";

type Row = Pick<
  StoredObject,
  "bucket_id" | "name" | "version" | "owner" | "owner_id" | "metadata" | "user_metadata"
>;

/**
 * Names a file that is there by a row. With Storage's own rights, as storage-api: the caller's were asked before.
 * @throws StorageError KeyAlreadyExists
 */
export async function place(
  { database, files, operation }: Call,
  row: Row,
  upsert: boolean,
): Promise<StoredObject> {
  const placing = database.as(storageItself, operation, async (sql) => {
    // Two uploads to one new name would both find nothing to replace, and one file would be forgotten.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${row.bucket_id}/${row.name}`}, 0))`;
    const [current] = await sql<StoredObject[]>`
      select * from storage.objects where bucket_id = ${row.bucket_id} and name = ${row.name} for update`;
    if (current && !upsert) throw keyAlreadyExists();
    const values = {
      ...row,
      metadata: row.metadata && sql.json(row.metadata),
      user_metadata: row.user_metadata && sql.json(row.user_metadata),
    };
    const [stored] = await sql<StoredObject[]>`
      insert into storage.objects ${sql(values)}
      on conflict (bucket_id, name) do update set version = excluded.version, owner = excluded.owner,
        owner_id = excluded.owner_id, metadata = excluded.metadata, user_metadata = excluded.user_metadata
      returning *`;
    if (!stored) throw new Error("An insert that succeeded gave no row.");
    return { stored, replaced: current?.version };
  });
  const { stored, replaced } = await placing.catch(async (error: unknown) => {
    // Where the connection broke, the row may be there all the same: then the file is left to the sweep.
    if (error instanceof StorageError) await files.remove([row.version]);
    throw error;
  });
  if (replaced) await files.remove([replaced]);
  return stored;
}

/** What is about to come, as far as it is known; policies may ask about it. */
type Prospect = {
  bucket: string;
  name: string;
  upsert: boolean;
  metadata?: { mimetype?: string; contentLength?: number } | null;
  userMetadata?: StoredObject["user_metadata"];
};

/** @throws StorageError where the policies do not let the caller put an object there, or there is one */
export async function assertMayPlace(
  { database, caller, operation }: Call,
  { bucket, name, upsert, metadata, userMetadata }: Prospect,
): Promise<void> {
  const asked = database.probe(caller, operation, async (sql) => {
    const row = {
      bucket_id: bucket,
      name,
      version: "1",
      ...ownership(caller),
      metadata: metadata ? sql.json(metadata) : null,
      user_metadata: userMetadata ? sql.json(userMetadata) : null,
    };
    const insert = sql`insert into storage.objects ${sql(row)}`;
    if (!upsert) return insert;
    return sql`
      ${insert} on conflict (bucket_id, name) do update set version = excluded.version,
        owner = excluded.owner, owner_id = excluded.owner_id, metadata = excluded.metadata,
        user_metadata = excluded.user_metadata`;
  });
  await asked.catch((error: unknown) => {
    const exists = error instanceof StorageError && error.code === "ResourceAlreadyExists";
    throw exists ? keyAlreadyExists() : error;
  });
}

/** Past the policies on buckets: who may not see one may still use it. @throws StorageError NoSuchBucket */
export async function findBucket({ database, operation }: Call, id: string): Promise<Bucket> {
  const [bucket] = await database.as(
    storageItself,
    operation,
    (sql) => sql<Bucket[]>`${bucketColumns(sql)} where id = ${id}`,
  );
  if (!bucket) throw noSuchBucket();
  return bucket;
}

/** @throws StorageError InvalidBucketName or InvalidKey */
export function assertValidPlace(bucket: string, name: string): void {
  assertValidBucketName(bucket);
  assertValidKey(name);
}
