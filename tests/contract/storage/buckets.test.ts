import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { clientOf } from "../support/people.ts";
import { openStorage, refusal } from "../support/storage.ts";

/** What is expected is what storage-api answers: `http/routes/bucket` and `storage/storage.ts` in its source. */
const storage = await openStorage();
const { service } = storage;
const member = await storage.memberOf("sweden");

describe("with the secret key", () => {
  test("a bucket is made, read, listed and changed", async () => {
    const id = await storage.createBucket({ public: false, fileSizeLimit: "2MB" });
    const { data: bucket } = await service.getBucket(id);
    expect(bucket).toMatchObject({ id, name: id, public: false, file_size_limit: 2_000_000 });
    expect(bucket).toMatchObject({ allowed_mime_types: null, created_at: expect.stringContaining("T") });

    const allowedMimeTypes = ["image/*", "text/plain"];
    const changed = await service.updateBucket(id, { public: true, fileSizeLimit: null, allowedMimeTypes });
    expect(changed.data).toEqual({ message: "Successfully updated" });
    expect((await service.getBucket(id)).data).toMatchObject({
      public: true,
      file_size_limit: null,
      allowed_mime_types: allowedMimeTypes,
    });
    const { data: buckets } = await service.listBuckets({ search: id, sortColumn: "name", limit: 5 });
    expect(buckets?.map((one) => one.id)).toEqual([id]);
  });

  test("a change leaves alone what it does not name", async () => {
    const id = await storage.createBucket({
      public: false,
      fileSizeLimit: 10,
      allowedMimeTypes: ["text/plain"],
    });
    await service.updateBucket(id, { public: true });
    expect((await service.getBucket(id)).data).toMatchObject({
      public: true,
      file_size_limit: 10,
      allowed_mime_types: ["text/plain"],
    });
  });

  test("one that is there is not made again", async () => {
    const id = await storage.createBucket();
    const { error } = await service.createBucket(id, { public: false });
    expect(error).toEqual(refusal("409", "BucketAlreadyExists", "The resource already exists"));
  });

  test("one that is not there is not found, changed, emptied or deleted", async () => {
    const id = `contract-${randomUUID()}`;
    const attempts = await Promise.all([
      service.getBucket(id),
      service.updateBucket(id, { public: true }),
      service.emptyBucket(id),
      service.deleteBucket(id),
    ]);
    for (const { error } of attempts)
      expect(error).toEqual(refusal("404", "NoSuchBucket", "Bucket not found"));
  });

  test("one with something in it is deleted only after it is emptied", async () => {
    const id = await storage.createBucket();
    await service.from(id).upload("a/b.txt", "b");
    const { error } = await service.deleteBucket(id);
    expect(error).toEqual(refusal("409", "ResourceNotEmpty", "The bucket you tried to delete is not empty"));
    const { data } = await service.emptyBucket(id);
    expect(data?.message).toBe("Empty bucket has been queued. Completion may take up to an hour.");
    await expect
      .poll(async () => (await service.deleteBucket(id)).data, { timeout: 20_000 })
      .toEqual({ message: "Successfully deleted" });
    expect((await service.from(id).download("a/b.txt")).error).toMatchObject({ statusCode: "404" });
  });

  test.each(["a/b", "två", "a\tb", "x".repeat(101)])("the name %j is refused", async (name) => {
    const { error } = await service.createBucket(name);
    expect(error).toEqual(refusal("400", "InvalidBucketName", "Bucket name invalid"));
  });

  test("limits that are none, or more than the project allows, are refused", async () => {
    const create = async (options: object) =>
      (await service.createBucket(`contract-${randomUUID()}`, { public: false, ...options })).error;
    expect(await create({ fileSizeLimit: "much" })).toEqual(refusal("400", "InvalidRequest"));
    expect(await create({ fileSizeLimit: "900GB" })).toEqual(
      refusal("413", "EntityTooLarge", "The object exceeded the maximum allowed size"),
    );
    expect(await create({ allowedMimeTypes: ["picture"] })).toEqual(
      refusal("415", "InvalidMimeType", "mime type picture is not supported"),
    );
  });
});

describe("without it", () => {
  const strangers = { "a visitor": clientOf(storage), "a person": member.client };

  test.each(Object.entries(strangers))("%s sees no buckets and changes none", async (_, client) => {
    const id = await storage.createBucket();
    const denied = refusal("403", "AccessDenied", "new row violates row-level security policy");
    expect((await client.storage.createBucket(`contract-${randomUUID()}`)).error).toEqual(denied);
    expect((await client.storage.listBuckets()).data).toEqual([]);
    const attempts = await Promise.all([
      client.storage.getBucket(id),
      client.storage.updateBucket(id, { public: true }),
      client.storage.emptyBucket(id),
      client.storage.deleteBucket(id),
    ]);
    for (const { error } of attempts) expect(error).toEqual(refusal("404", "NoSuchBucket"));
    expect((await service.getBucket(id)).data).toMatchObject({ public: false });
  });
});
