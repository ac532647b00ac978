import { z } from "zod";
import { type Call, type Handler, jsonBody } from "../call.ts";
import type { StoredObject } from "../database.ts";
import { noSuchKey } from "../errors.ts";
import { assertValidBucketName } from "../names.ts";
import { assertValidPlace } from "./place.ts";

const removeSchema = z.object({ prefixes: z.array(z.string()).min(1).max(1000) });

/** Gives what was removed. What is not there, or not the caller's to remove, is passed over without a word. */
export const removeMany: Handler = async (call) => {
  assertValidBucketName(call.bucket);
  const { prefixes } = await jsonBody(call, removeSchema);
  return remove(call, prefixes);
};

export const removeOne: Handler = async (call) => {
  assertValidPlace(call.bucket, call.name);
  const removed = await remove(call, [call.name]);
  if (removed.length === 0) throw noSuchKey();
  return { message: "Successfully deleted" };
};

async function remove(
  { database, files, caller, operation, bucket }: Call,
  names: string[],
): Promise<StoredObject[]> {
  const removed = await database.as(
    caller,
    operation,
    (sql) => sql<StoredObject[]>`
      delete from storage.objects where bucket_id = ${bucket} and name = any(${names}) returning *`,
  );
  await files.remove(removed.map(({ version }) => version));
  return [...removed];
}
