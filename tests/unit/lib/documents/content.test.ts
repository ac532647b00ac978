import { describe, expect, test, vi } from "vitest";
import { isOfKind } from "@/lib/documents/content";
import { kindOf } from "@/lib/documents/kinds";
import { files, lies, office, zip } from "../../../support/files.ts";

/** As Storage gives it: in pieces, and perhaps in tiny ones. */
const inPieces = (content: Buffer, length = 7) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let from = 0; from < content.length; from += length)
        controller.enqueue(Uint8Array.from(content.subarray(from, from + length)));
      controller.close();
    },
  });

const isA = (extension: string, content: Buffer, length?: number) => {
  const kind = kindOf(`file.${extension}`);
  if (!kind) throw new Error(`${extension} is no kind`);
  return isOfKind(kind, inPieces(content, length));
};

describe.each(Object.entries(files))("a %s", (extension, content) => {
  test("is one", async () => {
    expect(await isA(extension, content)).toBe(true);
    expect(await isA(extension, content, 65_536)).toBe(true);
  });

  test("is no other", async () => {
    const related: Record<string, string[]> = { csv: ["txt"], txt: ["csv"], mp4: ["m4a", "mov"] };
    const others = Object.keys(files).filter(
      (one) => one !== extension && !related[extension]?.includes(one),
    );
    const taken = await Promise.all(others.map(async (other) => ((await isA(other, content)) ? other : [])));
    expect(taken.flat()).toEqual([]);
  });
});

describe.each(Object.entries(lies))("%s", (name, content) => {
  test("is nothing that can be handed in, whatever it is called", async () => {
    const texts = name === "shell script" ? ["txt", "csv"] : [];
    const taken = await Promise.all(
      Object.keys(files).map(async (one) => ((await isA(one, content)) ? one : [])),
    );
    // A script is a text, and is kept and given out as one.
    expect(taken.flat().toSorted()).toEqual(texts.toSorted());
  });
});

test.each(["docx", "xlsx", "pptx"] as const)(
  "a %s that lists its contents at the end is one",
  async (kind) => {
    expect(await isA(kind, office(kind, { isListedLast: true }))).toBe(true);
  },
);

test("an archive of documents is an archive, and no document", async () => {
  const archive = zip({ "file.docx": office("docx") });
  expect(await isA("docx", archive)).toBe(false);
  expect(await isA("zip", archive)).toBe(true);
});

test("a document with a large picture before all else is one", async () => {
  const picture = { "word/media/image1.png": Buffer.alloc(9_000_000, 7) };
  expect(await isA("docx", office("docx", { first: picture }), 65_536)).toBe(true);
  expect(await isA("docx", office("docx", { first: picture, isListedLast: true }), 65_536)).toBe(true);
});

test.each([
  ["UTF-8 with a mark", Buffer.from("\ufeffName;Number\n")],
  ["UTF-16 with a mark", Buffer.from("\ufeffName;Number\nJānis;4\n", "utf16le")],
  ["an older encoding", Buffer.from("Namn;Nummer\nNyström;4\n", "latin1")],
  ["a text longer than what is read", Buffer.from("31 people. ".repeat(20_000))],
])("a table in %s is a text", async (_, content) => {
  expect(await isA("csv", content, 4096)).toBe(true);
});

test("an empty file is nothing but a text", async () => {
  expect(await isA("pdf", Buffer.alloc(0))).toBe(false);
});

test.each(["notes.txt", "roster.pdf"])(
  "no more of %s is read than tells what it is, and the rest is let go",
  async (name) => {
    let given = 0;
    const cancel = vi.fn();
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 1;
        controller.enqueue(
          Buffer.from((name.endsWith("pdf") && given === 1 ? "%PDF-1.7" : "").padEnd(16 * 1024, "x")),
        );
      },
      cancel,
    });
    const kind = kindOf(name);
    expect(kind && (await isOfKind(kind, endless))).toBe(true);
    expect(given).toBeLessThan(8);
    expect(cancel).toHaveBeenCalledOnce();
  },
);
