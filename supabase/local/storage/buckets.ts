import type { ISql } from "postgres";
import { z } from "zod";
import { type Handler, jsonBody } from "./call.ts";
import { storageItself } from "./caller.ts";
import { type Bucket, become, bucketColumns, ownership } from "./database.ts";
import {
  accessDenied,
  bucketAlreadyExists,
  bucketNotEmpty,
  entityTooLarge,
  invalidMimeType,
  invalidRequest,
  noSuchBucket,
  StorageError,
} from "./errors.ts";
import { assertValidBucketName } from "./names.ts";
import { sizeOfLimit } from "./sizes.ts";

const settings = {
  public: z.boolean().optional(),
  file_size_limit: z.union([z.int().min(0), z.string()]).nullish(),
  allowed_mime_types: z.array(z.string()).nullish(),
};
const createSchema = z.object({ name: z.string(), id: z.string().optional(), ...settings });
const updateSchema = z.object(settings);

const listSchema = z.object({
  limit: z.coerce.number().int().min(1).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  search: z.string().default(""),
  sortColumn: z.enum(["id", "name", "created_at", "updated_at"]).default("id"),
  sortOrder: z.enum(["asc", "desc"]).default("asc"),
});

// What callers may do with buckets is up to the policies on storage.buckets. A project has none by itself: then it is
// the secret key's alone.

export const createBucket: Handler = async (call) => {
  const { database, caller, operation, fileSizeLimit } = call;
  const { name, id = name, ...rest } = await jsonBody(call, createSchema);
  assertValidBucketName(id);
  const row = { id, name, public: false, ...ownership(caller), ...limits(rest, fileSizeLimit) };
  const creating = database.as(caller, operation, (sql) => sql`insert into storage.buckets ${sql(row)}`);
  await creating.catch((error: unknown) => {
    const exists = error instanceof StorageError && error.code === "ResourceAlreadyExists";
    throw exists ? bucketAlreadyExists() : error;
  });
  return { name };
};

export const updateBucket: Handler = async (call) => {
  const { database, caller, operation, bucket, fileSizeLimit } = call;
  const changes = limits(await jsonBody(call, updateSchema), fileSizeLimit);
  const { count } = await database.as(
    caller,
    operation,
    (sql) => sql`
      update storage.buckets set ${sql({ ...changes, updated_at: new Date() })} where id = ${bucket}`,
  );
  if (count === 0) throw noSuchBucket();
  return { message: "Successfully updated" };
};

export const getBucket: Handler = async ({ database, caller, operation, bucket }) => {
  const [found] = await database.as(
    caller,
    operation,
    (sql) => sql<Bucket[]>`${bucketColumns(sql)} where id = ${bucket}`,
  );
  if (!found) throw noSuchBucket();
  return found;
};

export const listBuckets: Handler = async ({ database, caller, operation, query }) => {
  const asked = listSchema.safeParse(Object.fromEntries(query));
  if (!asked.success) throw invalidRequest(`querystring/${asked.error.issues[0]?.path.join("/")} is invalid`);
  const { limit = null, offset, search, sortColumn, sortOrder } = asked.data;
  return database.as(
    caller,
    operation,
    (sql) => sql`
      ${bucketColumns(sql)} where strpos(lower(name), lower(${search})) > 0
      order by ${sql(sortColumn)} ${sortOrder === "desc" ? sql`desc` : sql`asc`}
      limit ${limit} offset ${offset}`,
  );
};

/** At once, and all or nothing; storage-api does it in the background, and says so in the same words. */
export const emptyBucket: Handler = async (call) => {
  const { database, files, caller, operation, bucket } = call;
  await getBucket(call);
  const versions = await database.as(caller, operation, async (sql) => {
    const removed = await sql<{ version: string }[]>`
      delete from storage.objects where bucket_id = ${bucket} returning version`;
    await become(sql, storageItself, operation);
    if (await hasObjects(sql, bucket)) {
      throw accessDenied("Cannot delete: you may have SELECT but not DELETE permissions");
    }
    return removed.map(({ version }) => version);
  });
  await files.remove(versions);
  return { message: "Empty bucket has been queued. Completion may take up to an hour." };
};

export const deleteBucket: Handler = async ({ database, caller, operation, bucket }) => {
  await database.as(storageItself, operation, async (sql) => {
    const [found] = await sql`select from storage.buckets where id = ${bucket} for update`;
    if (!found) throw noSuchBucket();
    if (await hasObjects(sql, bucket)) throw bucketNotEmpty();
    await become(sql, caller, operation);
    const { count } = await sql`delete from storage.buckets where id = ${bucket}`;
    if (count === 0) throw noSuchBucket();
  });
  return { message: "Successfully deleted" };
};

async function hasObjects(sql: ISql, bucket: string): Promise<boolean> {
  const [any] = await sql`select from storage.objects where bucket_id = ${bucket} limit 1`;
  return any !== undefined;
}

type Limits = Partial<Pick<Bucket, "public" | "file_size_limit" | "allowed_mime_types">>;

const mimeType = /^(\*|[a-z\d\-+.]+\/(\*|[a-z\d\-+.]+(;\s*charset=[a-z\d-]+)?))$/i;

/** What is not said stays as it is. @throws StorageError */
function limits(given: z.infer<typeof updateSchema>, fileSizeLimit: number): Limits {
  const limit = given.file_size_limit;
  const size = typeof limit === "string" || typeof limit === "number" ? sizeOfLimit(limit) : limit;
  if (size && size > fileSizeLimit) throw entityTooLarge();
  const wrong = given.allowed_mime_types?.find((type) => !mimeType.test(type));
  if (wrong !== undefined) throw invalidMimeType(wrong);
  const all = { public: given.public, file_size_limit: size, allowed_mime_types: given.allowed_mime_types };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
