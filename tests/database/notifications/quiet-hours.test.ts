import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../support/database.ts";
import { anna, mikko, teams } from "../support/demo.ts";
import {
  deliver,
  type Event,
  keepQuiet,
  notificationsOf,
  outcomesOf,
  queue,
} from "../support/notifications.ts";
import { enrolMember, type Person } from "../support/people.ts";
import { giveTask, setStatus, type Task } from "../support/tasks.ts";
import { forgetTold } from "../support/told.ts";

const database = await openDatabase();
const { owner, as } = database;
let reader: Person;
let task: Task;
beforeEach(async () => {
  reader = await enrolMember(database, teams.sweden);
  task = await giveTask(database, teams.sweden);
  await forgetTold(database);
});

const night = { from: "23:00", until: "07:00" };
const comment = (at: string): Event => ({
  type: "task_comment",
  team: teams.sweden,
  task: task.id,
  at: new Date(at),
});
const count = async () => (await notificationsOf(database, reader)).length;

/** Tells the reader of something at a moment. @returns the moment at which it came, looked for as often as a cron does. */
async function cameAt(event: Event & { at: Date }): Promise<string | undefined> {
  const ids = await queue(owner, reader, [event]);
  for (let minute = 0; minute <= 26 * 60; minute += 15) {
    const now = new Date(event.at.getTime() + minute * 60_000);
    await deliver(database, now);
    if ((await outcomesOf(database, ids)).includes("delivered")) return now.toISOString();
  }
  return undefined;
}
const commented = (at: string) => cameAt({ ...comment(at), at: new Date(at) });

describe("quiet hours hold what comes, and end by the reader's clock", () => {
  const cases: [string, string, { from: string; until: string }, string, string][] = [
    // zone, hours, told at, comes at
    [
      "across midnight, before it",
      "Europe/Zurich",
      night,
      "2040-01-15T22:30:00Z",
      "2040-01-16T06:00:00.000Z",
    ],
    ["across midnight, after it", "Europe/Zurich", night, "2040-01-16T01:00:00Z", "2040-01-16T06:00:00.000Z"],
    [
      "from their first moment on",
      "Europe/Zurich",
      night,
      "2040-01-15T22:00:00Z",
      "2040-01-16T06:00:00.000Z",
    ],
    ["until their last", "Europe/Zurich", night, "2040-01-16T06:00:00Z", "2040-01-16T06:00:00.000Z"],
    ["not before them", "Europe/Zurich", night, "2040-01-15T21:45:00Z", "2040-01-15T21:45:00.000Z"],
    [
      "within a day",
      "Europe/Zurich",
      { from: "12:00", until: "13:00" },
      "2040-01-16T11:00:00Z",
      "2040-01-16T12:00:00.000Z",
    ],
    ["in summer", "Europe/Zurich", night, "2040-07-15T22:30:00Z", "2040-07-16T05:00:00.000Z"],
    // 25 March 2040, 02:00: an hour is left out. 28 October 2040, 03:00: an hour comes twice.
    [
      "in a night that is shorter",
      "Europe/Zurich",
      night,
      "2040-03-24T23:00:00Z",
      "2040-03-25T05:00:00.000Z",
    ],
    ["in a night that is longer", "Europe/Zurich", night, "2040-10-27T22:00:00Z", "2040-10-28T06:00:00.000Z"],
    ["fourteen hours ahead", "Pacific/Kiritimati", night, "2040-01-15T09:00:00Z", "2040-01-15T17:00:00.000Z"],
    [
      "fourteen hours ahead, awake",
      "Pacific/Kiritimati",
      night,
      "2040-01-15T23:30:00Z",
      "2040-01-15T23:30:00.000Z",
    ],
    ["eleven hours behind", "Pacific/Pago_Pago", night, "2040-01-15T11:00:00Z", "2040-01-15T18:00:00.000Z"],
    ["forty-five minutes off", "Asia/Kathmandu", night, "2040-01-15T18:00:00Z", "2040-01-16T01:15:00.000Z"],
  ];
  test.each(cases)("%s", async (_, zone, hours, at, comes) => {
    await keepQuiet(database, reader, hours, zone);
    expect(await commented(at)).toBe(comes);
  });

  test("without any, all comes at once", async () => {
    await keepQuiet(database, reader, null);
    expect(await commented("2040-01-16T01:00:00Z")).toBe("2040-01-16T01:00:00.000Z");
  });

  test("what was held in a night comes as one", async () => {
    await keepQuiet(database, reader, night);
    for (const hour of ["01", "02", "03"]) await queue(owner, reader, [comment(`2040-01-16T${hour}:00:00Z`)]);
    for (const hour of ["01", "02", "03", "06"]) {
      await deliver(database, new Date(`2040-01-16T${hour}:30:00Z`));
      expect(await count()).toBe(0);
    }
    await deliver(database, new Date("2040-01-16T07:00:00Z"));
    expect(await notificationsOf(database, reader)).toMatchObject([{ item_count: 3 }]);
  });

  test("what has become pointless in the night does not come", async () => {
    await keepQuiet(database, reader, night);
    const at = new Date("2040-01-16T01:00:00Z");
    const ids = await queue(owner, reader, [
      { type: "task_assigned", team: teams.sweden, task: task.id, at },
    ]);
    await deliver(database, at);
    await setStatus(database, anna, task.id, "completed");
    await deliver(database, new Date("2040-01-16T07:00:00Z"));
    expect(await outcomesOf(database, ids)).toEqual(["done"]);
  });
});

describe("what is due within quiet hours", () => {
  const reminder = async (dueAt: string): Promise<Event> => {
    await owner`update public.tasks set due_at = ${dueAt} where id = ${task.id}`;
    return {
      type: "deadline_reminder",
      actor: null,
      team: teams.sweden,
      task: task.id,
      at: new Date("2040-01-16T01:00:00Z"),
      dueAt: new Date(dueAt),
    };
  };
  const told = async (dueAt: string) => {
    await keepQuiet(database, reader, night);
    await queue(owner, reader, [await reminder(dueAt)]);
    await deliver(database, new Date("2040-01-16T01:00:00Z"));
    return notificationsOf(database, reader);
  };

  test("breaks them, and says so", async () => {
    expect(await told("2040-01-16T04:00:00Z")).toMatchObject([
      { title: "Due soon: Passport copy", params: { quiet: true } },
    ]);
  });

  test.each([
    ["a new task", "task_assigned", "2040-01-16T04:00:00Z", "delivered"],
    ["a comment on one", "task_comment", "2040-01-16T04:00:00Z", "delivered"],
    ["a new task for the morning", "task_assigned", "2040-01-16T07:00:01Z", "waits"],
    ["a comment on one for the morning", "task_comment", "2040-01-16T07:00:01Z", "waits"],
    ["a comment on what is late already", "task_comment", "2040-01-16T00:30:00Z", "waits"],
  ] as const)("or holds: %s", async (_, type, dueAt, outcome) => {
    await keepQuiet(database, reader, night);
    const ids = await queue(owner, reader, [{ ...(await reminder(dueAt)), type, dueAt: null }]);
    await deliver(database, new Date("2040-01-16T01:00:00Z"));
    expect(await outcomesOf(database, ids)).toEqual([outcome]);
    const came = await notificationsOf(database, reader);
    expect(came.map(({ params }) => params.quiet)).toEqual(outcome === "delivered" ? [true] : []);
  });

  test("is no longer pressing when it is done: what is said about it waits", async () => {
    await keepQuiet(database, reader, night);
    const event: Event = { ...(await reminder("2040-01-16T04:00:00Z")), type: "task_comment", dueAt: null };
    await setStatus(database, anna, task.id, "completed");
    const ids = await queue(owner, reader, [event]);
    await deliver(database, new Date("2040-01-16T01:00:00Z"));
    expect(await outcomesOf(database, ids)).toEqual(["waits"]);
  });

  test("also at their very end, when it would come too late", async () => {
    expect(await told("2040-01-16T07:00:00Z")).toHaveLength(1);
  });

  test("and what is due later waits until they end, and comes", async () => {
    expect(await told("2040-01-16T07:00:01Z")).toHaveLength(0);
    await deliver(database, new Date("2040-01-16T06:59:59Z"));
    expect(await count()).toBe(0);
    await deliver(database, new Date("2040-01-16T07:00:00Z"));
    expect(await count()).toBe(1);
  });

  test("says nothing of quiet hours outside of them", async () => {
    await queue(owner, reader, [await reminder("2040-01-16T04:00:00Z")]);
    await deliver(database, new Date("2040-01-16T01:00:00Z"));
    const [one] = await notificationsOf(database, reader);
    expect(one?.params).not.toHaveProperty("quiet");
  });

  test("comes also while something else is held in the same slot", async () => {
    await keepQuiet(database, reader, night);
    const other = await giveTask(database, teams.sweden);
    await forgetTold(database);
    const soon = await reminder("2040-01-16T04:00:00Z");
    await owner`update public.tasks set due_at = '2040-01-16T08:00:00Z' where id = ${other.id}`;
    const late: Event = {
      ...soon,
      task: other.id,
      dueAt: new Date("2040-01-16T08:00:00Z"),
      at: new Date("2040-01-16T00:00:00Z"),
    };
    const [held] = await queue(owner, reader, [late]);
    await deliver(database, new Date("2040-01-16T00:00:00Z"));
    const [breaks] = await queue(owner, reader, [soon]);
    await deliver(database, new Date("2040-01-16T01:00:00Z"));
    expect(await outcomesOf(database, [held ?? "", breaks ?? ""])).toEqual(["waits", "delivered"]);
    await deliver(database, new Date("2040-01-16T07:00:00Z"));
    expect(await outcomesOf(database, [held ?? ""])).toEqual(["delivered"]);
  });
});

describe("what waits for the end of quiet hours follows when its reader", () => {
  const held = async () => {
    await keepQuiet(database, reader, night);
    const ids = await queue(owner, reader, [comment("2040-01-16T01:00:00Z")]);
    await deliver(database, new Date("2040-01-16T01:00:00Z"));
    expect(await outcomesOf(database, ids)).toEqual(["waits"]);
    return ids;
  };
  const changes: [string, (person: Person) => Promise<unknown>, string][] = [
    [
      "gives them up",
      (person) =>
        as(
          person,
          (sql) => sql`update public.notification_settings set quiet_from = null, quiet_until = null`,
        ),
      "delivered",
    ],
    [
      "moves them",
      (person) =>
        as(
          person,
          (sql) => sql`update public.notification_settings set quiet_from = '20:00', quiet_until = '01:15'`,
        ),
      "delivered",
    ],
    [
      "goes to another zone",
      (person) =>
        as(person, (sql) => sql`update public.users set time_zone = 'Asia/Tokyo' where id = ${person.id}`),
      "delivered",
    ],
    [
      "mutes it",
      (person) =>
        as(
          person,
          (sql) =>
            sql`insert into public.notification_preferences values (${person.id}, 'task_comment', true)`,
        ),
      "muted",
    ],
    [
      "does something else",
      (person) =>
        as(person, (sql) => sql`update public.users set full_name = 'Nova' where id = ${person.id}`),
      "waits",
    ],
  ];
  test.each(changes)("%s", async (_, change, outcome) => {
    const ids = await held();
    await change(reader);
    await deliver(database, new Date("2040-01-16T01:30:00Z"));
    expect(await outcomesOf(database, ids)).toEqual([outcome]);
  });
});

test("quiet hours contain a moment when they have begun by the clock and not ended, in every zone and all the year", async () => {
  const zones = [
    "Europe/Zurich",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "America/St_Johns",
    "Pacific/Chatham",
    "UTC",
  ];
  const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...zones),
      minutes,
      minutes,
      fc.date({ min: new Date("2040-01-01Z"), max: new Date("2041-01-01Z"), noInvalidDate: true }),
      async (zone, from, until, now) => {
        fc.pre(from !== until);
        const [row] = await owner<
          { ends: Date | null; local: string; ends_local: string | null; unusual: boolean }[]
        >`
          select ends, to_char(${now}::timestamptz at time zone ${zone}, 'HH24:MI') as local,
            to_char(ends at time zone ${zone}, 'HH24:MI') as ends_local,
            -- The clock has been changed within a day of it.
            (${now}::timestamptz - interval '1 day') at time zone ${zone} + interval '2 days'
                <> (${now}::timestamptz + interval '1 day') at time zone ${zone} as unusual
          from private.quiet_until(${now}, ${zone}, ${clock(from)}, ${clock(until)}) as ends`;
        if (!row) throw new Error("Nothing came back");
        expect(row.ends === null || row.ends > now).toBe(true);
        expect(row.ends === null || row.ends.getTime() - now.getTime() <= 25 * 3_600_000).toBe(true);
        if (row.unusual) return;
        const isWithin =
          from < until
            ? row.local >= clock(from) && row.local < clock(until)
            : row.local >= clock(from) || row.local < clock(until);
        expect(row.ends !== null).toBe(isWithin);
        if (isWithin) expect(row.ends_local).toBe(clock(until));
      },
    ),
    { numRuns: 400 },
  );
});

test.each([
  ["one without the other", "'23:00', null"],
  ["an end that is the beginning", "'23:00', '23:00'"],
  ["seconds", "'23:00:30', '07:00'"],
  ["an hour that no clock shows", "'24:00', '07:00'"],
])("%s is refused", async (_, hours) => {
  const insert = as(mikko, (sql) =>
    sql.unsafe(`insert into public.notification_settings values ('${mikko.id}', ${hours})`),
  );
  await expect(insert).rejects.toMatchObject({ code: "23514" });
});
