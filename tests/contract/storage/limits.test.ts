import { expect, test } from "vitest";
import { openStorage, refusal } from "../support/storage.ts";

/** What is expected of a bucket's limits is what storage-api answers: `uploader.ts` in its source. */
const storage = await openStorage();
const { service } = storage;

test("a file may be as large as the bucket allows, and no byte larger", async () => {
  const small = service.from(await storage.createBucket({ public: false, fileSizeLimit: 100_000 }));
  const tooLarge = refusal("413", "EntityTooLarge", "The object exceeded the maximum allowed size");
  expect((await small.upload("whole", new Blob([new Uint8Array(100_000)]))).error).toBeNull();
  expect((await small.upload("form", new Blob([new Uint8Array(100_001)]))).error).toEqual(tooLarge);
  expect((await small.upload("buffer", Buffer.alloc(100_001))).error).toEqual(tooLarge);
  expect((await small.list()).data?.map(({ name }) => name)).toEqual(["whole"]);
});

test("a refusal reaches whoever is still sending", async () => {
  const small = service.from(await storage.createBucket({ public: false, fileSizeLimit: 1_000 }));
  const { error } = await small.upload("huge", new Blob([new Uint8Array(20_000_000)]));
  expect(error).toMatchObject({ statusCode: "413" });
  expect((await small.upload("fits", new Blob(["fits"]))).error).toBeNull();
});

test("only types that it allows are taken, by what the sender says of them", async () => {
  const allowedMimeTypes = ["image/*", "application/pdf"];
  const pictures = service.from(await storage.createBucket({ public: false, allowedMimeTypes }));
  const send = async (contentType: string) =>
    (await pictures.upload(crypto.randomUUID(), Buffer.from("x"), { contentType })).error;
  expect(await send("image/png")).toBeNull();
  expect(await send("application/pdf")).toBeNull();
  expect(await send("text/html")).toEqual(
    refusal("415", "InvalidMimeType", "mime type text/html is not supported"),
  );
  const form = await pictures.upload("form", new Blob(["x"], { type: "text/html" }));
  expect(form.error).toEqual(refusal("415", "InvalidMimeType"));
});

test("a type may say more than its name, as supabase-js does of text", async () => {
  const words = service.from(await storage.createBucket({ public: false, allowedMimeTypes: ["text/plain"] }));
  expect((await words.upload("words.txt", "words")).error).toBeNull();
  expect((await words.info("words.txt")).data?.contentType).toBe("text/plain;charset=UTF-8");
  const { error } = await words.upload("plainer.txt", "words", {
    contentType: "text/plainer;charset=UTF-8",
  });
  expect(error).toEqual(refusal("415", "InvalidMimeType"));
});
