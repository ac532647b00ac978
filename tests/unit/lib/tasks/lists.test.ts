import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { countsOf, isOverdue, nextTask, partsOf, tasksIn, VIEWS, viewOf } from "@/lib/tasks/lists";
import type { ListedTask } from "@/lib/tasks/schema";

const now = new Date("2026-11-24T12:00:00Z");

function task(title: string, hoursLeft: number, more: Partial<ListedTask> = {}): ListedTask {
  return {
    id: title,
    requirementId: null,
    team: { id: "SWE", code: "SWE", name: "Sweden" },
    isArchived: false,
    title,
    dueAt: new Date(now.getTime() + hoursLeft * 3_600_000).toISOString(),
    hasOwnDue: false,
    isCompleted: false,
    completedAt: null,
    completedByName: null,
    assignee: null,
    createdAt: "2026-11-01T00:00:00Z",
    comments: 0,
    documents: 0,
    ...more,
  };
}
const done = { isCompleted: true, completedAt: "2026-11-20T00:00:00Z", completedByName: "Anna Lindqvist" };
const titles = (tasks: ListedTask[]) => tasks.map(({ title }) => title);

const tasks = [
  task("roster", 8, { assignee: { id: "anna", name: "Anna Lindqvist" } }),
  task("insurance", -50),
  task("anthem", -2, { assignee: { id: "erik", name: "Erik Nyström" } }),
  task("jerseys", 70),
  task("visas", -100, { ...done, assignee: { id: "anna", name: "Anna Lindqvist" } }),
  task("hotel", 100, done),
];

describe("a view of the tasks", () => {
  test.each([
    ["all", ["visas", "insurance", "anthem", "roster", "jerseys", "hotel"]],
    ["open", ["insurance", "anthem", "roster", "jerseys"]],
    ["overdue", ["insurance", "anthem"]],
    ["done", ["visas", "hotel"]],
    ["mine", ["visas", "roster"]],
  ] as const)("%s holds, by deadline, %j", (view, expected) => {
    expect(titles(tasksIn(view, tasks, "anna", now))).toEqual(expected);
    expect(countsOf(tasks, "anna", now)[view]).toBe(expected.length);
  });

  test.each(VIEWS)("%s stands in an address by its name", (view) => {
    expect(viewOf(view)).toBe(view);
  });

  test("junk in an address is no filter", () => {
    for (const show of [undefined, null, "", "OPEN", "constructor", ["open", "done"]])
      expect(viewOf(show)).toBe("all");
  });
});

test("next is the first deadline that can still be kept, and else what is late the longest", () => {
  expect(nextTask(tasks, now)?.title).toBe("roster");
  expect(
    nextTask(
      tasks.filter((one) => isOverdue(one, now)),
      now,
    )?.title,
  ).toBe("insurance");
  expect(
    nextTask(
      tasks.filter(({ isCompleted }) => isCompleted),
      now,
    ),
  ).toBeNull();
});

const anyTask = fc
  .record({
    id: fc.uuid(),
    hours: fc.integer({ min: -72, max: 72 }),
    isCompleted: fc.boolean(),
    assignee: fc.constantFrom(null, "anna", "erik"),
  })
  .map(({ id, hours, isCompleted, assignee }) =>
    task(id, hours, { ...(isCompleted && done), assignee: assignee && { id: assignee, name: assignee } }),
  );

property.prop([fc.array(anyTask)])(
  "every task stands in exactly one part, and the parts in order",
  (some) => {
    const { overdue, coming, done: completed } = partsOf(some, now);
    expect([...overdue, ...coming, ...completed].toSorted(byId)).toEqual(some.toSorted(byId));
    for (const part of [overdue, coming, completed])
      expect(part.map(({ dueAt }) => dueAt)).toEqual(part.map(({ dueAt }) => dueAt).toSorted());
    expect(overdue).toEqual(tasksIn("overdue", some, "anna", now));
    expect(completed).toEqual(tasksIn("done", some, "anna", now));
    expect(tasksIn("open", some, "anna", now)).toEqual([...overdue, ...coming]);
  },
);

property.prop([fc.array(anyTask)])(
  "next is missing whenever anything is, and never late while anything is not",
  (some) => {
    const next = nextTask(some, now);
    const missing = some.filter(({ isCompleted }) => !isCompleted);
    expect(next === null).toBe(missing.length === 0);
    if (!next) return;
    expect(missing).toContainEqual(next);
    expect(isOverdue(next, now)).toBe(missing.every((one) => isOverdue(one, now)));
  },
);

const byId = (one: ListedTask, other: ListedTask) => (one.id < other.id ? -1 : 1);
