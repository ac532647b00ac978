import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { enrolDeactivated, enrolMember } from "./support/people.ts";
import {
  ask,
  askedTask,
  assign,
  call,
  comment,
  giveTask,
  inDays,
  setStatus,
  tasksOf,
} from "./support/tasks.ts";
import { forgetTold, told, toldOf } from "./support/told.ts";

// Sweden is Anna and Erik, Finland is Aino; the organisers are Mikko, who asks, and Sofia.
const database = await openDatabase();
await enrolDeactivated(database, teams.sweden);
await enrolDeactivated(database, null);

const toldBy = (work: () => Promise<unknown>) => toldOf(database, work);
const swedens = (reason = "team") => [`anna task_assigned ${reason}`, `erik task_assigned ${reason}`];

describe("what is asked is told", () => {
  test("to everybody of the teams that are asked, and to no other", async () => {
    expect(await toldBy(() => ask(database, [teams.sweden, teams.finland]))).toEqual([
      "aino task_assigned team",
      ...swedens(),
    ]);
    expect(await toldBy(() => giveTask(database, teams.sweden))).toEqual(swedens());
  });

  test("to the assignee alone where one is named, with the place of the task", async () => {
    await forgetTold(database);
    const task = await askedTask(database, teams.sweden, { assignee: erik.id });
    expect(await told(database)).toEqual([
      { who: "erik", type: "task_assigned", reason: "assignee", link: `/tasks/${task.id}` },
    ]);
  });

  test("to a team that is asked later, and not again to those before", async () => {
    const { id } = await ask(database, [teams.sweden]);
    const more = () =>
      call(database, mikko, `(public.ask_more_teams('${id}', '{${teams.sweden},${teams.finland}}')).id`);
    expect(await toldBy(more)).toEqual(["aino task_assigned team"]);
  });

  test("to a team that is asked anew for what was withdrawn from it", async () => {
    const { id } = await ask(database, [teams.sweden]);
    const [task] = await tasksOf(database, id);
    expect(await toldBy(() => call(database, mikko, `(public.withdraw_task('${task?.id}')).id`))).toEqual([]);
    const again = () => call(database, mikko, `(public.ask_more_teams('${id}', '{${teams.sweden}}')).id`);
    expect(await toldBy(again)).toEqual(swedens());
  });

  test("also when a server gives a task in an organiser's name", async () => {
    const insert = () =>
      database.as(
        "service_role",
        (sql) => sql`
          insert into public.tasks (team_id, title, due_at, created_by)
          values (${teams.sweden}, 'Flag', ${inDays(3)}, ${mikko.id})`,
      );
    expect(await toldBy(insert)).toEqual(swedens());
  });

  test("once, however often the same is sent", async () => {
    const id = randomUUID();
    const dueAt = inDays(4);
    expect(await toldBy(() => ask(database, [teams.sweden], { id, dueAt }))).toEqual(swedens());
    expect(await toldBy(() => ask(database, [teams.sweden], { id, dueAt }))).toEqual([]);
  });
});

describe("a task that changes hands", () => {
  test("is told to whoever has it now, and not to who gives it back", async () => {
    const task = await askedTask(database, teams.sweden);
    expect(await toldBy(() => assign(database, mikko, task.id, anna.id))).toEqual([
      "anna task_assigned assignee",
    ]);
    expect(await toldBy(() => assign(database, anna, task.id, erik.id))).toEqual([
      "erik task_assigned assignee",
    ]);
    expect(await toldBy(() => assign(database, anna, task.id, erik.id))).toEqual([]);
    expect(await toldBy(() => assign(database, anna, task.id, null))).toEqual([]);
  });

  test("is not told to who takes it themselves", async () => {
    const task = await askedTask(database, teams.sweden);
    expect(await toldBy(() => assign(database, anna, task.id, anna.id))).toEqual([]);
    const outcomes = await database.owner`select user_id, outcome from private.notification_outcomes`;
    expect([...outcomes]).toEqual([{ user_id: anna.id, outcome: "own_act" }]);
  });

  test("because it is taken from its assignee is told to the others of the team", async () => {
    const task = await askedTask(database, teams.sweden, { assignee: erik.id });
    expect(await toldBy(() => assign(database, mikko, task.id, null))).toEqual(["anna task_assigned team"]);
    expect(await toldBy(() => assign(database, mikko, task.id, null))).toEqual([]);
  });

  test("when it is done is told to nobody", async () => {
    const task = await askedTask(database, teams.sweden, { assignee: erik.id });
    await setStatus(database, erik, task.id, "completed");
    expect(await toldBy(() => assign(database, mikko, task.id, null))).toEqual([]);
  });

  test("because its assignee leaves is told to the team", async () => {
    const leaver = await enrolMember(database, teams.sweden);
    await askedTask(database, teams.sweden, { assignee: leaver.id });
    const leave = () => call(database, mikko, `public.move_person('${leaver.id}', '${teams.norway}')::text`);
    expect(await toldBy(leave)).toEqual(swedens());
  });
});

describe("what is done", () => {
  test("is told to the organisers, and why to the one who asked", async () => {
    const task = await askedTask(database, teams.sweden);
    expect(await toldBy(() => setStatus(database, anna, task.id, "completed"))).toEqual([
      "mikko task_completed creator",
      "sofia task_completed organiser",
    ]);
    expect(await toldBy(() => setStatus(database, anna, task.id, "completed"))).toEqual([]);
    expect(await toldBy(() => assign(database, anna, task.id, erik.id))).toEqual([]);
    expect(await toldBy(() => setStatus(database, anna, task.id, "open"))).toEqual([]);
  });

  test("is not told to the organiser who notes it", async () => {
    const task = await askedTask(database, teams.sweden);
    expect(await toldBy(() => setStatus(database, mikko, task.id, "completed"))).toEqual([
      "sofia task_completed organiser",
    ]);
  });
});

test("a new text, a new deadline and a withdrawal are told to nobody", async () => {
  const { id } = await ask(database, [teams.sweden]);
  const edit = `(public.edit_requirement('${id}', 1, 'Flag', '', now() + interval '9 days')).id`;
  expect(await toldBy(() => call(database, mikko, edit))).toEqual([]);
  expect(await toldBy(() => call(database, mikko, `(public.withdraw_requirement('${id}')).id`))).toEqual([]);
});

describe("a comment is told", () => {
  test("to the team and to who asked, and not to its author", async () => {
    const task = await askedTask(database, teams.sweden);
    expect(await toldBy(() => comment(database, anna, task.id))).toEqual([
      "erik task_comment team",
      "mikko task_comment creator",
    ]);
    expect(await toldBy(() => comment(database, mikko, task.id))).toEqual([
      "anna task_comment commenter",
      "erik task_comment team",
    ]);
  });

  test("to the assignee, and of the others only to those who have said something", async () => {
    const task = await askedTask(database, teams.sweden, { assignee: erik.id });
    const colleague = await enrolMember(database, teams.sweden);
    expect(await toldBy(() => comment(database, mikko, task.id))).toEqual(["erik task_comment assignee"]);
    expect(await toldBy(() => comment(database, anna, task.id))).toEqual([
      "erik task_comment assignee",
      "mikko task_comment creator",
    ]);
    expect(await toldBy(() => comment(database, sofia, task.id))).toEqual([
      "anna task_comment commenter",
      "erik task_comment assignee",
      "mikko task_comment creator",
    ]);
    await database.owner`update public.users set deactivated_at = now() where id = ${colleague.id}`;
  });

  test("to the organisers who have said something", async () => {
    const task = await askedTask(database, teams.sweden, { assignee: erik.id });
    await comment(database, sofia, task.id);
    expect(await toldBy(() => comment(database, erik, task.id))).toEqual([
      "mikko task_comment creator",
      "sofia task_comment commenter",
    ]);
  });

  test("to all organisers when none of them has a part in the task any more", async () => {
    const task = await askedTask(database, teams.sweden, { assignee: erik.id });
    await database.owner`update public.users set deactivated_at = now() where id = ${mikko.id}`;
    expect(await toldBy(() => comment(database, erik, task.id))).toEqual(["sofia task_comment organiser"]);
    await database.owner`update public.users set deactivated_at = null where id = ${mikko.id}`;
  });

  test("with its first 140 characters", async () => {
    const task = await askedTask(database, teams.sweden, { assignee: erik.id });
    await forgetTold(database);
    await comment(database, mikko, task.id, { content: `${"x".repeat(139)}yz` });
    const [row] = await database.owner`select params -> 'items' -> 0 as item from public.notifications`;
    expect(row?.item).toMatchObject({ excerpt: `${"x".repeat(139)}y`, task_id: task.id });
  });
});

test("history that the owner brings in is told to nobody", async () => {
  const bring = async () => {
    await database.owner`
      insert into public.tasks (id, team_id, title, due_at, created_by, created_at)
      values (${randomUUID()}, ${teams.sweden}, 'Old', ${inDays(2)}, ${mikko.id}, now() - interval '1 minute')`;
    const [task] = await database.owner`
      update public.tasks set assignee_id = ${anna.id} where title = 'Old' returning id`;
    await database.owner`
      insert into public.task_comments (task_id, author_id, content, created_at)
      values (${task?.id}, ${anna.id}, 'Said.', now() - interval '1 minute')`;
  };
  expect(await toldBy(bring)).toEqual([]);
});
