import { expect, test } from "vitest";
import { clientOf } from "../support/people.ts";
import { openStorage } from "../support/storage.ts";

/** What is expected is what storage-api answers: `listObjects.ts` and the function `storage.search` of a project. */
const storage = await openStorage();
const { service } = storage;
const sweden = await storage.memberOf("sweden");
const bucket = await storage.createBucket();
for (const name of [
  "sweden/Beta.txt",
  "sweden/alpha.txt",
  "sweden/lines/first.txt",
  "sweden/lines/second.txt",
  "sweden/50_off.txt",
  "finland/plan.txt",
]) {
  await service.from(bucket).upload(name, name);
}
const files = sweden.client.storage.from(bucket);
const names = async (...options: Parameters<typeof files.list>) =>
  (await files.list(...options)).data?.map(({ name }) => name);

test("one level is given: folders without id, files with what is known of them", async () => {
  const { data } = await files.list("sweden");
  expect(data?.map(({ name }) => name)).toEqual(["50_off.txt", "alpha.txt", "Beta.txt", "lines"]);
  expect(data?.find(({ name }) => name === "lines")).toEqual({
    name: "lines",
    id: null,
    updated_at: null,
    created_at: null,
    last_accessed_at: null,
    metadata: null,
  });
  expect(data?.find(({ name }) => name === "alpha.txt")).toMatchObject({
    id: expect.any(String),
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    metadata: { size: 16, mimetype: "text/plain;charset=UTF-8" },
  });
  expect(await names("sweden/lines/")).toEqual(["first.txt", "second.txt"]);
  expect(await names("sweden/alpha.txt")).toEqual([]);
});

test("only what the reader may see is there", async () => {
  expect(await names()).toEqual(["sweden"]);
  expect(await names("finland")).toEqual([]);
  expect((await clientOf(storage).storage.from(bucket).list("sweden")).data).toEqual([]);
  const { data } = await service.from(bucket).list();
  expect(data?.map(({ name }) => name)).toEqual(["finland", "sweden"]);
});

test("pages follow each other", async () => {
  expect(await names("sweden", { limit: 2 })).toEqual(["50_off.txt", "alpha.txt"]);
  expect(await names("sweden", { limit: 2, offset: 2 })).toEqual(["Beta.txt", "lines"]);
  expect(await names("sweden", { limit: 2, offset: 4 })).toEqual([]);
});

test("a search is for the beginning of a name, in any case, and takes no sign for a wildcard", async () => {
  expect(await names("sweden", { search: "ALP" })).toEqual(["alpha.txt"]);
  expect(await names("sweden", { search: "b" })).toEqual(["Beta.txt"]);
  expect(await names("sweden", { search: "lin" })).toEqual(["lines"]);
  expect(await names("sweden", { search: "pha" })).toEqual([]);
  expect(await names("sweden", { search: "al_ha" })).toEqual([]);
});

test("the order is by name or by a time, up or down", async () => {
  expect(await names("sweden", { sortBy: { column: "name", order: "desc" } })).toEqual([
    "lines",
    "Beta.txt",
    "alpha.txt",
    "50_off.txt",
  ]);
  // Folders have no time, and come first.
  expect(await names("sweden", { sortBy: { column: "created_at", order: "asc" } })).toEqual([
    "lines",
    "Beta.txt",
    "alpha.txt",
    "50_off.txt",
  ]);
  expect(await names("sweden", { sortBy: { column: "created_at", order: "desc" } })).toEqual([
    "lines",
    "50_off.txt",
    "alpha.txt",
    "Beta.txt",
  ]);
  const { error } = await files.list("sweden", { sortBy: { column: "owner", order: "asc" } });
  expect(error).toMatchObject({ status: 400, statusCode: "400", code: "InvalidRequest" });
});

test("a bucket that is not there is empty", async () => {
  expect((await service.from("contract-nowhere").list()).data).toEqual([]);
});
