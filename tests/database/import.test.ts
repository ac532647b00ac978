import { randomUUID } from "node:crypto";
import fc from "fast-check";
import postgres, { type TransactionSql } from "postgres";
import { expect, test } from "vitest";
import { timeZones } from "@/lib/i18n/time-zone";
import { importOf, isWorthImporting, planOf } from "@/lib/roster/plan";
import { addressSchema, type RosterLine, type Standing } from "@/lib/roster/schema";
import { rosters, standings } from "../unit/lib/roster/roster-model";
import { openDatabase } from "./support/database.ts";
import { mikko } from "./support/demo.ts";

const database = await openDatabase();

/** Makes the tournament of a model, as if it had come about by other doors. */
async function setUp(sql: TransactionSql, { timeZone, teams, addresses }: Standing) {
  await sql`update public.tournament set time_zone = ${timeZone}`;
  for (const { code, name, timeZone: zone, primaryColour, secondaryColour } of teams)
    await sql`insert into public.teams (code, name, time_zone, primary_colour, secondary_colour)
      values (${code}, ${name}, ${zone}, ${primaryColour}, ${secondaryColour})`;
  for (const { email, state, role, teamCode } of addresses) {
    const id = randomUUID();
    const team = sql`(select id from public.teams where code = ${teamCode})`;
    if (state === "here" || state === "deactivated") {
      await sql`insert into auth.users (id, email) values (${id}, ${email})`;
      await sql`insert into public.users (id, role, team_id, full_name, deactivated_at)
        values (${id}, ${role}, ${team}, 'Somebody', ${state === "here" ? null : new Date()})`;
    } else
      await sql`insert into public.invitations (email, role, team_id, token_hash, invited_by, expires_at)
        values (${email}, ${role}, ${team}, sha256(${id}::text::bytea), ${mikko.id},
          now() + ${state === "invited" ? "1 day" : "-1 day"}::interval)`;
  }
  for (const { code, isArchived } of teams)
    if (isArchived) await sql`update public.teams set archived_at = now() where code = ${code}`;
}

/** What an organiser finds, by what the site asks. */
async function standingOf(sql: TransactionSql, lines: RosterLine[]): Promise<Standing> {
  const [tournament] = await sql<{ time_zone: string }[]>`select time_zone from public.tournament`;
  const teams = await sql<Standing["teams"]>`
    select code, name, time_zone as "timeZone", primary_colour as "primaryColour",
      secondary_colour as "secondaryColour", archived_at is not null as "isArchived" from public.teams`;
  const addresses = lines.flatMap(({ email }) => email ?? []);
  const known = await sql`select * from public.find_addresses(${addresses})`;
  return {
    timeZone: tournament?.time_zone ?? "",
    teams: [...teams],
    addresses: addressSchema
      .array()
      .parse([...known])
      .map(({ team_code: teamCode, ...address }) => ({ ...address, teamCode })),
  };
}

type Outcome = { line: number; team_outcome: string | null; person_outcome: string | null };

test("Postgres does exactly what the preview of a file has shown, whatever file and tournament", async () => {
  const undo = new Error("undo");
  await fc.assert(
    fc.asyncProperty(rosters, standings, async (lines, standing) => {
      const work = database.admin.begin(async (sql) => {
        await setUp(sql, standing);
        const claims = JSON.stringify({ sub: mikko.id, role: "authenticated" });
        await sql`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true)`;
        const run = (roster: object) =>
          sql.savepoint(
            (within) => within<Outcome[]>`select * from public.import_roster(${sql.json(roster as [])})`,
          );

        const plan = planOf(lines, await standingOf(sql, lines));
        if (plan.problems.length > 0) {
          const refusal = await run(importOf(plan.steps)).catch((error: unknown) => error);
          expect(refusal).toBeInstanceOf(postgres.PostgresError);
          expect(refusal).toMatchObject({ code: "PT400", hint: String(plan.problems[0]?.line) });
          throw undo;
        }
        const told = await run(importOf(plan.steps));
        expect(told.map((line) => [line.line, line.team_outcome, line.person_outcome])).toEqual(
          plan.steps.map(({ line, team, person }) => [line, team, person]),
        );
        const after = await standingOf(sql, lines);
        for (const { code, given } of plan.steps)
          if (code) expect(after.teams.find((team) => team.code === code)).toMatchObject(given);
        const again = planOf(lines, after);
        expect(again.problems).toEqual([]);
        expect(isWorthImporting(again)).toBe(false);
        await run(importOf(again.steps));
        throw undo;
      });
      await work.catch((error: unknown) => {
        if (error !== undo) throw error;
      });
    }),
    { numRuns: 80 },
  );
});

test("an address is found where it is, and nothing is told of one that nobody has here", async () => {
  const find = (addresses: string[]) =>
    database.as(mikko, async (sql) => [...(await sql`select * from public.find_addresses(${addresses})`)]);
  expect(await find(["sweden@rinkside.test", "nobody@rinkside.test"])).toEqual([
    { email: "sweden@rinkside.test", state: "here", role: "member", team_code: "SWE" },
  ]);
  expect(await find(["admin2@rinkside.test"])).toMatchObject([{ role: "admin", team_code: null }]);
  const tooMany = Array.from({ length: 501 }, (_, index) => `${index}@rinkside.test`);
  await expect(find(tooMany)).rejects.toMatchObject({ code: "PT400", detail: "roster_size" });
});

test("every zone that is offered is one to Postgres", async () => {
  const refused = await database.owner<{ name: string }[]>`
    select name from unnest(${[...timeZones]}::text[]) as name where not private.is_time_zone(name)`;
  expect(refused.map(({ name }) => name)).toEqual([]);
});
