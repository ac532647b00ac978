import { describe, expect, test } from "vitest";
import { clientOf } from "../support/people.ts";
import { openStorage, refusal } from "../support/storage.ts";

/** What is expected is what storage-api answers: `signUploadObjectUrl` and `uploadSignedObject.ts` in its source. */
const storage = await openStorage();
const { service, owner, url } = storage;
const sweden = await storage.memberOf("sweden");
const bucket = await storage.createBucket({
  public: false,
  fileSizeLimit: 1_000,
  allowedMimeTypes: ["text/*"],
});
const files = sweden.client.storage.from(bucket);
/** Somebody without any right but the address that they were given. */
const courier = clientOf(storage).storage.from(bucket);

const signUpload = async (path: string, options?: { upsert: boolean }) => {
  const { data, error } = await files.createSignedUploadUrl(path, options);
  if (error) throw error;
  return data;
};
const textOf = async (path: string) => (await files.download(path)).data?.text();

describe("an address for an upload", () => {
  test("takes one from whoever has it, in the name of who asked for it", async () => {
    const { token, path, signedUrl } = await signUpload("sweden/roster.txt");
    expect(signedUrl).toBe(`${url}/storage/v1/object/upload/sign/${bucket}/sweden/roster.txt?token=${token}`);
    const { data, error } = await courier.uploadToSignedUrl(
      path,
      token,
      new Blob(["25"], { type: "text/plain" }),
    );
    expect(error).toBeNull();
    expect(data).toEqual({ path: "sweden/roster.txt", fullPath: `${bucket}/sweden/roster.txt` });
    expect(await textOf("sweden/roster.txt")).toBe("25");
    const [row] = await owner`
      select owner_id from storage.objects where bucket_id = ${bucket} and name = 'sweden/roster.txt'`;
    expect(row?.owner_id).toBe(sweden.id);
  });

  test("takes no second one, whatever the second says of upsert", async () => {
    const { token, path } = await signUpload("sweden/once.txt");
    await courier.uploadToSignedUrl(path, token, "first");
    const second = await courier.uploadToSignedUrl(path, token, "second", { upsert: true });
    expect(second.error).toEqual(refusal("409", "KeyAlreadyExists", "The resource already exists"));
    expect(await textOf("sweden/once.txt")).toBe("first");
  });

  test("takes more where it was asked for with upsert", async () => {
    const { token, path } = await signUpload("sweden/often.txt", { upsert: true });
    await courier.uploadToSignedUrl(path, token, "first");
    expect((await courier.uploadToSignedUrl(path, token, "second")).error).toBeNull();
    expect(await textOf("sweden/often.txt")).toBe("second");
  });

  test("is for that one name, and holds only with its signature", async () => {
    const { token } = await signUpload("sweden/mine.txt");
    expect((await courier.uploadToSignedUrl("sweden/other.txt", token, "x")).error).toEqual(
      refusal("400", "InvalidSignature", "Invalid signature"),
    );
    expect((await courier.uploadToSignedUrl("sweden/mine.txt", `${token}x`, "x")).error).toEqual(
      refusal("400", "InvalidJWT"),
    );
    const put = await fetch(`${url}/storage/v1/object/upload/sign/${bucket}/sweden/mine.txt`, {
      method: "PUT",
    });
    expect([put.status, await put.json()]).toMatchObject([400, { statusCode: "400" }]);
    const read = await fetch(`${url}/storage/v1/object/sign/${bucket}/sweden/mine.txt?token=${token}`);
    expect([read.status, await read.json()]).toMatchObject([400, { code: "InvalidSignature" }]);
  });

  test("keeps to the bucket's limits", async () => {
    const { token, path } = await signUpload("sweden/limited.txt");
    const large = await courier.uploadToSignedUrl(path, token, Buffer.alloc(1_001));
    expect(large.error).toEqual(refusal("413", "EntityTooLarge"));
    const picture = await courier.uploadToSignedUrl(path, token, "x", { contentType: "image/png" });
    expect(picture.error).toEqual(refusal("415", "InvalidMimeType"));
    expect((await courier.uploadToSignedUrl(path, token, "x")).error).toBeNull();
  });
});

describe("asking for one", () => {
  test("is for those who may upload there", async () => {
    const denied = refusal("403", "AccessDenied", "new row violates row-level security policy");
    expect((await files.createSignedUploadUrl("finland/x.txt")).error).toEqual(denied);
    expect((await courier.createSignedUploadUrl("sweden/x.txt")).error).toEqual(denied);
  });

  test("for a name that is taken needs upsert", async () => {
    await service.from(bucket).upload("sweden/taken.txt", "x");
    expect((await files.createSignedUploadUrl("sweden/taken.txt")).error).toEqual(
      refusal("409", "KeyAlreadyExists"),
    );
    expect((await files.createSignedUploadUrl("sweden/taken.txt", { upsert: true })).error).toBeNull();
  });

  test("for a bucket that is not there is refused", async () => {
    const { error } = await service.from("contract-nowhere").createSignedUploadUrl("x.txt");
    expect(error).toMatchObject({ status: 400, statusCode: "404" });
  });
});
