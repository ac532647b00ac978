import { z } from "zod";
import { type Handler, jsonBody } from "../call.ts";
import { assertValidBucketName } from "../names.ts";
import { assertValidPlace } from "./place.ts";
import { find } from "./read.ts";

/** In seconds. */
const expiresIn = z.int().min(1);
const oneSchema = z.object({ expiresIn });
const manySchema = z.object({ expiresIn, paths: z.array(z.string()).min(1) });

export const signOne: Handler = async (call) => {
  const { bucket, name, signatures } = call;
  const { expiresIn } = await jsonBody(call, oneSchema);
  assertValidPlace(bucket, name);
  await find(call);
  const url = `${bucket}/${name}`;
  return { signedURL: `/object/sign/${url}?token=${await signatures.signDownload(url, expiresIn)}` };
};

/** One that is not there, or that the caller may not see, spoils none of the others. */
export const signMany: Handler = async (call) => {
  const { bucket, caller, database, operation, signatures } = call;
  assertValidBucketName(bucket);
  const { expiresIn, paths } = await jsonBody(call, manySchema);
  const found = await database.as(
    caller,
    operation,
    (sql) => sql<{ name: string }[]>`
      select name from storage.objects where bucket_id = ${bucket} and name = any(${paths})`,
  );
  const names = new Set(found.map(({ name }) => name));
  return Promise.all(
    paths.map(async (path) => {
      if (!names.has(path)) {
        const error = "Either the object does not exist or you do not have access to it";
        return { error, path, signedURL: null };
      }
      const url = `${bucket}/${path}`;
      const token = await signatures.signDownload(url, expiresIn);
      return { error: null, path, signedURL: `/object/sign/${url}?token=${token}` };
    }),
  );
};
