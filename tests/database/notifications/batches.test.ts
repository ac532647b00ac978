import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../support/database.ts";
import { mikko, teams } from "../support/demo.ts";
import { saidDuring } from "../support/live.ts";
import {
  deliver,
  type Event,
  later,
  noon,
  notificationsOf,
  outcomesOf,
  publishedPage,
  queue,
} from "../support/notifications.ts";
import { enrolMember, type Person } from "../support/people.ts";
import { giveTask, inDays } from "../support/tasks.ts";
import { forgetTold } from "../support/told.ts";

const database = await openDatabase();
const { owner, as } = database;
const task = await giveTask(database, teams.sweden);
let reader: Person;
beforeEach(async () => {
  reader = await enrolMember(database, teams.sweden);
  await forgetTold(database);
});

const comment = (event: Partial<Event> = {}): Event => ({
  type: "task_comment",
  team: teams.sweden,
  task: task.id,
  link: `/tasks/${task.id}`,
  ...event,
});
const comments = (count: number, at?: Date) =>
  Array.from({ length: count }, (_, index) =>
    comment({ params: { excerpt: `Comment ${index + 1}` }, ...(at && { at }) }),
  );
const told = async () => (await notificationsOf(database, reader)).map(({ title }) => title);
const slot = async () => {
  const [row] = await owner<{ waiting: boolean; next_at: Date; free_at: Date }[]>`
    select waiting, next_at, free_at from public.notification_slots where user_id = ${reader.id}`;
  return row;
};

describe("of what happens within a minute", () => {
  test("one goes out at once, whoever writes, in the transaction of the writer", async () => {
    await owner.begin(async (sql) => {
      await queue(sql, reader, [comment({ params: { excerpt: "Here it is." } })]);
      expect(await sql`select from public.notifications where user_id = ${reader.id}`).toHaveLength(0);
    });
    expect(await notificationsOf(database, reader)).toMatchObject([
      {
        type: "task_comment",
        team_id: teams.sweden,
        title: "New comment on Passport copy",
        message: "Here it is.",
        link: `/tasks/${task.id}`,
        item_count: 1,
        read_at: null,
        params: {
          actor_name: "Mikko Korhonen",
          team_code: "SWE",
          reasons: ["team"],
          items: [
            {
              title: "Passport copy",
              excerpt: "Here it is.",
              task_id: task.id,
              actor_name: "Mikko Korhonen",
            },
          ],
        },
      },
    ]);
  });

  test("three that one transaction writes by three statements are one", async () => {
    await owner.begin(async (sql) => {
      for (const event of comments(3)) await queue(sql, reader, [event]);
    });
    expect(await told()).toEqual(["3 new comments"]);
  });

  test("a second and a third wait until the minute is over, and are one then", async () => {
    await queue(owner, reader, comments(1, noon));
    expect(await deliver(database, noon)).toEqual({ slots: 1, delivered: 1, dissolved: 0, left: 0 });
    await queue(owner, reader, comments(1, later(noon, 10)));
    await queue(owner, reader, comments(1, later(noon, 20)));
    for (const seconds of [10, 20, 59.999]) {
      expect(await deliver(database, later(noon, seconds))).toMatchObject({ slots: 0, delivered: 0 });
    }
    expect(await deliver(database, later(noon, 60))).toMatchObject({ delivered: 1 });
    expect(await told()).toEqual(["New comment on Passport copy", "2 new comments"]);
  });

  test("300 are two at the most: the first, and the other 299", async () => {
    const written = comments(300).map((event, index) => ({ ...event, at: later(noon, index / 5) }));
    const [first, ...others] = written;
    if (!first) throw new Error("There is no event");
    const ids = await queue(owner, reader, [first]);
    await deliver(database, noon);
    ids.push(...(await queue(owner, reader, others)));
    for (let seconds = 1; seconds <= 120; seconds += 1) await deliver(database, later(noon, seconds));
    expect(await told()).toEqual(["New comment on Passport copy", "299 new comments"]);
    const [, many] = await notificationsOf(database, reader);
    expect(many?.params.items.map(({ excerpt }) => excerpt)).toEqual(
      [300, 299, 298, 297, 296].map((n) => `Comment ${n}`),
    );
    expect(new Set(await outcomesOf(database, ids))).toEqual(new Set(["delivered"]));
  });

  test("300 writers at once make one at once, and one when the minute is over", async () => {
    const ids = await Promise.all(comments(300).map((event) => queue(owner, reader, [event])));
    expect(await told()).toHaveLength(1);
    await deliver(database, later(new Date(), 61));
    const all = await notificationsOf(database, reader);
    expect(all.map(({ item_count }) => item_count).reduce((sum, count) => sum + count)).toBe(300);
    expect(all).toHaveLength(2);
    expect(new Set(await outcomesOf(database, ids.flat()))).toEqual(new Set(["delivered"]));
  });

  test("each type and each reader have a minute of their own", async () => {
    const other = await enrolMember(database, teams.sweden);
    await queue(owner, reader, comments(1, noon));
    await queue(owner, other, comments(1, noon));
    await deliver(database, noon);
    await queue(owner, reader, [
      { type: "task_assigned", team: teams.sweden, task: task.id, at: noon },
      comment({ at: noon }),
    ]);
    expect(await deliver(database, later(noon, 1))).toMatchObject({ delivered: 1 });
    expect(await told()).toEqual(["New comment on Passport copy", "New task: Passport copy"]);
    expect(await notificationsOf(database, other)).toHaveLength(1);
  });
});

test("what concerns more people than a batch holds goes out to all of them at once", async () => {
  const people = 1_100;
  const page = await publishedPage(database, "Ice times");
  await owner.begin(async (sql) => {
    await sql`create temporary table crowd on commit drop as
      select gen_random_uuid() as id from generate_series(1, ${people}::int)`;
    await sql`insert into auth.users (id, email) select id, id || '@rinkside.test' from crowd`;
    await sql`insert into public.users (id, team_id, role, full_name)
      select id, ${teams.norway}, 'member', 'One of many' from crowd`;
    await sql`insert into public.notification_queue (user_id, type, actor_id, reason, page_id, link)
      select id, 'page_published', ${mikko.id}, 'portal', ${page}, '/pages' from crowd`;
  });
  const [told] = await owner`
    select count(*)::int as people from public.notifications join public.users reader on reader.id = user_id
    where reader.full_name = 'One of many'`;
  expect(told?.people).toBe(people);
});

describe("a notification of many", () => {
  test("names what is the same for all of them, and leads to where all of them are", async () => {
    await queue(owner, reader, [
      comment({ at: noon, reason: "assignee" }),
      comment({ at: noon, actor: null, team: null, link: "/tasks/other" }),
    ]);
    await deliver(database, noon);
    const [one] = await notificationsOf(database, reader);
    expect(one).toMatchObject({ item_count: 2, link: "/tasks", params: { reasons: ["assignee", "team"] } });
    expect(one?.params).not.toHaveProperty("actor_name");
    expect(one?.params).not.toHaveProperty("team_code");
  });

  test("of tasks names each task once", async () => {
    const assigned: Event = { type: "task_assigned", team: teams.sweden, task: task.id, at: noon };
    const other = await giveTask(database, teams.sweden);
    const ids = await queue(owner, reader, [
      assigned,
      { ...assigned, task: other.id },
      { ...assigned, reason: "assignee" },
    ]);
    await deliver(database, noon);
    expect((await notificationsOf(database, reader)).at(-1)).toMatchObject({
      title: "2 new tasks assigned",
      item_count: 2,
      link: "/tasks",
    });
    expect(await outcomesOf(database, ids)).toEqual(["superseded", "delivered", "delivered"]);
  });
});

describe("told live", () => {
  test("is the notification and the count of the unread, on the reader's topic alone", async () => {
    const said = await saidDuring(database, () => queue(owner, reader, comments(2)));
    const [one] = await notificationsOf(database, reader);
    expect(said).toEqual([
      {
        topic: `user:${reader.id}`,
        event: "notification",
        payload: {
          id: one?.id,
          type: "task_comment",
          title: "2 new comments",
          message: "Comment 2",
          link: `/tasks/${task.id}`,
          item_count: 2,
          params: one?.params,
          read_at: null,
          created_at: expect.any(String),
        },
      },
      { topic: `user:${reader.id}`, event: "unread", payload: { id: expect.any(String), count: 1 } },
    ]);
  });

  test("or not at all: what cannot be told live is delivered all the same", async () => {
    await database.admin`alter table realtime.messages add constraint broken check (false) not valid`;
    try {
      await queue(owner, reader, comments(1));
    } finally {
      await database.admin`alter table realtime.messages drop constraint broken`;
    }
    expect(await told()).toHaveLength(1);
  });
});

describe("a slot", () => {
  test("waits for what comes later, and is looked at then", async () => {
    await queue(owner, reader, [comment({ at: later(noon, 120) }), comment({ at: noon })]);
    await deliver(database, noon);
    expect(await slot()).toEqual({ waiting: true, free_at: later(noon, 60), next_at: later(noon, 120) });
    await deliver(database, later(noon, 120));
    expect(await slot()).toMatchObject({ waiting: false });
    expect(await told()).toHaveLength(2);
  });

  test("is looked at sooner when something sooner comes", async () => {
    await queue(owner, reader, [comment({ at: later(noon, 600) })]);
    await queue(owner, reader, [comment({ at: noon })]);
    expect(await slot()).toMatchObject({ waiting: true, next_at: noon });
  });
});

test("a delivery holds a batch at the most, the longest waiting first, and says what is left", async () => {
  const readers = await Promise.all(Array.from({ length: 5 }, () => enrolMember(database, teams.sweden)));
  for (const [index, person] of readers.entries())
    await queue(owner, person, comments(1, later(noon, -index)));
  expect(await deliver(database, noon, { batch: 2 })).toEqual({
    slots: 2,
    delivered: 2,
    dissolved: 0,
    left: 3,
  });
  const counts = await Promise.all(
    readers.map(async (person) => (await notificationsOf(database, person)).length),
  );
  expect(counts).toEqual([0, 0, 0, 1, 1]);
  expect(await deliver(database, noon, { batch: 2 })).toMatchObject({ slots: 2, left: 1 });
  expect(await deliver(database, noon, { batch: 2 })).toEqual({
    slots: 1,
    delivered: 1,
    dissolved: 0,
    left: 0,
  });
});

test("of three tasks that are copied at once a team is told once", async () => {
  const sources = await Promise.all([1, 2, 3].map(() => crypto.randomUUID()));
  for (const [index, id] of sources.entries()) {
    await as(
      mikko,
      (sql) => sql`select public.ask_teams(${id}, ${`Task ${index}`}, '', ${inDays(5)}, ${[teams.finland]})`,
    );
  }
  const copies = sources.map(() => crypto.randomUUID());
  await as(mikko, (sql) => sql`select public.copy_requirements(${sources}, ${copies}, 7, ${[teams.sweden]})`);
  expect(await notificationsOf(database, reader)).toMatchObject([
    { type: "task_assigned", title: "3 new tasks assigned", item_count: 3, link: "/tasks?show=open" },
  ]);
});
