import { expect, test } from "vitest";
import { sidesOf } from "@/lib/documents/pictures";
import { files } from "../../../support/files.ts";

const inPieces = (content: Buffer, length = 65_536) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let from = 0; from < content.length; from += length)
        controller.enqueue(Uint8Array.from(content.subarray(from, from + length)));
      controller.close();
    },
  });

const u16 = (value: number) => [value >> 8, value & 255];
const segment = (marker: number, content: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker, ...u16(content.length + 2)]), content]);
const exif = (orientation: number) =>
  segment(
    0xe1,
    Buffer.concat([
      Buffer.from("Exif\0\0MM", "latin1"),
      Buffer.from([0, 42, 0, 0, 0, 8, 0, 1, ...u16(0x0112), 0, 3, 0, 0, 0, 1, ...u16(orientation), 0, 0]),
      Buffer.alloc(4),
    ]),
  );
/** A photo as a camera writes it: with what is said about it ahead of its size. */
const photo = (width: number, height: number, ...about: Buffer[]) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "latin1")),
    ...about,
    segment(0xc0, Buffer.from([8, ...u16(height), ...u16(width), 1, 1, 0x11, 0])),
    Buffer.from([0xff, 0xd9]),
  ]);
const png = (width: number, height: number) => {
  const picture = Buffer.from(files.png ?? []);
  picture.writeUInt32BE(width, 16);
  picture.writeUInt32BE(height, 20);
  return picture;
};

test("a picture has the sides that it is shown with", async () => {
  expect(await sidesOf(inPieces(png(1200, 800)))).toEqual({ width: 1200, height: 800 });
  expect(await sidesOf(inPieces(photo(4032, 3024)))).toEqual({ width: 4032, height: 3024 });
  expect(await sidesOf(inPieces(files.webp ?? Buffer.alloc(0)))).toEqual({ width: 1, height: 1 });
  expect(await sidesOf(inPieces(png(1200, 800), 3))).toEqual({ width: 1200, height: 800 });
});

test.each([1, 2, 3, 4])("a photo that lies as %i is as wide as it was taken", async (orientation) => {
  const sides = await sidesOf(inPieces(photo(4032, 3024, exif(orientation))));
  expect(sides).toEqual({ width: 4032, height: 3024 });
});

test.each([5, 6, 7, 8])("a photo that stands as %i is upright", async (orientation) => {
  const sides = await sidesOf(inPieces(photo(4032, 3024, exif(orientation))));
  expect(sides).toEqual({ width: 3024, height: 4032 });
});

test("what a camera puts ahead of it is passed over", async () => {
  const preview = segment(0xe2, Buffer.alloc(65_533, 7));
  const sides = await sidesOf(inPieces(photo(4032, 3024, exif(6), ...Array(50).fill(preview))));
  expect(sides).toEqual({ width: 3024, height: 4032 });
});

test.each([
  ["of more than a browser can show", png(60_000, 60_000)],
  ["without a side", png(0, 800)],
  ["that is cut off", photo(4032, 3024).subarray(0, 22)],
  ["that says nothing of its size", files.jpg ?? Buffer.alloc(0)],
  ["that is empty", Buffer.alloc(0)],
])("a picture %s has none", async (_, content) => {
  expect(await sidesOf(inPieces(content))).toBeNull();
});

test("a stream that breaks is not a picture without sides", async () => {
  const broken = new ReadableStream<Uint8Array>({
    start: (controller) => controller.error(new Error("cut off")),
  });
  await expect(sidesOf(broken)).rejects.toThrow("cut off");
});
