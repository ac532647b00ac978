import type { JSONValue } from "postgres";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { openDatabase } from "./support/database.ts";
import { mikko, sofia, teams } from "./support/demo.ts";
import { accept, freshAddress, openAccount } from "./support/invitations.ts";
import { enrolOrganiser, several } from "./support/people.ts";

const database = await openDatabase();
const { owner } = database;

type Line = { [key: string]: JSONValue };
type Told = {
  line: number;
  team_outcome: string | null;
  person_outcome: string | null;
  team_code: string | null;
  token: string | null;
};

const importRoster = (roster: unknown, actor: Actor = mikko) =>
  database.as(actor, async (sql) => [
    ...(await sql<Told[]>`select * from public.import_roster(${sql.json(roster as JSONValue)})`),
  ]);

/** Codes that no team has yet. */
let made = 0;
const freshCode = () => `T${String(made++).padStart(3, "0")}`;
const rows = async () => {
  const [count] = await owner`
    select (select count(*)::int from public.teams) as teams, (select count(*)::int from public.invitations) as invitations`;
  return count;
};

describe("a roster", () => {
  test("makes the teams that do not exist, changes what others are given, and invites", async () => {
    const code = freshCode();
    const [one, two, three] = [freshAddress(), freshAddress(), freshAddress()];
    const told = await importRoster([
      {
        code: code.toLowerCase(),
        name: " Italy ",
        time_zone: "Europe/Rome",
        primary_colour: "#00FF00",
        email: one,
      },
      { code, email: two.toUpperCase() },
      { code: "SWE", name: "Sverige", primary_colour: "#1B4A94", time_zone: " ", email: three },
      { email: freshAddress(), role: "admin" },
      { code: "FIN" },
    ]);
    expect(told.map((line) => [line.line, line.team_outcome, line.person_outcome, line.team_code])).toEqual([
      [1, "created", "invited", code],
      [2, "unchanged", "invited", code],
      [3, "changed", "invited", "SWE"],
      [4, null, "invited", null],
      [5, "unchanged", null, "FIN"],
    ]);
    const [team] = await owner`select * from public.teams where code = ${code}`;
    expect(team).toMatchObject({ name: "Italy", time_zone: "Europe/Rome", primary_colour: "#00ff00" });
    const account = await openAccount(database, two);
    await accept(database, account, told[1]?.token ?? "");
    const [person] = await owner`select team_id, role from public.users where id = ${account.id}`;
    expect(person).toEqual({ team_id: team?.id, role: "member" });
    const [sweden] = await owner`select name, time_zone, primary_colour from public.teams where code = 'SWE'`;
    expect(sweden).toEqual({ name: "Sverige", time_zone: "Europe/Stockholm", primary_colour: "#1b4a94" });
  });

  test("may come again: what is so already is told and left alone", async () => {
    const code = freshCode();
    const roster = [
      { code, name: "Italy", email: freshAddress() },
      { code: "SWE", email: "sweden@rinkside.test" },
      { email: "admin2@rinkside.test", role: "admin" },
    ];
    await importRoster(roster);
    const before = await rows();
    const again = await importRoster(roster);
    expect(
      again.map(({ team_outcome, person_outcome, token }) => [team_outcome, person_outcome, token]),
    ).toEqual([
      ["unchanged", "already_invited", null],
      ["unchanged", "already_here", null],
      [null, "already_here", null],
    ]);
    expect(await rows()).toEqual(before);
  });

  const bad: [string, Line, string][] = [
    ["an address that is none", { code: "SWE", email: "nobody" }, "invitations_email_form"],
    ["a code that is none", { code: "S-E", name: "Sweden" }, "teams_code_form"],
    [
      "a zone that does not exist",
      { code: "ZZZ", name: "Z", time_zone: "Mars/Olympus" },
      "teams_time_zone_exists",
    ],
    [
      "a colour that is none",
      { code: "ZZZ", name: "Z", primary_colour: "red" },
      "teams_primary_colour_is_hex",
    ],
    ["a name that is too long", { code: "ZZZ", name: "Z".repeat(81) }, "teams_name_length"],
    ["a new team without a name", { code: "ZZZ", email: "z@rinkside.test" }, "team_name"],
    ["neither a team nor a role", { email: "z@rinkside.test" }, "team_or_organiser"],
    [
      "both a team and the organisers",
      { email: "z@rinkside.test", code: "SWE", role: "admin" },
      "team_or_organiser",
    ],
    ["an organiser without an address", { role: "admin" }, "team_or_organiser"],
    ["a role that is none", { code: "SWE", role: "coach" }, "role"],
    ["somebody of another team", { code: "FIN", email: "sweden@rinkside.test" }, "already_here"],
    ["a member as an organiser", { role: "admin", email: "sweden@rinkside.test" }, "already_here"],
  ];
  test.each(bad)("with %s is undone as a whole, and says in which line", async (_, line, reason) => {
    const before = await rows();
    const refusal = importRoster([{ code: freshCode(), name: "Italy", email: freshAddress() }, line]);
    await expect(refusal).rejects.toMatchObject({
      code: "PT400",
      message: expect.stringMatching(/^Line 2: /),
      detail: reason,
      hint: "2",
    });
    expect(await rows()).toEqual(before);
  });

  test("with an address that is invited elsewhere, or twice to different teams, is refused", async () => {
    const email = freshAddress();
    const refusal = importRoster([
      { code: "SWE", email, line: 7 },
      { code: "FIN", email, line: 9 },
    ]);
    await expect(refusal).rejects.toMatchObject({ code: "PT400", detail: "already_invited", hint: "9" });
  });

  test("does what was expected of it, or nothing, and says at which line it is otherwise by now", async () => {
    const [code, email] = [freshCode(), freshAddress()];
    const changes = { name: { from: "Suomi", to: "Finland" } };
    const roster = [
      { line: 2, code, name: "Italy", email, expected: { team: "created", person: "invited" } },
      { line: 3, code: "FIN", name: "Finland", expected: { team: "changed", changes } },
    ];
    const before = await rows();
    const stale = { code: "PT400", detail: "stale", hint: "3" };
    await expect(importRoster(roster)).rejects.toMatchObject(stale);
    await owner`update public.teams set name = 'Suomen' where code = 'FIN'`;
    await expect(importRoster(roster)).rejects.toMatchObject(stale);
    expect(await rows()).toEqual(before);
    await owner`update public.teams set name = 'Suomi' where code = 'FIN'`;
    expect(await importRoster(roster)).toHaveLength(2);
    await expect(importRoster(roster)).rejects.toMatchObject({ ...stale, hint: "2" });
  });

  test("to an archived team is refused", async () => {
    await owner`update public.teams set archived_at = now() where id = ${teams.austria}`;
    const refusal = importRoster([{ code: "AUT" }]);
    await expect(refusal).rejects.toMatchObject({ code: "PT400", detail: "team_archived", hint: "1" });
  });

  test.each([
    ["nothing", null],
    ["no lines", []],
    ["an object", { code: "SWE" }],
    ["501 lines", Array.from({ length: 501 }, () => ({ code: "SWE" }))],
  ])("of %s is refused", async (_, roster) => {
    await expect(importRoster(roster)).rejects.toMatchObject({ code: "PT400", detail: "roster_size" });
  });

  test.each([["a text"], [7], [null], [[]], [{ code: {}, email: [] }]])(
    "with %j for a line names it",
    async (line) => {
      await expect(importRoster([line])).rejects.toMatchObject({ code: "PT400", hint: "1" });
    },
  );

  test("of 500 lines passes, counts with what its organiser has invited in the hour, and with nobody else's", async () => {
    const busy = await enrolOrganiser(database);
    const roster = Array.from({ length: 500 }, () => ({ code: "SWE", email: freshAddress() }));
    expect(await importRoster(roster, busy)).toHaveLength(500);
    const fast = { code: "PT429", detail: expect.stringMatching(/^\d+$/) };
    await expect(importRoster([{ code: "SWE" }], busy)).rejects.toMatchObject(fast);
    await importRoster([{ code: "SWE" }], sofia);
  });

  test("of two organisers at the same moment never deadlocks", async () => {
    const addresses = await several(10, async () => freshAddress());
    const lines = addresses.map((email) => ({ code: "SWE", email }));
    const outcomes = await Promise.all([importRoster(lines, mikko), importRoster(lines.toReversed(), sofia)]);
    const invited = outcomes.flat().filter(({ person_outcome }) => person_outcome === "invited");
    expect(invited).toHaveLength(10);
  });
});
