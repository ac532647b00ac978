import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { archive, ask, askedTask, assign, inDays, setStatus, storedTask, tasksOf } from "./support/tasks.ts";

const database = await openDatabase();
const { owner, as } = database;
const three = [teams.sweden, teams.finland, teams.norway];

type Edit = { seen?: number; title?: string; description?: string; dueAt: Date };
const edit = (id: string, { seen = 1, title = "Anthem", description = "Without the choir.", dueAt }: Edit) =>
  as(
    sofia,
    (sql) => sql`select * from public.edit_requirement(${id}, ${seen}, ${title}, ${description}, ${dueAt})`,
  );
const setDue = (taskId: string, dueAt: Date | null) =>
  as(
    mikko,
    (sql) => sql`
      select * from public.set_task_due(${taskId}, (select due_at from public.tasks where id = ${taskId}), ${dueAt})`,
  );
const askMore = (id: string, given: string[]) =>
  as(mikko, (sql) => sql`select * from public.ask_more_teams(${id}, ${given})`);
const withdraw = (id: string) => as(mikko, (sql) => sql`select * from public.withdraw_requirement(${id})`);
const withdrawTask = (id: string) => as(mikko, (sql) => sql`select * from public.withdraw_task(${id})`);

const isAsked = async (id: string) =>
  (await owner`select from public.requirements where id = ${id}`).count > 0;

describe("teams that are asked", () => {
  test("each have their task of it, which says the same", async () => {
    const dueAt = inDays(3);
    const requirement = await ask(database, three, { dueAt });
    expect(requirement).toMatchObject({ title: "Anthem", created_by: mikko.id, revision: 1, due_at: dueAt });
    const tasks = await tasksOf(database, requirement.id);
    expect(tasks.map(({ team_id }) => team_id)).toEqual(three);
    for (const task of tasks)
      expect(task).toMatchObject({
        title: "Anthem",
        description: "Without the choir.",
        due_at: dueAt,
        has_own_due: false,
        status: "open",
        assignee_id: null,
        created_by: mikko.id,
      });
  });

  test("are asked once, though they are named twice", async () => {
    const requirement = await ask(database, [teams.sweden, teams.sweden]);
    expect(await tasksOf(database, requirement.id)).toHaveLength(1);
  });

  test("are asked by all of a retry's sentence once, and the retry gives the same row", async () => {
    const given = { id: randomUUID(), dueAt: inDays(3) };
    const first = await ask(database, three, given);
    expect(await ask(database, three, given)).toEqual(first);
    expect(await tasksOf(database, first.id)).toHaveLength(3);
  });

  test("are not asked something else under the same id: the first choice stands", async () => {
    const given = { id: randomUUID(), dueAt: inDays(3), assignee: anna.id };
    const first = await ask(database, [teams.sweden], given);
    const taken = { code: "PT409", detail: "id_taken" };
    await expect(ask(database, [teams.sweden], { ...given, title: "Flag" })).rejects.toMatchObject(taken);
    await expect(ask(database, [teams.sweden], { ...given, description: "" })).rejects.toMatchObject(taken);
    await expect(ask(database, [teams.sweden], { ...given, dueAt: inDays(4) })).rejects.toMatchObject(taken);
    await expect(ask(database, [teams.sweden], { ...given, assignee: erik.id })).rejects.toMatchObject(taken);
    await expect(ask(database, [teams.sweden], { ...given, assignee: null })).rejects.toMatchObject(taken);
    expect(await ask(database, [teams.sweden], given)).toEqual(first);
    expect(await tasksOf(database, given.id)).toMatchObject([{ assignee_id: anna.id }]);
  });

  test.each([
    ["one more", [teams.sweden, teams.finland, teams.norway]],
    ["one fewer", [teams.sweden]],
    ["others", [teams.sweden, teams.norway]],
    ["none", []],
    ["none at all", null],
  ])("are not exchanged for %s under the same id", async (_, asked) => {
    const given = { id: randomUUID(), dueAt: inDays(3) };
    const two = [teams.sweden, teams.finland];
    const first = await ask(database, two, given);
    await expect(ask(database, asked, given)).rejects.toMatchObject({ code: "PT409", detail: "id_taken" });
    expect(await ask(database, [...two, ...two].toReversed(), given)).toEqual(first);
    expect(await tasksOf(database, given.id)).toHaveLength(2);
  });

  test("are known from a retry, whatever has become of the first try meanwhile", async () => {
    const given = { id: randomUUID(), dueAt: inDays(3), assignee: anna.id };
    await ask(database, [teams.sweden], given);
    const [first] = await tasksOf(database, given.id);
    await askMore(given.id, [teams.finland]);
    await assign(database, anna, first?.id ?? "", erik.id);
    const [edited] = await edit(given.id, { title: "Flag", dueAt: inDays(5) });
    await withdrawTask(first?.id ?? "");
    expect(await ask(database, [teams.sweden], given)).toEqual(edited);
    const taken = { code: "PT409", detail: "id_taken" };
    await expect(ask(database, [teams.finland], given)).rejects.toMatchObject(taken);
    await expect(ask(database, [teams.sweden, teams.finland], given)).rejects.toMatchObject(taken);
    await expect(
      ask(database, [teams.sweden], { ...given, title: "Flag", dueAt: edited?.due_at }),
    ).rejects.toMatchObject(taken);
    expect(await tasksOf(database, given.id)).toMatchObject([
      { team_id: teams.sweden, assignee_id: erik.id, withdrawn_at: expect.any(Date) },
      { team_id: teams.finland, withdrawn_at: null },
    ]);
  });

  test("are not taken for the same where nobody can tell any more: of what was asked before that was kept", async () => {
    const given = { id: randomUUID(), dueAt: inDays(3) };
    await ask(database, three, given);
    await owner`delete from private.first_asks where requirement_id = ${given.id}`;
    await expect(ask(database, three, given)).rejects.toMatchObject({ code: "PT409", detail: "id_taken" });
  });

  test.each([
    ["by a deadline in the past", three, { dueAt: inDays(-1) }, { code: "PT400", detail: "due_past" }],
    ["without naming any", [], {}, { code: "PT400", detail: "no_teams" }],
    ["without naming any at all", null, {}, { code: "PT400", detail: "no_teams" }],
    ["where one does not exist", [teams.sweden, randomUUID()], {}, { code: "PT404", detail: "team" }],
    ["without a title", three, { title: "  " }, { constraint_name: "requirements_title_legible" }],
    [
      "in 201 characters",
      three,
      { title: "x".repeat(201) },
      { constraint_name: "requirements_title_length" },
    ],
    [
      "in a book",
      three,
      { description: "x".repeat(5001) },
      { constraint_name: "requirements_description_length" },
    ],
    [
      "with one person for several",
      three,
      { assignee: anna.id },
      { code: "PT400", detail: "assignee_teams" },
    ],
    [
      "with another team's person",
      [teams.sweden],
      { assignee: aino.id },
      { code: "PT400", detail: "not_of_team" },
    ],
    [
      "with an organiser for it",
      [teams.sweden],
      { assignee: sofia.id },
      { code: "PT400", detail: "not_of_team" },
    ],
  ])("cannot be asked %s: nothing is half done", async (_, asked, given, refusal) => {
    const id = randomUUID();
    await expect(ask(database, asked, { id, ...given })).rejects.toMatchObject(refusal);
    expect(await isAsked(id)).toBe(false);
    expect(await tasksOf(database, id)).toHaveLength(0);
  });

  test("cannot be asked by the end of time", async () => {
    const asking = as(
      mikko,
      (sql) => sql`select public.ask_teams(${randomUUID()}, 'Anthem', '', 'infinity', ${three})`,
    );
    await expect(asking).rejects.toMatchObject({ constraint_name: "requirements_due_is_a_time" });
  });

  test("may have the one who sees to it named", async () => {
    expect(await askedTask(database, teams.sweden, { assignee: anna.id })).toMatchObject({
      assignee_id: anna.id,
    });
  });

  test("do not count archived ones: those are asked nothing", async () => {
    const id = randomUUID();
    const given = await ask(database, [teams.sweden]);
    await archive(database, teams.finland);
    const closed = { code: "PT403", detail: "team_archived" };
    await expect(ask(database, three, { id })).rejects.toMatchObject(closed);
    await expect(askMore(given.id, [teams.finland])).rejects.toMatchObject(closed);
    await archive(database, teams.finland, false);
    expect(await isAsked(id)).toBe(false);
    expect(await tasksOf(database, given.id)).toHaveLength(1);
  });
});

describe("more teams", () => {
  test("are asked what it says now, and those who have a task keep it", async () => {
    const requirement = await ask(database, [teams.sweden]);
    const dueAt = inDays(9);
    await edit(requirement.id, { title: "Anthem, 60 seconds", dueAt });
    const [swedens] = await tasksOf(database, requirement.id);
    await setStatus(database, anna, swedens?.id ?? "", "completed");
    await askMore(requirement.id, [teams.sweden, teams.finland]);
    await askMore(requirement.id, [teams.sweden, teams.finland]);
    expect(await tasksOf(database, requirement.id)).toMatchObject([
      { team_id: teams.sweden, status: "completed" },
      { team_id: teams.finland, status: "open", title: "Anthem, 60 seconds", due_at: dueAt },
    ]);
  });

  test("may be one from which it was withdrawn: it is asked anew, with what was said about it", async () => {
    const task = await askedTask(database, teams.sweden);
    await setDue(task.id, inDays(20));
    await setStatus(database, anna, task.id, "completed");
    await withdrawTask(task.id);
    const dueAt = inDays(9);
    await edit(task.requirement_id ?? "", { title: "Flag", dueAt });
    await askMore(task.requirement_id ?? "", [teams.sweden]);
    expect(await storedTask(database, task.id)).toMatchObject({
      title: "Flag",
      due_at: dueAt,
      has_own_due: false,
      status: "open",
      completed_by: null,
      withdrawn_at: null,
    });
  });

  test("are not asked for what is late already; those who have a task of it keep it", async () => {
    const { id } = await ask(database, [teams.sweden, teams.norway]);
    const [first, second] = await tasksOf(database, id);
    await withdrawTask(second?.id ?? "");
    await owner`update public.requirements set due_at = ${inDays(-2)} where id = ${id}`;
    const past = { code: "PT400", detail: "due_past" };
    await expect(askMore(id, [teams.sweden, teams.finland])).rejects.toMatchObject(past);
    await expect(askMore(id, [second?.team_id ?? ""])).rejects.toMatchObject(past);
    await askMore(id, [first?.team_id ?? ""]);
    expect(await tasksOf(database, id)).toHaveLength(2);
  });

  test("are not asked what was withdrawn, or what does not exist", async () => {
    const { id } = await ask(database, [teams.sweden]);
    await withdraw(id);
    await expect(askMore(id, [teams.finland])).rejects.toMatchObject({ code: "PT409", detail: "withdrawn" });
    await expect(askMore(randomUUID(), [teams.finland])).rejects.toMatchObject({
      code: "PT404",
      detail: "requirement",
    });
    await expect(askMore(id, [])).rejects.toMatchObject({ code: "PT409" });
  });
});

describe("a requirement that is edited", () => {
  test("says the new to every team, and moves those who were given no longer", async () => {
    const requirement = await ask(database, three);
    const [, finlands] = await tasksOf(database, requirement.id);
    const extended = inDays(30);
    await setDue(finlands?.id ?? "", extended);
    const dueAt = inDays(10);
    const [edited] = await edit(requirement.id, { title: "Flag", description: "", dueAt });
    expect(edited).toMatchObject({ title: "Flag", description: "", due_at: dueAt, revision: 2 });
    expect(edited?.edited_at).not.toBeNull();
    expect(await tasksOf(database, requirement.id)).toMatchObject([
      { title: "Flag", description: "", due_at: dueAt, has_own_due: false },
      { title: "Flag", description: "", due_at: extended, has_own_due: true },
      { title: "Flag", description: "", due_at: dueAt, has_own_due: false },
    ]);
  });

  test("is not overwritten by whoever saw an earlier one", async () => {
    const { id, due_at } = await ask(database, three);
    await edit(id, { title: "Flag", dueAt: due_at });
    const late = edit(id, { title: "Anthem and flag", dueAt: due_at });
    await expect(late).rejects.toMatchObject({ code: "PT409", detail: "edited_meanwhile" });
    const [stored] = await owner`select title, revision from public.requirements where id = ${id}`;
    expect(stored).toEqual({ title: "Flag", revision: 2 });
  });

  test("changes nothing by a retry, nor by the text it has", async () => {
    const { id, due_at } = await ask(database, three);
    await edit(id, { title: "Flag", dueAt: due_at });
    const [again] = await edit(id, { title: "Flag", dueAt: due_at });
    expect(again).toMatchObject({ title: "Flag", revision: 2 });
  });

  test("keeps a deadline that has passed, and is given no new one in the past", async () => {
    const { id } = await ask(database, three);
    const passed = inDays(-2);
    await owner`update public.requirements set due_at = ${passed} where id = ${id}`;
    const [edited] = await edit(id, { title: "Flag", dueAt: passed });
    expect(edited).toMatchObject({ title: "Flag", due_at: passed });
    const earlier = edit(id, { seen: 2, title: "Flag", dueAt: inDays(-3) });
    await expect(earlier).rejects.toMatchObject({ code: "PT400", detail: "due_past" });
  });

  test("must exist and must not be withdrawn", async () => {
    const { id, due_at } = await ask(database, three);
    await withdraw(id);
    await expect(edit(id, { title: "Flag", dueAt: due_at })).rejects.toMatchObject({ detail: "withdrawn" });
    const unknown = edit(randomUUID(), { dueAt: due_at });
    await expect(unknown).rejects.toMatchObject({ code: "PT404", detail: "requirement" });
  });
});

describe("a requirement that is withdrawn", () => {
  test("is withdrawn from every team, once", async () => {
    const { id } = await ask(database, three);
    const [first] = await withdraw(id);
    const [second] = await withdraw(id);
    expect(first?.withdrawn_at).not.toBeNull();
    expect(second).toEqual(first);
    for (const task of await tasksOf(database, id)) expect(task.withdrawn_at).toEqual(first?.withdrawn_at);
  });
});
