import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { clientOf } from "../support/people.ts";
import { openStorage, refusal } from "../support/storage.ts";

/** What is expected is what storage-api answers: `storage/uploader.ts` and `storage/object.ts` in its source. */
const storage = await openStorage();
const { service, owner } = storage;
const sweden = await storage.memberOf("sweden");
const bucket = await storage.createBucket();
const files = sweden.client.storage.from(bucket);

const textOf = async (path: string) => (await files.download(path)).data?.text();

const bytes = new TextEncoder().encode("Zamboni");
const bodies = {
  "a string": () => "Zamboni",
  "a Blob": () => new Blob(["Zamboni"]),
  "a File": () => new File(["Zamboni"], "any.txt", { type: "text/plain" }),
  "a Buffer": () => Buffer.from("Zamboni"),
  "an ArrayBuffer": () => bytes.buffer,
  "a stream of the web": () => new Blob(["Zamboni"]).stream(),
  "a stream of Node": () => Readable.from([Buffer.from("Zam"), Buffer.from("boni")]),
  "a form": () => {
    const form = new FormData();
    form.append("file", new Blob(["Zamboni"]), "any.txt");
    return form;
  },
};

test.each(Object.entries(bodies))("%s is kept as it is", async (kind, body) => {
  const path = `sweden/${kind}.txt`;
  const { data, error } = await files.upload(path, body());
  expect(error).toBeNull();
  expect(data).toEqual({ id: expect.stringMatching(/^[\da-f-]{36}$/), path, fullPath: `${bucket}/${path}` });
  expect(await textOf(path)).toBe("Zamboni");
});

test("nothing at all is kept too", async () => {
  await files.upload("sweden/empty.txt", new Blob([]));
  expect((await files.download("sweden/empty.txt")).data?.size).toBe(0);
});

test("bytes that look like the end of a form pass through one", async () => {
  const tricky = `\r\n--${"-".repeat(40)}\r\nContent-Disposition: form-data; name="x"\r\n\r\n--\r\n`.repeat(
    3_000,
  );
  await files.upload("sweden/tricky.txt", new Blob([tricky]));
  expect(await textOf("sweden/tricky.txt")).toBe(tricky);
});

describe("what is said of a file", () => {
  const said = { contentType: "image/png", cacheControl: "60", metadata: { taken: "in Göteborg", goals: 3 } };

  test.each([
    ["in a form", () => new Blob(["png"], { type: "image/png" })],
    ["in headers", () => Buffer.from("png")],
  ])("%s, is told again", async (place, body) => {
    const path = `sweden/said ${place}.png`;
    await files.upload(path, body(), said);
    const { data } = await files.info(path);
    expect(data).toMatchObject({
      name: path,
      bucketId: bucket,
      size: 3,
      contentType: "image/png",
      cacheControl: "max-age=60",
      metadata: { taken: "in Göteborg", goals: 3 },
      etag: expect.stringMatching(/^".+"$/),
      version: expect.any(String),
    });
  });

  test("or not said: text that may be cached for an hour", async () => {
    await files.upload("sweden/unsaid", "words");
    const { data } = await files.info("sweden/unsaid");
    expect(data).toMatchObject({ contentType: "text/plain;charset=UTF-8", cacheControl: "max-age=3600" });
  });

  test("and whose it is stands in its row, for policies", async () => {
    await files.upload("sweden/mine.txt", "mine");
    const [row] = await owner`
      select owner_id, owner, path_tokens, metadata ->> 'mimetype' as mimetype, (metadata ->> 'size')::int as size,
        storage.foldername(name) as folders, storage.filename(name) as file, storage.extension(name) as extension
      from storage.objects where bucket_id = ${bucket} and name = 'sweden/mine.txt'`;
    expect(row).toEqual({
      owner: sweden.id,
      owner_id: sweden.id,
      path_tokens: ["sweden", "mine.txt"],
      mimetype: "text/plain;charset=UTF-8",
      size: 4,
      folders: ["sweden"],
      file: "mine.txt",
      extension: "txt",
    });
  });
});

describe("a name that is taken", () => {
  test("is refused, and what is there stays", async () => {
    await files.upload("sweden/taken.txt", "first");
    const { error } = await files.upload("sweden/taken.txt", "second");
    expect(error).toEqual(refusal("409", "KeyAlreadyExists", "The resource already exists"));
    expect(await textOf("sweden/taken.txt")).toBe("first");
  });

  test("is replaced by an upsert, under the same id", async () => {
    const first = await files.upload("sweden/replaced.txt", "first, and longer");
    const second = await files.upload("sweden/replaced.txt", "second", { upsert: true });
    expect(second.data?.id).toBe(first.data?.id);
    expect(await textOf("sweden/replaced.txt")).toBe("second");
    expect((await files.info("sweden/replaced.txt")).data?.size).toBe(6);
  });

  test("is replaced by an update, which makes it where it is not there", async () => {
    expect((await files.update("sweden/updated.txt", "first")).error).toBeNull();
    expect((await files.update("sweden/updated.txt", "second")).error).toBeNull();
    expect(await textOf("sweden/updated.txt")).toBe("second");
  });

  test("of many at once, one gets it", async () => {
    const attempts = await Promise.all(
      Array.from({ length: 8 }, (_, n) => files.upload("sweden/raced.txt", `from ${n}`)),
    );
    const winners = attempts.flatMap(({ error }, n) => (error ? [] : [`from ${n}`]));
    expect(winners).toHaveLength(1);
    expect(await textOf("sweden/raced.txt")).toBe(winners[0]);
  });
});

test("over HTTP, the first upload of a name and the second are answered so", async () => {
  const headers = { apikey: storage.secretKey, authorization: `Bearer ${storage.secretKey}` };
  const send = async () => {
    const address = `${storage.url}/storage/v1/object/${bucket}/sweden/raw.txt`;
    const response = await fetch(address, { method: "POST", headers, body: "raw" });
    return [response.status, response.headers.get("content-type"), await response.json()];
  };
  expect(await send()).toEqual([
    200,
    "application/json; charset=utf-8",
    { Id: expect.stringMatching(/^[\da-f-]{36}$/), Key: `${bucket}/sweden/raw.txt` },
  ]);
  expect(await send()).toEqual([
    400,
    "application/json; charset=utf-8",
    {
      statusCode: "409",
      error: "Duplicate",
      code: "KeyAlreadyExists",
      message: "The resource already exists",
    },
  ]);
});

describe("who may not", () => {
  const denied = refusal("403", "AccessDenied", "new row violates row-level security policy");

  test("a visitor, and a person outside of their folder, are refused", async () => {
    expect((await clientOf(storage).storage.from(bucket).upload("sweden/x.txt", "x")).error).toEqual(denied);
    expect((await files.upload("finland/x.txt", "x")).error).toEqual(denied);
    expect((await files.upload("x.txt", "x", { upsert: true })).error).toEqual(denied);
  });

  test("nobody uploads to a bucket that is not there", async () => {
    const { error } = await service.from("contract-nowhere").upload("x.txt", "x");
    expect(error).toEqual(refusal("404", "NoSuchBucket", "Bucket not found"));
  });
});

test("a form without a file is refused", async () => {
  const { error } = await files.upload("sweden/none.txt", new FormData());
  expect(error).toMatchObject({ status: 400, statusCode: "400" });
});
