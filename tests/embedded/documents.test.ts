import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { jwtSecret, publishableKey, secretKey } from "../../supabase/local/keys.ts";
import { files } from "../support/files.ts";
import { signToken } from "../support/sign-token.ts";
import { openProject } from "./storage/project.ts";

vi.mock("server-only", () => ({}));

// The migrations' policies, as Storage itself applies them; and the sweep, on a real Storage.
const project = await openProject();
const { owner } = project;
const SWEDEN = "10000000-0000-4000-8000-000000000001";
const FINLAND = "10000000-0000-4000-8000-000000000002";
const ANNA = "20000000-0000-4000-8000-000000000003";
const token = await signToken({ sub: ANNA, role: "authenticated" }, jwtSecret);
const anna = () => project.storage(publishableKey, token).from("documents");
const service = () => project.storage().from("documents");
const pdf = files.pdf ?? Buffer.alloc(0);
const contentType = "application/pdf";

async function upload(path: string): Promise<void> {
  const { data, error } = await anna().createSignedUploadUrl(path);
  expect(error).toBeNull();
  const sent = await service().uploadToSignedUrl(path, data?.token ?? "", pdf, { contentType });
  expect(sent.error).toBeNull();
}
const confirm = (id: string) =>
  owner`select public.confirm_document(${id}, ${SWEDEN}, ${ANNA}, 'Roster.pdf', 'application/pdf')`;
const there = async () =>
  (await owner<{ name: string }[]>`select name from storage.objects where bucket_id = 'documents'`).map(
    ({ name }) => name,
  );
const unfinished = async () =>
  (
    await owner<{ name: string }[]>`
      select name from storage.objects
      where bucket_id = 'documents' and name not in (select storage_path from public.documents)`
  ).map(({ name }) => name);

describe("a member past the site", () => {
  test("uploads for their team, once, and never by replacing", async () => {
    const path = `${SWEDEN}/${randomUUID()}`;
    expect((await anna().createSignedUploadUrl(path, { upsert: true })).error).not.toBeNull();
    await upload(path);
    expect((await anna().upload(path, pdf, { contentType, upsert: true })).error).not.toBeNull();
    expect((await anna().createSignedUploadUrl(path)).error).toMatchObject({ statusCode: "409" });
    expect((await anna().createSignedUploadUrl(`${FINLAND}/${randomUUID()}`)).error).toMatchObject({
      statusCode: "403",
    });
  });

  test("sends no page and nothing larger than 50 MB, whatever it says of it", async () => {
    const path = `${SWEDEN}/${randomUUID()}`;
    for (const type of ["text/html", "image/svg+xml", "application/x-msdownload", "application/octet-stream"])
      expect((await anna().upload(path, pdf, { contentType: type })).error, type).toMatchObject({
        statusCode: "415",
      });
    const large = Buffer.alloc(50 * 1024 * 1024 + 1);
    expect((await anna().upload(path, large, { contentType })).error).toMatchObject({ statusCode: "413" });
    expect(await there()).not.toContain(path);
  });

  test("reads, lists, signs, removes and moves no file, not even of a document: the site signs for them", async () => {
    const id = randomUUID();
    const path = `${SWEDEN}/${id}`;
    await upload(path);
    for (const _ of ["an upload", "a document"]) {
      expect((await anna().download(path)).error).not.toBeNull();
      expect((await anna().createSignedUrl(path, 10 * 365 * 24 * 3600)).data).toBeNull();
      expect((await anna().createSignedUrls([path], 60)).data).toMatchObject([{ signedUrl: null }]);
      expect((await anna().list(SWEDEN)).data).toEqual([]);
      await confirm(id);
    }
    const { data } = await service().createSignedUrl(path, 60);
    expect(await (await fetch(data?.signedUrl ?? "")).text()).toContain("%PDF");
    expect((await anna().remove([path])).data).toEqual([]);
    expect((await anna().move(path, `${SWEDEN}/${randomUUID()}`)).error).not.toBeNull();
    expect(await there()).toContain(path);
  });
});

test("whoever has left thirty uploads unfinished is given no address for another", async () => {
  await service().remove(await unfinished());
  const paths = Array.from({ length: 30 }, () => `${SWEDEN}/${randomUUID()}`);
  for (const path of paths) await upload(path);
  expect((await anna().createSignedUploadUrl(`${SWEDEN}/${randomUUID()}`)).error).toMatchObject({
    statusCode: "403",
  });
  expect((await anna().createSignedUploadUrl(paths[0] ?? "")).error).toMatchObject({ statusCode: "409" });
  await service().remove(paths);
  expect((await anna().createSignedUploadUrl(`${SWEDEN}/${randomUUID()}`)).error).toBeNull();
});

describe("the sweep", () => {
  beforeEach(() => {
    vi.stubEnv("NEXT_PUBLIC_SUPABASE_URL", project.url());
    vi.stubEnv("NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY", publishableKey);
    vi.stubEnv("SUPABASE_SECRET_KEY", secretKey);
  });
  const sweep = async (limitMs = 60_000) => {
    const { sweepFiles } = await import("@/lib/documents/sweep");
    return sweepFiles(performance.now() + limitMs);
  };

  test("leaves neither a file without a row nor a row without a file, wherever an upload broke off", async () => {
    const [unconfirmed, young, kept, deleted, refused] = Array.from({ length: 5 }, () => randomUUID()) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const ids = [unconfirmed, young, kept, deleted, refused];
    for (const id of ids) await upload(`${SWEDEN}/${id}`);
    await confirm(kept);
    await confirm(deleted);
    await owner`select public.condemn_upload(${refused}, ${SWEDEN})`;
    await owner`update public.documents set deleted_at = now(), deleted_by = ${ANNA} where id = ${deleted}`;
    await owner`update storage.objects set created_at = now() - interval '2 days' where name in ${owner(
      [unconfirmed, kept].map((id) => `${SWEDEN}/${id}`),
    )}`;
    expect(await sweep()).toMatchObject({ isLevel: true });
    const left = await there();
    expect(ids.filter((id) => left.includes(`${SWEDEN}/${id}`))).toEqual([young, kept]);
    expect(await sweep()).toEqual({ removed: 0, isLevel: true });
    const rows = await owner<{ path: string }[]>`
      select storage_path as path from public.documents where deleted_at is null`;
    for (const { path } of rows) expect(left).toContain(path);
  });

  test("takes more than one batch, stops in time, and goes on where it stopped", {
    timeout: 120_000,
  }, async () => {
    await sweep();
    for (let made = 0; made < 130; made += 1)
      await service().upload(`${SWEDEN}/${randomUUID()}`, pdf, { contentType });
    await owner`update storage.objects set created_at = now() - interval '2 days'
      where bucket_id = 'documents' and name not in (select storage_path from public.documents)`;
    expect(await sweep(0)).toEqual({ removed: 0, isLevel: false });
    const { removed, isLevel } = await sweep();
    expect([removed >= 130, isLevel]).toEqual([true, true]);
    expect(await project.filesOnDisk()).toHaveLength((await there()).length);
  });

  test("fails with a sentence when it may not ask, and removes nothing", async () => {
    const id = randomUUID();
    await upload(`${SWEDEN}/${id}`);
    await owner`select public.condemn_upload(${id}, ${SWEDEN})`;
    vi.stubEnv("SUPABASE_SECRET_KEY", publishableKey);
    await expect(sweep()).rejects.toThrow(/files_to_clear/);
    expect(await there()).toContain(`${SWEDEN}/${id}`);
  });
});
