import { describe, expect, test } from "vitest";
import { clientOf } from "../support/people.ts";
import { openStorage, refusal } from "../support/storage.ts";

/** What is expected is what storage-api answers: `storage/renderer`, `getObject.ts` and `getPublicObject.ts`. */
const storage = await openStorage();
const { service, url } = storage;
const visitor = clientOf(storage);
const open = await storage.createBucket({ public: true });
const closed = await storage.createBucket();
await service.from(open).upload("ice/digits.txt", "0123456789", { cacheControl: "120" });
await service.from(closed).upload("ice/digits.txt", "0123456789");

const address = (download?: string | true) =>
  visitor.storage.from(open).getPublicUrl("ice/digits.txt", { download }).data.publicUrl;
const get = (headers: Record<string, string> = {}, download?: string | true) =>
  fetch(address(download), { headers });

describe("from a public bucket", () => {
  test("anybody reads, with no key at all", async () => {
    const response = await get();
    expect([response.status, await response.text()]).toEqual([200, "0123456789"]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/plain;charset=UTF-8",
      "content-length": "10",
      "cache-control": expect.stringContaining("max-age=120"),
      "accept-ranges": "bytes",
      etag: expect.stringMatching(/^".+"$/),
      "last-modified": expect.stringMatching(/GMT$/),
      "x-robots-tag": "none",
      "access-control-allow-origin": "*",
    });
    expect(response.headers.has("content-disposition")).toBe(false);
  });

  test("HEAD tells the same and sends nothing", async () => {
    const response = await fetch(address(), { method: "HEAD" });
    expect([response.status, response.headers.get("content-length")]).toEqual([200, "10"]);
    expect(await response.text()).toBe("");
  });

  test("what is not there, and what lies in a private bucket, is not found", async () => {
    const missing = await fetch(`${url}/storage/v1/object/public/${open}/nothing`);
    expect([missing.status, await missing.json()]).toEqual([
      400,
      { statusCode: "404", error: "not_found", code: "NoSuchKey", message: "Object not found" },
    ]);
    const hidden = await fetch(`${url}/storage/v1/object/public/${closed}/ice/digits.txt`);
    expect([hidden.status, await hidden.json()]).toEqual([
      400,
      { statusCode: "404", error: "Bucket not found", code: "NoSuchBucket", message: "Bucket not found" },
    ]);
  });

  test("a page is sent as text, so that it runs nothing", async () => {
    const contentType = "text/html";
    await service.from(open).upload("page.html", Buffer.from("<script>"), { contentType });
    const response = await fetch(visitor.storage.from(open).getPublicUrl("page.html").data.publicUrl);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
  });
});

describe("a part", () => {
  test.each([
    ["bytes=2-5", "2345", "bytes 2-5/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=8-100", "89", "bytes 8-9/10"],
    ["bytes=0-0", "0", "bytes 0-0/10"],
  ])("%s is %s", async (range, part, contentRange) => {
    const response = await get({ range });
    expect([response.status, await response.text()]).toEqual([206, part]);
    expect(response.headers.get("content-range")).toBe(contentRange);
    expect(response.headers.get("content-length")).toBe(String(part.length));
  });

  test("past the end is refused", async () => {
    const response = await get({ range: "bytes=10-" });
    expect([response.status, await response.json()]).toMatchObject([416, { code: "InvalidRange" }]);
  });
});

describe("what the reader has already", () => {
  test("is not sent again", async () => {
    const etag = (await get()).headers.get("etag") ?? "";
    const modified = (await get()).headers.get("last-modified") ?? "";
    expect((await get({ "if-none-match": etag })).status).toBe(304);
    expect((await get({ "if-modified-since": modified })).status).toBe(304);
    expect((await get({ "if-none-match": '"another"' })).status).toBe(200);
  });

  test("is sent when it was replaced", async () => {
    const files = service.from(open);
    await files.upload("news.txt", "old");
    const { publicUrl } = files.getPublicUrl("news.txt").data;
    const etag = (await fetch(publicUrl)).headers.get("etag") ?? "";
    await files.upload("news.txt", "new", { upsert: true });
    const response = await fetch(`${publicUrl}?v=2`, { headers: { "if-none-match": etag } });
    expect([response.status, await response.text()]).toEqual([200, "new"]);
  });

  test("or has in another version, is refused where only that one is wanted", async () => {
    const response = await get({ "if-match": '"another"', range: "bytes=0-3" });
    expect([response.status, await response.json()]).toMatchObject([412, { code: "PreconditionFailed" }]);
  });
});

describe("as a download", () => {
  test.each([
    ["", "attachment;"],
    ["report.pdf", "attachment; filename=report.pdf; filename*=UTF-8''report.pdf"],
    ["my file.pdf", "attachment; filename=\"my file.pdf\"; filename*=UTF-8''my%20file.pdf"],
    ["Åsa's.pdf", "attachment; filename=_sa's.pdf; filename*=UTF-8''%C3%85sa%27s.pdf"],
    ['a"b.txt', "attachment; filename=a_b.txt; filename*=UTF-8''a%22b.txt"],
    ["a\r\nx: y", "attachment; filename=\"a__x: y\"; filename*=UTF-8''a%0D%0Ax%3A%20y"],
  ])("called %j", async (name, header) => {
    const response = await get({}, name || true);
    expect(response.headers.get("content-disposition")).toBe(header);
  });
});

describe("from a private bucket", () => {
  test("the secret key reads", async () => {
    const { data } = await service.from(closed).download("ice/digits.txt");
    expect([await data?.text(), data?.type]).toEqual(["0123456789", "text/plain;charset=utf-8"]);
  });

  test("a visitor and a person whom no policy lets read do not learn that it is there", async () => {
    const sweden = await storage.memberOf("sweden");
    for (const { storage } of [visitor, sweden.client]) {
      const { error } = await storage.from(closed).download("ice/digits.txt");
      expect(error).toEqual(refusal("404", "NoSuchKey", "Object not found"));
    }
    const keyless = await fetch(`${url}/storage/v1/object/${closed}/ice/digits.txt`);
    expect([keyless.status, await keyless.json()]).toMatchObject([400, { code: "NoSuchBucket" }]);
  });

  test("somebody who may read does, and hears of what is not there", async () => {
    const ice = await storage.memberOf("ice");
    const files = ice.client.storage.from(closed);
    expect(await (await files.download("ice/digits.txt")).data?.text()).toBe("0123456789");
    expect((await files.exists("ice/digits.txt")).data).toBe(true);
    expect((await files.exists("ice/nothing.txt")).data).toBe(false);
    expect((await files.info("ice/nothing.txt")).error).toEqual(
      refusal("404", "NoSuchKey", "Object not found"),
    );
  });

  test("a stream comes as a stream", async () => {
    const { data } = await service.from(closed).download("ice/digits.txt").asStream();
    expect(await new Response(data).text()).toBe("0123456789");
  });
});
