import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, teams } from "./support/demo.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolMember } from "./support/people.ts";
import { archive, askedTask, comment, type Task } from "./support/tasks.ts";

const database = await openDatabase();
const { owner, as } = database;
let task: Task;
beforeEach(async () => {
  task = await askedTask(database, teams.sweden);
});

const withdraw = () => as(mikko, (sql) => sql`select public.withdraw_task(${task.id})`);
const count = async () => (await owner`select from public.task_comments where task_id = ${task.id}`).count;
const outsider = { code: "42501", message: "You cannot write here" };

describe("a comment", () => {
  test.each([
    ["a member of the team", anna, "Anna Lindqvist", "member"],
    ["an organiser", mikko, "Mikko Korhonen", "admin"],
  ])("by %s carries their name, their role and the database's time", async (_, actor, name, role) => {
    const [written] = await comment(database, actor, task.id);
    expect(written).toMatchObject({ team_id: teams.sweden, author_name: name, author_role: role });
    const [stored] = await owner`
      select created_at between now() - interval '1 minute' and now() as is_now from public.task_comments
      where id = ${written?.id ?? null}`;
    expect(stored).toEqual({ is_now: true });
  });

  test("is written once, however often it is sent, even when nothing is written there any more", async () => {
    const id = randomUUID();
    await comment(database, anna, task.id, { id });
    expect(await comment(database, anna, task.id, { id })).toHaveLength(0);
    await withdraw();
    expect(await comment(database, anna, task.id, { id })).toHaveLength(0);
    expect(await count()).toBe(1);
  });

  test("is never another under the same id", async () => {
    const id = randomUUID();
    await comment(database, anna, task.id, { id });
    const other = await askedTask(database, teams.sweden);
    await expect(comment(database, erik, task.id, { id })).rejects.toMatchObject({ code: "23505" });
    await expect(comment(database, anna, other.id, { id })).rejects.toMatchObject({ code: "23505" });
  });

  test.each([
    ["blank", " \n", "task_comments_content_not_blank"],
    ["empty", "", "task_comments_content_length"],
    ["2,001 characters long", "x".repeat(2001), "task_comments_content_length"],
  ])("is not %s", async (_, content, constraint_name) => {
    await expect(comment(database, anna, task.id, { content })).rejects.toMatchObject({ constraint_name });
  });

  test("may be 2,000 characters long, counted as people count them", async () => {
    expect(await comment(database, anna, task.id, { content: "🏒".repeat(2000) })).toHaveLength(1);
  });

  test("is not written by another team, nor in another's name, nor where there is no task: all look alike", async () => {
    await expect(comment(database, aino, task.id)).rejects.toMatchObject(outsider);
    await expect(comment(database, anna, randomUUID())).rejects.toMatchObject(outsider);
    const forged = as(
      anna,
      (sql) => sql`
        insert into public.task_comments (task_id, author_id, content) values (${task.id}, ${erik.id}, 'Not I.')`,
    );
    await expect(forged).rejects.toMatchObject(outsider);
    await expect(comment(database, mikko, randomUUID())).rejects.toMatchObject({ code: "23503" });
  });

  test("is not written to an archived team, nor to what was withdrawn; an outsider learns of neither", async () => {
    await archive(database, teams.sweden);
    const closed = await comment(database, anna, task.id).catch((error: unknown) => error);
    const strange = await comment(database, aino, task.id).catch((error: unknown) => error);
    await archive(database, teams.sweden, false);
    expect(closed).toMatchObject({ code: "PT403", detail: "team_archived" });
    expect(strange).toMatchObject(outsider);
    await withdraw();
    await expect(comment(database, anna, task.id)).rejects.toMatchObject({
      code: "PT409",
      detail: "withdrawn",
    });
    await expect(comment(database, aino, task.id)).rejects.toMatchObject(outsider);
    expect(await count()).toBe(0);
  });

  test("waits for the withdrawal that is under way, and is refused", async () => {
    const withdrawing = await holdOpen(
      database,
      mikko,
      (sql) => sql`select public.withdraw_task(${task.id})`,
    );
    const late = comment(database, anna, task.id).catch((error: unknown) => error);
    await someoneWaits(database);
    await withdrawing.commit();
    expect(await late).toMatchObject({ detail: "withdrawn" });
  });
});

describe("comments", () => {
  test("are at most thirty a minute of one person; a retry costs none", async () => {
    const person = await enrolMember(database, teams.sweden);
    const id = randomUUID();
    await comment(database, person, task.id, { id });
    for (let sent = 1; sent < 30; sent += 1) await comment(database, person, task.id);
    expect(await comment(database, person, task.id, { id })).toHaveLength(0);
    const refusal = await comment(database, person, task.id).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "PT429" });
    expect(Number((refusal as { detail: string }).detail)).toSatisfy(
      (wait: number) => wait > 0 && wait <= 60,
    );
    await comment(database, anna, task.id);
    await owner`update public.task_comments set created_at = created_at - interval '61 s' where author_id = ${person.id}`;
    expect(await comment(database, person, task.id)).toHaveLength(1);
  });

  test("are at most thirty a minute, also when they come all at once", async () => {
    const person = await enrolMember(database, teams.sweden);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, () => comment(database, person, task.id)),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(30);
    expect(await count()).toBe(30);
  });

  test("come with a time of their own from nobody but the owner", async () => {
    const [written] = await owner`
      insert into public.task_comments (task_id, author_id, content, created_at)
      values (${task.id}, ${anna.id}, 'Long ago.', '2020-01-01') returning created_at, author_name`;
    expect(written).toEqual({ created_at: new Date("2020-01-01"), author_name: "Anna Lindqvist" });
    const byServer = await as(
      "service_role",
      (sql) => sql<{ is_now: boolean }[]>`
        insert into public.task_comments (task_id, author_id, content)
        values (${task.id}, ${anna.id}, 'Noted.') returning created_at > now() - interval '1 minute' as is_now`,
    );
    expect([...byServer]).toEqual([{ is_now: true }]);
  });
});
