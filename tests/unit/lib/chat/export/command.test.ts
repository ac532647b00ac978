import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { canonical } from "@/lib/chat/export/canonical";
import { htmlOf } from "@/lib/chat/export/html/page";
import { exportOf, story } from "./samples";

// Each run starts a Node of its own.
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "rinkside-verify-"));
afterAll(() => rmSync(folder, { recursive: true }));
const document = exportOf(story);
const file = (name: string, content: string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const json = file("norway.json", canonical(document));
const html = file("norway.html", htmlOf(document));
const command = join(import.meta.dirname, "../../../../../lib/chat/export/command.ts");

/** As npm runs it, with nothing but Node. */
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: "utf8" });
  return { status, out: stdout, err: stderr };
};

test("a file that is as it was written ends with 0, and says what only the fingerprint can tell", () => {
  for (const path of [json, html]) {
    const { status, out, err } = run(path);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toContain("is as it was written, byte for byte");
    expect(out).toContain(document.fingerprint);
    expect(out).toContain("can compute all of its hashes anew");
  }
  const typed = document.fingerprint.toUpperCase().replace(/(.{8})/g, "$1 ");
  expect(run(html, "--fingerprint", typed)).toMatchObject({ status: 0, err: "" });
});

test("a changed file ends with 1, and so does one that was forged well, by its fingerprint", () => {
  const changed = file("changed.json", canonical(document).replace("seven", "eight"));
  expect(run(changed)).toMatchObject({ status: 1, out: "", err: expect.stringContaining("- Event 3 ") });
  const other = exportOf([...story.slice(0, 2), { kind: "edit", which: 1, content: "At nine." }]);
  const forgery = file("forgery.html", htmlOf(other));
  expect(run(forgery).status).toBe(0);
  expect(run(forgery, "--fingerprint", document.fingerprint)).toMatchObject({
    status: 1,
    err: expect.stringContaining("another than the one that you gave"),
  });
  const later = file("later.json", canonical(exportOf([...story, ...story])));
  expect(run(later, "--earlier", html)).toMatchObject({
    status: 0,
    out: expect.stringContaining("goes on where"),
  });
  expect(run(later, "--earlier", forgery)).toMatchObject({
    status: 1,
    err: expect.stringContaining("From event 3 on"),
  });
});

test("what cannot be looked at ends with 2", () => {
  for (const args of [
    [],
    [json, html],
    [json, "--fingerprint", "abc"],
    [json, "--odd"],
    [join(folder, "none.json")],
  ])
    expect(run(...args), args.join(" ")).toMatchObject({ status: 2, out: "" });
});
