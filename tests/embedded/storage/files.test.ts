import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { publishableKey } from "../../../supabase/local/keys.ts";
import { openProject } from "./project.ts";

/** What is left on the disk, whatever becomes of the rows. */
const { owner, dir, storage, papers, filesOnDisk, restart } = await openProject();

const versionOf = async (name: string) => {
  const [row] = await owner<{ version: string }[]>`select version from storage.objects where name = ${name}`;
  return row?.version ?? "";
};

test("what is replaced, removed or emptied goes from the disk", async () => {
  const before = (await filesOnDisk()).length;
  await papers().upload("one.txt", "1");
  await papers().upload("one.txt", "2", { upsert: true });
  await papers().copy("one.txt", "two.txt");
  await papers().move("two.txt", "three.txt");
  expect(await filesOnDisk()).toHaveLength(before + 2);
  await papers().remove(["one.txt"]);
  expect(await filesOnDisk()).toHaveLength(before + 1);
  await storage().createBucket("drafts", { public: false });
  await storage().from("drafts").upload("a.txt", "a");
  await storage().emptyBucket("drafts");
  await papers().remove(["three.txt"]);
  expect(await filesOnDisk()).toHaveLength(before);
});

test("a refused upload leaves nothing", async () => {
  const before = await filesOnDisk();
  await papers().upload("taken.txt", "1");
  await papers().upload("taken.txt", "2");
  await storage(publishableKey).from("papers").upload("visitor.txt", "x");
  await papers().remove(["taken.txt"]);
  expect(await filesOnDisk()).toEqual(before);
});

test("many who race for one name leave the one file that got it", async () => {
  const before = (await filesOnDisk()).length;
  const sent = Array.from({ length: 8 }, (_, n) => papers().upload("raced.txt", `from ${n}`));
  expect((await Promise.all(sent)).filter(({ error }) => !error)).toHaveLength(1);
  expect(await filesOnDisk()).toHaveLength(before + 1);
  await papers().remove(["raced.txt"]);
});

test("many who replace one object leave one file, and its readers always read one of them whole", async () => {
  const before = (await filesOnDisk()).length;
  await papers().upload("busy.txt", "0".repeat(1_000));
  const writing = Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      papers().upload("busy.txt", String(n % 10).repeat(1_000), { upsert: true }),
    ),
  );
  const reading = Promise.all(Array.from({ length: 40 }, () => papers().download("busy.txt")));
  for (const { error } of await writing) expect(error).toBeNull();
  for (const { data } of await reading) expect(await data?.text()).toMatch(/^(\d)\1{999}$/);
  expect(await filesOnDisk()).toHaveLength(before + 1);
  await papers().remove(["busy.txt"]);
});

test("a file that was lost is not found, and no row reaches a file elsewhere", async () => {
  await papers().upload("lost.txt", "x");
  await rm(join(dir, await versionOf("lost.txt")));
  const lost = await papers().download("lost.txt");
  expect(lost.error).toMatchObject({ statusCode: "404", message: "The resource was not found" });
  await owner`update storage.objects set version = '../../../etc/hostname' where name = 'lost.txt'`;
  expect((await papers().download("lost.txt")).error).toMatchObject({ statusCode: "404" });
  await papers().remove(["lost.txt"]);
});

test("what a crash left behind goes at the next start, and what belongs to an object, or is none of ours, stays", async () => {
  await papers().upload("kept.txt", "kept");
  const left = [randomUUID(), `${randomUUID()}.part`];
  for (const name of [...left, "notes"]) await writeFile(join(dir, name), "half of something");
  await restart();
  expect(await filesOnDisk()).toContain(await versionOf("kept.txt"));
  expect(await filesOnDisk()).toContain("notes");
  expect((await filesOnDisk()).filter((name) => left.includes(name))).toEqual([]);
  expect(await (await papers().download("kept.txt")).data?.text()).toBe("kept");
});
