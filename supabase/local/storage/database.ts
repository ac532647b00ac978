import postgres, { type ISql, type JSONValue, type TransactionSql } from "postgres";
import type { Caller } from "./caller.ts";
import { databaseError } from "./errors.ts";

/** A row of storage.objects. */
export type StoredObject = {
  id: string;
  bucket_id: string;
  name: string;
  owner: string | null;
  owner_id: string | null;
  /** Names the file. */
  version: string;
  metadata: ObjectMetadata | null;
  user_metadata: Record<string, JSONValue> | null;
  created_at: Date;
  updated_at: Date;
  last_accessed_at: Date;
};

/** Its keys are S3's, as storage-api writes them. */
export type ObjectMetadata = {
  eTag: string;
  size: number;
  mimetype: string;
  cacheControl: string;
  lastModified: string;
  contentLength: number;
  httpStatusCode: number;
};

export type Bucket = {
  id: string;
  name: string;
  owner: string | null;
  public: boolean;
  file_size_limit: number | null;
  allowed_mime_types: string[] | null;
  created_at: Date;
  updated_at: Date;
};

export type Work<T> = (sql: TransactionSql) => Promise<T>;

export type Database = {
  /** One transaction with the rights of `caller`. @throws StorageError where Postgres refuses */
  as<T>(caller: Caller, operation: string, work: Work<T>): Promise<T>;
  /** The same, taken back afterwards: asks what the policies would say. */
  probe(caller: Caller, operation: string, work: Work<unknown>): Promise<void>;
  end(): Promise<void>;
};

/** @param url of the authenticator, who may become the roles of the API and nobody else */
export function openDatabase(url: string): Database {
  const sql = postgres(url, {
    max: 10,
    idle_timeout: 30,
    // Seconds. By itself the driver would wait up to 20 once Postgres is back.
    backoff: () => 0.2,
    onnotice: () => {},
    connection: { application_name: "storage" },
  });
  const undo = new Error("The policies were only asked.");

  async function as<T>(caller: Caller, operation: string, work: Work<T>): Promise<T> {
    try {
      const result = await sql.begin(async (transaction) => {
        await become(transaction, caller, operation);
        return [await work(transaction)] as const;
      });
      return result[0];
    } catch (error) {
      throw databaseError(error);
    }
  }

  return {
    as,
    async probe(caller, operation, work) {
      const asked = as(caller, operation, async (transaction) => {
        await work(transaction);
        throw undo;
      });
      await asked.catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    },
    end: () => sql.end({ timeout: 1 }),
  };
}

/** As storage-api tells them; the limit as a number, which the driver would give as text. */
export const bucketColumns = (sql: ISql) => sql`
  select id, name, owner, public, file_size_limit::float8 as file_size_limit, allowed_mime_types, created_at,
    updated_at, type
  from storage.buckets`;

/** Until the transaction ends, or becomes somebody else. */
export async function become(
  sql: TransactionSql,
  { role, claims }: Caller,
  operation: string,
): Promise<void> {
  await sql`
    select set_config('role', ${role}, true), set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
      set_config('request.jwt.claim.role', ${role}, true),
      set_config('request.jwt.claim.sub', ${claims.sub ?? ""}, true),
      set_config('storage.operation', ${operation}, true), set_config('storage.allow_delete_query', 'true', true)`;
}

/** Whoever put it there; the older column takes only what is a uuid. */
export function ownership({ claims, role }: Caller): { owner: string | null; owner_id: string | null } {
  const owner = role === "service_role" ? undefined : claims.sub;
  const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(owner ?? "");
  return { owner: isUuid ? (owner ?? null) : null, owner_id: owner ?? null };
}
