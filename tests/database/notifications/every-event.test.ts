import fc from "fast-check";
import { expect, test } from "vitest";
import { sent } from "../support/chat.ts";
import { openDatabase } from "../support/database.ts";
import { anna, mikko, teams } from "../support/demo.ts";
import { handedIn } from "../support/documents.ts";
import {
  deliver,
  type Event,
  keepQuiet,
  later,
  mute,
  type NotificationType,
  noon,
  notificationsOf,
  publishedPage,
  queue,
} from "../support/notifications.ts";
import { enrolMember, enrolOrganiser, type Person } from "../support/people.ts";
import { giveTask } from "../support/tasks.ts";
import { forgetTold } from "../support/told.ts";

// Whatever happens between an event and its delivery, and in whatever order: every event ends in exactly one notification
// or in one recorded reason why not, and nobody is told twice of a type within a minute.
const database = await openDatabase();
const { owner } = database;
const types = [
  "task_assigned",
  "task_completed",
  "task_comment",
  "deadline_reminder",
  "document_uploaded",
  "page_published",
  "chat_mention",
  "chat_message",
] as const satisfies NotificationType[];

/** So many of each subject, and three readers: two of Sweden, one organiser. */
const SUBJECTS = 3;

type World = {
  readers: Person[];
  tasks: string[];
  messages: string[];
  documents: string[];
  pages: string[];
  dues: Date[];
};

async function create(): Promise<World> {
  const world: World = {
    readers: [
      await enrolMember(database, teams.sweden),
      await enrolMember(database, teams.sweden),
      await enrolOrganiser(database),
    ],
    tasks: [],
    messages: [],
    documents: [],
    pages: [],
    dues: [],
  };
  for (let index = 0; index < SUBJECTS; index += 1) {
    const due = later(noon, (index + 1) * 5 * 3600);
    const { id } = await giveTask(database, teams.sweden);
    await owner`update public.tasks set due_at = ${due} where id = ${id}`;
    world.tasks.push(id);
    world.dues.push(due);
    const message = await sent(database, "service_role", teams.sweden, { sender: mikko });
    const named = [world.readers[index]?.id ?? mikko.id];
    await owner`update public.chat_messages set mentions = ${named}, mention_names = '{them}' where id = ${message.id}`;
    world.messages.push(message.id);
    await owner`update public.documents set uploaded_at = now() - interval '1 hour' where uploaded_by = ${anna.id}`;
    world.documents.push((await handedIn(database, anna, teams.sweden)).id);
    world.pages.push(await publishedPage(database, `Page ${index}`));
  }
  await forgetTold(database);
  return world;
}

function eventOf(world: World, type: NotificationType, subject: number, at: Date): Event {
  const base: Event = { type, at, actor: mikko, link: `/tasks/${subject}` };
  if (type === "page_published") return { ...base, page: world.pages[subject] ?? null };
  const inTeam = { ...base, team: teams.sweden };
  if (type === "document_uploaded") return { ...inTeam, document: world.documents[subject] ?? null };
  if (type === "chat_mention" || type === "chat_message")
    return { ...inTeam, message: world.messages[subject] ?? null };
  return {
    ...inTeam,
    task: world.tasks[subject] ?? null,
    dueAt: type === "deadline_reminder" ? (world.dues[subject] ?? null) : null,
  };
}

const reader = fc.nat({ max: 2 });
const subject = fc.nat({ max: SUBJECTS - 1 });
const action = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant("happen"),
      reader,
      subject,
      type: fc.constantFrom(...types),
      delay: fc.constantFrom(0, 0, 120, 7200),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant("pass"),
      seconds: fc.constantFrom(1, 30, 60, 600, 3 * 3600),
      batch: fc.constantFrom(1, 2, 1000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant("mute"),
      reader,
      type: fc.constantFrom(...types),
      muted: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant("keep quiet"),
      reader,
      from: fc.nat({ max: 23 }),
      hours: fc.integer({ min: 1, max: 23 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant("change task"),
      subject,
      to: fc.constantFrom("completed", "open", "withdrawn", "moved", "assigned"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant("take away"),
      subject,
      what: fc.constantFrom("message", "mention", "document", "page"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant("move reader"),
      reader,
      to: fc.constantFrom("away", "back", "out"),
    }),
  },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

async function act(world: World, now: Date, done: Action): Promise<{ now: Date; written: string[] }> {
  const whom = "reader" in done ? (world.readers[done.reader] ?? mikko) : mikko;
  const task = "subject" in done ? (world.tasks[done.subject] ?? "") : "";
  if ("delay" in done) {
    return {
      now,
      written: await queue(owner, whom, [eventOf(world, done.type, done.subject, later(now, done.delay))]),
    };
  } else if ("seconds" in done) {
    await deliver(database, later(now, done.seconds), { batch: done.batch });
    return { now: later(now, done.seconds), written: [] };
  } else if ("muted" in done) {
    await mute(database, whom, done.type, done.muted);
  } else if ("hours" in done) {
    const hour = (of: number) => `${String(of % 24).padStart(2, "0")}:00`;
    await keepQuiet(database, whom, { from: hour(done.from), until: hour(done.from + done.hours) });
  } else if (done.does === "change task") {
    const change = {
      completed: owner`status = 'completed', completed_at = coalesce(completed_at, now()), completed_by = ${anna.id}`,
      open: owner`status = 'open', completed_at = null, completed_by = null`,
      withdrawn: owner`withdrawn_at = now()`,
      moved: owner`due_at = due_at + interval '1 hour'`,
      assigned: owner`assignee_id = ${anna.id}`,
    }[done.to as "completed" | "open" | "withdrawn" | "moved" | "assigned"];
    await owner`update public.tasks set ${change} where id = ${task}`.catch(notAllowed);
  } else if (done.does === "take away" && "subject" in done) {
    const take = {
      message: owner`
        update public.chat_messages set content = null, deleted_at = now(), mentions = '{}', mention_names = '{}',
          revision = revision + 100000 where id = ${world.messages[done.subject] ?? ""} and deleted_at is null`,
      mention: owner`
        update public.chat_messages set mentions = '{}', mention_names = '{}' where id = ${world.messages[done.subject] ?? ""}`,
      document: owner`
        update public.documents set deleted_at = now(), deleted_by = ${anna.id} where id = ${world.documents[done.subject] ?? ""}`,
      page: owner`update public.pages set status = 'draft' where id = ${world.pages[done.subject] ?? ""}`,
    }[done.what as "message" | "mention" | "document" | "page"];
    await take;
  } else if (done.does === "move reader") {
    const isOrganiser = whom === world.readers[2];
    const change = {
      away: isOrganiser
        ? owner`role = 'member', team_id = ${teams.finland}`
        : owner`team_id = ${teams.finland}`,
      back: isOrganiser
        ? owner`role = 'admin', team_id = null, deactivated_at = null`
        : owner`team_id = ${teams.sweden}, deactivated_at = null`,
      out: owner`deactivated_at = now()`,
    }[done.to as "away" | "back" | "out"];
    await owner`update public.users set ${change} where id = ${whom.id}`;
  }
  return { now, written: [] };
}

/** Some changes refuse each other (a task that is withdrawn is completed no more): then nothing has happened. */
function notAllowed(error: { code?: string }) {
  if (!error.code?.startsWith("PT") && error.code !== "23514") throw error;
}

test("every event ends in exactly one notification or one recorded reason", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 40 }), async (actions) => {
      const world = await create();
      let now = noon;
      const written: string[] = [];
      for (const done of actions) {
        const after = await act(world, now, done);
        now = after.now;
        written.push(...after.written);
      }
      // Two days are longer than any quiet hours and every delay.
      for (let hour = 0; hour < 48; hour += 1) await deliver(database, later(now, hour * 3600));

      // Besides what was written here: a mention that is taken away may leave its reader to be told of the message.
      const readers = world.readers.map(({ id }) => id);
      const ends = await owner<{ event_id: string; outcome: string; notification_id: string | null }[]>`
        select event_id, outcome, notification_id from private.notification_outcomes where user_id = any (${readers}::uuid[])`;
      expect(ends.map(({ event_id }) => event_id)).toEqual(expect.arrayContaining(written));
      expect(
        await owner`select id from public.notification_queue where user_id = any (${readers}::uuid[])`,
      ).toHaveLength(0);

      const told = (await Promise.all(world.readers.map((who) => notificationsOf(database, who)))).flat();
      const delivered = ends.filter(({ outcome }) => outcome === "delivered");
      for (const { id, item_count, params, user_id, type, created_at } of told) {
        expect(delivered.filter(({ notification_id }) => notification_id === id)).toHaveLength(item_count);
        expect(params.items).toHaveLength(Math.min(item_count, 5));
        const others = told.filter(
          (other) => other.user_id === user_id && other.type === type && other.id !== id,
        );
        for (const other of others) {
          expect(Math.abs(other.created_at.getTime() - created_at.getTime())).toBeGreaterThanOrEqual(60_000);
        }
      }
      expect(told.map(({ item_count }) => item_count).reduce((sum, count) => sum + count, 0)).toBe(
        delivered.length,
      );
      expect(
        await owner`select from public.notification_slots where waiting and user_id = any (${readers}::uuid[])`,
      ).toHaveLength(0);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 300_000);
