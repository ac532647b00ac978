import { z } from "zod";
import { type Handler, jsonBody } from "../call.ts";
import { ownership, type StoredObject } from "../database.ts";
import { keyAlreadyExists, noSuchKey, StorageError } from "../errors.ts";
import { withCurrent } from "./current.ts";
import { assertMayPlace, assertValidPlace, findBucket, place } from "./place.ts";
import { find } from "./read.ts";

const fromToSchema = z.object({
  bucketId: z.string(),
  sourceKey: z.string(),
  destinationKey: z.string(),
  destinationBucket: z.string().optional(),
});

/** No file is touched, so the version stays; storage-api, which names files by their object, makes a new one. */
export const move: Handler = async (call) => {
  const { database, caller, operation } = call;
  const {
    bucketId,
    sourceKey,
    destinationKey,
    destinationBucket = bucketId,
  } = await jsonBody(call, fromToSchema);
  assertValidPlace(destinationBucket, destinationKey);
  const { owner_id, owner } = ownership(caller);
  const moving = database.as(caller, operation, async (sql) => {
    const [moved] = await sql<StoredObject[]>`
      update storage.objects set bucket_id = ${destinationBucket}, name = ${destinationKey},
        owner = coalesce(${owner}::uuid, owner), owner_id = coalesce(${owner_id}, owner_id)
      where bucket_id = ${bucketId} and name = ${sourceKey}
      returning *`;
    return moved;
  });
  const moved = await moving.catch((error: unknown) => {
    const exists = error instanceof StorageError && error.code === "ResourceAlreadyExists";
    throw exists ? keyAlreadyExists() : error;
  });
  if (!moved) throw noSuchKey();
  return { message: "Successfully moved", Id: moved.id, Key: destinationKey };
};

const copySchema = fromToSchema.extend({
  // storage-api can also give the copy other metadata; supabase-js does not ask for it.
  copyMetadata: z.literal(true).optional(),
});

export const copy: Handler = async (call) => {
  const { files, caller, request } = call;
  const body = await jsonBody(call, copySchema);
  const { bucketId, sourceKey, destinationKey, destinationBucket = bucketId } = body;
  const upsert = request.headers["x-upsert"] === "true";
  assertValidPlace(destinationBucket, destinationKey);
  const look = () => find({ ...call, bucket: bucketId, name: sourceKey });
  const asked = await look();
  await findBucket(call, destinationBucket);
  const to = { bucket: destinationBucket, name: destinationKey };
  await assertMayPlace(call, {
    ...to,
    upsert,
    metadata: asked.metadata,
    userMetadata: asked.user_metadata,
  });
  const { source, version } = await withCurrent(look, async (object) => ({
    source: object,
    version: await files.duplicate(object.version),
  }));
  const row = {
    bucket_id: destinationBucket,
    name: destinationKey,
    version,
    ...ownership(caller),
    metadata: source.metadata && { ...source.metadata, lastModified: new Date().toISOString() },
    user_metadata: source.user_metadata,
  };
  const stored = await place(call, row, upsert);
  return { Id: stored.id, Key: `${destinationBucket}/${destinationKey}`, ...stored };
};
