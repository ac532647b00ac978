import type { Call, Handler } from "../call.ts";
import { ownership, type StoredObject } from "../database.ts";
import { entityTooLarge, invalidMimeType } from "../errors.ts";
import { assertHeaderValue } from "../names.ts";
import { assertMayPlace, assertValidPlace, findBucket, place } from "../objects/place.ts";
import { contentLength, type Incoming, incomingFile } from "./incoming.ts";

export const upload: Handler = (call) => receive(call, call.request.headers["x-upsert"] === "true");

/** Whether or not there is something to replace, as storage-api does. */
export const update: Handler = (call) => receive(call, true);

async function receive(call: Call, upsert: boolean): Promise<object> {
  const { bucket, name } = call;
  const stored = await keep(call, {
    upsert,
    ...ownership(call.caller),
    allow: ({ mimeType: mimetype, userMetadata }) => {
      const metadata = { mimetype, contentLength: contentLength(call.request) };
      return assertMayPlace(call, { bucket, name, upsert, metadata, userMetadata });
    },
  });
  return { Id: stored.id, Key: `${bucket}/${name}` };
}

type Terms = Pick<StoredObject, "owner" | "owner_id"> & {
  upsert: boolean;
  /** Asked before the first byte is kept. @throws StorageError */
  allow?(file: Incoming): Promise<void>;
};

/** Takes the request's file in. @throws StorageError */
export async function keep(call: Call, { upsert, owner, owner_id, allow }: Terms): Promise<StoredObject> {
  const { bucket, name, files } = call;
  assertValidPlace(bucket, name);
  const { file_size_limit, allowed_mime_types } = await findBucket(call, bucket);
  const limit = Math.min(file_size_limit ?? Number.POSITIVE_INFINITY, call.fileSizeLimit);
  const file = await incomingFile(call.request);
  assertHeaderValue(file.mimeType);
  assertHeaderValue(file.cacheControl);
  if (allowed_mime_types?.length) assertAllowed(file.mimeType, allowed_mime_types);
  if (file.declaredSize !== undefined && file.declaredSize > limit) throw entityTooLarge();
  await allow?.(file);

  const { version, size, eTag } = await files.receive(file.content, limit);
  const metadata = {
    eTag,
    size,
    mimetype: file.mimeType,
    cacheControl: file.cacheControl,
    lastModified: new Date().toISOString(),
    contentLength: size,
    httpStatusCode: 200,
  };
  const row = {
    bucket_id: bucket,
    name,
    version,
    owner,
    owner_id,
    metadata,
    user_metadata: file.userMetadata,
  };
  return place(call, row, upsert);
}

/** By what the sender says that it is; what is inside is not looked at. @throws StorageError InvalidMimeType */
function assertAllowed(mimeType: string, allowed: string[]): void {
  const plain = withoutParameters(mimeType);
  const kind = `${plain.split("/")[0]}/*`;
  if (allowed.some((one) => one === "*" || one === kind || withoutParameters(one) === plain)) return;
  throw invalidMimeType(mimeType);
}

/** `text/plain` of `text/plain;charset=UTF-8`, which is what supabase-js says by itself. */
function withoutParameters(mimeType: string): string {
  return mimeType.replace(/\s*;.*$/s, "");
}
