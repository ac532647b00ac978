import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test, vi } from "vitest";
import { openProject } from "./project.ts";

const { dir, papers, filesOnDisk, openUpload } = await openProject();

const megabyte = 1024 * 1024;
const limit = 50 * megabyte;

const patience = { timeout: 60_000 };
vi.setConfig({ testTimeout: 120_000 });

/** Whatever is sent for as long as a test lasts comes out of this one buffer. */
const half = Buffer.alloc(8 * megabyte, "x");

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function bytesInMemory(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

/** Of the upload that is under way. */
async function bytesOnDisk(): Promise<number> {
  const part = (await filesOnDisk()).find((name) => name.endsWith(".part"));
  return part ? (await stat(join(dir, part))).size : 0;
}

const ways = {
  "as a body": { headers: {}, before: "", after: "" },
  "in a form": {
    headers: { "content-type": "multipart/form-data; boundary=line" },
    before: '--line\r\ncontent-disposition: form-data; name="file"; filename="x"\r\n\r\n',
    after: "\r\n--line--\r\n",
  },
};

describe.each(Object.entries(ways))("what arrives %s", (way, { headers, before, after }) => {
  test("goes to the disk while the rest is on its way, and stays in no memory", async () => {
    const atFirst = bytesInMemory();
    const { upload, status } = openUpload(way, headers);
    upload.write(before);
    upload.write(half);
    await expect.poll(bytesOnDisk, patience).toBeGreaterThan(7 * megabyte);
    await expect.poll(() => bytesInMemory() - atFirst, patience).toBeLessThan(2 * megabyte);
    upload.write(half);
    upload.end(after);
    expect(await status).toBe(200);
    expect((await papers().info(way)).data?.size).toBe(16 * megabyte);
    expect(await bytesOnDisk()).toBe(0);
    await papers().remove([way]);
  });

  test("and is broken off leaves neither an object nor a file, and what was there stays", async () => {
    await papers().upload("there.txt", "there");
    const atFirst = await filesOnDisk();
    for (const name of ["new.txt", "there.txt"]) {
      const { upload } = openUpload(name, { ...headers, "x-upsert": "true" });
      upload.write(before);
      upload.write(half);
      await expect.poll(bytesOnDisk, patience).toBeGreaterThan(0);
      upload.destroy();
      await expect.poll(filesOnDisk, patience).toEqual(atFirst);
    }
    expect((await papers().exists("new.txt")).data).toBe(false);
    expect(await (await papers().download("there.txt")).data?.text()).toBe("there");
    await papers().remove(["there.txt"]);
  });

  test("and is larger than any bucket may allow is refused, though its sender did not say so", async () => {
    const atFirst = await filesOnDisk();
    const { upload, status } = openUpload("huge.txt", headers);
    upload.write(before);
    for (let sent = 0; sent < limit; sent += half.length) upload.write(half);
    upload.end(after);
    expect(await status).toBe(400);
    await expect.poll(filesOnDisk, patience).toEqual(atFirst);
    expect((await papers().exists("huge.txt")).data).toBe(false);
  });
});

test("what says that it is too large is refused before it is sent", async () => {
  const { upload, status } = openUpload("huge.txt", { "content-length": String(limit + 1) });
  upload.write("x");
  expect(await status).toBe(400);
  upload.destroy();
});

test("what is just as large as may be is kept", async () => {
  const { upload, status } = openUpload("large.txt", { "content-length": String(limit) });
  upload.end(Buffer.alloc(limit));
  expect(await status).toBe(200);
  await papers().remove(["large.txt"]);
});

test("a download does not come into memory, and goes on though its object is removed", async () => {
  const { upload, status } = openUpload("long.txt");
  for (let n = 0; n < 4; n += 1) upload.write(half);
  upload.end();
  expect(await status).toBe(200);
  const atFirst = bytesInMemory();
  const { data } = await papers().download("long.txt").asStream();
  const reader = data?.getReader();
  let read = (await reader?.read())?.value?.length ?? 0;
  await papers().remove(["long.txt"]);
  await expect.poll(() => bytesInMemory() - atFirst, patience).toBeLessThan(4 * megabyte);
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    read += next.value.length;
  }
  expect(read).toBe(4 * half.length);
});
