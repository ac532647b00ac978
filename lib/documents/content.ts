import { fileTypeFromStream } from "file-type";
import type { Kind } from "./kinds";
import { isPlainText } from "./text";

/** Of a text so much is read, in bytes: what a file is shows at its beginning. */
const BEGINNING_BYTES = 64 * 1024;

/**
 * Whether a file is inside what it says it is. No more of it is read than that takes.
 * @throws when the stream breaks
 */
export async function isOfKind(kind: Kind, content: ReadableStream<Uint8Array>): Promise<boolean> {
  // A text has no mark by which it could be known: it is known by what it is not.
  if (kind.mimeType.startsWith("text/")) return isPlainText(await readBeginning(content, BEGINNING_BYTES));
  const found = await fileTypeFromStream(content);
  if (!found) return false;
  return found.mime === kind.mimeType || (kind.inside?.includes(found.mime) ?? false);
}

/** The first so many bytes of a file, or all of it; the rest is not asked for. */
export async function readBeginning(content: ReadableStream<Uint8Array>, bytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = content.getReader();
  while (size < bytes) {
    const { value, done } = await reader.read();
    if (done) break;
    parts.push(value);
    size += value.length;
  }
  await reader.cancel();
  return Buffer.concat(parts).subarray(0, bytes);
}
