import fc from "fast-check";
import { expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { anna, erik } from "./support/demo.ts";
import {
  beginWithLeads,
  completeTask,
  HOUR,
  moveDeadline,
  queuedReminders,
  remind,
  taskOf,
} from "./support/reminders.ts";

const database = await openDatabase();

type Step =
  | { do: "run"; hours: number }
  | { do: "move"; hours: number; task: number; to: number }
  | { do: "assign"; hours: number; task: number; to: "anna" | "erik" | "nobody" }
  | { do: "complete"; hours: number; task: number };

test("each lead is told once to a task's readers for each deadline, whatever happens and however often it runs", async () => {
  const hour = fc.integer({ min: 0, max: 30 });
  const taskNumber = fc.nat({ max: 2 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant("run" as const), hours: hour }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("move" as const),
        hours: hour,
        task: taskNumber,
        to: fc.integer({ min: 1, max: 250 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant("assign" as const),
        hours: hour,
        task: taskNumber,
        to: fc.constantFrom("anna" as const, "erik" as const, "nobody" as const),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("complete" as const), hours: hour, task: taskNumber }),
    },
  );
  const givenLeads = fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 5 });
  const firstDue = fc.array(fc.integer({ min: 1, max: 250 }), { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(givenLeads, firstDue, fc.array(step, { maxLength: 20 }), async (hours, dues, steps) => {
      await beginWithLeads(database, hours);
      let now = new Date("2041-01-01T00:00:00Z").getTime();
      const model = await Promise.all(
        dues.map(async (inHours) => {
          const dueAt = now + inHours * HOUR;
          const id = await taskOf(database, { createdAt: new Date(now), dueAt: new Date(dueAt) });
          return { id, dueAt, since: now, readers: [anna.id, erik.id], isOpen: true };
        }),
      );
      const expected = new Set<string>();
      for (const one of steps) {
        now += one.hours * HOUR;
        if (one.do === "run") {
          await remind(database, new Date(now));
          for (const task of model) {
            const [nearest] = hours
              .filter((lead) => task.dueAt - lead * HOUR <= now)
              .toSorted((a, b) => a - b);
            if (!task.isOpen || task.dueAt <= now || nearest === undefined) continue;
            if (task.since >= task.dueAt - nearest * HOUR) continue;
            for (const reader of task.readers) expected.add([task.id, reader, nearest, task.dueAt].join(" "));
          }
          continue;
        }
        const task = model[one.task];
        if (!task) continue;
        if (one.do === "move") {
          task.dueAt = now + one.to * HOUR;
          await moveDeadline(database, task.id, new Date(task.dueAt));
        } else if (one.do === "assign") {
          const to = { anna: anna.id, erik: erik.id, nobody: null }[one.to];
          task.readers = to ? [to] : [anna.id, erik.id];
          await database.owner`update public.tasks set assignee_id = ${to} where id = ${task.id}`;
        } else {
          task.isOpen = false;
          await completeTask(database, task.id, anna);
        }
      }
      const rows = await queuedReminders(database);
      const told = rows.map((row) => [row.task_id, row.user_id, row.hours, row.due_at.getTime()].join(" "));
      expect(told.toSorted()).toEqual([...expected].toSorted());
    }),
    { numRuns: 30 },
  );
}, 120_000);
