import { describe, expect, test } from "vitest";
import { accessToken, clientOf } from "../support/people.ts";
import { openStorage, refusal } from "../support/storage.ts";
import { asPerson } from "../support/supabase.ts";

/** A person reads and writes under `<their team>/` and nowhere else: by policies, whatever door they take. */
const storage = await openStorage();
const { service, url, publishableKey, owner } = storage;
const [sweden, finland] = [await storage.memberOf("sweden"), await storage.memberOf("finland")];
const bucket = await storage.createBucket();
await service.from(bucket).upload("sweden/plan.txt", "Sweden's");
await service.from(bucket).upload("finland/plan.txt", "Finland's");
await service.from(bucket).upload("plan.txt", "the organisers'");

describe("Sweden", () => {
  const files = sweden.client.storage.from(bucket);

  test("has the whole of its folder", async () => {
    expect((await files.upload("sweden/a/b.txt", "1")).error).toBeNull();
    expect((await files.update("sweden/a/b.txt", "2")).error).toBeNull();
    expect((await files.copy("sweden/a/b.txt", "sweden/c.txt")).error).toBeNull();
    expect((await files.move("sweden/c.txt", "sweden/d.txt")).error).toBeNull();
    expect((await files.list("sweden")).data?.map(({ name }) => name)).toEqual(["a", "d.txt", "plan.txt"]);
    expect((await files.remove(["sweden/a/b.txt", "sweden/d.txt"])).data).toHaveLength(2);
  });

  test.each(["finland/plan.txt", "plan.txt", "Sweden/plan.txt", "sweden", "swedenx/plan.txt"])(
    "neither reads nor writes %s",
    async (path) => {
      expect((await files.download(path)).error).toEqual(refusal("404", "NoSuchKey"));
      expect((await files.info(path)).error).toEqual(refusal("404", "NoSuchKey"));
      expect((await files.createSignedUrl(path, 60)).error).toEqual(refusal("404", "NoSuchKey"));
      for (const upsert of [false, true]) {
        expect((await files.upload(path, "x", { upsert })).error).toEqual(refusal("403", "AccessDenied"));
      }
      expect((await files.createSignedUploadUrl(path, { upsert: true })).error).toEqual(
        refusal("403", "AccessDenied"),
      );
      expect((await files.remove([path])).data).toEqual([]);
    },
  );

  test("harms nothing of Finland's by trying", async () => {
    const { data } = await finland.client.storage.from(bucket).download("finland/plan.txt");
    expect(await data?.text()).toBe("Finland's");
  });

  test("has no more in the database than through Storage", async () => {
    const rows = await asPerson(
      storage,
      sweden.id,
      (sql) => sql`select name from storage.objects where bucket_id = ${bucket}`,
    );
    expect(rows.map(({ name }) => name)).toEqual(["sweden/plan.txt"]);
  });
});

test("a visitor has nothing, with the publishable key or without", async () => {
  const files = clientOf(storage).storage.from(bucket);
  expect((await files.list()).data).toEqual([]);
  expect((await files.download("sweden/plan.txt")).error).toEqual(refusal("404", "NoSuchKey"));
  expect((await files.remove(["sweden/plan.txt"])).data).toEqual([]);
  expect((await service.from(bucket).exists("sweden/plan.txt")).data).toBe(true);
});

test("who loses a right has lost it at the next request", async () => {
  const norway = await storage.memberOf("norway");
  const files = norway.client.storage.from(bucket);
  expect((await files.upload("norway/x.txt", "x")).error).toBeNull();
  await norway.leave();
  expect((await files.download("norway/x.txt")).error).toEqual(refusal("404", "NoSuchKey"));
  expect((await files.upload("norway/y.txt", "y")).error).toEqual(refusal("403", "AccessDenied"));
});

test("a policy can tell what is being done: a download is allowed, and no list", async () => {
  const open = await storage.createBucket();
  await service.from(open).upload("note.txt", "note");
  const policy = `contract downloads of ${open}`;
  await owner.unsafe(`
    create policy "${policy}" on storage.objects for select to authenticated using (bucket_id = '${open}'
      and storage.allow_any_operation(array['object.get_authenticated', 'storage.object.get_authenticated_info']))`);
  try {
    const files = sweden.client.storage.from(open);
    expect(await (await files.download("note.txt")).data?.text()).toBe("note");
    expect((await files.info("note.txt")).error).toBeNull();
    expect((await files.list()).data).toEqual([]);
    expect((await files.createSignedUrl("note.txt", 60)).error).toEqual(refusal("404", "NoSuchKey"));
  } finally {
    await owner.unsafe(`drop policy "${policy}" on storage.objects`);
  }
});

test("a policy can tell what is coming: its type, its size and what is said of it", async () => {
  const inbox = await storage.createBucket();
  const policy = `contract uploads to ${inbox}`;
  await owner.unsafe(`
    create policy "${policy}" on storage.objects for insert to authenticated with check (bucket_id = '${inbox}'
      and metadata ->> 'mimetype' = 'image/png' and (metadata ->> 'contentLength')::int < 10000
      and user_metadata ->> 'of' = 'the rink')`);
  try {
    const files = sweden.client.storage.from(inbox);
    const denied = refusal("403", "AccessDenied");
    const send = async (content: (type: string) => Blob | Buffer, contentType: string, of: string) =>
      (await files.upload(crypto.randomUUID(), content(contentType), { contentType, metadata: { of } }))
        .error;
    const [body, form] = [() => Buffer.from("png"), (type: string) => new Blob(["png"], { type })];
    for (const content of [body, form]) {
      expect(await send(content, "image/png", "the rink")).toBeNull();
      expect(await send(content, "image/gif", "the rink")).toEqual(denied);
      expect(await send(content, "image/png", "me")).toEqual(denied);
    }
    expect(await send(() => Buffer.alloc(10_000), "image/png", "the rink")).toEqual(denied);
  } finally {
    await owner.unsafe(`drop policy "${policy}" on storage.objects`);
  }
});

describe("a token", () => {
  const ask = async (headers: Record<string, string>, path = `object/list/${bucket}`, method = "POST") => {
    const response = await fetch(`${url}/storage/v1/${path}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      ...(method === "POST" ? { body: '{"prefix":""}' } : {}),
    });
    return [response.status, await response.json()];
  };

  test("that is none, or was changed, is refused", async () => {
    const rubbish = await ask({ apikey: publishableKey, authorization: "Bearer rubbish" });
    expect(rubbish).toMatchObject([400, { statusCode: "403", error: "Unauthorized", code: "AccessDenied" }]);
    const [head, claims] = (await accessToken(sweden.client)).split(".");
    const forged = await ask({ apikey: publishableKey, authorization: `Bearer ${head}.${claims}.AAAA` });
    expect(forged).toMatchObject([400, { statusCode: "403", message: "signature verification failed" }]);
  });

  test("that is missing is refused, unless the object is public", async () => {
    expect(await ask({})).toMatchObject([400, { statusCode: "400" }]);
    const open = await storage.createBucket({ public: true });
    await service.from(open).upload("note.txt", "note");
    const response = await fetch(`${url}/storage/v1/object/${open}/note.txt`, {
      headers: { authorization: "Bearer of a session that ended long ago" },
    });
    expect([response.status, await response.text()]).toEqual([200, "note"]);
  });
});
