import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { enrolMember } from "./support/people.ts";
import {
  archive,
  ask,
  askedTask,
  call,
  comment,
  giveTask,
  inDays,
  setStatus,
  tasksOf,
} from "./support/tasks.ts";

const database = await openDatabase();
const { owner, as } = database;

type Listed = { id: string; team_code: string; due_at: string } & Record<string, unknown>;
type Cell = { team_id: string; task_id: string } & Record<string, unknown>;
type Matrix = {
  teams: { id: string; code: string; name: string }[];
  requirements: { id: string; due_at: string; revision: number; cells: Cell[] }[];
};

const list = (actor: Actor, filter = "") => call<Listed[]>(database, actor, `public.task_list(${filter})`);
const page = (actor: Actor, id: string) =>
  call<Record<string, unknown> | null>(database, actor, `public.task_page('${id}')`);
const matrix = () => call<Matrix>(database, mikko, "public.requirement_matrix()");
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

describe("the list of tasks", () => {
  test("has a team's own for its members and all for organisers, the nearest deadline first", async () => {
    const [annas, mikkos] = await Promise.all([list(anna), list(mikko)]);
    expect(new Set(annas.map(({ team_code }) => team_code))).toEqual(new Set(["SWE"]));
    expect(annas.length).toBeGreaterThan(5);
    expect(new Set(mikkos.map(({ team_code }) => team_code)).size).toBe(12);
    for (const rows of [annas, mikkos]) {
      const due = rows.map(({ due_at }) => Date.parse(due_at));
      expect(due).toEqual(due.toSorted((a, b) => a - b));
    }
  });

  test("narrows to a team and to a requirement, and never beyond what the reader may see", async () => {
    const requirement = await ask(database, [teams.sweden, teams.finland]);
    const byRequirement = `requirement => '${requirement.id}'`;
    const byTeam = `team => '${teams.finland}'`;
    expect(await list(mikko, byRequirement)).toHaveLength(2);
    expect(await list(anna, byRequirement)).toHaveLength(1);
    expect(await list(mikko, `${byTeam}, ${byRequirement}`)).toMatchObject([{ team_code: "FIN" }]);
    expect(await list(anna, byTeam)).toEqual([]);
    expect(await list(aino, byTeam)).toEqual(await list(aino));
  });

  test("says of each all that a list shows, also by the name of somebody who has left since", async () => {
    const leaving = await enrolMember(database, teams.sweden);
    const task = await askedTask(database, teams.sweden, { assignee: anna.id });
    await setStatus(database, leaving, task.id, "completed");
    await comment(database, erik, task.id);
    await as(mikko, (sql) => sql`select public.move_person(${leaving.id}, ${teams.norway})`);
    const row = (await list(anna)).find(({ id }) => id === task.id);
    expect(row).toEqual({
      id: task.id,
      requirement_id: task.requirement_id,
      team_id: teams.sweden,
      team_code: "SWE",
      team_name: "Sweden",
      is_archived: false,
      title: "Anthem",
      due_at: expect.any(String),
      has_own_due: false,
      status: "completed",
      assignee_id: anna.id,
      assignee_name: "Anna Lindqvist",
      completed_at: expect.any(String),
      completed_by_name: "A new member",
      created_at: expect.any(String),
      comments: 1,
      documents: 0,
    });
    expect(new Date(row?.due_at ?? "")).toEqual(task.due_at);
  });

  test("leaves out what was withdrawn, and for organisers archived teams that they do not name", async () => {
    const gone = await askedTask(database, teams.austria);
    const kept = await askedTask(database, teams.austria);
    await as(mikko, (sql) => sql`select public.withdraw_task(${gone.id})`);
    const member = await enrolMember(database, teams.austria);
    await archive(database, teams.austria);
    const seen = [
      await list(mikko),
      await list(mikko, `team => '${teams.austria}'`),
      await list(member),
      (await matrix()).teams,
      (await matrix()).requirements.flatMap(({ cells }) => cells.map(({ task_id }) => ({ id: task_id }))),
    ];
    await archive(database, teams.austria, false);
    expect(seen.map((rows) => ids(rows).includes(gone.id))).toEqual([false, false, false, false, false]);
    expect(seen.map((rows) => ids(rows).includes(kept.id))).toEqual([false, true, true, false, false]);
    expect((seen[2] as Listed[]).every((row) => row.is_archived)).toBe(true);
    expect(ids(seen[3] ?? [])).not.toContain(teams.austria);
    expect(ids((await matrix()).teams)).toContain(teams.austria);
  });

  test("is whole beyond a thousand rows", async () => {
    const before = (await list(anna)).length;
    await owner`
      insert into public.tasks (team_id, title, due_at, created_by)
      select ${teams.sweden}, 'Task ' || n, now() + n * interval '1 minute', ${mikko.id} from generate_series(1, 1100) n`;
    expect(await list(anna)).toHaveLength(before + 1100);
    await owner`delete from public.tasks where title like 'Task %'`;
  });
});

describe("the page of a task", () => {
  test("has all that it shows: the text, what was said, and the team's active people", async () => {
    const task = await askedTask(database, teams.sweden);
    await as(mikko, (sql) => sql`select public.set_task_due(${task.id}, ${task.due_at}, ${inDays(20)})`);
    await comment(database, anna, task.id, { content: "First." });
    await comment(database, mikko, task.id, { content: "Second." });
    const [shown, organisers] = [await page(anna, task.id), await page(mikko, task.id)];
    // A team is not told what the others were given.
    expect(organisers).toEqual({ ...shown, requirement_due_at: expect.any(String) });
    expect(new Date(String(organisers?.requirement_due_at))).toEqual(task.due_at);
    expect(shown).toMatchObject({
      id: task.id,
      description: "Without the choir.",
      revision: 2,
      is_archived: false,
      has_own_due: true,
      requirement_due_at: null,
      created_by_name: "Mikko Korhonen",
      comments: [
        { author_id: anna.id, author_name: "Anna Lindqvist", author_role: "member", content: "First." },
        { author_id: mikko.id, author_name: "Mikko Korhonen", author_role: "admin", content: "Second." },
      ],
      documents: [],
    });
    expect(shown?.people).toEqual([
      { id: anna.id, full_name: "Anna Lindqvist" },
      { id: erik.id, full_name: "Erik Nyström" },
    ]);
  });

  test("says that its team is archived", async () => {
    const task = await giveTask(database, teams.sweden);
    await archive(database, teams.sweden);
    const shown = await Promise.all([page(anna, task.id), page(mikko, task.id)]);
    await archive(database, teams.sweden, false);
    expect(shown).toMatchObject([{ is_archived: true }, { is_archived: true }]);
  });

  test("is none for another team, for what was withdrawn, and for what never was", async () => {
    const task = await giveTask(database, teams.sweden);
    expect(await page(anna, task.id)).toMatchObject({ requirement_due_at: null, requirement_id: null });
    expect(await page(aino, task.id)).toBeNull();
    expect(await page(anna, randomUUID())).toBeNull();
    await as(mikko, (sql) => sql`select public.withdraw_task(${task.id})`);
    expect(await page(anna, task.id)).toBeNull();
    expect(await page(mikko, task.id)).toBeNull();
  });
});

describe("the matrix", () => {
  test("has every team by name and every requirement by its deadline, with a cell where it was asked", async () => {
    const requirement = await ask(database, [teams.sweden, teams.finland]);
    const [swedens, finlands] = await tasksOf(database, requirement.id);
    await setStatus(database, anna, swedens?.id ?? "", "completed");
    await comment(database, aino, finlands?.id ?? "");
    const { teams: columns, requirements } = await matrix();
    const names = columns.map(({ name }) => name);
    expect(names).toHaveLength(12);
    expect(names).toEqual(names.toSorted());
    const due = requirements.map(({ due_at }) => Date.parse(due_at));
    expect(due).toEqual(due.toSorted((a, b) => a - b));
    const row = requirements.find(({ id }) => id === requirement.id);
    expect(row).toMatchObject({ title: "Anthem", revision: 1 });
    const given = { due_at: row?.due_at, has_own_due: false, documents: 0 };
    expect(row?.cells).toEqual([
      {
        ...given,
        team_id: teams.finland,
        task_id: finlands?.id,
        status: "open",
        completed_at: null,
        comments: 1,
      },
      {
        ...given,
        team_id: teams.sweden,
        task_id: swedens?.id,
        status: "completed",
        completed_at: expect.any(String),
        comments: 0,
      },
    ]);
  });

  test("leaves out a requirement that was withdrawn, and keeps one whose last team was taken back", async () => {
    const [withdrawn, empty] = await Promise.all([
      ask(database, [teams.sweden]),
      ask(database, [teams.sweden]),
    ]);
    await as(sofia, (sql) => sql`select public.withdraw_requirement(${withdrawn.id})`);
    const [task] = await tasksOf(database, empty.id);
    await as(sofia, (sql) => sql`select public.withdraw_task(${task?.id ?? null})`);
    const { requirements } = await matrix();
    expect(ids(requirements)).not.toContain(withdrawn.id);
    expect(requirements.find(({ id }) => id === empty.id)).toMatchObject({ cells: [] });
  });
});
