import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { boundaryOf, readParts } from "../../../../../supabase/local/storage/upload/multipart.ts";

const boundary = "line-between";

type Sent = { name: string; file: boolean; content: Uint8Array };

const sent = fc.record({
  name: fc.constantFrom("", "file", "cacheControl"),
  file: fc.boolean(),
  // Contents that come close to the mark, and yet are none.
  content: fc
    .array(
      fc.oneof(fc.uint8Array(), fc.constantFrom("\r\n", "--", `--${boundary.slice(0, -1)}`, "\r\n--line")),
    )
    .map((pieces) => Uint8Array.from(Buffer.concat(pieces.map((piece) => Buffer.from(piece as Uint8Array))))),
});

function bodyOf(parts: Sent[]): Buffer {
  const pieces = parts.flatMap(({ name, file, content }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file ? '; filename="x"' : ""}\r\n`,
    ),
    Buffer.from(file ? "Content-Type: image/png\r\n\r\n" : "\r\n"),
    content,
    Buffer.from("\r\n"),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

async function* inPieces(body: Buffer, sizes: number[]) {
  let at = 0;
  for (let n = 0; at < body.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1;
    yield body.subarray(at, at + size);
    at += size;
  }
}

async function read(body: AsyncIterator<Buffer>) {
  const parts = [];
  for await (const { name, isFile, contentType, content } of readParts(body, boundary)) {
    const pieces: Buffer[] = [];
    for await (const piece of content) pieces.push(piece);
    parts.push({ name, isFile, contentType, content: Buffer.concat(pieces).toString("hex") });
  }
  return parts;
}

describe("a form", () => {
  test.prop([fc.array(sent, { maxLength: 4 }), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 })])(
    "is read as it was sent, however the network cuts it",
    async (parts, sizes) => {
      fc.pre(parts.every(({ content }) => !Buffer.from(content).includes(`\r\n--${boundary}`)));
      const expected = parts.map(({ name, file, content }) => ({
        name,
        isFile: file,
        contentType: file ? "image/png" : "application/octet-stream",
        content: Buffer.from(content).toString("hex"),
      }));
      expect(await read(inPieces(bodyOf(parts), sizes))).toEqual(expected);
    },
  );

  test.prop([fc.nat()])("that ends too early is an error", async (at) => {
    const body = bodyOf([{ name: "file", file: true, content: Buffer.alloc(50) }]);
    const cut = body.subarray(0, at % (body.length - 4));
    await expect(read(inPieces(cut, [7]))).rejects.toThrow("Unexpected end of form");
  });

  test("tells its boundary, with quotes or without", () => {
    expect(boundaryOf("multipart/form-data; boundary=abc")).toBe("abc");
    expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b c"')).toBe("a b c");
    expect(boundaryOf("multipart/form-data")).toBeUndefined();
  });
});
