import { invalidBucketName, invalidKey, invalidRequest } from "./errors.ts";

/** What S3 holds safe; also what a hosted project takes. */
const safe = /^[\w/!\-.*'() &$@=;:+,?]+$/;
const longestKey = 1024;
const longestBucketName = 100;

/**
 * Newer releases of storage-api take letters of every language. Not here: a name that one project takes and another
 * does not would be found out too late. They do refuse `.` and `..` among the folders, and so does this.
 * @throws StorageError InvalidKey
 */
export function assertValidKey(name: string): void {
  const climbs = name.split("/").some((part) => part === "." || part === "..");
  if (!safe.test(name) || climbs || name.length > longestKey) throw invalidKey(name);
}

/** @throws StorageError InvalidBucketName */
export function assertValidBucketName(name: string): void {
  if (!safe.test(name) || name.includes("/") || name.length > longestBucketName) throw invalidBucketName();
}

/** For what comes back in a header of every download. @throws StorageError InvalidRequest */
export function assertHeaderValue(value: string): void {
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
    throw invalidRequest(`No header can hold ${JSON.stringify(value)}`);
}
