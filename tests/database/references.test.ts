import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, teams } from "./support/demo.ts";
import { handedIn, toBeSent } from "./support/documents.ts";
import { call, giveTask } from "./support/tasks.ts";

// What a message refers to, as it is when it is looked at.
const database = await openDatabase();

type References = { tasks: Record<string, unknown>[]; documents: Record<string, unknown>[] };
const references = async (
  actor: Actor,
  tasks: string[],
  documents: string[],
  team: string = teams.sweden,
) => {
  const [row] = await database.as(
    actor,
    (sql) =>
      sql<{ given: References | null }[]>`
        select public.chat_references(${team}, ${tasks}::uuid[], ${documents}::uuid[]) as given`,
  );
  return row?.given ?? null;
};

test("a task is told with its state of the moment", async () => {
  const task = await giveTask(database, teams.sweden);
  const told = async (actor: Actor) => (await references(actor, [task.id], []))?.tasks;
  const open = {
    id: task.id,
    title: task.title,
    status: "open",
    due_at: expect.any(String),
    withdrawn: false,
  };
  expect(await told(anna)).toEqual([open]);
  await database.as(anna, (sql) => sql`update public.tasks set status = 'completed' where id = ${task.id}`);
  expect(await told(mikko)).toEqual([{ ...open, status: "completed" }]);
  await call(database, mikko, `public.withdraw_task('${task.id}')`);
  expect(await told(anna)).toMatchObject([{ id: task.id, withdrawn: true }]);
});

test("a document is told until it is deleted", async () => {
  const { id } = await handedIn(database, anna, teams.sweden);
  const told = async () => (await references(erik, [], [id]))?.documents;
  expect(await told()).toEqual([{ id, name: "Roster.pdf", mime_type: "application/pdf", size_bytes: 4 }]);
  await call(database, anna, `public.delete_document('${id}')`);
  expect(await told()).toEqual([]);
});

describe("another team's", () => {
  test("task and document are told to nobody there, not even to who may see them elsewhere", async () => {
    const task = await giveTask(database, teams.finland);
    const { id } = await handedIn(database, aino, teams.finland);
    for (const actor of [anna, mikko]) {
      expect(await references(actor, [task.id], [id])).toEqual({ tasks: [], documents: [] });
    }
    expect(await references(mikko, [task.id], [id], teams.finland)).toMatchObject({
      tasks: [{ id: task.id }],
      documents: [{ id }],
    });
  });

  test("conversation tells nothing at all", async () => {
    const task = await giveTask(database, teams.sweden);
    expect(await references(aino, [task.id], [])).toBeNull();
    expect(await references(mikko, [task.id], [], randomUUID())).toBeNull();
  });
});

test("a document that awaits its message is told to nobody yet", async () => {
  const { id } = await toBeSent(database, anna, teams.sweden);
  for (const actor of [anna, mikko]) expect((await references(actor, [], [id]))?.documents).toEqual([]);
});

test("of each at most 50 are looked up, and what is unknown is left out", async () => {
  const task = await giveTask(database, teams.sweden);
  const unknown = Array.from({ length: 50 }, () => randomUUID());
  const tasks = async (ids: string[]) => (await references(anna, ids, []))?.tasks.map(({ id }) => id);
  expect(await tasks([...unknown.slice(1), task.id])).toEqual([task.id]);
  expect(await tasks([...unknown, task.id])).toEqual([]);
  expect(await tasks([])).toEqual([]);
});
