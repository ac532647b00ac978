import type { IncomingMessage } from "node:http";
import type { JSONValue } from "postgres";
import { z } from "zod";
import { noContentProvided } from "../errors.ts";
import { boundaryOf, readParts, text } from "./multipart.ts";

/** What is sent to be kept, and what is said of it. */
export type Incoming = {
  mimeType: string;
  cacheControl: string;
  userMetadata: Record<string, JSONValue>;
  /** In bytes, where the sender says it; not of a form, whose length has more in it. */
  declaredSize: number | undefined;
  content: AsyncIterable<Buffer>;
};

/** storage-api's; of the fields of a form too. */
const longestField = 1024 * 1024;

/**
 * A file as supabase-js sends it: a Blob as a form whose fields come first, everything else as the body itself.
 * @throws StorageError where there is no file
 */
export async function incomingFile(request: IncomingMessage): Promise<Incoming> {
  // Left whole when the reading ends early, so that the refusal can still be sent.
  const body: AsyncIterator<Buffer> = request.iterator({ destroyOnReturn: false });
  const contentType = request.headers["content-type"] ?? "application/octet-stream";
  if (contentType.startsWith("multipart/form-data")) return fileOfForm(body, contentType);
  const metadata = request.headers["x-metadata"];
  return {
    mimeType: contentType,
    cacheControl: request.headers["cache-control"] ?? "no-cache",
    userMetadata: parseMetadata(
      typeof metadata === "string" ? Buffer.from(metadata, "base64").toString() : undefined,
    ),
    declaredSize: contentLength(request),
    content: { [Symbol.asyncIterator]: () => body },
  };
}

/** Of the whole body, in bytes, where the sender says it. */
export function contentLength({ headers }: IncomingMessage): number | undefined {
  const length = headers["content-length"];
  return length === undefined ? undefined : Number(length);
}

async function fileOfForm(body: AsyncIterator<Buffer>, contentType: string): Promise<Incoming> {
  const boundary = boundaryOf(contentType);
  if (!boundary) throw noContentProvided("Multipart: Boundary not found");
  const fields = new Map<string, string>();
  // By hand: to leave a loop over the parts would end the reading, and the file is read later.
  const parts = readParts(body, boundary);
  for (;;) {
    const { value: part, done } = await parts.next();
    if (done) throw noContentProvided();
    if (!part.isFile) {
      fields.set(part.name, await text(part.content, longestField));
      continue;
    }
    const seconds = fields.get("cacheControl");
    return {
      mimeType: fields.get("contentType") || part.contentType,
      cacheControl: seconds ? `max-age=${seconds}` : "no-cache",
      userMetadata: parseMetadata(fields.get("metadata") ?? fields.get("userMetadata")),
      declaredSize: undefined,
      content: part.content,
    };
  }
}

const metadataSchema = z.record(z.string(), z.json());

/** What is not an object of JSON is left out without a word, as storage-api does. */
function parseMetadata(text: string | undefined): Record<string, JSONValue> {
  try {
    return metadataSchema.safeParse(JSON.parse(text ?? "{}")).data ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
