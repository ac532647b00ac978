import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { anna, erik, mikko, teams } from "./support/demo.ts";
import { adminTopic, saidDuring, topicOf } from "./support/live.ts";
import { enrolMember, type Person } from "./support/people.ts";
import { ask, askedTask, assign, comment, giveTask, inDays, setStatus, type Task } from "./support/tasks.ts";

const database = await openDatabase();
const { owner, as } = database;

/** What is told to many while `work` runs, but for the id that Realtime gives to every broadcast. */
const told = async (work: () => Promise<unknown>) =>
  (await saidDuring(database, work))
    .filter(({ topic }) => !topic.startsWith("user:"))
    .map(({ topic, event, payload: { id: _, ...payload } }) => ({ topic, event, payload }));
const changed = (topic: string, noun = "tasks") => ({ topic, event: "changed", payload: { noun } });
const toOrganisersAnd = async (...teamIds: string[]) =>
  [await adminTopic(database), ...(await Promise.all(teamIds.map((id) => topicOf(database, id))))].map(
    (topic) => changed(topic),
  );

let task: Task;
beforeEach(async () => {
  task = await askedTask(database, teams.sweden);
});
const requirementId = () => task.requirement_id ?? "";
const ofTask = () => `from public.tasks where id = '${task.id}'`;
const asMikko = (statement: string) => as(mikko, (sql) => sql.unsafe(statement));

describe("one signal to each topic that it touches, and nothing to any other, is told by", () => {
  const acts: [string, () => Promise<unknown>, string[]][] = [
    [
      "an ask of two teams",
      () => ask(database, [teams.sweden, teams.finland]),
      [teams.sweden, teams.finland],
    ],
    [
      "an ask of more",
      () => asMikko(`select public.ask_more_teams('${requirementId()}', '{${teams.finland}}')`),
      [teams.finland],
    ],
    [
      "an edit for all its teams",
      () =>
        asMikko(
          `select public.edit_requirement('${requirementId()}', 1, 'Flag', '', now() + interval '3 days')`,
        ),
      [teams.sweden],
    ],
    [
      "a withdrawal of a requirement",
      () => asMikko(`select public.withdraw_requirement('${requirementId()}')`),
      [teams.sweden],
    ],
    ["a withdrawal of a task", () => asMikko(`select public.withdraw_task('${task.id}')`), [teams.sweden]],
    [
      "an extension",
      () => asMikko(`select public.set_task_due(id, due_at, now() + interval '9 days') ${ofTask()}`),
      [teams.sweden],
    ],
    ["a task that stands alone", () => giveTask(database, teams.norway), [teams.norway]],
    ["a completion", () => setStatus(database, anna, task.id, "completed"), [teams.sweden]],
    ["an assignment", () => assign(database, mikko, task.id, erik.id), [teams.sweden]],
    ["a team's comment", () => comment(database, anna, task.id), [teams.sweden]],
    ["an organiser's comment", () => comment(database, mikko, task.id), [teams.sweden]],
    [
      "a copy of two requirements",
      async () => {
        const { id } = await ask(database, [teams.norway]);
        // What is told of the ask above is not this test's.
        await database.admin`truncate realtime.messages`;
        await asMikko(`
          select public.copy_requirements('{${requirementId()}, ${id}}', '{${randomUUID()}, ${randomUUID()}}', 7,
            '{${teams.sweden}, ${teams.finland}}')`);
      },
      [teams.sweden, teams.finland],
    ],
    [
      "several writes in one transaction",
      () =>
        as(anna, async (sql) => {
          await sql`update public.tasks set status = 'completed' where id = ${task.id}`;
          await sql`update public.tasks set status = 'open' where id = ${task.id}`;
          await sql`insert into public.task_comments (task_id, author_id, content) values (${task.id}, ${anna.id}, 'No.')`;
        }),
      [teams.sweden],
    ],
  ];

  test.each(acts)("%s", async (_, act, touched) => {
    const heard = await told(act);
    expect(heard).toEqual(expect.arrayContaining(await toOrganisersAnd(...touched)));
    expect(heard).toHaveLength(touched.length + 1);
  });
});

describe("nothing is told by", () => {
  let stranger: Person;
  const nothings: [string, () => Promise<unknown>][] = [
    ["a second completion", () => setStatus(database, erik, task.id, "completed")],
    ["an assignment that is so already", () => assign(database, anna, task.id, anna.id)],
    ["a retry of an ask", () => ask(database, [teams.sweden], { id: requirementId(), dueAt: task.due_at })],
    [
      "an ask of a team that has it",
      () => asMikko(`select public.ask_more_teams('${requirementId()}', '{${teams.sweden}}')`),
    ],
    ["the same extension again", () => asMikko(`select public.set_task_due(id, due_at, null) ${ofTask()}`)],
    [
      "an edit that changes nothing",
      () =>
        as(
          mikko,
          (sql) => sql`
            select public.edit_requirement(${requirementId()}, 1, ${task.title}, ${task.description}, ${task.due_at})`,
        ),
    ],
    ["another team's try", () => setStatus(database, stranger, task.id, "open")],
    [
      "what is refused",
      () =>
        asMikko(`select public.set_task_due(id, due_at, '2020-01-01') ${ofTask()}`).catch(() => undefined),
    ],
    [
      "what is undone",
      () =>
        as(anna, async (sql) => {
          await sql`update public.tasks set status = 'open' where id = ${task.id}`;
          throw new Error("undo");
        }).catch(() => undefined),
    ],
  ];
  test.each(nothings)("%s", async (_, nothing) => {
    stranger = await enrolMember(database, teams.norway);
    await setStatus(database, anna, task.id, "completed");
    await assign(database, anna, task.id, anna.id);
    expect(await told(nothing)).toEqual([]);
  });

  test("a second withdrawal, of either kind", async () => {
    const { id } = await ask(database, [teams.finland]);
    const withdrawals = async () => {
      await asMikko(`select public.withdraw_requirement('${id}')`);
      await asMikko(`select public.withdraw_task('${task.id}')`);
    };
    await withdrawals();
    expect(await told(withdrawals)).toEqual([]);
  });

  test("a comment that is sent again", async () => {
    const id = randomUUID();
    await comment(database, anna, task.id, { id });
    expect(await told(() => comment(database, anna, task.id, { id }))).toEqual([]);
  });
});

test("an edit of a requirement that no team has any more is told to the organisers", async () => {
  await asMikko(`select public.withdraw_task('${task.id}')`);
  await owner`delete from public.tasks where id = ${task.id}`;
  const edit = () =>
    as(mikko, (sql) => sql`select public.edit_requirement(${requirementId()}, 1, 'Flag', '', ${inDays(3)})`);
  expect(await told(edit)).toEqual(await toOrganisersAnd());
});

test("that somebody who leaves is taken off their tasks is told under the new name of the topic, and not under the old", async () => {
  const leaving = await enrolMember(database, teams.sweden);
  await askedTask(database, teams.sweden, { assignee: leaving.id });
  await assign(database, anna, task.id, leaving.id);
  const before = await topicOf(database, teams.sweden);
  const heard = await told(() =>
    as(mikko, (sql) => sql`select public.move_person(${leaving.id}, ${teams.norway})`),
  );
  expect(heard).toHaveLength(3);
  expect(heard).toEqual(
    expect.arrayContaining([
      { topic: before, event: "topic_moved", payload: {} },
      ...(await toOrganisersAnd(teams.sweden)),
    ]),
  );
});

describe("whatever noun has changed", () => {
  const tell = (noun: string, given: string[], portal: boolean) => () =>
    owner`select private.tell_changed(${noun}, ${given}, ${portal})`;

  test("is told on portal too when everybody shows it", async () => {
    expect(await told(tell("pages", [], true))).toEqual([
      changed(await adminTopic(database), "pages"),
      changed("portal", "pages"),
    ]);
  });

  test("is told once for each noun of one transaction, and again in the next", async () => {
    const both = () =>
      owner.begin(async (sql) => {
        for (const noun of ["tasks", "documents", "tasks"])
          await sql`select private.tell_changed(${noun}, ${[teams.sweden, teams.sweden]}, false)`;
      });
    expect(await told(both)).toHaveLength(4);
    expect(await told(both)).toHaveLength(4);
  });

  test("is told again where the first telling was undone with its savepoint", async () => {
    const heard = await told(() =>
      owner.begin(async (sql) => {
        await sql
          .savepoint(async (inner) => {
            await inner`select private.tell_changed('tasks', ${[teams.sweden]}, false)`;
            throw new Error("undo");
          })
          .catch(() => undefined);
        await sql`select private.tell_changed('tasks', ${[teams.sweden]}, false)`;
      }),
    );
    expect(heard).toEqual(expect.arrayContaining(await toOrganisersAnd(teams.sweden)));
    expect(heard).toHaveLength(2);
  });
});
