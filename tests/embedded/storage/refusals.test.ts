import { describe, expect, test } from "vitest";
import { jwtSecret, publishableKey, secretKey } from "../../../supabase/local/keys.ts";
import { signToken } from "../../support/sign-token.ts";
import { openProject } from "./project.ts";

const { url, storage, papers, filesOnDisk } = await openProject();

describe("tokens", () => {
  const list = (token: string) => storage(publishableKey, token).from("papers").list();

  test("cannot ask for a role that the API may not take", async () => {
    const { error } = await list(await signToken({ role: "supabase_admin" }, jwtSecret));
    expect(error).toMatchObject({
      statusCode: "403",
      message: 'permission denied to set role "supabase_admin"',
    });
  });

  test("that ended are refused", async () => {
    const { error } = await list(await signToken({ role: "authenticated" }, jwtSecret, { expiresIn: -60 }));
    expect(error).toMatchObject({ statusCode: "403", message: '"exp" claim timestamp check failed' });
  });

  test("without a role are a visitor's", async () => {
    const { data } = await list(await signToken({}, jwtSecret));
    expect(data).toEqual([]);
  });
});

test.each([
  ["POST", "upload/resumable"],
  ["GET", "render/image/public/papers/kept.txt?width=100"],
  ["POST", "object/list-v2/papers"],
  ["GET", "s3/papers"],
])("%s %s is not there, and says so", async (method, path) => {
  const response = await fetch(`${url()}/storage/v1/${path}`, {
    method,
    headers: { apikey: secretKey },
  });
  expect([response.status, await response.json()]).toEqual([
    404,
    {
      statusCode: "404",
      error: "Not Found",
      code: "NotFound",
      message: `Route ${method}:/${path.split("?")[0]} not found`,
    },
  ]);
});

describe("values that Postgres cannot hold are refused in words", () => {
  const invalid = expect.objectContaining({ status: 400, statusCode: "400", code: "InvalidParameter" });

  test("the byte 0 in a name", async () => {
    expect((await papers().list("a\u0000b")).error).toEqual(invalid);
    expect((await papers().remove(["a\u0000b"])).error).toEqual(invalid);
    expect((await papers().createSignedUrls(["a\u0000b"], 60)).error).toEqual(invalid);
    expect((await storage().getBucket("a%00b")).error).toEqual(invalid);
  });

  test("a limit past all numbers", async () => {
    expect((await papers().list("", { limit: 3_000_000_000 })).error).toEqual(invalid);
  });

  test("the byte 0 in what is said of a file", async () => {
    const metadata = { of: "a\u0000b" };
    expect((await papers().upload("said.txt", "x", { metadata })).error).toEqual(invalid);
    expect((await papers().exists("said.txt")).data).toBe(false);
  });
});

test.each([
  [
    "ends in the middle of its file",
    '--line\r\ncontent-disposition: form-data; name=""; filename="x"\r\n\r\nhalf',
  ],
  [
    "ends in the middle of a field",
    '--line\r\ncontent-disposition: form-data; name="cacheControl"\r\n\r\n36',
  ],
  ["is none", "words"],
])("a form that %s is refused, and leaves nothing", async (_, body) => {
  const atFirst = await filesOnDisk();
  const response = await fetch(`${url()}/storage/v1/object/papers/cut.txt`, {
    method: "POST",
    headers: { apikey: secretKey, "content-type": "multipart/form-data; boundary=line" },
    body,
  });
  expect([response.status, await response.json()]).toEqual([
    400,
    { statusCode: "400", error: "InvalidRequest", code: "InvalidRequest", message: "Unexpected end of form" },
  ]);
  expect(await filesOnDisk()).toEqual(atFirst);
});

test("what no header can tell again is refused, or the object could not be read", async () => {
  const form = new FormData();
  form.append("cacheControl", "60\r\nx-mine: yes");
  form.append("file", new Blob(["x"]));
  const { error } = await papers().upload("split.txt", form);
  expect(error).toMatchObject({
    status: 400,
    code: "InvalidRequest",
    message: expect.stringContaining("x-mine"),
  });
});
