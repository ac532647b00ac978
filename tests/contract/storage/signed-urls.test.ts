import { describe, expect, test } from "vitest";
import { openStorage, refusal } from "../support/storage.ts";

/** What is expected is what storage-api answers: `signObjectUrl(s)` and `verifyObjectSignature` in its source. */
const storage = await openStorage();
const { service, url } = storage;
const sweden = await storage.memberOf("sweden");
const bucket = await storage.createBucket();
const files = sweden.client.storage.from(bucket);
await service.from(bucket).upload("sweden/plan & a.txt", "power play", { cacheControl: "60" });
await service.from(bucket).upload("finland/plan.txt", "secret");

const sign = async (seconds = 60, options?: { download?: string | boolean }) =>
  (await files.createSignedUrl("sweden/plan & a.txt", seconds, options)).data?.signedUrl ?? "";
const answer = async (address: string) => {
  const response = await fetch(address);
  return [response.status, await response.json()];
};

describe("an address that somebody had signed", () => {
  test("is read by anybody who has it, with no key", async () => {
    const response = await fetch(await sign());
    expect([response.status, await response.text()]).toEqual([200, "power play"]);
    const expires = Date.parse(response.headers.get("expires") ?? "");
    expect(expires).toBeGreaterThan(Date.now());
    expect(expires).toBeLessThanOrEqual(Date.now() + 61_000);
  });

  test("says what the download is called", async () => {
    const response = await fetch(await sign(60, { download: "Plan A.txt" }));
    expect(response.headers.get("content-disposition")).toBe(
      "attachment; filename=\"Plan A.txt\"; filename*=UTF-8''Plan%20A.txt",
    );
    const unnamed = await fetch(await sign(60, { download: true }));
    expect(unnamed.headers.get("content-disposition")).toBe("attachment;");
  });

  test("gives a part of it", async () => {
    const response = await fetch(await sign(), { headers: { range: "bytes=0-4" } });
    expect([response.status, await response.text()]).toEqual([206, "power"]);
  });

  test("ends", async () => {
    const address = await sign(1);
    const ended = [
      400,
      {
        statusCode: "400",
        error: "InvalidJWT",
        code: "InvalidJWT",
        message: '"exp" claim timestamp check failed',
      },
    ];
    const answered = async () => {
      const response = await fetch(address);
      return [response.status, response.ok || (await response.json())];
    };
    await expect.poll(answered, { timeout: 20_000 }).toEqual(ended);
  });

  test("cannot be changed, nor used for another object", async () => {
    const address = await sign();
    const token = new URL(address).searchParams.get("token") ?? "";
    const [head, claims, signature = ""] = token.split(".");
    const flipped = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    expect(await answer(address.replace(signature, flipped))).toMatchObject([
      400,
      { code: "InvalidJWT", message: "signature verification failed" },
    ]);
    const unsigned = Buffer.from('{"alg":"none"}').toString("base64url");
    expect(await answer(address.replace(token, `${unsigned}.${claims}.`))).toMatchObject([
      400,
      { code: "InvalidJWT" },
    ]);
    expect(head).toBeTruthy();
    expect(
      await answer(`${url}/storage/v1/object/sign/${bucket}/finland/plan.txt?token=${token}`),
    ).toMatchObject([400, { statusCode: "400", code: "InvalidSignature", message: "Invalid signature" }]);
    expect(await answer(`${url}/storage/v1/object/sign/${bucket}/finland/plan.txt`)).toMatchObject([
      400,
      { statusCode: "400" },
    ]);
  });

  test("opens nothing else: neither as an access token nor for an upload", async () => {
    const token = new URL(await sign()).searchParams.get("token") ?? "";
    const put = await fetch(
      `${url}/storage/v1/object/upload/sign/${bucket}/${encodeURI("sweden/plan & a.txt")}?token=${token}`,
      { method: "PUT", body: "mine" },
    );
    expect([put.status, await put.json()]).toMatchObject([400, { code: "InvalidSignature" }]);
    const rest = await fetch(`${url}/rest/v1/teams`, {
      headers: { apikey: storage.publishableKey, authorization: `Bearer ${token}` },
    });
    expect(rest.status).toBe(401);
  });

  test("of something that was removed since leads nowhere", async () => {
    await service.from(bucket).upload("sweden/gone.txt", "x");
    const { data } = await files.createSignedUrl("sweden/gone.txt", 60);
    await files.remove(["sweden/gone.txt"]);
    expect(await answer(data?.signedUrl ?? "")).toMatchObject([
      400,
      { statusCode: "404", code: "NoSuchKey" },
    ]);
  });
});

describe("asking for one", () => {
  test("is for those who may read the object", async () => {
    const missing = refusal("404", "NoSuchKey", "Object not found");
    expect((await files.createSignedUrl("finland/plan.txt", 60)).error).toEqual(missing);
    expect((await files.createSignedUrl("sweden/nothing.txt", 60)).error).toEqual(missing);
  });

  test.each([0, -1, 1.5])("for %d seconds is refused", async (seconds) => {
    const { error } = await files.createSignedUrl("sweden/plan & a.txt", seconds);
    expect(error).toMatchObject({ status: 400, statusCode: "400", code: "InvalidRequest" });
  });

  test("for many gives each its own, and says of which there is none", async () => {
    const paths = ["sweden/plan & a.txt", "sweden/nothing.txt", "finland/plan.txt"];
    const { data } = await files.createSignedUrls(paths, 60, { download: true });
    const none = "Either the object does not exist or you do not have access to it";
    expect(data).toEqual([
      { path: paths[0], error: null, signedURL: expect.any(String), signedUrl: expect.stringContaining(url) },
      { path: paths[1], error: none, signedURL: null, signedUrl: null },
      { path: paths[2], error: none, signedURL: null, signedUrl: null },
    ]);
    const response = await fetch(data?.[0]?.signedUrl ?? "");
    expect([await response.text(), response.headers.get("content-disposition")]).toEqual([
      "power play",
      "attachment;",
    ]);
  });
});
