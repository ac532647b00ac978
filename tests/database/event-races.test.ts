import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { mikko, sofia, teams } from "./support/demo.ts";
import { filesToClear, toBeSent } from "./support/documents.ts";
import { enrolMember, type Person, several } from "./support/people.ts";
import { archive, ask, comment, inDays, setStatus } from "./support/tasks.ts";

/** What people may be told when somebody else was faster, or when they were too fast themselves. */
const refusals = new Set(["PT403", "PT404", "PT409", "PT429", "PT400", "42501"]);

// Whoever writes holds locks, and then tells people. This is a day on which everything happens at once.
test("nothing that people are told of deadlocks with anything, and every event has its end", async () => {
  const database = await openDatabase();
  const { owner, as } = database;
  await owner`update public.tournament set reminder_leads = '{2 days}'`;
  const at = [teams.sweden, teams.finland, teams.canada] as const;
  type Place = { team: string; people: Person[] };
  const places: Place[] = await Promise.all(
    at.map(async (team) => ({ team, people: await several(4, () => enrolMember(database, team)) })),
  );
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(Math.random() * list.length)];
    if (one === undefined) throw new Error("Nothing to pick from");
    return one;
  };
  const organiser = () => pick([mikko, sofia]);
  const newestOf = async (sender: Person) =>
    (
      await owner<{ id: string }[]>`
      select id from public.chat_messages 
      where sender_id = ${sender.id} and deleted_at is null order by created_at desc limit 1`
    )[0]?.id ?? randomUUID();
  const aTaskOf = async (team: string) =>
    (
      await owner<{ id: string }[]>`
      select id from public.tasks where team_id = ${team} and status = 'open' order by random() limit 1`
    )[0]?.id ?? randomUUID();

  const acts: Record<string, (place: Place, person: Person) => Promise<unknown>> = {
    send: ({ team, people }, person) =>
      sent(database, person, team, { mentions: [team, mikko.id, pick(people).id] }),
    answer: ({ team }) => sent(database, organiser(), team, { mentions: [team] }),
    attach: async ({ team }, person) => {
      const { id } = await toBeSent(database, person, team);
      await sent(database, person, team, { content: "", documents: [id] });
    },
    detach: async (_, person) => {
      const [document] = await owner`
        select id from public.documents where deleted_at is null and message_id is not null order by random() limit 1`;
      const id = document?.id ?? randomUUID();
      await as(pick([person, organiser()]), (sql) => sql`select public.delete_document(${id})`);
    },
    clear: () => filesToClear(database),
    edit: async (_, person) => {
      const id = await newestOf(person);
      const mentions = Math.random() < 0.5 ? [sofia.id] : [];
      await as(person, (sql) => sql`select public.edit_message(${id}, ${randomUUID()}, ${mentions})`);
    },
    delete: async (_, person) => {
      const id = await newestOf(person);
      await as(person, (sql) => sql`select public.delete_message(${id})`);
    },
    mark: ({ team }, person) =>
      as(
        pick([person, organiser()]),
        (sql) => sql`select public.mark_read(${team}, ${Math.floor(Math.random() * 500)})`,
      ),
    unread: ({ team }, person) =>
      as(
        pick([person, organiser()]),
        (sql) => sql`select public.mark_unread(${team}, ${Math.floor(Math.random() * 50)})`,
      ),
    ask: () =>
      ask(
        database,
        [...at].toSorted(() => Math.random() - 0.5),
        { dueAt: inDays(3) },
        organiser(),
      ),
    complete: async ({ team }, person) => setStatus(database, person, await aTaskOf(team), "completed"),
    comment: async ({ team }, person) => comment(database, person, await aTaskOf(team)),
    archive: async ({ team }) => {
      await archive(database, team);
      await archive(database, team, false);
    },
    move: ({ team }) => {
      const person = pick(pick(places).people);
      return as(organiser(), (sql) => sql`select public.move_person(${person.id}, ${team})`);
    },
    readAll: (_, person) =>
      as(pick([person, organiser()]), (sql) => sql`select public.read_all_notifications()`),
    deliver: () =>
      as(
        "service_role",
        (sql) => sql`select public.deliver_notifications(clock_timestamp() + interval '3 minutes', 5)`,
      ),
    remind: () =>
      as(
        "service_role",
        (sql) => sql`select public.queue_reminders(clock_timestamp() + interval '26 hours')`,
      ),
    cleanUp: () => as("service_role", (sql) => sql`select public.clean_up_notifications()`),
  };
  const done = new Set<string>();
  const failures = new Set<string>();
  let left = 1200;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (left-- > 0) {
        const [name, act] = pick(Object.entries(acts));
        const place = pick(places);
        await act(place, pick(place.people)).then(
          () => done.add(name),
          (error: { code?: string }) => failures.add(String(error.code)),
        );
      }
    }),
  );
  expect([...failures].filter((code) => !refusals.has(code))).toEqual([]);
  // One that the delivery swallowed would have been no error of anybody's.
  const [statistics] =
    await owner`select deadlocks::int from pg_stat_database where datname = current_database()`;
  expect(statistics?.deadlocks).toBe(0);
  expect([...done].toSorted()).toEqual(Object.keys(acts).toSorted());

  for (const team of at) await archive(database, team, false);
  const late = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000);
  for (let round = 0; round < 3; round++) {
    await as("service_role", (sql) => sql`select public.deliver_notifications(${late}, 100000)`);
  }
  const [rest] = await owner`select count(*)::int as waiting from public.notification_queue`;
  expect(rest?.waiting).toBe(0);
}, 120_000);
