import { randomUUID } from "node:crypto";
import type { TransactionSql } from "postgres";
import { beforeEach, describe, expect, test } from "vitest";
import { sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { topicOf } from "./support/live.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolMember, enrolOrganiser, type Person, several } from "./support/people.ts";
import {
  archive,
  ask,
  askedTask,
  assign,
  comment,
  giveTask,
  inDays,
  setStatus,
  storedTask,
  type Task,
  tasksOf,
} from "./support/tasks.ts";

const database = await openDatabase();
const { owner, admin, as } = database;
let task: Task;
beforeEach(async () => {
  task = await askedTask(database, teams.sweden);
});

const complete = (sql: TransactionSql) =>
  sql`update public.tasks set status = 'completed' where id = ${task.id} returning *`;
const archiveSweden = (sql: TransactionSql) =>
  sql`update public.teams set archived_at = now() where id = ${teams.sweden}`;
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error: { code: string; detail?: string }) => `${error.code} ${error.detail ?? ""}`.trim(),
  );

/** What comes of `late`, which waits for `first` and goes on once that has committed. */
async function afterWaiting(
  first: { actor: Person; work: (sql: TransactionSql) => Promise<unknown> },
  late: () => Promise<unknown>,
) {
  const held = await holdOpen(database, first.actor, first.work);
  const waiting = outcome(late());
  await someoneWaits(database);
  await held.commit();
  return waiting;
}

test("comments on several tasks, in any order, wait for no other's", async () => {
  const other = await giveTask(database, teams.sweden);
  const write = (person: Person, ...ids: string[]) => {
    const rows = ids.map((task_id) => ({ task_id, author_id: person.id, content: "Here it is." }));
    return (sql: TransactionSql) => sql`insert into public.task_comments ${sql(rows)}`;
  };
  const held = await holdOpen(database, anna, write(anna, task.id));
  await as(erik, write(erik, other.id, task.id));
  await held.commit(write(anna, other.id));
});

describe("a task that two complete at once", () => {
  test("is completed by the first; the second changes nothing, and can read who it was", async () => {
    const first = await holdOpen(database, anna, complete);
    const second = as(erik, async (sql) => {
      const written = await complete(sql);
      const [read] = await sql<Task[]>`select * from public.tasks where id = ${task.id}`;
      return { written: written.length, read };
    });
    await someoneWaits(database);
    await first.commit();
    expect(await second).toMatchObject({ written: 0, read: { status: "completed", completed_by: anna.id } });
  });

  test("is completed by one of many, and told as often as it was changed", async () => {
    await admin`truncate realtime.messages`;
    const people = [
      anna,
      erik,
      mikko,
      sofia,
      ...(await several(8, () => enrolMember(database, teams.sweden))),
    ];
    const rows = await Promise.all(people.map((person) => setStatus(database, person, task.id, "completed")));
    const winners = rows.flat();
    expect(winners).toHaveLength(1);
    expect(await storedTask(database, task.id)).toEqual(winners[0]);
    const told = await admin`select from realtime.messages where event = 'changed' and topic like 'team:%'`;
    expect(told).toHaveLength(1);
  });
});

test("of two who edit a requirement at once one is told that the other has", async () => {
  const edit = (title: string) => (sql: TransactionSql) =>
    sql`select public.edit_requirement(${task.requirement_id}, 1, ${title}, '', ${task.due_at})`;
  const late = await afterWaiting({ actor: mikko, work: edit("Flag") }, () => as(sofia, edit("Hymn")));
  expect(late).toBe("PT409 edited_meanwhile");
  expect(await storedTask(database, task.id)).toMatchObject({ title: "Flag" });
});

test("who asks the same twice at once asks once", async () => {
  const id = randomUUID();
  const dueAt = inDays(3);
  const asked = await several(6, () => ask(database, [teams.sweden, teams.finland], { id, dueAt }));
  expect(new Set(asked.map(({ due_at }) => due_at.getTime())).size).toBe(1);
  expect(await tasksOf(database, id)).toHaveLength(2);
});

describe("beside an archival", () => {
  const late: [string, () => Promise<unknown>][] = [
    ["an ask", () => ask(database, [teams.finland, teams.sweden], {}, sofia)],
    ["a task that stands alone", () => giveTask(database, teams.sweden)],
    ["a completion by the team", () => setStatus(database, anna, task.id, "completed")],
    ["a completion by an organiser", () => setStatus(database, sofia, task.id, "completed")],
    ["a comment by the team", () => comment(database, anna, task.id)],
    ["a comment by an organiser", () => comment(database, sofia, task.id)],
  ];
  test.each(late)("%s that comes later waits, and is refused", async (_, work) => {
    const came = await afterWaiting({ actor: mikko, work: archiveSweden }, work);
    await archive(database, teams.sweden, false);
    expect(came).toBe("PT403 team_archived");
    expect(await storedTask(database, task.id)).toEqual(task);
  });

  const early: [string, Person, (sql: TransactionSql) => Promise<unknown>][] = [
    ["an ask", sofia, (sql) => sql`select public.ask_more_teams(${task.requirement_id}, ${[teams.sweden]})`],
    ["a completion", anna, complete],
    [
      "a comment",
      anna,
      (sql) =>
        sql`insert into public.task_comments (task_id, author_id, content) values (${task.id}, ${anna.id}, 'Done.')`,
    ],
  ];
  test.each(early)("%s that came before goes first", async (_, actor, work) => {
    const archival = () => as(mikko, archiveSweden);
    expect(await afterWaiting({ actor, work }, archival)).toBe("done");
    await archive(database, teams.sweden, false);
  });
});

describe("beside a departure", () => {
  let leaving: Person;
  beforeEach(async () => {
    leaving = await enrolMember(database, teams.sweden);
  });
  const move = (sql: TransactionSql) => sql`select public.move_person(${leaving.id}, ${teams.norway})`;
  const departure = { actor: mikko, work: move };

  test("an assignment that comes later waits, and finds that they have left", async () => {
    for (const actor of [anna, sofia]) {
      const person = leaving;
      expect(await afterWaiting(departure, () => assign(database, actor, task.id, person.id))).toBe(
        "PT400 not_of_team",
      );
      leaving = await enrolMember(database, teams.sweden);
    }
    expect(await storedTask(database, task.id)).toMatchObject({ assignee_id: null });
  });

  test("an assignment that came before goes first, and they are taken off it", async () => {
    const give = (sql: TransactionSql) =>
      sql`update public.tasks set assignee_id = ${leaving.id} where id = ${task.id}`;
    for (const actor of [anna, sofia]) {
      expect(await afterWaiting({ actor, work: give }, () => as(mikko, move))).toBe("done");
      expect(await storedTask(database, task.id)).toMatchObject({ assignee_id: null });
      leaving = await enrolMember(database, teams.sweden);
    }
  });

  test("what they had begun comes too late", async () => {
    expect(await afterWaiting(departure, () => setStatus(database, leaving, task.id, "completed"))).toBe(
      "42501",
    );
    leaving = await enrolMember(database, teams.sweden);
    expect(await afterWaiting(departure, () => comment(database, leaving, task.id))).toBe("42501");
    expect(await storedTask(database, task.id)).toEqual(task);
  });

  test("what an organiser had begun who is one no more comes too late", async () => {
    const organiser = await enrolOrganiser(database);
    const demotion = {
      actor: mikko,
      work: (sql: TransactionSql) => sql`select public.demote_person(${organiser.id}, ${teams.norway})`,
    };
    const id = randomUUID();
    expect(await afterWaiting(demotion, () => ask(database, [teams.sweden], { id }, organiser))).toBe(
      "42501",
    );
    expect(await tasksOf(database, id)).toHaveLength(0);
  });

  test("what stays is told under the old name before it moves, and under the new one afterwards", async () => {
    const told = async () => {
      const rows = await admin<{ event: string; topic: string }[]>`
        select event, topic from realtime.messages where topic like ${`team:${teams.sweden}%`} order by inserted_at`;
      return [...rows];
    };
    await admin`truncate realtime.messages`;
    const before = await topicOf(database, teams.sweden);
    await afterWaiting({ actor: anna, work: complete }, () => as(mikko, move));
    const after = await topicOf(database, teams.sweden);
    expect(await told()).toEqual([
      { event: "changed", topic: before },
      { event: "topic_moved", topic: before },
    ]);

    leaving = await enrolMember(database, teams.sweden);
    await admin`truncate realtime.messages`;
    await afterWaiting(departure, () => setStatus(database, anna, task.id, "open"));
    expect(await told()).toEqual([
      { event: "topic_moved", topic: after },
      { event: "changed", topic: await topicOf(database, teams.sweden) },
    ]);
  });
});

describe("nobody is held up", () => {
  test("in the chat by whoever in a team works on a task, nor in their own tasks by a colleague", async () => {
    const other = await askedTask(database, teams.sweden);
    const working = await holdOpen(database, anna, complete);
    await sent(database, erik, teams.sweden);
    await sent(database, mikko, teams.sweden);
    await setStatus(database, erik, other.id, "completed");
    await as(sofia, (sql) => sql`select public.set_task_due(${other.id}, ${other.due_at}, ${inDays(9)})`);
    await working.commit();
  });

  test("by whoever tries to write to another team's tasks", async () => {
    const trying = await holdOpen(database, aino, complete);
    const strange = await outcome(comment(database, aino, task.id));
    await as(mikko, archiveSweden);
    await archive(database, teams.sweden, false);
    await trying.commit();
    expect(strange).toBe("42501");
  });
});

// Everybody at once, again and again, in whatever order it comes: some of it is refused by a sentence, and nobody is thrown
// out by the database because two wait for each other.
test("asks, edits, comments, messages, archivals, moves and demotions never deadlock", async () => {
  const given = [teams.sweden, teams.finland, teams.norway];
  const requirements = await several(3, () => ask(database, given));
  const tasks = (await Promise.all(requirements.map(({ id }) => tasksOf(database, id)))).flat();
  const movers = await several(4, () => enrolMember(database, teams.sweden));
  const organiser = await enrolOrganiser(database);
  const pick = <T>(from: readonly T[], at: number): T => {
    const picked = from[at % from.length];
    if (picked === undefined) throw new Error("There is nothing to pick from");
    return picked;
  };
  const call = (actor: Person, statement: string) => as(actor, (sql) => sql.unsafe(statement));
  const acts: ((at: number) => Promise<unknown>)[] = [
    (at) =>
      setStatus(database, pick([anna, aino, mikko], at), pick(tasks, at).id, at % 2 ? "completed" : "open"),
    (at) => assign(database, anna, pick(tasks, at).id, pick(movers, at).id),
    (at) => comment(database, pick([anna, aino, mikko], at), pick(tasks, at).id),
    (at) => sent(database, pick([anna, aino, mikko, sofia], at), pick(given, at)),
    (at) => ask(database, at % 2 ? given : given.toReversed()),
    (at) =>
      call(
        pick([mikko, sofia], at),
        `
        select public.edit_requirement(id, revision, 'Edit ${at}', '', now() + interval '${at + 1} days')
        from public.requirements where id = '${pick(requirements, at).id}'`,
      ),
    (at) =>
      call(
        sofia,
        `
        select public.set_task_due(id, due_at, now() + interval '${at + 1} days')
        from public.tasks where id = '${pick(tasks, at).id}'`,
      ),
    (at) =>
      call(
        mikko,
        `update public.teams set archived_at = ${at % 2 ? "now()" : "null"} where id = '${pick(given, at)}'`,
      ),
    (at) => call(sofia, `select public.move_person('${pick(movers, at).id}', '${pick(given, at)}')`),
    (at) =>
      call(
        mikko,
        at % 2
          ? `select public.demote_person('${organiser.id}', '${teams.austria}')`
          : `select public.promote_person('${organiser.id}')`,
      ),
    (at) => call(pick([anna, aino], at), `select public.mark_read('${pick(given, at)}', 1000)`),
  ];
  const storm = Array.from({ length: 25 }, (_, at) => acts.map((act) => outcome(act(at)))).flat();
  const codes = new Set((await Promise.all(storm)).map((code) => code.split(" ")[0]));
  await owner`update public.teams set archived_at = null where archived_at is not null`;
  expect([...codes].filter((code) => !/^(done|42501|PT4\d\d)$/.test(code ?? ""))).toEqual([]);

  const astray = await owner`
    select task.id from public.tasks task left join public.users person on person.id = task.assignee_id
      left join public.requirements r on r.id = task.requirement_id
    where person.team_id <> task.team_id or (not task.has_own_due and task.due_at <> r.due_at) or task.title <> r.title`;
  expect(astray).toHaveLength(0);
});
