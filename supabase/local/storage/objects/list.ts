import { z } from "zod";
import { type Handler, jsonBody } from "../call.ts";
import { assertValidBucketName } from "../names.ts";

const bodySchema = z.object({
  prefix: z.string(),
  limit: z.int().min(1).default(100),
  offset: z.int().min(0).default(0),
  search: z.string().default(""),
  sortBy: z
    .object({
      column: z.enum(["name", "updated_at", "created_at", "last_accessed_at"]).default("name"),
      order: z.enum(["asc", "desc"]).default("asc"),
    })
    .prefault({}),
});

/** One level below a folder; a bucket that is not there is empty, as in storage-api. */
export const list: Handler = async (call) => {
  const { bucket, caller, database, operation } = call;
  assertValidBucketName(bucket);
  const { prefix, limit, offset, search, sortBy } = await jsonBody(call, bodySchema);
  const folder = prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
  const level = folder.split("/").length;
  return database.as(
    caller,
    operation,
    (sql) => sql`
      select * from storage.search(${folder}, ${bucket}, ${limit}, ${level}, ${offset}, ${search},
        ${sortBy.column}, ${sortBy.order})`,
  );
};
