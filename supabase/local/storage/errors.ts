import postgres from "postgres";

/** What Storage refuses with: the status, code and words of storage-api (its `internal/errors/codes.ts`). */
export class StorageError extends Error {
  readonly code: string;
  readonly status: number;
  /** An older name of the code, which the answer has as `error`. */
  readonly error: string;

  constructor(code: string, status: number, message: string, error = code, cause?: Error) {
    super(message, { cause });
    this.code = code;
    this.status = status;
    this.error = error;
  }
}

export const noSuchBucket = () =>
  new StorageError("NoSuchBucket", 404, "Bucket not found", "Bucket not found");
export const noSuchKey = () => new StorageError("NoSuchKey", 404, "Object not found", "not_found");
export const keyAlreadyExists = () =>
  new StorageError("KeyAlreadyExists", 409, "The resource already exists", "Duplicate");
export const bucketAlreadyExists = () =>
  new StorageError("BucketAlreadyExists", 409, "The resource already exists", "Duplicate");
export const bucketNotEmpty = () =>
  new StorageError("ResourceNotEmpty", 409, "The bucket you tried to delete is not empty");
export const accessDenied = (message: string) =>
  new StorageError("AccessDenied", 403, message, "Unauthorized");
export const invalidKey = (name: string) => new StorageError("InvalidKey", 400, `Invalid key: ${name}`);
export const invalidBucketName = () =>
  new StorageError("InvalidBucketName", 400, "Bucket name invalid", "Invalid Input");
export const invalidMimeType = (type: string) =>
  new StorageError("InvalidMimeType", 415, `mime type ${type} is not supported`, "invalid_mime_type");
export const entityTooLarge = (what = "object") =>
  new StorageError(
    "EntityTooLarge",
    413,
    `The ${what} exceeded the maximum allowed size`,
    "Payload too large",
  );
export const invalidJwt = (message: string) => new StorageError("InvalidJWT", 400, message);
export const invalidSignature = (message = "Invalid signature") =>
  new StorageError("InvalidSignature", 400, message);
export const invalidRange = () =>
  new StorageError("InvalidRange", 416, "The requested range is not satisfiable");
export const preconditionFailed = () =>
  new StorageError("PreconditionFailed", 412, "At least one of the preconditions did not hold");
export const noContentProvided = (message = "No content provided") =>
  new StorageError("InvalidRequest", 400, message);
export const invalidRequest = (message: string) => new StorageError("InvalidRequest", 400, message, "Error");
export const invalidFileSizeLimit = () =>
  new StorageError("InvalidRequest", 400, "Invalid file size format, hint: use 20GB / 20MB / 30KB / 3B");

/** The file of an object that has its row; it was lost outside of Storage. */
export const noSuchFile = () => new StorageError("NoSuchKey", 404, "The resource was not found", "Not found");

/** What Postgres refused, as Storage tells it; anything that is not Postgres's comes back as it is. */
export function databaseError(error: unknown): unknown {
  if (!(error instanceof postgres.PostgresError)) return error;
  if (error.code === "42501") {
    const byPolicy = error.message.includes("row-level security");
    return accessDenied(byPolicy ? "new row violates row-level security policy" : error.message);
  }
  if (error.code === "23505") {
    return new StorageError("ResourceAlreadyExists", 409, "The resource already exists", "Duplicate");
  }
  if (error.code === "23503") {
    return new StorageError("InvalidRequest", 404, "The related resource does not exist");
  }
  // Values that Postgres cannot hold: a name with the byte 0 in it, a limit of billions.
  if (error.code.startsWith("22")) return new StorageError("InvalidParameter", 400, error.message);
  if (error.code === "57014") {
    return new StorageError("DatabaseTimeout", 544, "The connection to the database timed out");
  }
  // Where the connection broke, nobody knows what became of the transaction.
  if (/^(08|57P)/.test(error.code)) return error;
  return new StorageError(
    "DatabaseError",
    500,
    `database error, code: ${error.code}`,
    "DatabaseError",
    error,
  );
}

/** Nearly every refusal is sent with 400, and its own status stands in the body: so does storage-api. */
export function httpStatus({ status }: StorageError): number {
  return [412, 416, 500, 544].includes(status) ? status : 400;
}

export function errorBody({ status, error, code, message }: StorageError): object {
  return { statusCode: String(status), error, code, message };
}
