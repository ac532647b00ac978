import { beforeAll, describe, expect, test } from "vitest";
import { nextTask } from "@/lib/tasks/lists";
import { listedTaskSchema } from "@/lib/tasks/schema";
import type { Actor } from "../support/database.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko, teams } from "./support/demo.ts";
import { enrolMember } from "./support/people.ts";
import { archive, call, giveTask, setStatus } from "./support/tasks.ts";

const database = await openDatabase();
const { owner, admin } = database;

type Listed = { id: string; team_code: string; due_at: string; comments: number; documents: number };

const list = (actor: Actor, filter = "") => call<Listed[]>(database, actor, `public.task_list(${filter})`);

/** Forty-eight tasks more for each team, of every kind, with none to seven comments and documents. */
beforeAll(async () => {
  await admin.begin(async (sql) => {
    // What is written here tells nobody, and nobody's limits count it.
    await sql`set local session_replication_role = replica`;
    await sql`
      insert into public.requirements (title, due_at, created_by)
      select 'Asked ' || n, now() + (n - 12) * interval '1 day', ${mikko.id} from generate_series(1, 24) n`;
    const made = sql`
      team.id, now() + (n - 12) * interval '1 day', ${mikko.id}::uuid,
      case when n % 3 = 0 then 'completed' else 'open' end::public.task_status,
      case when n % 3 = 0 then now() end, case when n % 3 = 0 then ${mikko.id}::uuid end,
      case when n % 7 = 0 then now() end`;
    await sql`
      insert into public.tasks (requirement_id, title, team_id, due_at, created_by, status, completed_at, completed_by, withdrawn_at)
      select requirement.id, requirement.title, ${made} from public.teams team, public.requirements requirement,
        lateral (select substr(requirement.title, 7)::int as n) as number
      where requirement.title like 'Asked %'`;
    await sql`
      insert into public.tasks (title, team_id, due_at, created_by, status, completed_at, completed_by, withdrawn_at)
      select 'Alone ' || n, ${made} from public.teams team, generate_series(1, 24) n`;
    await sql`
      insert into public.task_comments (task_id, team_id, author_id, author_name, content)
      select id, team_id, ${mikko.id}, 'Mikko Korhonen', 'Here it is.'
      from public.tasks, generate_series(1, abs(hashtext(id::text)) % 8)`;
    await sql`
      insert into public.documents
        (id, team_id, task_id, uploaded_by, uploader_name, name, storage_path, size_bytes, mime_type, deleted_at, deleted_by)
      select file, team_id, id, ${mikko.id}, 'Mikko Korhonen', 'Roster.pdf', team_id || '/' || file, 1, 'application/pdf',
        case when n % 3 = 0 then now() end, case when n % 3 = 0 then ${mikko.id}::uuid end
      from (
        select tasks.*, n, gen_random_uuid() as file
        from public.tasks, generate_series(1, abs(hashtext('file' || id)) % 8) n
      ) answered`;
  });
});

/** What a list has to hold, told from the tables one by one. */
async function recount(isWanted: (task: { team_id: string; requirement_id: string | null }) => boolean) {
  const tasks = await owner<{ id: string; team_id: string; requirement_id: string | null; due_at: Date }[]>`
    select id, team_id, requirement_id, due_at from public.tasks where withdrawn_at is null`;
  const codes = new Map(
    (await owner<{ id: string; code: string }[]>`select id, code from public.teams`).map(({ id, code }) => [
      id,
      code,
    ]),
  );
  const comments = await owner<{ task_id: string }[]>`select task_id from public.task_comments`;
  const documents = await owner<{ task_id: string | null }[]>`
    select task_id from public.documents where deleted_at is null`;
  const count = (rows: { task_id: string | null }[]) => {
    const counts = new Map<string, number>();
    for (const { task_id: id } of rows) if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  };
  const [commentsOf, documentsOf] = [count(comments), count(documents)];
  return tasks
    .filter(isWanted)
    .map(({ id, team_id, due_at }) => ({
      id,
      due: due_at.getTime(),
      team_code: codes.get(team_id) ?? "",
      comments: commentsOf.get(id) ?? 0,
      documents: documentsOf.get(id) ?? 0,
    }))
    .toSorted(
      (one, other) =>
        one.due - other.due ||
        (one.team_code === other.team_code
          ? one.id < other.id
            ? -1
            : 1
          : one.team_code < other.team_code
            ? -1
            : 1),
    );
}

const told = (rows: Listed[]) =>
  rows.map(({ id, due_at, team_code, comments, documents }) => ({
    id,
    due: Date.parse(due_at),
    team_code,
    comments,
    documents,
  }));

describe("a list of tasks has the order and the counts of a plain recount", () => {
  test("all of them, for an organiser", async () => {
    const rows = told(await list(mikko));
    expect(rows).toEqual(await recount(() => true));
    expect(rows.length).toBeGreaterThan(12 * 40);
    expect(new Set(rows.map(({ comments }) => comments)).size).toBeGreaterThan(4);
    expect(new Set(rows.map(({ documents }) => documents)).size).toBeGreaterThan(4);
  });

  test("of one team, for an organiser and for the team itself", async () => {
    const swedens = await recount(({ team_id }) => team_id === teams.sweden);
    expect(told(await list(mikko, `team => '${teams.sweden}'`))).toEqual(swedens);
    expect(told(await list(anna))).toEqual(swedens);
  });

  test("of one requirement, of every team and of one", async () => {
    const asked = await owner<{ id: string }[]>`
      select id from public.requirements where title in ('Asked 3', 'Asked 7', 'Asked 20')`;
    expect(asked).toHaveLength(3);
    for (const { id } of asked) {
      const all = await recount(({ requirement_id }) => requirement_id === id);
      const finlands = await recount(
        ({ requirement_id, team_id }) => requirement_id === id && team_id === teams.finland,
      );
      expect(told(await list(mikko, `requirement => '${id}'`))).toEqual(all);
      expect(told(await list(aino, `requirement => '${id}'`))).toEqual(finlands);
      expect(told(await list(mikko, `team => '${teams.finland}', requirement => '${id}'`))).toEqual(finlands);
    }
  });

  test("and a task's page has what the list counts", async () => {
    const swedens = await recount(({ team_id }) => team_id === teams.sweden);
    for (const { id, comments, documents } of swedens.slice(0, 20)) {
      const page = await call<Record<string, unknown[]>>(database, anna, `public.task_page('${id}')`);
      expect([page.comments?.length, page.documents?.length]).toEqual([comments, documents]);
    }
  });
});

describe("the next task", () => {
  const next = (actor: Actor, now: Date) =>
    call<{ id: string; title: string; due_at: string } | null>(
      database,
      actor,
      `public.next_task('${now.toISOString()}')`,
    );

  test("is at every moment the one that the whole list gives", async () => {
    const tasks = listedTaskSchema.array().parse(await list(anna));
    const days = Array.from({ length: 40 }, (_, day) => new Date(Date.now() + (day - 20) * 86_400_000));
    const dues = tasks.flatMap(({ dueAt }) => [-1, 1].map((ms) => new Date(Date.parse(dueAt) + ms)));
    const moments = [...days, ...dues];
    const given = await Promise.all(moments.map((now) => next(anna, now)));
    expect(given.map((task) => task?.id)).toEqual(moments.map((now) => nextTask(tasks, now)?.id));
    expect(new Set(given.map((task) => task?.id)).size).toBeGreaterThan(10);
  });

  test("is missed from its very moment on", async () => {
    const due = new Date("2040-01-15T12:00:00Z");
    const before = new Date(due.getTime() - 1);
    const [soon, last] = [await giveTask(database, teams.norway), await giveTask(database, teams.norway)];
    await owner`update public.tasks set due_at = ${due} where id = ${soon.id}`;
    await owner`update public.tasks set due_at = '2040-01-16T12:00:00Z' where id = ${last.id}`;
    const member = await enrolMember(database, teams.norway);
    expect(await next(member, before)).toMatchObject({ id: soon.id, title: "Passport copy" });
    expect(await next(member, due)).toMatchObject({ id: last.id });
  });

  test("is none when all is done, and none for organisers", async () => {
    const now = new Date();
    expect(await next(mikko, now)).toBeNull();
    await owner`update public.tasks set withdrawn_at = now() where team_id = ${teams.finland} and status = 'open'`;
    expect(await next(aino, now)).toBeNull();
    const given = await giveTask(database, teams.finland);
    expect(await next(aino, now)).toMatchObject({ id: given.id });
    await archive(database, teams.finland);
    expect(await next(aino, now)).toMatchObject({ id: given.id });
    await archive(database, teams.finland, false);
    await setStatus(database, aino, given.id, "completed");
    expect(await next(aino, now)).toBeNull();
  });
});
