import type { IncomingMessage, ServerResponse } from "node:http";
import type { z } from "zod";
import type { Caller } from "./caller.ts";
import type { Database } from "./database.ts";
import { invalidRequest, StorageError } from "./errors.ts";
import type { Files } from "./files.ts";
import type { Signatures } from "./signature.ts";

/** What every route works with. */
export type Server = {
  database: Database;
  files: Files;
  signatures: Signatures;
  /** No object may be larger, in bytes, whatever its bucket says. */
  fileSizeLimit: number;
};

/** One request, after it is known who asks for what. */
export type Call = Server & {
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
  caller: Caller;
  /** As policies see it: `storage.object.upload`. */
  operation: string;
  /** Of the address, decoded; empty where the address has none. */
  bucket: string;
  name: string;
};

/** Gives the JSON to answer with, or nothing where it has answered by itself. */
export type Handler = (call: Call) => Promise<object | undefined>;

const longestBody = 1024 * 1024;

/** The body of a request. @throws StorageError where it is not what the schema says */
export async function jsonBody<T>({ request }: Call, schema: z.ZodType<T>): Promise<T> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > longestBody) throw new StorageError("EntityTooLarge", 413, "Request body is too large");
    chunks.push(chunk);
  }
  const body = schema.safeParse(parse(Buffer.concat(chunks).toString()));
  if (body.success) return body.data;
  const [issue] = body.error.issues;
  throw invalidRequest(`${["body", ...(issue?.path ?? [])].join("/")}: ${issue?.message}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw invalidRequest("Body is not valid JSON");
    throw error;
  }
}
