import { entityTooLarge, noContentProvided } from "../errors.ts";

/** One part of a `multipart/form-data` body (RFC 7578). Its content must be read before the next part is asked for. */
export type Part = { name: string; isFile: boolean; contentType: string; content: AsyncIterable<Buffer> };

const longestHeaders = 16_384;

/**
 * The parts as they arrive: a file passes in the pieces that the network brings, whatever its size.
 * @throws StorageError where the body is no such thing, or ends too early
 */
export async function* readParts(body: AsyncIterator<Buffer>, boundary: string): AsyncGenerator<Part> {
  const reader = readerOf(body);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  await drain(reader.until(delimiter));
  while ((await reader.take(2)).toString() === "\r\n") {
    const headers = await text(reader.until(Buffer.from("\r\n\r\n")), longestHeaders);
    const content = reader.until(delimiter);
    yield { ...readHeaders(headers), content };
    await drain(content);
  }
}

/** The whole of a short part. @throws StorageError EntityTooLarge past `limit` bytes */
export async function text(pieces: AsyncIterable<Buffer>, limit: number): Promise<string> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (size > limit) throw entityTooLarge("user_metadata");
    kept.push(piece);
  }
  return Buffer.concat(kept).toString();
}

export function boundaryOf(contentType: string): string | undefined {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  return quoted ?? bare;
}

function readHeaders(headers: string): Omit<Part, "content"> {
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? "";
  const contentType = /^content-type:\s*(.*?)\s*$/im.exec(headers)?.[1];
  return {
    name: /;\s*name="([^"]*)"/i.exec(disposition)?.[1] ?? "",
    isFile: /;\s*filename\*?=/i.test(disposition),
    contentType: contentType ?? "application/octet-stream",
  };
}

function readerOf(body: AsyncIterator<Buffer>) {
  // The first delimiter may stand at the very beginning, where no line ends before it.
  let held: Buffer = Buffer.from("\r\n");

  async function more(): Promise<void> {
    const { value, done } = await body.next();
    if (done) throw noContentProvided("Unexpected end of form");
    held = held.length === 0 ? value : Buffer.concat([held, value]);
  }

  function give(length: number): Buffer {
    const given = held.subarray(0, length);
    held = held.subarray(length);
    return given;
  }

  return {
    async take(length: number): Promise<Buffer> {
      while (held.length < length) await more();
      return give(length);
    },
    /** All before the mark, in pieces; the mark itself is passed over. */
    async *until(mark: Buffer): AsyncGenerator<Buffer> {
      for (let at = held.indexOf(mark); ; at = held.indexOf(mark)) {
        if (at >= 0) {
          const last = give(at);
          give(mark.length);
          if (last.length > 0) yield last;
          return;
        }
        // The mark may have begun at the end of what has arrived.
        const certain = held.length - mark.length + 1;
        if (certain > 0) yield give(certain);
        await more();
      }
    },
  };
}

async function drain(pieces: AsyncIterable<Buffer>): Promise<void> {
  for await (const _ of pieces);
}
