import { beforeEach, describe, expect, test } from "vitest";
import { sent } from "../support/chat.ts";
import { openDatabase } from "../support/database.ts";
import { anna, mikko, sofia, teams } from "../support/demo.ts";
import { handedIn } from "../support/documents.ts";
import {
  deliver,
  type Event,
  later,
  mute,
  type NotificationType,
  noon,
  notificationsOf,
  outcomesOf,
  publishedPage,
  queue,
} from "../support/notifications.ts";
import { enrolMember, enrolOrganiser, type Person } from "../support/people.ts";
import { archive, assign, giveTask, setStatus, type Task } from "../support/tasks.ts";
import { forgetTold } from "../support/told.ts";

// What happens between an event and its delivery.
const database = await openDatabase();
const { owner, as } = database;
let reader: Person;
let organiser: Person;
let task: Task;
beforeEach(async () => {
  reader = await enrolMember(database, teams.sweden);
  organiser = await enrolOrganiser(database);
  task = await giveTask(database, teams.sweden);
  await owner`update public.tasks set due_at = ${later(noon, 3600)} where id = ${task.id}`;
  await forgetTold(database);
});

const aboutTask = (type: NotificationType, event: Partial<Event> = {}): Event => ({
  type,
  team: teams.sweden,
  task: task.id,
  at: noon,
  ...(type === "deadline_reminder" && { dueAt: later(noon, 3600), actor: null }),
  ...event,
});

/** What becomes of an event that was written before `change`. */
async function outcome(event: Event, change?: () => Promise<unknown>, who: Person = reader) {
  await forgetTold(database);
  const ids = await queue(owner, who, [event]);
  await change?.();
  await deliver(database, noon);
  const told = (await notificationsOf(database, who)).filter(({ created_at }) => created_at >= noon);
  const [came] = await outcomesOf(database, ids);
  expect(told).toHaveLength(came === "delivered" ? 1 : 0);
  return came;
}

describe("of a task", () => {
  const types: NotificationType[] = ["task_assigned", "task_comment", "deadline_reminder"];
  test.each(types)("%s is told while nothing changes", async (type) => {
    expect(await outcome(aboutTask(type))).toBe("delivered");
  });

  test.each(types)("%s is not told when the task is withdrawn", async (type) => {
    const withdraw = () => as(mikko, (sql) => sql`select public.withdraw_task(${task.id})`);
    expect(await outcome(aboutTask(type), withdraw)).toBe("withdrawn");
  });

  test.each(["task_assigned", "deadline_reminder"] as const)(
    "%s is not told when it is done",
    async (type) => {
      expect(await outcome(aboutTask(type), () => setStatus(database, anna, task.id, "completed"))).toBe(
        "done",
      );
    },
  );

  test("a comment is told also when it is done", async () => {
    const complete = () => setStatus(database, anna, task.id, "completed");
    expect(await outcome(aboutTask("task_comment"), complete)).toBe("delivered");
  });

  test("that it is done is not told when it is opened again", async () => {
    await setStatus(database, anna, task.id, "completed");
    const reopen = () => setStatus(database, anna, task.id, "open");
    const done = aboutTask("task_completed", { actor: anna });
    expect(await outcome(done, undefined, organiser)).toBe("delivered");
    expect(await outcome({ ...done, at: later(noon, -1) }, reopen, await enrolOrganiser(database))).toBe(
      "reopened",
    );
  });

  test.each(["task_assigned", "deadline_reminder"] as const)(
    "%s is told to its assignee alone",
    async (type) => {
      expect(await outcome(aboutTask(type), () => assign(database, mikko, task.id, anna.id))).toBe("moved");
      const another = await enrolMember(database, teams.sweden);
      const own = await outcome(aboutTask(type), () => assign(database, mikko, task.id, another.id), another);
      expect(own).toBe("delivered");
    },
  );

  test("a reminder is not told when the deadline has moved or has passed", async () => {
    const move = () => owner`update public.tasks set due_at = ${later(noon, 7200)} where id = ${task.id}`;
    expect(await outcome(aboutTask("deadline_reminder"), move)).toBe("moved");
    await owner`update public.tasks set due_at = ${noon} where id = ${task.id}`;
    const late = aboutTask("deadline_reminder", { dueAt: noon });
    expect(await outcome(late, undefined, await enrolMember(database, teams.sweden))).toBe("expired");
  });

  test("nothing is told of one that is not there", async () => {
    expect(await outcome(aboutTask("task_comment", { task: crypto.randomUUID() }))).toBe("deleted");
  });
});

describe("of whoever", () => {
  test("has muted the type meanwhile nothing is told of it, but of others", async () => {
    expect(await outcome(aboutTask("task_comment"), () => mute(database, reader, "task_comment"))).toBe(
      "muted",
    );
    expect(await outcome(aboutTask("task_assigned"))).toBe("delivered");
  });

  test("has muted it before nothing is queued, and nothing of one's own acts", async () => {
    await mute(database, reader, "task_comment");
    const ids = await queue(owner, reader, [
      aboutTask("task_comment"),
      aboutTask("task_assigned", { actor: reader }),
    ]);
    expect(await outcomesOf(database, ids)).toEqual(["muted", "own_act"]);
    expect(await owner`select from public.notification_queue where user_id = ${reader.id}`).toHaveLength(0);
  });

  const departures: [string, () => Promise<unknown>, string][] = [
    [
      "is moved to another team",
      () => owner`update public.users set team_id = ${teams.finland} where id = ${reader.id}`,
      "access_gone",
    ],
    [
      "is taken off the team",
      () => owner`update public.users set team_id = null where id = ${reader.id}`,
      "access_gone",
    ],
    [
      "becomes an organiser",
      () => owner`update public.users set team_id = null, role = 'admin' where id = ${reader.id}`,
      "access_gone",
    ],
    [
      "is deactivated",
      () => owner`update public.users set deactivated_at = now() where id = ${reader.id}`,
      "access_gone",
    ],
  ];
  test.each(departures)("%s nothing is told of the team's tasks", async (_, depart, reason) => {
    expect(await outcome(aboutTask("task_assigned"), depart)).toBe(reason);
  });

  test("is an organiser no more nothing is told that is for organisers", async () => {
    await setStatus(database, anna, task.id, "completed");
    const demote = () =>
      owner`update public.users set role = 'member', team_id = ${teams.sweden} where id = ${organiser.id}`;
    expect(await outcome(aboutTask("task_completed", { actor: anna }), demote, organiser)).toBe(
      "access_gone",
    );
  });

  test("is in a team that is archived nothing is told", async () => {
    const came = await outcome(aboutTask("task_comment"), () => archive(database, teams.sweden));
    await archive(database, teams.sweden, false);
    expect(came).toBe("archived");
  });
});

describe("of a message", () => {
  const write = (content = "Gate C at six.") => sent(database, mikko, teams.sweden, { content });
  const about = (message: string, type: NotificationType = "chat_message"): Event => ({
    type,
    team: teams.sweden,
    message,
    at: noon,
  });
  const read = (person: Person, seq: number) =>
    as(person, (sql) => sql`select public.mark_read(${teams.sweden}, ${seq})`);
  const removed = (person: Person, id: string) =>
    as(person, (sql) => sql`select public.delete_message(${id})`);

  test("the beginning is told", async () => {
    const { id, seq } = await write("A long answer. ".repeat(20));
    expect(await outcome(about(id))).toBe("delivered");
    const told = (await notificationsOf(database, reader)).at(-1);
    expect(told).toMatchObject({
      title: "New message from Mikko Korhonen",
      params: { items: [{ message_id: id, seq }] },
    });
    expect(told?.message).toHaveLength(140);
  });

  test("nothing is told that was read by the reader, or by another of the team", async () => {
    const first = await write();
    expect(await outcome(about(first.id), () => read(reader, first.seq))).toBe("read");
    const second = await write();
    expect(await outcome(about(second.id), () => read(anna, second.seq))).toBe("read");
    const third = await write();
    // An organiser reads for the organisers alone.
    expect(await outcome(about(third.id), () => read(sofia, third.seq))).toBe("delivered");
  });

  test("nothing is told that was deleted", async () => {
    const { id } = await write();
    expect(await outcome(about(id), () => removed(mikko, id))).toBe("deleted");
  });

  describe("that names somebody", () => {
    const naming = async (...mentions: string[]) => {
      const { id, seq } = await write();
      await owner`
        update public.chat_messages set mentions = ${mentions}, mention_names = ${mentions.map(() => "them")}
        where id = ${id}`;
      return { id, seq };
    };

    test("they are told once, of the mention", async () => {
      const { id } = await naming(reader.id);
      expect(await outcome(about(id, "chat_mention"))).toBe("delivered");
      expect(await outcome(about(id))).toBe("superseded");
    });

    test("or of the message, if they have muted mentions", async () => {
      await mute(database, reader, "chat_mention");
      const { id } = await naming(teams.sweden);
      expect(await outcome(about(id))).toBe("delivered");
    });

    test("nothing is told when they are named no more", async () => {
      const { id } = await naming(reader.id);
      const unname = () =>
        owner`update public.chat_messages set mentions = '{}', mention_names = '{}' where id = ${id}`;
      expect(await outcome(about(id, "chat_mention"), unname)).toBe("withdrawn");
    });

    test("all of a team are named by the team, and all organisers by theirs", async () => {
      const organisers = "00000000-0000-4000-8000-000000000001";
      const { id } = await naming(teams.sweden);
      expect(await outcome(about(id, "chat_mention"))).toBe("delivered");
      expect(await outcome(about(id, "chat_mention"), undefined, organiser)).toBe("withdrawn");
      const theirs = await naming(organisers);
      expect(await outcome(about(theirs.id, "chat_mention"), undefined, await enrolOrganiser(database))).toBe(
        "delivered",
      );
      expect(await outcome(about(theirs.id, "chat_mention"))).toBe("withdrawn");
    });
  });
});

test("of a document nothing is told once it is deleted", async () => {
  const document = await handedIn(database, anna, teams.sweden);
  const uploaded: Event = {
    type: "document_uploaded",
    actor: anna,
    team: teams.sweden,
    document: document.id,
    at: noon,
  };
  expect(await outcome(uploaded, undefined, organiser)).toBe("delivered");
  const remove = () => as(anna, (sql) => sql`select public.delete_document(${document.id})`);
  expect(await outcome(uploaded, remove, await enrolOrganiser(database))).toBe("deleted");
});

describe("of a page", () => {
  const published = async (): Promise<Event & { page: string }> => ({
    type: "page_published",
    page: await publishedPage(database, "Ice times"),
    at: noon,
  });

  test("nothing is told that was read, taken back or deleted", async () => {
    const event = await published();
    expect(await outcome(event)).toBe("delivered");
    const read = await published();
    expect(
      await outcome(read, () => as(reader, (sql) => sql`select public.mark_page_read(${read.page}, 1)`)),
    ).toBe("read");
    const back = await published();
    expect(
      await outcome(back, () => as(mikko, (sql) => sql`select public.take_back_page(${back.page})`)),
    ).toBe("withdrawn");
    const gone = await published();
    expect(await outcome(gone, () => owner`delete from public.pages where id = ${gone.page}`)).toBe(
      "deleted",
    );
  });
});

test("within a batch what is pointless is left out, and the rest is one", async () => {
  const other = await giveTask(database, teams.sweden);
  const third = await giveTask(database, teams.sweden);
  await forgetTold(database);
  const ids = await queue(
    owner,
    reader,
    [task, other, third].map(({ id }) => aboutTask("task_assigned", { task: id, link: `/tasks/${id}` })),
  );
  await setStatus(database, anna, other.id, "completed");
  expect(await deliver(database, noon)).toMatchObject({ delivered: 1, dissolved: 1 });
  expect(await outcomesOf(database, ids)).toEqual(["delivered", "done", "delivered"]);
  expect((await notificationsOf(database, reader)).at(-1)).toMatchObject({ item_count: 2 });
});

test("a batch of which nothing is left is no notification, and takes no minute", async () => {
  await queue(owner, reader, [aboutTask("task_assigned")]);
  await setStatus(database, anna, task.id, "completed");
  expect(await deliver(database, noon)).toMatchObject({ delivered: 0, dissolved: 1 });
  const other = await giveTask(database, teams.sweden);
  await forgetTold(database);
  await queue(owner, reader, [aboutTask("task_assigned", { task: other.id, at: later(noon, 1) })]);
  expect(await deliver(database, later(noon, 1))).toMatchObject({ delivered: 1 });
});
