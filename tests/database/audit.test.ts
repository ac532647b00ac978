import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { recordedDuring } from "./support/audit.ts";
import { openDatabase } from "./support/database.ts";
import { anna, mikko, teams } from "./support/demo.ts";
import { accept, freshAddress, invite, openAccount, renew, revoke } from "./support/invitations.ts";
import { enrolMember, signUp } from "./support/people.ts";

const database = await openDatabase();
const { owner, admin } = database;

const recorded = (work: () => Promise<unknown>) => recordedDuring(database, work);
const run = (actor: Actor, statement: string) => () => database.as(actor, (sql) => sql.unsafe(statement));
const one = (act: string, entry: object) => [{ act, ...entry }];

describe("the audit trail tells", () => {
  test("of an invitation: made, renewed, revoked and accepted, without its tokens", async () => {
    const email = freshAddress();
    const details = { email, role: "member" };
    const tokens: string[] = [];
    const entries = await recorded(async () => {
      const { id, token } = await invite(database, mikko, email, teams.norway);
      tokens.push(token, (await renew(database, mikko, id)).token);
      await revoke(database, mikko, id);
      await revoke(database, mikko, id);
      tokens.push((await invite(database, mikko, email, teams.norway)).token);
    });
    const account = await openAccount(database, email);
    const accepted = await recorded(async () => {
      await accept(database, account, tokens[2] ?? "");
      await accept(database, account, tokens[2] ?? "");
    });
    expect(entries.map(({ act }) => act)).toEqual(["invited", "renewed", "revoked", "invited"]);
    for (const entry of entries)
      expect(entry).toMatchObject({ actor_id: mikko.id, team_id: teams.norway, details });
    expect(accepted).toEqual(
      one("accepted", { actor_id: account.id, subject_id: account.id, team_id: teams.norway, details }),
    );
    const text = JSON.stringify([...(await owner`select l::text as line from public.audit_log l`)]);
    const hashes = await owner<{ hash: string }[]>`
      select encode(token_hash, 'hex') as hash from public.invitations`;
    for (const secret of [...tokens, ...hashes.map(({ hash }) => hash)]) expect(text).not.toContain(secret);
  });

  test("of a person: moved, promoted, demoted, deactivated and reactivated", async () => {
    const { id } = await enrolMember(database, teams.norway);
    const call = (act: string, team?: string) =>
      run(mikko, `select public.${act}_person('${id}'${team ? `, '${team}'` : ""})`);
    const by = { actor_id: mikko.id, subject_id: id };
    const called = { full_name: "A new member" };
    const acts: [work: () => Promise<unknown>, act: string, teamId: string, details: object][] = [
      [call("move", teams.canada), "moved", teams.canada, { team: { from: "NOR", to: "CAN" } }],
      [
        call("promote"),
        "promoted",
        teams.canada,
        { role: { from: "member", to: "admin" }, team: { from: "CAN", to: null } },
      ],
      [
        call("demote", teams.norway),
        "demoted",
        teams.norway,
        { role: { from: "admin", to: "member" }, team: { from: null, to: "NOR" } },
      ],
      [call("deactivate"), "deactivated", teams.norway, {}],
      [call("reactivate"), "reactivated", teams.norway, {}],
    ];
    for (const [work, act, team_id, details] of acts)
      expect(await recorded(work)).toEqual(one(act, { ...by, team_id, details: { ...called, ...details } }));
    for (const work of [call("move", teams.norway), call("reactivate")])
      expect(await recorded(work)).toEqual([]);
  });

  test("of a team and of the tournament, with what changed from what to what", async () => {
    const created = await recorded(
      run(mikko, "insert into public.teams (name, code) values ('Italy', 'ITA')"),
    );
    const [team] = await owner`select id from public.teams where code = 'ITA'`;
    const about = { actor_id: mikko.id, subject_id: team?.id, team_id: team?.id };
    expect(created).toMatchObject(one("team_created", { ...about, details: { code: "ITA", name: "Italy" } }));
    const change = (set: string) => recorded(run(mikko, `update public.teams set ${set} where code = 'ITA'`));
    const renamed = { code: "ITA", name: { from: "Italy", to: "Italia" } };
    expect(await change("name = 'Italia', time_zone = 'UTC'")).toEqual(
      one("team_edited", { ...about, details: renamed }),
    );
    expect(await change("name = 'Italia'")).toEqual([]);
    const code = { code: "ITA" };
    expect(await change("archived_at = now()")).toEqual(one("team_archived", { ...about, details: code }));
    expect(await change("archived_at = now()")).toEqual([]);
    expect(await change("archived_at = null")).toEqual(one("team_unarchived", { ...about, details: code }));

    const tournament = run(mikko, "update public.tournament set venue = 'Bern', reminder_leads = '{1 day}'");
    const venue = { from: "Zürich", to: "Bern" };
    const leads = { from: ["7 days", "3 days", "1 day", "03:00:00"], to: ["1 day"] };
    expect(await recorded(tournament)).toEqual(
      one("tournament_edited", {
        actor_id: mikko.id,
        subject_id: null,
        team_id: null,
        details: { venue, reminder_leads: leads },
      }),
    );
    expect(await recorded(tournament)).toEqual([]);
  });

  test("of a roster, beside each of its acts", async () => {
    const roster = JSON.stringify([{ code: "POL", name: "Poland", email: freshAddress() }, { code: "SWE" }]);
    const entries = await recorded(run(mikko, `select public.import_roster('${roster}')`));
    expect(entries.map(({ act }) => act)).toEqual(["team_created", "invited", "roster_imported"]);
    expect(entries[2]).toMatchObject({ actor_id: mikko.id, details: { lines: 2, teams: 1, invitations: 1 } });
  });

  test("of what a server or the database does, with no actor", async () => {
    const { id } = await signUp(database);
    const enrolment = `insert into public.users (id, role, full_name) values ('${id}', 'admin', 'New')`;
    const place = { full_name: "New", role: "admin", team: null };
    const by = { actor_id: null, subject_id: id };
    expect(await recorded(run("service_role", enrolment))).toEqual(
      one("enrolled", { ...by, team_id: null, details: place }),
    );
    const demotion = `update public.users set role = 'member', deactivated_at = now() where id = '${id}'`;
    const entries = await recorded(() => owner.unsafe(demotion));
    expect(entries).toMatchObject([
      { ...by, act: "demoted" },
      { ...by, act: "deactivated" },
    ]);
  });

  test("nothing of what was refused or undone", async () => {
    const entries = await recorded(async () => {
      await expect(invite(database, anna, freshAddress(), teams.sweden)).rejects.toThrow();
      await expect(invite(database, mikko, "nobody", teams.sweden)).rejects.toThrow();
      await expect(run(mikko, `select public.promote_person('${mikko.id}')`)()).rejects.toThrow();
    });
    expect(entries).toEqual([]);
  });
});

test("what is in the trail stays as it is, whoever asks", async () => {
  for (const sql of [owner, admin]) {
    for (const statement of [
      "update public.audit_log set actor_id = null",
      "delete from public.audit_log",
      "truncate public.audit_log",
    ])
      await expect(sql.unsafe(statement), statement).rejects.toMatchObject({ code: "42501" });
  }
});

test("a change names the keys that differ and no others", async () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.string({ unit: "grapheme-ascii" }),
    fc.array(fc.integer(), { maxLength: 3 }),
  );
  const record = fc.record({ name: value, venue: value, leads: value });
  await fc.assert(
    fc.asyncProperty(record, record, async (before, after) => {
      const [row] = await owner<{ told: Record<string, unknown> }[]>`
        select private.changes(${owner.json(before)}, ${owner.json(after)}) as told`;
      const keys = (["name", "venue", "leads"] as const).filter(
        (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
      );
      expect(row?.told).toEqual(
        Object.fromEntries(keys.map((key) => [key, { from: before[key], to: after[key] }])),
      );
    }),
    { numRuns: 60 },
  );
});

test("organisers page through it by the index", async () => {
  const plan = await owner.begin(async (sql) => {
    await sql`set local enable_seqscan = off`;
    return sql.unsafe(
      `explain select * from public.audit_log where (at, id) < (now(), 100) order by at desc, id desc limit 50`,
    );
  });
  expect(JSON.stringify([...plan])).toContain("Index Scan Backward using audit_log_place");
});
