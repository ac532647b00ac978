import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { mikko, teams } from "./support/demo.ts";
import { ask, inDays, type Requirement, tasksOf } from "./support/tasks.ts";

const database = await openDatabase();
const { owner, as } = database;

/** What a clock in a zone shows at an instant, as if it were UTC: in milliseconds. */
function wallClock(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
}

const minute = 60 * 1000;
const day = 24 * 60 * minute;

/** Whether no instant has this time on the clock of a zone: the clocks have been put forward over it. */
const isSkipped = (wall: number, timeZone: string) =>
  !Array.from({ length: 14 * 8 + 1 }, (_, step) => (step - 14 * 4) * 15 * minute).some(
    (offset) => wallClock(new Date(wall - offset), timeZone) === wall,
  );

describe("a copy of requirements", () => {
  afterEach(() => owner`update public.tournament set time_zone = 'Europe/Zurich'`);

  const copy = (sources: string[], newIds: string[], days: number | null, given: string[] = [teams.sweden]) =>
    as(
      mikko,
      (sql) =>
        sql<Requirement[]>`select * from public.copy_requirements(${sources}, ${newIds}, ${days}, ${given})`,
    );
  /** Requirements as they were asked at some time, by their deadlines: their ids, in that order. */
  const stored = async (...dueAts: Date[]) => {
    const sources = dueAts.map((due_at) => ({
      id: randomUUID(),
      title: "Rooming list",
      due_at,
      created_by: mikko.id,
    }));
    await owner`insert into public.requirements ${owner(sources)}`;
    return sources.map(({ id }) => id);
  };

  test("stays at its time on the venue's clock, also across a change of the clocks", async () => {
    const start = Math.ceil((Date.now() + 800 * day) / minute) * minute;
    // Besides any minute of two years: those around the hours that are skipped or come twice, in these zones.
    const changes = ["2029-03-25T01:00Z", "2028-10-29T01:00Z", "2029-03-11T07:00Z", "2029-10-06T15:30Z"];
    const instants = fc.oneof(
      fc.integer({ min: 0, max: 2 * 365 * 24 * 60 }).map((after) => start + after * minute),
      fc
        .tuple(fc.constantFrom(...changes), fc.integer({ min: -150, max: 150 }))
        .map(([change, after]) => Date.parse(change) + after * minute),
    );
    let skipped = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"),
        fc.oneof(fc.integer({ min: -400, max: 400 }), fc.constantFrom(0, 7, -7, 364)),
        fc.array(instants, { minLength: 1, maxLength: 20 }),
        async (zone, days, aims) => {
          await owner`update public.tournament set time_zone = ${zone}`;
          // What is aimed at lies around the changes, so the sources lie as many days before.
          const dueAts = aims.map((aim) => new Date(aim - days * day));
          const sources = await stored(...dueAts);
          const copies = await copy(
            sources,
            sources.map(() => randomUUID()),
            days,
          );
          expect(copies).toHaveLength(sources.length);
          for (const [place, { due_at }] of copies.entries()) {
            const wanted = wallClock(dueAts[place] ?? due_at, zone) + days * day;
            if (isSkipped(wanted, zone)) {
              skipped += 1;
              const late = wallClock(due_at, zone) - wanted;
              expect(late).toBeGreaterThan(0);
              expect(late).toBeLessThanOrEqual(60 * minute);
            } else expect([zone, wallClock(due_at, zone)]).toEqual([zone, wanted]);
          }
        },
      ),
      { numRuns: 25, seed: 20261124 },
    );
    expect(skipped).toBeGreaterThan(0);
  });

  test("asks these teams what was asked, and the same again changes nothing", async () => {
    const source = await ask(database, [teams.sweden, teams.finland], { title: "Flag" });
    const id = randomUUID();
    const given = [teams.norway, teams.austria];
    const copies = await copy([source.id], [id], 7, given);
    expect(copies).toMatchObject([{ id, title: "Flag", description: source.description, revision: 1 }]);
    expect((await tasksOf(database, id)).map(({ team_id }) => team_id)).toEqual(given);
    expect(await copy([source.id], [id], 7, given)).toEqual(copies);
    expect(await tasksOf(database, id)).toHaveLength(2);
    const taken = { code: "PT409", detail: "id_taken" };
    await expect(copy([source.id], [id], 8, given)).rejects.toMatchObject(taken);
    for (const others of [[teams.norway], [...given, teams.sweden], [teams.norway, teams.sweden]])
      await expect(copy([source.id], [id], 7, others)).rejects.toMatchObject(taken);
    expect(await tasksOf(database, id)).toHaveLength(2);
  });

  const one = randomUUID();
  test.each<[string, (good: string) => Promise<unknown>, Record<string, string>]>([
    [
      "where one would be due in the past",
      (good) => copy([good], [one], -30),
      { code: "PT400", detail: "due_past" },
    ],
    [
      "of what does not exist",
      () => copy([randomUUID()], [one], 1),
      { code: "PT404", detail: "requirement" },
    ],
    ["without a new id for each", (good) => copy([good], [], 1), { code: "PT400", detail: "copies" }],
    ["under one id twice", (good) => copy([good, good], [one, one], 1), { code: "PT400", detail: "copies" }],
    ["of nothing", () => copy([], [], 1), { code: "PT400", detail: "copies" }],
    ["to no team", (good) => copy([good], [one], 1, []), { code: "PT400", detail: "no_teams" }],
    ["by no number of days", (good) => copy([good], [one], null), { code: "PT400", detail: "shift_days" }],
    ["by a hundred years", (good) => copy([good], [one], 36_500), { code: "PT400", detail: "shift_days" }],
  ])("is refused %s", async (_, copying, refusal) => {
    const [good = ""] = await stored(inDays(5));
    await expect(copying(good)).rejects.toMatchObject(refusal);
    expect(await tasksOf(database, one)).toHaveLength(0);
  });

  test("is made of all or of none", async () => {
    const sources = await stored(inDays(20), inDays(5));
    const ids = [randomUUID(), randomUUID()];
    await expect(copy(sources, ids, -10)).rejects.toMatchObject({ detail: "due_past" });
    expect(await owner`select from public.requirements where id in ${owner(ids)}`).toHaveLength(0);
  });

  test("is not made of what was withdrawn", async () => {
    const { id } = await ask(database, [teams.sweden]);
    await as(mikko, (sql) => sql`select public.withdraw_requirement(${id})`);
    await expect(copy([id], [randomUUID()], 1)).rejects.toMatchObject({ code: "PT409", detail: "withdrawn" });
  });
});

describe("whatever organisers do to a requirement and to its teams", () => {
  const asked = [teams.sweden, teams.finland, teams.norway, teams.austria];
  type Act =
    | { kind: "edit"; title: string; days: number }
    | { kind: "extend"; team: string; days: number | null }
    | { kind: "withdraw" | "ask" | "complete"; team: string }
    | { kind: "archive"; team: string; isArchived: boolean };
  const team = fc.constantFrom(...asked);
  const days = fc.integer({ min: 1, max: 40 });
  const act: fc.Arbitrary<Act> = fc.oneof(
    fc.record({ kind: fc.constant("edit" as const), title: fc.constantFrom("Anthem", "Flag"), days }),
    fc.record({ kind: fc.constant("extend" as const), team, days: fc.option(days) }),
    fc.record({ kind: fc.constantFrom("withdraw" as const, "ask" as const, "complete" as const), team }),
    fc.record({ kind: fc.constant("archive" as const), team, isArchived: fc.boolean() }),
  );

  test("a task says what its requirement says, and is due with it unless it was given its own deadline", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(team, { minLength: 1 }),
        fc.array(act, { minLength: 1, maxLength: 10 }),
        async (first, acts) => {
          const now = Date.now();
          const at = (after: number) => new Date(now + after * day);
          const { id } = await ask(database, first, { dueAt: at(20) });
          const taskOf = async (teamId: string) =>
            (await tasksOf(database, id)).find(({ team_id }) => team_id === teamId)?.id ?? null;
          /** What each team was given for itself. */
          const own = new Map<string, number>();
          /** Who is not asked for it any more. */
          const withdrawn = new Set<string>();

          for (const done of acts) {
            // What is refused (an archived team, a task that is none) changes nothing.
            const isDone = await as(mikko, async (sql) => {
              if (done.kind === "edit") {
                const [{ revision } = { revision: 0 }] = await sql<{ revision: number }[]>`
                  select revision from public.requirements where id = ${id}`;
                await sql`select public.edit_requirement(${id}, ${revision}, ${done.title}, '', ${at(done.days)})`;
              } else if (done.kind === "ask") {
                await sql`select public.ask_more_teams(${id}, ${[done.team]})`;
              } else if (done.kind === "archive") {
                await sql`update public.teams set archived_at = ${done.isArchived ? new Date() : null} where id = ${done.team}`;
              } else {
                const task = await taskOf(done.team);
                if (done.kind === "extend")
                  await sql`
                    select public.set_task_due(${task}, (select due_at from public.tasks where id = ${task}),
                      ${done.days === null ? null : at(done.days)})`;
                if (done.kind === "withdraw") await sql`select public.withdraw_task(${task})`;
                if (done.kind === "complete")
                  await sql`update public.tasks set status = 'completed' where id = ${task}`;
              }
            }).then(
              () => true,
              (error: { code: string }) => {
                expect(error.code).toMatch(/^PT40[349]$/);
                return false;
              },
            );
            const [said] = await owner<Requirement[]>`select * from public.requirements where id = ${id}`;
            if (isDone && done.kind === "extend") {
              const isTheirs = done.days === null || at(done.days).getTime() === said?.due_at.getTime();
              if (done.days === null || isTheirs) own.delete(done.team);
              else own.set(done.team, done.days);
            }
            if (isDone && done.kind === "withdraw") withdrawn.add(done.team);
            // Whoever is asked anew is asked as the others are; whoever has a task keeps what they were given.
            if (isDone && done.kind === "ask" && withdrawn.delete(done.team)) own.delete(done.team);
            for (const task of await tasksOf(database, id)) {
              const ownDays = own.get(task.team_id);
              expect(task).toMatchObject({
                title: said?.title,
                description: said?.description,
                has_own_due: ownDays !== undefined,
                due_at: ownDays === undefined ? said?.due_at : at(ownDays),
              });
            }
          }
          await owner`update public.teams set archived_at = null where archived_at is not null`;
        },
      ),
      { numRuns: 25 },
    );
  });
});
