import { describe, expect, test } from "vitest";
import { openStorage, refusal } from "../support/storage.ts";

/** What is expected is what storage-api answers: `moveObject`, `copyObject` and `deleteObjects` in its source. */
const storage = await openStorage();
const { service, owner } = storage;
const sweden = await storage.memberOf("sweden");
const [bucket, other] = [await storage.createBucket(), await storage.createBucket()];
const files = sweden.client.storage.from(bucket);

const textOf = async (path: string, at = bucket) =>
  (await sweden.client.storage.from(at).download(path)).data?.text();
const missing = refusal("404", "NoSuchKey", "Object not found");
const denied = refusal("403", "AccessDenied", "new row violates row-level security policy");
const taken = refusal("409", "KeyAlreadyExists", "The resource already exists");

async function put(path: string, text: string = path): Promise<string> {
  const { data, error } = await service
    .from(bucket)
    .upload(path, text, { upsert: true, metadata: { of: path } });
  if (error) throw error;
  return data.id;
}

describe("moving", () => {
  test("gives an object another name, and leaves nothing behind", async () => {
    const id = await put("sweden/from.txt", "moved");
    const { data } = await files.move("sweden/from.txt", "sweden/deep/to.txt");
    expect(data).toMatchObject({ message: "Successfully moved" });
    expect(await textOf("sweden/deep/to.txt")).toBe("moved");
    expect((await files.download("sweden/from.txt")).error).toEqual(missing);
    const { data: info } = await files.info("sweden/deep/to.txt");
    expect(info).toMatchObject({ id, metadata: { of: "sweden/from.txt" } });
  });

  test("goes to another bucket", async () => {
    await put("sweden/far.txt", "far");
    await files.move("sweden/far.txt", "sweden/far.txt", { destinationBucket: other });
    expect(await textOf("sweden/far.txt", other)).toBe("far");
    expect((await files.download("sweden/far.txt")).error).toEqual(missing);
  });

  test("is refused over something, from nowhere, out of one's folder or into a bucket that is not there", async () => {
    await put("sweden/a.txt");
    await put("sweden/b.txt");
    await put("finland/c.txt");
    expect((await files.move("sweden/a.txt", "sweden/b.txt")).error).toEqual(taken);
    expect((await files.move("sweden/nothing.txt", "sweden/d.txt")).error).toEqual(missing);
    expect((await files.move("finland/c.txt", "sweden/c.txt")).error).toEqual(missing);
    expect((await files.move("sweden/a.txt", "finland/a.txt")).error).toEqual(denied);
    const nowhere = { destinationBucket: "contract-nowhere" };
    expect((await service.from(bucket).move("sweden/a.txt", "sweden/a.txt", nowhere)).error).toMatchObject({
      statusCode: "404",
    });
    expect([await textOf("sweden/a.txt"), await textOf("sweden/b.txt")]).toEqual([
      "sweden/a.txt",
      "sweden/b.txt",
    ]);
  });
});

describe("copying", () => {
  test("makes a second object, with what is said of the first, that lives on its own", async () => {
    const id = await put("sweden/original.txt", "original");
    const { data } = await files.copy("sweden/original.txt", "sweden/copy.txt");
    expect(data?.path).toBe(`${bucket}/sweden/copy.txt`);
    await put("sweden/original.txt", "changed");
    expect(await textOf("sweden/copy.txt")).toBe("original");
    const { data: info } = await files.info("sweden/copy.txt");
    expect(info).toMatchObject({ size: 8, metadata: { of: "sweden/original.txt" } });
    expect(info?.id).not.toBe(id);
    const [row] = await owner`select owner_id from storage.objects where id = ${info?.id ?? ""}`;
    expect(row?.owner_id).toBe(sweden.id);
  });

  test("goes to another bucket", async () => {
    await put("sweden/both.txt", "both");
    const { data } = await files.copy("sweden/both.txt", "sweden/both.txt", { destinationBucket: other });
    expect(data?.path).toBe(`${other}/sweden/both.txt`);
    expect([await textOf("sweden/both.txt"), await textOf("sweden/both.txt", other)]).toEqual([
      "both",
      "both",
    ]);
  });

  test("is refused over something, from nowhere, and out of one's folder", async () => {
    await put("sweden/e.txt");
    await put("sweden/f.txt");
    await put("finland/g.txt");
    expect((await files.copy("sweden/e.txt", "sweden/f.txt")).error).toEqual(taken);
    expect((await files.copy("sweden/nothing.txt", "sweden/h.txt")).error).toEqual(missing);
    expect((await files.copy("finland/g.txt", "sweden/g.txt")).error).toEqual(missing);
    expect((await files.copy("sweden/e.txt", "finland/e.txt")).error).toEqual(denied);
    expect(await textOf("sweden/f.txt")).toBe("sweden/f.txt");
  });
});

describe("removing", () => {
  test("takes what one may remove, tells what it took, and passes over the rest", async () => {
    for (const name of ["sweden/1.txt", "sweden/2.txt", "sweden/kept.txt", "finland/3.txt"]) await put(name);
    const { data } = await files.remove([
      "sweden/1.txt",
      "sweden/2.txt",
      "sweden/kept.txt",
      "sweden/nothing.txt",
      "finland/3.txt",
    ]);
    expect(data?.map(({ name }) => name).sort()).toEqual(["sweden/1.txt", "sweden/2.txt"]);
    expect(data?.[0]).toMatchObject({ bucket_id: bucket, id: expect.any(String) });
    expect((await files.download("sweden/1.txt")).error).toEqual(missing);
    expect(await textOf("sweden/kept.txt")).toBe("sweden/kept.txt");
    expect((await service.from(bucket).exists("finland/3.txt")).data).toBe(true);
  });

  test("a folder is not an object, and takes nothing with it", async () => {
    await put("sweden/folder/file.txt");
    expect((await files.remove(["sweden/folder", "sweden/folder/"])).data).toEqual([]);
    expect(await textOf("sweden/folder/file.txt")).toBe("sweden/folder/file.txt");
  });

  test("nothing at all is no request", async () => {
    expect((await files.remove([])).error).toMatchObject({ status: 400, statusCode: "400" });
  });

  test("a name is free again", async () => {
    await put("sweden/again.txt", "old");
    await files.remove(["sweden/again.txt"]);
    expect((await files.upload("sweden/again.txt", "new")).error).toBeNull();
    expect(await textOf("sweden/again.txt")).toBe("new");
  });

  test("past Storage, in the database, is refused: the file would stay behind", async () => {
    await put("sweden/held.txt");
    const removal = owner`delete from storage.objects where bucket_id = ${bucket} and name = 'sweden/held.txt'`;
    await expect(removal).rejects.toMatchObject({ code: "42501" });
  });
});
