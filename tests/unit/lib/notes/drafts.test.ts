import { expect, test } from "vitest";
import { createNoteDrafts } from "@/lib/notes/drafts";

function shelf() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    key: (index: number) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}

test("a note that is being written outlives the tab's reload, for its writer alone, and no sign-out", () => {
  const there = shelf();
  const before = createNoteDrafts("mikko", () => there);
  before.turn("SWE", true);
  before.write("SWE", "They pay");
  const { id } = before.of("SWE");
  const after = createNoteDrafts("mikko", () => there);
  expect(after.of("SWE")).toEqual({ isOpen: true, text: "They pay", id });
  expect(after.of("FIN")).toMatchObject({ isOpen: false, text: "" });
  expect(createNoteDrafts("sofia", () => there).of("SWE")).toMatchObject({ text: "" });
  // Also what this visit has not looked at.
  createNoteDrafts("mikko", () => there).close();
  expect(there.kept.size).toBe(0);
});

test("a note that is stored makes way for another one; what was stored late takes nothing away", () => {
  const drafts = createNoteDrafts("mikko", () => null);
  drafts.write("SWE", "One");
  const first = drafts.of("SWE").id;
  drafts.finish("SWE", first);
  expect(drafts.of("SWE")).toMatchObject({ text: "" });
  expect(drafts.of("SWE").id).not.toBe(first);
  drafts.write("SWE", "Two");
  drafts.finish("SWE", first);
  expect(drafts.of("SWE")).toMatchObject({ text: "Two" });
});

test("what cannot be kept, or was spoilt, is there as long as the tab is", () => {
  const full = createNoteDrafts("mikko", () => ({
    getItem: () => "{",
    setItem: () => {
      throw new Error("full");
    },
    removeItem: () => undefined,
    key: () => null,
    length: 0,
  }));
  full.write("SWE", "One");
  expect(full.of("SWE")).toMatchObject({ text: "One" });
});
