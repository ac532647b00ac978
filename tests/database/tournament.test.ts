import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { attempt, refused } from "./support/attempt.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko } from "./support/demo.ts";

const database = await openDatabase();

const count = (actor: Actor, statement: string) =>
  attempt(database, actor, async (sql) => (await sql.unsafe(statement)).count);

describe("the tournament", () => {
  const update = (set: string) => `update public.tournament set ${set} where id`;

  test.each([
    "name = 'World Cup'",
    "venue = ''",
    "time_zone = 'Europe/Prague'",
    "reminder_leads = '{}'",
    "reminder_leads = '{2 days,6 hours}'",
  ])("is set up by an organiser: %s", async (set) => {
    expect(await count(mikko, update(set))).toBe(1);
    expect(await count(anna, update(set))).toBe(0);
  });

  test.each(["admin_topic_epoch = 0", "id = true"])("keeps to itself: %s", async (set) => {
    expect(await count(mikko, update(set))).toBe(refused);
  });

  test.each([
    "name = ''",
    "name = '   '",
    "name = repeat('x', 121)",
    "venue = repeat('x', 121)",
    "time_zone = 'Mars/Olympus'",
    "reminder_leads = '{0}'",
    "reminder_leads = '{-1 day}'",
    "reminder_leads = '{infinity}'",
    "reminder_leads = '{100000 years}'",
    "reminder_leads = '{1 day,NULL}'",
    "reminder_leads = '{1 day,24 hours}'",
    "reminder_leads = '{1h,2h,3h,4h,5h,6h,7h,8h,9h}'",
  ])("refuses %s", async (set) => {
    expect(await count(mikko, update(set))).toBe("23514");
  });

  test("takes whatever reminder leads are positive, distinct and at most eight", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -2, max: 12 }), { maxLength: 10 }), async (hours) => {
        const fits =
          hours.every((hour) => hour > 0) && new Set(hours).size === hours.length && hours.length <= 8;
        const leads = `{${hours.map((hour) => `${hour} hours`)}}`;
        expect(await count(mikko, update(`reminder_leads = '${leads}'`))).toBe(fits ? 1 : "23514");
      }),
      { numRuns: 60 },
    );
  });
});

describe("a team", () => {
  const insert = (columns: string, values: string) =>
    `insert into public.teams (${columns}) values (${values})`;
  const update = (set: string) => `update public.teams set ${set} where code = 'SWE'`;

  test("is added by an organiser, and by nobody else", async () => {
    const statement = insert(
      "name, code, time_zone, primary_colour",
      "'Italy', 'ITA', 'Europe/Rome', '#00ff00'",
    );
    expect(await count(mikko, statement)).toBe(1);
    expect(await count(anna, statement)).toBe(refused);
    expect(await count(mikko, insert("name, code", "'Sweden', 'SWE'"))).toBe("23505");
    expect(await count(mikko, insert("name, code", "'  ', 'ITA'"))).toBe("23514");
    expect(await count(mikko, insert("name, code", "'Italy', 'ita'"))).toBe("23514");
  });

  test.each(["id, name, code", "archived_at, name, code", "created_at, name, code"])(
    "is not added with %s of one's choice",
    async (columns) => {
      const value = columns.startsWith("id") ? "gen_random_uuid()" : "now()";
      expect(await count(mikko, insert(columns, `${value}, 'Italy', 'ITA'`))).toBe(refused);
    },
  );

  test("is changed by an organiser, but for its code", async () => {
    const changes = [
      "name = 'Sverige'",
      "time_zone = 'UTC'",
      "primary_colour = '#000000'",
      "archived_at = now()",
    ];
    for (const change of changes) {
      expect(await count(mikko, update(change))).toBe(1);
      expect(await count(anna, update(change))).toBe(0);
      expect(await count(aino, update(change))).toBe(0);
    }
    for (const change of ["code = 'SVE'", "id = gen_random_uuid()", "created_at = now()"])
      expect(await count(mikko, update(change))).toBe(refused);
  });
});
