import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { attempt, refused } from "./support/attempt.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { enrolDeactivated, enrolMember } from "./support/people.ts";
import {
  archive,
  askedTask,
  assign,
  giveTask,
  inDays,
  setStatus,
  storedTask,
  type Task,
} from "./support/tasks.ts";

const database = await openDatabase();
const { as } = database;
let task: Task;
beforeEach(async () => {
  task = await askedTask(database, teams.sweden);
});

const setDueSeen = (id: string, seen: Date | null, dueAt: Date | null) =>
  as(mikko, (sql) => sql<Task[]>`select * from public.set_task_due(${id}, ${seen}, ${dueAt})`);
const setDue = async (id: string, dueAt: Date | null) =>
  setDueSeen(id, (await storedTask(database, id))?.due_at ?? null, dueAt);
const withdrawTask = (id: string) =>
  as(mikko, (sql) => sql<Task[]>`select * from public.withdraw_task(${id})`);
const edit = (id: string, seen: number, title: string, dueAt: Date) =>
  as(mikko, (sql) => sql<Task[]>`select * from public.edit_task(${id}, ${seen}, ${title}, null, ${dueAt})`);

describe("a task", () => {
  test.each([
    ["a member of its team", anna],
    ["an organiser", mikko],
  ])("is completed and opened again by %s, by the clock of the database", async (_, actor) => {
    const [completed] = await setStatus(database, actor, task.id, "completed");
    expect(completed).toMatchObject({ status: "completed", completed_by: actor.id });
    expect(Math.abs((completed?.completed_at?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    const [reopened] = await setStatus(database, actor, task.id, "open");
    expect(reopened).toMatchObject({ status: "open", completed_at: null, completed_by: null });
  });

  test("that is completed stays as the first left it", async () => {
    const [first] = await setStatus(database, anna, task.id, "completed");
    expect(await setStatus(database, erik, task.id, "completed")).toHaveLength(0);
    expect(await setStatus(database, mikko, task.id, "completed")).toHaveLength(0);
    expect(await storedTask(database, task.id)).toEqual(first);
  });

  test("keeps who completed it when somebody sees to it afterwards", async () => {
    const [first] = await setStatus(database, anna, task.id, "completed");
    const [given] = await assign(database, anna, task.id, erik.id);
    expect(given).toEqual({ ...first, assignee_id: erik.id });
  });

  test("is out of reach of another team, which sees none and changes none", async () => {
    expect(await setStatus(database, aino, task.id, "completed")).toHaveLength(0);
    expect(await as(aino, (sql) => sql`select from public.tasks where id = ${task.id}`)).toHaveLength(0);
    expect(await storedTask(database, task.id)).toMatchObject({ status: "open" });
  });

  test.each([
    "title = 'Mine'",
    "description = ''",
    "due_at = now() + interval '1 year'",
    "has_own_due = true",
    "completed_at = '2020-01-01'",
    `completed_by = '${erik.id}'`,
    `team_id = '${teams.finland}'`,
    "requirement_id = null",
    "revision = 7",
    "withdrawn_at = now()",
    `created_by = '${anna.id}'`,
    "id = gen_random_uuid()",
  ])("does not let a request set %s", async (set) => {
    for (const actor of [anna, mikko, "service_role"] as const)
      expect(await attempt(database, actor, (sql) => sql.unsafe(`update public.tasks set ${set}`))).toBe(
        refused,
      );
  });
});

describe("changes of tasks", () => {
  test("are at most sixty a minute of one person; what changes nothing costs none", async () => {
    const person = await enrolMember(database, teams.sweden);
    const status = (at: number) => (at % 2 ? "open" : "completed");
    for (let at = 0; at < 60; at += 1) {
      await setStatus(database, person, task.id, status(at));
      await setStatus(database, person, task.id, status(at));
    }
    for (const act of [
      () => setStatus(database, person, task.id, "completed"),
      () => assign(database, person, task.id, anna.id),
    ]) {
      const refusal = await act().catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: "PT429", detail: expect.stringMatching(/^[1-5]?\d$|^60$/) });
    }
    expect(await setStatus(database, person, task.id, "open")).toHaveLength(0);
    expect(await storedTask(database, task.id)).toMatchObject({ status: "open", assignee_id: null });
    expect(await setStatus(database, anna, task.id, "completed")).toHaveLength(1);
    await database.owner`
      update private.task_changes set changed_at = changed_at - interval '61 s' where person_id = ${person.id}`;
    expect(await setStatus(database, person, task.id, "open")).toHaveLength(1);
  });
});

describe("a deadline that a team is given for itself", () => {
  const meanwhile = { code: "PT409", detail: "edited_meanwhile" };

  test("is given by whoever has seen the one that it has; the same again changes nothing", async () => {
    const [seen, theirs, mine] = [task.due_at, inDays(20), inDays(30)];
    expect(await setDueSeen(task.id, seen, theirs)).toMatchObject([{ due_at: theirs, has_own_due: true }]);
    for (const dueAt of [mine, seen, null])
      await expect(setDueSeen(task.id, seen, dueAt)).rejects.toMatchObject(meanwhile);
    await expect(setDueSeen(task.id, null, mine)).rejects.toMatchObject(meanwhile);
    expect(await setDueSeen(task.id, seen, theirs)).toMatchObject([{ due_at: theirs, revision: 2 }]);
    expect(await setDueSeen(task.id, theirs, mine)).toMatchObject([{ due_at: mine, revision: 3 }]);
  });

  test("is none where it is that of the others, also when that has passed", async () => {
    expect(await setDue(task.id, task.due_at)).toMatchObject([{ has_own_due: false, revision: 1 }]);
    await setDue(task.id, inDays(20));
    const passed = inDays(-1);
    await database.owner`update public.requirements set due_at = ${passed} where id = ${task.requirement_id}`;
    expect(await setDue(task.id, passed)).toMatchObject([{ due_at: passed, has_own_due: false }]);
    await expect(setDue(task.id, inDays(-2))).rejects.toMatchObject({ code: "PT400", detail: "due_past" });
  });
});

describe("who sees to a task", () => {
  test("is one of its team's people, named by the team or an organiser", async () => {
    expect(await assign(database, anna, task.id, erik.id)).toMatchObject([{ assignee_id: erik.id }]);
    expect(await assign(database, mikko, task.id, anna.id)).toMatchObject([{ assignee_id: anna.id }]);
    expect(await assign(database, anna, task.id, null)).toMatchObject([{ assignee_id: null }]);
  });

  test("is nobody else", async () => {
    const former = await enrolDeactivated(database, teams.sweden);
    for (const { id } of [aino, sofia, former, { id: randomUUID() }])
      for (const actor of [anna, mikko])
        await expect(assign(database, actor, task.id, id)).rejects.toMatchObject({
          code: "PT400",
          detail: "not_of_team",
        });
    expect(await storedTask(database, task.id)).toMatchObject({ assignee_id: null });
  });

  test.each([
    ["moved", (id: string) => `select public.move_person('${id}', '${teams.norway}')`],
    ["promoted", (id: string) => `select public.promote_person('${id}')`],
    ["deactivated", (id: string) => `select public.deactivate_person('${id}')`],
  ])("is taken off all of them when they are %s, and off nobody else's", async (_, act) => {
    const leaving = await enrolMember(database, teams.sweden);
    const others = [await giveTask(database, teams.sweden), await askedTask(database, teams.sweden)];
    for (const { id } of [task, ...others]) await assign(database, anna, id, leaving.id);
    const [, completed] = others;
    await setStatus(database, anna, completed?.id ?? "", "completed");
    const eriks = await askedTask(database, teams.sweden, { assignee: erik.id });
    await as(mikko, (sql) => sql.unsafe(act(leaving.id)));
    for (const { id } of [task, ...others])
      expect(await storedTask(database, id)).toMatchObject({ assignee_id: null });
    expect(await storedTask(database, completed?.id ?? "")).toMatchObject({ completed_by: anna.id });
    expect(await storedTask(database, eriks.id)).toMatchObject({ assignee_id: erik.id });
  });

  test("is taken off when they leave an archived team, and off what was withdrawn", async () => {
    const leaving = await enrolMember(database, teams.sweden);
    await assign(database, anna, task.id, leaving.id);
    await withdrawTask(task.id);
    await archive(database, teams.sweden);
    await as(mikko, (sql) => sql`select public.deactivate_person(${leaving.id})`);
    await archive(database, teams.sweden, false);
    expect(await storedTask(database, task.id)).toMatchObject({ assignee_id: null });
  });

  test("stays when they only change their name", async () => {
    await assign(database, anna, task.id, anna.id);
    await as(anna, (sql) => sql`update public.users set locale = 'sv' where id = ${anna.id}`);
    expect(await storedTask(database, task.id)).toMatchObject({ assignee_id: anna.id });
  });
});

describe("a task that stands alone", () => {
  const insert = (
    actor: { id: string },
    values: { id?: string; dueAt?: Date; createdBy?: string; teamId?: string },
  ) =>
    as(
      actor,
      (sql) => sql<Task[]>`
        insert into public.tasks (id, team_id, title, description, due_at, created_by, assignee_id)
        values (${values.id ?? randomUUID()}, ${values.teamId ?? teams.sweden}, 'Passport copy', 'The page with the photo.',
          ${values.dueAt ?? inDays(1)}, ${values.createdBy ?? actor.id}, ${anna.id}) returning *`,
    );

  test("is given by an organiser with a plain insert", async () => {
    expect(await insert(mikko, {})).toMatchObject([
      { requirement_id: null, status: "open", assignee_id: anna.id, has_own_due: false, revision: 1 },
    ]);
    expect(await giveTask(database, teams.norway)).toMatchObject({ description: "", assignee_id: null });
  });

  test("is given once: the same id again changes nothing, even when it is due by now", async () => {
    const id = randomUUID();
    await insert(mikko, { id });
    expect(await insert(mikko, { id, dueAt: inDays(-1) })).toHaveLength(0);
    await expect(insert(sofia, { id })).rejects.toMatchObject({ code: "23505" });
  });

  test("is not given by a team, nor in another's name", async () => {
    await expect(insert(anna, {})).rejects.toMatchObject({ code: "42501" });
    await expect(insert(anna, { createdBy: mikko.id })).rejects.toMatchObject({ code: "42501" });
    await expect(insert(sofia, { createdBy: mikko.id })).rejects.toMatchObject({ code: "42501" });
  });

  test("is not given by a deadline that has passed, by any door", async () => {
    const past = { code: "PT400", detail: "due_past" };
    await expect(insert(mikko, { dueAt: inDays(-1) })).rejects.toMatchObject(past);
    const byServer = as(
      "service_role",
      (sql) => sql`
        insert into public.tasks (team_id, title, due_at, created_by)
        values (${teams.sweden}, 'Passport copy', ${inDays(-1)}, ${mikko.id})`,
    );
    await expect(byServer).rejects.toMatchObject(past);
  });

  test("is edited by whoever has seen it as it is", async () => {
    const { id, due_at } = await giveTask(database, teams.sweden);
    const dueAt = inDays(5);
    expect(await edit(id, 1, "Passport copies", dueAt)).toMatchObject([
      { title: "Passport copies", description: "", due_at: dueAt, revision: 2 },
    ]);
    expect(await edit(id, 1, "Passport copies", dueAt)).toMatchObject([{ revision: 2 }]);
    await expect(edit(id, 1, "Visa", dueAt)).rejects.toMatchObject({
      code: "PT409",
      detail: "edited_meanwhile",
    });
    await expect(edit(id, 2, "Visa", inDays(-5))).rejects.toMatchObject({
      code: "PT400",
      detail: "due_past",
    });
    await setDue(id, due_at);
    await expect(edit(id, 2, "Visa", dueAt)).rejects.toMatchObject({
      code: "PT409",
      detail: "edited_meanwhile",
    });
    expect(await storedTask(database, id)).toMatchObject({ title: "Passport copies", due_at });
  });

  test("alone is edited so: what many were asked is edited for all", async () => {
    const shared = { code: "PT409", detail: "of_requirement" };
    await expect(edit(task.id, 1, "Flag", task.due_at)).rejects.toMatchObject(shared);
  });

  test("just moves, and always has a deadline", async () => {
    const { id } = await giveTask(database, teams.sweden);
    const dueAt = inDays(6);
    expect(await setDue(id, dueAt)).toMatchObject([{ due_at: dueAt, has_own_due: false }]);
    await expect(setDue(id, null)).rejects.toMatchObject({ code: "PT400", detail: "due_missing" });
  });
});

describe("a team's deadline", () => {
  test("is extended alone, and follows the others again when that is taken back", async () => {
    const dueAt = inDays(30);
    expect(await setDue(task.id, dueAt)).toMatchObject([{ due_at: dueAt, has_own_due: true, revision: 2 }]);
    expect(await setDue(task.id, dueAt)).toMatchObject([{ revision: 2 }]);
    expect(await setDue(task.id, null)).toMatchObject([
      { due_at: task.due_at, has_own_due: false, revision: 3 },
    ]);
    expect(await setDue(task.id, null)).toMatchObject([{ revision: 3 }]);
  });

  test("is not moved into the past", async () => {
    await expect(setDue(task.id, inDays(-1))).rejects.toMatchObject({ code: "PT400", detail: "due_past" });
  });
});

describe("a task that is withdrawn", () => {
  const gone = { code: "PT409", detail: "withdrawn" };

  test("is withdrawn once, and written to no more", async () => {
    const [first] = await withdrawTask(task.id);
    expect(first?.withdrawn_at).not.toBeNull();
    expect(await withdrawTask(task.id)).toEqual([first]);
    await expect(setStatus(database, anna, task.id, "completed")).rejects.toMatchObject(gone);
    await expect(assign(database, mikko, task.id, anna.id)).rejects.toMatchObject(gone);
    await expect(setDue(task.id, inDays(9))).rejects.toMatchObject(gone);
    await expect(edit(task.id, 1, "Flag", inDays(9))).rejects.toMatchObject(gone);
    expect(await storedTask(database, task.id)).toEqual(first);
  });
});

test("a task of an archived team is read on, and written to by nobody", async () => {
  const closed = { code: "PT403", detail: "team_archived" };
  await archive(database, teams.sweden);
  const outcomes = await Promise.allSettled([
    setStatus(database, anna, task.id, "completed"),
    setStatus(database, mikko, task.id, "completed"),
    assign(database, anna, task.id, anna.id),
    setDue(task.id, inDays(9)),
    withdrawTask(task.id),
    giveTask(database, teams.sweden),
    as(
      "service_role",
      (sql) => sql`
        insert into public.tasks (team_id, title, due_at, created_by)
        values (${teams.sweden}, 'Passport copy', ${inDays(1)}, ${mikko.id})`,
    ),
  ]);
  const read = await as(anna, (sql) => sql`select from public.tasks where id = ${task.id}`);
  await archive(database, teams.sweden, false);
  for (const outcome of outcomes) expect(outcome).toMatchObject({ status: "rejected", reason: closed });
  expect(read).toHaveLength(1);
  expect(await storedTask(database, task.id)).toEqual(task);
});

test("functions of single tasks say so when there is no such task", async () => {
  const unknown = { code: "PT404", detail: "task" };
  await expect(setDueSeen(randomUUID(), inDays(1), inDays(2))).rejects.toMatchObject(unknown);
  await expect(withdrawTask(randomUUID())).rejects.toMatchObject(unknown);
  await expect(edit(randomUUID(), 1, "Flag", inDays(1))).rejects.toMatchObject(unknown);
});
