import type { FileHandle } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Call } from "../call.ts";
import type { StoredObject } from "../database.ts";
import { invalidRange, preconditionFailed } from "../errors.ts";
import { withCurrent } from "./current.ts";

/**
 * Sends an object's content, or for HEAD its headers alone: storage-api's `renderer`, whose conditions and ranges are
 * those of RFC 9110. @param look for the object @param expires of a signed address, which then says how long it may
 * be cached @throws StorageError
 */
export async function deliver(
  call: Call,
  look: () => Promise<StoredObject>,
  expires?: Date,
): Promise<undefined> {
  const { object, file, size } = await withCurrent(look, async (object) => ({
    object,
    ...(await call.files.open(object.version)),
  }));
  try {
    await send(call, { object, file, size, expires });
  } finally {
    await file.close();
  }
}

type Opened = { object: StoredObject; file: FileHandle; size: number; expires: Date | undefined };

async function send({ request, response, query }: Call, { object, file, size, expires }: Opened) {
  const { metadata } = object;
  const eTag = metadata?.eTag ?? `"${object.version}"`;
  const modified = new Date(metadata?.lastModified ?? object.updated_at);

  const headers = {
    etag: eTag,
    "last-modified": modified.toUTCString(),
    "accept-ranges": "bytes",
    // What people keep here is not for search engines.
    "x-robots-tag": "none",
    ...(expires
      ? { expires: expires.toUTCString() }
      : { "cache-control": metadata?.cacheControl ?? "no-cache" }),
  };
  if (isUnchanged(request.headers, eTag, modified)) {
    response.writeHead(304, headers).end();
    return;
  }
  const range = rangeOf(request.headers.range, size);
  if (range === "unsatisfiable") {
    response.setHeader("content-range", `bytes */${size}`);
    throw invalidRange();
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const download = query.get("download");
  response.writeHead(range ? 206 : 200, {
    ...headers,
    "content-type": contentType(metadata?.mimetype),
    "content-length": end - start + 1,
    ...(range ? { "content-range": `bytes ${start}-${end}/${size}` } : {}),
    ...(download === null ? {} : { "content-disposition": disposition(download) }),
  });
  if (request.method === "HEAD" || size === 0) response.end();
  else await pipeline(file.createReadStream({ start, end }), response);
}

/** RFC 9110, 13.2.2. @throws StorageError PreconditionFailed */
function isUnchanged(headers: NodeJS.Dict<string | string[]>, eTag: string, modified: Date): boolean {
  const match = header(headers["if-match"]);
  const since = header(headers["if-unmodified-since"]);
  if (match ? !lists(match, eTag) : since && isAfter(modified, since)) throw preconditionFailed();
  const noneMatch = header(headers["if-none-match"]);
  if (noneMatch) return lists(noneMatch, eTag);
  const modifiedSince = header(headers["if-modified-since"]);
  return modifiedSince !== undefined && !isAfter(modified, modifiedSince);
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(", ") : value;
}

function lists(header: string, eTag: string): boolean {
  const tags = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes("*") || tags.includes(eTag);
}

/** Such a header knows no fractions of a second. A date that is none holds nothing back. */
function isAfter(modified: Date, date: string): boolean {
  const limit = Date.parse(date);
  return Number.isNaN(limit) ? false : Math.floor(modified.getTime() / 1000) * 1000 > limit;
}

type Range = { start: number; end: number };

/** One range of bytes; several at once, or another unit, are answered with the whole, as S3 does. */
function rangeOf(header: string | undefined, size: number): Range | "unsatisfiable" | undefined {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? "") ?? [];
  if (from === "" && to === "") return undefined;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(from) > Number(to)) return undefined;
  return start > end ? "unsatisfiable" : { start, end };
}

/** A page of somebody's upload would run its scripts as one of the project's own. */
function contentType(mimetype = "application/octet-stream"): string {
  return mimetype.toLowerCase().includes("text/html") ? "text/plain" : mimetype;
}

/** RFC 6266: the name as it is for those who can, and one in ASCII for the others. */
function disposition(name: string): string {
  if (name === "") return "attachment;";
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/gu, "_");
  const fallback = /^[!#$%&'*+\-.^_`|~\w]+$/.test(ascii) ? ascii : `"${ascii}"`;
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename=${fallback}; filename*=UTF-8''${encoded}`;
}
