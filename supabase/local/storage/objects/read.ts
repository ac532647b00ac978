import type { Call, Handler } from "../call.ts";
import { storageItself } from "../caller.ts";
import type { StoredObject } from "../database.ts";
import { invalidRequest, noSuchBucket, noSuchKey } from "../errors.ts";
import { deliver } from "./deliver.ts";
import { assertValidPlace, findBucket } from "./place.ts";

export const download: Handler = (call) => deliver(call, () => readable(call));

export const downloadPublic: Handler = (call) => deliver(call, () => published(call));

export const downloadSigned: Handler = async (call) => {
  const { bucket, name, query, signatures } = call;
  const token = query.get("token");
  if (token === null) throw invalidRequest("querystring must have required property 'token'");
  const expires = await signatures.verifyDownload(token, `${bucket}/${name}`);
  return deliver(call, () => find({ ...call, caller: storageItself }), expires);
};

export const info: Handler = async (call) => toInfo(await readable(call));

export const infoPublic: Handler = async (call) => toInfo(await published(call));

/** What is in a public bucket everybody reads; anything else the policies decide. */
async function readable(call: Call): Promise<StoredObject> {
  assertValidPlace(call.bucket, call.name);
  const bucket = await findBucket(call, call.bucket);
  if (bucket.public) return find({ ...call, caller: storageItself });
  if (!call.caller.isAuthenticated) throw noSuchBucket();
  return find(call);
}

async function published(call: Call): Promise<StoredObject> {
  assertValidPlace(call.bucket, call.name);
  const bucket = await findBucket(call, call.bucket);
  if (!bucket.public) throw noSuchBucket();
  return find({ ...call, caller: storageItself });
}

/** @throws StorageError NoSuchKey where there is none, or none that the caller may see */
export async function find({ database, caller, operation, bucket, name }: Call): Promise<StoredObject> {
  const [object] = await database.as(
    caller,
    operation,
    (sql) => sql<StoredObject[]>`
      select * from storage.objects where bucket_id = ${bucket} and name = ${name}`,
  );
  if (!object) throw noSuchKey();
  return object;
}

function toInfo(object: StoredObject): object {
  const { metadata } = object;
  return {
    id: object.id,
    name: object.name,
    version: object.version,
    bucket_id: object.bucket_id,
    size: metadata?.size ?? null,
    content_type: metadata?.mimetype ?? null,
    cache_control: metadata?.cacheControl ?? null,
    etag: metadata?.eTag ?? null,
    metadata: object.user_metadata,
    last_modified: object.updated_at,
    created_at: object.created_at,
  };
}
