import { expect, test } from "vitest";
import type { StoredObject } from "../../../../../supabase/local/storage/database.ts";
import { withCurrent } from "../../../../../supabase/local/storage/objects/current.ts";

/** Each look finds the next version; the last one stays. */
function looking(...versions: string[]) {
  return async () => {
    const [version = ""] = versions.length > 1 ? versions.splice(0, 1) : versions;
    return { version } as StoredObject;
  };
}

const onDisk =
  (...versions: string[]) =>
  async ({ version }: StoredObject) => {
    if (!versions.includes(version)) throw new Error(`${version} is gone.`);
    return version;
  };

test("a file that is replaced again and again is met in the end", async () => {
  expect(await withCurrent(looking("first", "second", "third", "fourth"), onDisk("fourth"))).toBe("fourth");
});

test("a file that its row still names, and that is not there, is not waited for", async () => {
  await expect(withCurrent(looking("first", "lost"), onDisk())).rejects.toThrow("lost is gone.");
});
