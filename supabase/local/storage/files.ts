import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, type FileHandle, mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { entityTooLarge, noSuchFile } from "./errors.ts";

/*
 * Each content is a file of its own, named by the random version that its row in storage.objects has, and is never
 * written again: a name that somebody chose reaches no file system, moving touches no file, and a reader keeps what
 * it began to read.
 *
 * The file comes first, then the row: written beside its place, flushed, renamed, and only then named by a row; on
 * removal the row goes first. So no crash leaves a row without its file. What it does leave are files that no row
 * names, and the sweep at the next start takes them away.
 */

const finished = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const suffix = ".part";

export type Received = { version: string; size: number; eTag: string };

export type Files = {
  /** Keeps what `source` yields. @throws StorageError EntityTooLarge past `limit` bytes */
  receive(source: AsyncIterable<Buffer>, limit: number): Promise<Received>;
  /** A second file with the same content; gives its version. @throws StorageError */
  duplicate(version: string): Promise<string>;
  /** To be closed by who asked. It can be read to its end, whatever becomes of the object. @throws StorageError NoSuchKey */
  open(version: string): Promise<{ file: FileHandle; size: number }>;
  remove(versions: string[]): Promise<void>;
  /** Removes what no row names. Only before the first request. */
  sweep(namesOf: (versions: string[]) => Promise<string[]>): Promise<void>;
};

export async function openFiles(dir: string): Promise<Files> {
  await mkdir(dir, { recursive: true, mode: 0o700 });

  /** Fills a file beside its place, and moves it there once it is whole and on the disk. */
  async function place(fill: (path: string) => Promise<void>): Promise<string> {
    const version = randomUUID();
    const unfinished = join(dir, `${version}${suffix}`);
    try {
      await fill(unfinished);
      await flush(unfinished);
      await rename(unfinished, join(dir, version));
      await flush(dir);
      return version;
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  function pathOf(version: string): string {
    // A row could have been written by hand; its version must not name a file elsewhere.
    if (!finished.test(version)) throw noSuchFile();
    return join(dir, version);
  }

  return {
    async open(version) {
      const file = await open(pathOf(version), "r").catch(absent);
      return { file, size: (await file.stat()).size };
    },
    async receive(source, limit) {
      const hash = createHash("md5");
      let size = 0;
      async function* measured() {
        for await (const chunk of source) {
          size += chunk.length;
          if (size > limit) throw entityTooLarge();
          hash.update(chunk);
          yield chunk;
        }
      }
      const version = await place((path) => writeFile(path, measured(), { flag: "wx", mode: 0o600 }));
      return { version, size, eTag: `"${hash.digest("hex")}"` };
    },
    async duplicate(version) {
      const path = pathOf(version);
      return place((copy) => copyFile(path, copy, constants.COPYFILE_FICLONE).catch(absent));
    },
    async remove(versions) {
      const own = versions.filter((version) => finished.test(version));
      await Promise.all(own.map((version) => rm(join(dir, version), { force: true })));
    },
    async sweep(namesOf) {
      const present = await readdir(dir);
      const versions = present.filter((name) => finished.test(name));
      const named = new Set(await namesOf(versions));
      const left = versions.filter((version) => !named.has(version));
      const unfinished = present.filter((name) => name.endsWith(suffix));
      await Promise.all([...left, ...unfinished].map((name) => rm(join(dir, name), { force: true })));
    },
  };
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, "r");
  await handle.sync().finally(() => handle.close());
}

function absent(error: NodeJS.ErrnoException): never {
  throw error.code === "ENOENT" ? noSuchFile() : error;
}
