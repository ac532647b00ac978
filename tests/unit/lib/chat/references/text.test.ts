import { expect, test } from "vitest";
import { isOwnAddress, referenceOf, splitReferences } from "@/lib/chat/references/text";

const ORIGIN = "https://rinkside.example";
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const task = (number: number) => `${ORIGIN}/tasks/${id(number)}`;

test("a task or a document of this site is a reference, and nothing else is", () => {
  expect(referenceOf(task(1), ORIGIN)).toEqual({ noun: "task", id: id(1) });
  expect(referenceOf(`http://rinkside.example/tasks/${id(1).toUpperCase()}/?x#y`, ORIGIN)).toEqual({
    noun: "task",
    id: id(1),
  });
  expect(referenceOf(`${ORIGIN}/api/documents/${id(2)}?inline`, ORIGIN)).toEqual({
    noun: "document",
    id: id(2),
  });
  for (const other of [
    `https://elsewhere.example/tasks/${id(1)}`,
    `https://rinkside.example.elsewhere.example/tasks/${id(1)}`,
    `https://rinkside.example@elsewhere.example/tasks/${id(1)}`,
    `https://rinkside.example:8443/tasks/${id(1)}`,
    `${ORIGIN}/tasks/1`,
    `${ORIGIN}/tasks/${id(1)}/edit`,
    `${ORIGIN}/tasks`,
    "mailto:a@rinkside.example",
    "nonsense",
  ])
    expect(referenceOf(other, ORIGIN), other).toBeNull();
});

test("a page of this site is told from one elsewhere", () => {
  expect(isOwnAddress(`${ORIGIN}/chat/SWE/4`, ORIGIN)).toBe(true);
  expect(isOwnAddress("https://rinkside.example.evil.example/", ORIGIN)).toBe(false);
  expect(isOwnAddress("mailto:a@rinkside.example", ORIGIN)).toBe(false);
});

test("what stands at the end only to refer to something is shown instead of written", () => {
  expect(splitReferences(`Until when?\n${task(1)}`, ORIGIN)).toEqual({
    text: "Until when?",
    references: [{ noun: "task", id: id(1) }],
  });
  expect(splitReferences(`${task(1)} ${task(2)}\n${task(1)}`, ORIGIN)).toEqual({
    text: "",
    references: [
      { noun: "task", id: id(1) },
      { noun: "task", id: id(2) },
    ],
  });
  const within = `Is ${task(1)} done?`;
  expect(splitReferences(within, ORIGIN)).toEqual({
    text: within,
    references: [{ noun: "task", id: id(1) }],
  });
  expect(splitReferences("No reference\n", ORIGIN)).toEqual({ text: "No reference\n", references: [] });
});

test("of many references the first are shown, and the others stay written", () => {
  const all = [1, 2, 3, 4, 5, 6].map(task).join("\n");
  const { text, references } = splitReferences(all, ORIGIN);
  expect(references.map(({ id }) => id)).toEqual([1, 2, 3, 4].map(id));
  expect(text).toBe(all);
});
