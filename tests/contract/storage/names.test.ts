import http from "node:http";
import https from "node:https";
import { describe, expect, test } from "vitest";
import { openStorage, refusal } from "../support/storage.ts";

/** What is expected is what storage-api answers: `isValidKey` in `storage/limits.ts`. */
const storage = await openStorage();
const { service, secretKey, url } = storage;
const bucket = await storage.createBucket();
const files = service.from(bucket);

describe("a name", () => {
  test.each([
    "plain.txt",
    "with spaces (2).txt",
    "a/b/c/d/e.txt",
    "it's & $5 @ ice=rink;a:b+c,d!*.txt",
    "no-extension",
    ".hidden",
    "a..b",
    "...",
    "x".repeat(400),
  ])("%j is kept, and read again by it", async (name) => {
    expect((await files.upload(name, name)).error).toBeNull();
    expect(await (await files.download(name)).data?.text()).toBe(name);
    const { data } = await files.createSignedUrl(name, 60);
    expect(await (await fetch(data?.signedUrl ?? "")).text()).toBe(name);
  });

  // Newer releases of storage-api take letters of every language; the hosted ones of 2026 do not.
  test.each([
    "två.txt",
    "計画.txt",
    "🏒.txt",
    "a\u0001b",
    "a\tb",
    "a%b",
    "a#b",
    "a[b]",
    "a{b}",
    "a^b",
    "a|b",
    "a~b",
    'a"b',
    "a\\b",
  ])("%j is refused", async (name) => {
    await files.upload("plain2.txt", "x", { upsert: true });
    const { error } = await files.copy("plain2.txt", name);
    expect(error).toEqual(refusal("400", "InvalidKey", expect.stringMatching(/^Invalid key: /)));
  });

  test.each(["../x", "a/../../x", "a/..", "./x", "a/./b", "..", "y".repeat(1_025)])(
    "%j, which climbs or is too long, is refused",
    async (name) => {
      await files.upload("plain3.txt", "x", { upsert: true });
      for (const { error } of [await files.copy("plain3.txt", name), await files.move("plain3.txt", name)]) {
        expect(error).toEqual(refusal("400", "InvalidKey"));
      }
    },
  );

  test.each(["två.txt", "a%41b%.txt", "..%2f..%2fetc%2fpasswd"])(
    "%j is refused in an address, too",
    async (name) => {
      expect((await files.upload(name, "x")).error).toMatchObject({ status: 400, statusCode: "400" });
      expect((await files.list()).data?.map((object) => object.name)).not.toContain(name);
    },
  );

  test("that is encoded in an address is kept as it is meant", async () => {
    expect((await files.upload("coded%20name%26%2B.txt", "x")).error).toBeNull();
    expect((await files.exists("coded name&+.txt")).data).toBe(true);
  });

  test("supabase-js folds slashes that follow each other", async () => {
    const { data } = await files.upload("//folded//twice.txt", "x");
    expect(data?.path).toBe("/folded/twice.txt");
    expect((await files.list("folded")).data?.map(({ name }) => name)).toEqual(["twice.txt"]);
  });
});

test.each([`object/${bucket}/../../../../etc/passwd`, `object/${bucket}/%2e%2e/%2E%2E/etc/passwd`])(
  "%s leads nowhere, though no client would send it so",
  async (path) => {
    // fetch would resolve the dots before it asks.
    const { hostname, port, protocol } = new URL(url);
    const { request } = protocol === "https:" ? https : http;
    const status = await new Promise<number>((resolve, reject) => {
      const headers = { apikey: secretKey, authorization: `Bearer ${secretKey}` };
      request({ hostname, port, path: `/storage/v1/${path}`, headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  },
);
