import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createReferences } from "@/lib/chat/references/references";
import type { Reference } from "@/lib/chat/references/text";
import type { TopicListener } from "@/lib/realtime/carrier";
import { TEAM, uuid } from "../outbox/examples";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const task = (number: number): Reference => ({ noun: "task", id: uuid(number) });
const document = (number: number): Reference => ({ noun: "document", id: uuid(number) });

/** A site with some tasks and documents, and a topic that the test speaks on. */
function stage() {
  const asked: { tasks: string[]; documents: string[] }[] = [];
  const titles = new Map<string, string>();
  let listener: TopicListener | null = null;
  const references = createReferences({
    teamId: TEAM,
    topics: ["team"],
    site: {
      async ask(path, question) {
        expect(path).toBe(`/api/chat/${TEAM}/references`);
        const post = question?.post as { tasks: string[]; documents: string[] };
        asked.push(post);
        const due_at = "2026-11-25T12:00:00Z";
        const tasks = post.tasks
          .filter((id) => titles.has(id))
          .map((id) => ({ id, title: titles.get(id), status: "open", due_at, withdrawn: false }));
        const documents = post.documents
          .filter((id) => titles.has(id))
          .map((id) => ({ id, name: titles.get(id), mime_type: "application/pdf", size_bytes: 1 }));
        return { status: 200, body: { tasks, documents } };
      },
    },
    carrier: {
      listen(_, listening) {
        listener = listening;
        return () => {
          listener = null;
        };
      },
      getState: () => ({ rung: "websocket", phase: "open", since: 0 }),
      subscribe: () => () => {},
      doubt: () => {},
      show: () => {},
      close: () => {},
    },
    surroundings: { isVisible: () => true, isOnline: () => true, onChange: () => () => {} },
  });
  const changed = (noun: string) => listener?.onEvent({ event: "changed", payload: { noun } });
  return { references, asked, titles, changed, isListening: () => listener !== null };
}

test("what comes into view together is asked for together, and what is not told of is missing", async () => {
  const { references, asked, titles } = stage();
  titles.set(uuid(1), "Roster").set(uuid(3), "plan.pdf");
  const onChange = vi.fn();
  for (const reference of [task(1), task(2), document(3)]) references.watch(reference, onChange);
  expect(references.find(task(1))).toBeUndefined();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([{ tasks: [uuid(1), uuid(2)], documents: [uuid(3)] }]);
  expect(references.find(task(1))).toMatchObject({ kind: "task", task: { title: "Roster" } });
  expect(references.find(task(2))).toEqual({ kind: "missing" });
  expect(references.find(document(3))).toMatchObject({ kind: "document", document: { name: "plan.pdf" } });
  expect(onChange).toHaveBeenCalled();
});

test("a change of tasks or documents has all that is looked at read anew; what stands as it stood is the same", async () => {
  const { references, asked, titles, changed } = stage();
  titles.set(uuid(1), "Roster").set(uuid(2), "Flag");
  references.watch(task(1), () => {});
  references.watch(task(2), () => {});
  await vi.advanceTimersByTimeAsync(0);
  const before = references.find(task(2));
  titles.set(uuid(1), "Roster, signed");
  changed("pages");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toHaveLength(1);
  changed("tasks");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toHaveLength(2);
  expect(references.find(task(1))).toMatchObject({ task: { title: "Roster, signed" } });
  expect(references.find(task(2))).toBe(before);
});

test("more than the site looks up at once is asked for in parts", async () => {
  const { references, asked } = stage();
  for (let number = 1; number <= 60; number += 1) references.watch(task(number), () => {});
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.map(({ tasks }) => tasks.length)).toEqual([50, 10]);
});

test("what nobody looks at any more is not asked for, and in the end nothing is heard", async () => {
  const { references, asked, changed, isListening } = stage();
  const leaveOne = references.watch(task(1), () => {});
  const leaveOneAgain = references.watch(task(1), () => {});
  const leaveTwo = references.watch(task(2), () => {});
  await vi.advanceTimersByTimeAsync(0);
  leaveTwo();
  leaveOne();
  changed("tasks");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked.at(-1)).toEqual({ tasks: [uuid(1)], documents: [] });
  leaveOneAgain();
  expect(isListening()).toBe(false);
});
