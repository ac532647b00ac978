import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import type { Actor } from "../support/database.ts";
import { headOf, sent } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { aino, anna, mikko, sofia, teams } from "./support/demo.ts";
import { adminTopic, saidDuring } from "./support/live.ts";
import { holdOpen, someoneWaits } from "./support/locks.ts";
import { enrolDeactivated, enrolMember, enrolOrganiser } from "./support/people.ts";

const database = await openDatabase();
const { owner } = database;

type Handling = {
  waiting_seq: number | null;
  waiting_since: Date | null;
  assignee_id: string | null;
  resolved_at: Date | null;
  resolved_by: string | null;
  snoozed_until: Date | null;
};

async function newTeam(): Promise<string> {
  const code = Array.from({ length: 3 }, () => String.fromCharCode(65 + Math.floor(Math.random() * 26)));
  const [team] = await owner<{ id: string }[]>`
    insert into public.teams (name, code) values ('Italy', ${`${code.join("")}`}) returning id`;
  return team?.id ?? "";
}

async function handlingOf(team: string): Promise<Handling> {
  const [row] = await owner<Handling[]>`
    select case when resolved_at is null then waiting_seq end as waiting_seq,
      case when resolved_at is null then waiting_since end as waiting_since,
      assignee_id, resolved_at, resolved_by, snoozed_until
    from public.conversation_handling where team_id = ${team}`;
  if (!row) throw new Error(`Nobody handles ${team}`);
  return row;
}
const waits = async (team: string) => (await handlingOf(team)).waiting_seq;

const call = (actor: Actor, expression: string) =>
  database.as(actor, (sql) => sql.unsafe(`select public.${expression}`));
const remove = (actor: Actor, id: string) => call(actor, `delete_message('${id}')`);
const resolve = async (actor: Actor, team: string, upTo?: number) =>
  call(actor, `resolve_conversation('${team}', ${upTo ?? (await headOf(database, team)).last_seq})`);
const reopen = (actor: Actor, team: string) => call(actor, `reopen_conversation('${team}')`);
const assign = (actor: Actor, team: string, organiser: string | null) =>
  call(actor, `assign_conversation('${team}', ${organiser ? `'${organiser}'` : "null"})`);
const snooze = (actor: Actor, team: string, until: string, upTo = 1_000_000) =>
  call(actor, `snooze_conversation('${team}', ${until}, ${upTo})`);
const inAnHour = "date_trunc('hour', now()) + interval '2 hours'";

async function announced(team: string): Promise<string> {
  const [message] = await owner<{ id: string }[]>`
    with announcement as (
      insert into public.announcements (content, created_by, creator_name, created_at)
      values ('To all.', ${mikko.id}, 'Mikko', now()) returning id)
    insert into public.chat_messages (team_id, sender_id, content, announcement_id)
    select ${team}, ${mikko.id}, 'To all.', id from announcement returning id`;
  return message?.id ?? "";
}

describe("a team waits", () => {
  test("since the first message that was not answered, and no more once one was", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    expect(await waits(team)).toBeNull();
    const first = await sent(database, member, team);
    await sent(database, member, team);
    expect(await handlingOf(team)).toMatchObject({ waiting_seq: 1, waiting_since: first.created_at });
    await sent(database, mikko, team);
    expect(await handlingOf(team)).toMatchObject({ waiting_seq: null, waiting_since: null });
    await sent(database, member, team);
    expect(await waits(team)).toBe(4);
  });

  test("also when it was edited, and when all were told something", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    const { id } = await sent(database, member, team);
    const before = await handlingOf(team);
    await call(member, `edit_message('${id}', 'Gate D?')`);
    const announcement = await announced(team);
    expect(await handlingOf(team)).toEqual(before);
    await owner`
      update public.chat_messages
      set content = null, deleted_at = now(), revision = private.next_revision(team_id) where id = ${announcement}`;
    expect(await handlingOf(team)).toEqual(before);
  });

  test("no more when it takes back all that waits, and from the next one when it takes back the first", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    const [first, second] = [await sent(database, member, team), await sent(database, member, team)];
    await remove(member, first.id);
    expect(await handlingOf(team)).toMatchObject({ waiting_seq: 2, waiting_since: second.created_at });
    await remove(member, second.id);
    expect(await waits(team)).toBeNull();
  });

  test("again where the answer was taken back", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    await sent(database, member, team);
    const answer = await sent(database, mikko, team);
    await sent(database, member, team);
    expect(await waits(team)).toBe(3);
    await remove(mikko, answer.id);
    expect(await waits(team)).toBe(1);
  });

  test("by the history that is brought in, since it was written", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    await owner`
      insert into public.chat_messages (team_id, sender_id, content, created_at)
      values (${team}, ${member.id}, 'Long ago.', '2020-05-01 12:00+00')`;
    expect(await handlingOf(team)).toMatchObject({ waiting_since: new Date("2020-05-01T12:00:00Z") });
  });

  test("in the demo as its story tells, and each conversation is handled", async () => {
    const rows = await owner<{ agrees: boolean }[]>`
      select handling.waiting_seq is not distinct from (
        select min(seq) from public.chat_messages m where m.team_id = c.team_id and m.sender_role = 'member'
          and m.seq > coalesce((select max(seq) from public.chat_messages a
            where a.team_id = c.team_id and a.sender_role = 'admin'), 0)) as agrees
      from public.conversations c left join public.conversation_handling handling using (team_id)
      where c.team_id::text like '10000000-%'`;
    expect(rows.filter(({ agrees }) => !agrees)).toEqual([]);
  });
});

type Step = "asks" | "answers" | "announces" | "takes back" | "takes back an answer" | "resolves" | "reopens";
const step = fc.constantFrom<Step>(
  "asks",
  "answers",
  "announces",
  "takes back",
  "takes back an answer",
  "resolves",
  "reopens",
);

property.prop([fc.array(step, { minLength: 4, maxLength: 14 })], { numRuns: 25 })(
  "whatever happens in whatever order, who waits is who was neither answered nor resolved",
  async (steps) => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    const said: { id: string; kind: "question" | "answer" | "announcement"; isDeleted: boolean }[] = [];
    let [settled, resolved]: [number, number | null] = [0, null];
    const write = async (sender: string) => {
      const [row] = await owner<{ id: string }[]>`
        insert into public.chat_messages (team_id, sender_id, content) values (${team}, ${sender}, 'Hm.') returning id`;
      return row?.id ?? "";
    };
    const takeBack = async (kind: "question" | "answer") => {
      const last = said.findLast((each) => each.kind === kind && !each.isDeleted);
      if (!last) return;
      last.isDeleted = true;
      await owner`
        update public.chat_messages set content = null, deleted_at = now(), revision = private.next_revision(team_id)
        where id = ${last.id}`;
    };
    const acts: Record<Step, () => Promise<void>> = {
      async asks() {
        said.push({ id: await write(member.id), kind: "question", isDeleted: false });
        [settled, resolved] = [resolved ?? settled, null];
      },
      async answers() {
        said.push({ id: await write(mikko.id), kind: "answer", isDeleted: false });
      },
      async announces() {
        said.push({ id: await announced(team), kind: "announcement", isDeleted: false });
      },
      "takes back": () => takeBack("question"),
      "takes back an answer": () => takeBack("answer"),
      async resolves() {
        await resolve(await enrolOrganiser(database), team);
        resolved ??= said.length;
      },
      async reopens() {
        await reopen(await enrolOrganiser(database), team);
        resolved = null;
      },
    };
    for (const name of steps) {
      await acts[name]();
      const answered = said.findLastIndex(({ kind, isDeleted }) => kind === "answer" && !isDeleted) + 1;
      const from = Math.max(answered, settled, resolved ?? 0);
      const place = said.findIndex(
        ({ kind, isDeleted }, index) => index >= from && kind === "question" && !isDeleted,
      );
      const now = await handlingOf(team);
      expect([steps, name, now.waiting_seq, now.resolved_at !== null]).toEqual([
        steps,
        name,
        place < 0 ? null : place + 1,
        resolved !== null,
      ]);
    }
  },
);

describe("resolving", () => {
  test("ends the waiting until the team writes again; twice is once", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    await sent(database, member, team);
    await resolve(mikko, team);
    const resolved = await handlingOf(team);
    expect(resolved).toMatchObject({
      waiting_seq: null,
      resolved_by: mikko.id,
      resolved_at: expect.any(Date),
    });
    await resolve(sofia, team);
    expect(await handlingOf(team)).toEqual(resolved);
    await sent(database, sofia, team);
    expect(await handlingOf(team)).toEqual(resolved);
    await sent(database, member, team);
    expect(await handlingOf(team)).toMatchObject({ waiting_seq: 3, resolved_at: null, resolved_by: null });
  });

  test("is undone by reopening: who waited before waits again since then", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    await sent(database, member, team);
    const before = await handlingOf(team);
    await resolve(mikko, team);
    await reopen(sofia, team);
    await reopen(sofia, team);
    expect(await handlingOf(team)).toEqual(before);
  });

  test("does not cover what its organiser had not seen", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    await sent(database, member, team);
    const { last_seq } = await headOf(database, team);
    await sent(database, member, team);
    await expect(resolve(mikko, team, last_seq)).rejects.toMatchObject({ code: "PT409" });
    expect(await handlingOf(team)).toMatchObject({ waiting_seq: 1, resolved_at: null });
  });

  test("while the team's message is on its way waits for it, and is refused", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    const writing = await holdOpen(
      database,
      member,
      (sql) => sql`
        insert into public.chat_messages (team_id, sender_id, content) values (${team}, ${member.id}, 'Hm?')`,
    );
    const resolving = resolve(mikko, team, 0).catch((error: unknown) => error);
    await someoneWaits(database);
    await writing.commit();
    expect(await resolving).toMatchObject({ code: "PT409" });
    expect(await waits(team)).toBe(1);
  });
});

test("nobody is told by the planner how many conversations are handled, and how", async () => {
  await owner`analyze public.conversation_handling`;
  for (const actor of [mikko, "anon", "service_role"] as const)
    await expect(
      database.as(actor, (sql) => sql`explain select from public.conversation_handling`),
    ).rejects.toMatchObject({ code: "42501" });
});

test("nothing that a team may read tells that something was done with its conversation", async () => {
  const team = await newTeam();
  const member = await enrolMember(database, team);
  await sent(database, member, team);
  const readable = () =>
    database.as(member, async (sql) => [
      ...(await sql`select xmax::text, team_id::text as id from public.conversations`),
      ...(await sql`select xmax::text, id::text from public.users order by id`),
      ...(await sql`select xmax::text, id::text from public.teams`),
    ]);
  const before = await readable();
  await assign(mikko, team, sofia.id);
  await snooze(mikko, team, inAnHour);
  await reopen(sofia, team);
  await resolve(mikko, team);
  expect(await readable()).toEqual(before);
});

describe("snoozing", () => {
  test("lasts until its time, the team's next message, an answer, or the end of it", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    const isSnoozed = async () => (await handlingOf(team)).snoozed_until !== null;
    await sent(database, member, team);
    await snooze(mikko, team, inAnHour);
    expect(await handlingOf(team)).toMatchObject({ waiting_seq: 1, snoozed_until: expect.any(Date) });
    await sent(database, member, team);
    expect(await isSnoozed()).toBe(false);
    await snooze(mikko, team, inAnHour);
    await sent(database, sofia, team);
    expect(await isSnoozed()).toBe(false);
    await sent(database, member, team);
    await snooze(mikko, team, inAnHour);
    await reopen(sofia, team);
    expect(await handlingOf(team)).toMatchObject({ waiting_seq: 4, snoozed_until: null });
    await snooze(mikko, team, inAnHour);
    await resolve(mikko, team);
    expect(await isSnoozed()).toBe(false);
  });

  test("is not of what the team wrote meanwhile, unseen", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    await sent(database, member, team);
    await sent(database, member, team);
    await expect(snooze(mikko, team, inAnHour, 1)).rejects.toMatchObject({
      code: "PT409",
      detail: "written_meanwhile",
    });
    await snooze(mikko, team, inAnHour, 2);
  });

  test("is not into the past, nor for months, nor of what does not wait", async () => {
    const team = await newTeam();
    await expect(snooze(mikko, team, inAnHour)).rejects.toMatchObject({ code: "PT409" });
    await sent(database, await enrolMember(database, team), team);
    for (const until of ["null", "now()", "'-infinity'", "now() + interval '43 days'", "'infinity'"])
      expect([until, await snooze(mikko, team, until).catch(({ code }) => code)]).toEqual([until, "PT400"]);
    await resolve(mikko, team);
    await expect(snooze(mikko, team, inAnHour)).rejects.toMatchObject({ code: "PT409" });
  });
});

describe("assigning", () => {
  test("gives a conversation to any organiser, or to nobody", async () => {
    const team = await newTeam();
    for (const organiser of [mikko.id, sofia.id, null]) {
      await assign(mikko, team, organiser);
      expect(await handlingOf(team)).toMatchObject({ assignee_id: organiser });
    }
  });

  test("gives it to nobody else", async () => {
    const team = await newTeam();
    for (const { id } of [anna, await enrolDeactivated(database, null), { id: team }])
      await expect(assign(mikko, team, id)).rejects.toMatchObject({ code: "PT409" });
  });

  test.each([
    ["deactivated", (id: string) => owner`update public.users set deactivated_at = now() where id = ${id}`],
    [
      "made a member",
      (id: string) =>
        owner`update public.users set role = 'member', team_id = ${teams.sweden} where id = ${id}`,
    ],
  ])("ends when the organiser is %s", async (_, leave) => {
    const [team, kept] = [await newTeam(), await newTeam()];
    const leaving = await enrolOrganiser(database);
    await assign(mikko, team, leaving.id);
    await assign(mikko, kept, mikko.id);
    await leave(leaving.id);
    expect(await handlingOf(team)).toMatchObject({ assignee_id: null });
    expect(await handlingOf(kept)).toMatchObject({ assignee_id: mikko.id });
  });

  test("to somebody who is being deactivated waits, and is refused", async () => {
    const team = await newTeam();
    const leaving = await enrolOrganiser(database);
    const deactivating = await holdOpen(
      database,
      mikko,
      (sql) => sql`select public.deactivate_person(${leaving.id})`,
    );
    const assigning = assign(sofia, team, leaving.id).catch((error: unknown) => error);
    await someoneWaits(database);
    await deactivating.commit();
    expect(await assigning).toMatchObject({ code: "PT409" });
    expect(await handlingOf(team)).toMatchObject({ assignee_id: null });
  });
});

describe("what organisers do with a conversation", () => {
  test("is told to the organisers once, and to no team; the same again to nobody", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    await sent(database, member, team);
    const heard = { topic: await adminTopic(database), event: "inbox", payload: { team_id: team } };
    const acts = [
      () => assign(mikko, team, sofia.id),
      () => snooze(mikko, team, inAnHour),
      () => resolve(mikko, team),
      () => reopen(mikko, team),
    ];
    for (const act of acts) {
      const said = await saidDuring(database, act);
      expect(said).toMatchObject([heard]);
      expect(Object.keys(said[0]?.payload ?? {}).toSorted()).toEqual(["id", "team_id"]);
      if (act !== acts[1]) expect(await saidDuring(database, act)).toEqual([]);
    }
  });

  test("leaves no trace in what the team can read", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    await sent(database, member, team);
    const readable = () =>
      database.as(member, async (sql) => [
        await sql`select * from public.conversations`,
        await sql`select * from public.chat_messages`,
        await sql`select * from public.conversation_list()`,
        await sql`select * from public.chat_read_cursors`,
        await sql`select * from public.notifications`,
        await sql`select public.chat_snapshot(${team})`,
      ]);
    const before = await readable();
    await assign(mikko, team, sofia.id);
    await snooze(mikko, team, inAnHour);
    await resolve(mikko, team);
    expect(await readable()).toEqual(before);
    expect(before[2]).toMatchObject([
      { waiting_since: null, assignee_id: null, resolved_at: null, snoozed_until: null },
    ]);
  });

  test("is refused to everybody else, and in a conversation that is not there or over", async () => {
    const [gone] = await owner<{ id: string }[]>`
      insert into public.teams (name, code, archived_at) values ('Italy', 'ZZZ', now()) returning id`;
    const calls = (team: string) => [
      `assign_conversation('${team}', '${mikko.id}')`,
      `resolve_conversation('${team}', 1000)`,
      `reopen_conversation('${team}')`,
      `snooze_conversation('${team}', ${inAnHour}, 1)`,
    ];
    const outcome = (actor: Actor, expression: string) =>
      call(actor, expression).then(
        () => "done",
        ({ code }) => code,
      );
    const others: Actor[] = ["anon", "service_role", anna, aino, await enrolDeactivated(database, null)];
    for (const actor of others)
      for (const expression of calls(teams.sweden))
        expect([actor, expression, await outcome(actor, expression)]).toEqual([actor, expression, "42501"]);
    for (const expression of calls("00000000-0000-4000-8000-00000000dead"))
      expect(await outcome(mikko, expression)).toBe("PT404");
    for (const expression of calls(gone?.id ?? "")) expect(await outcome(mikko, expression)).toBe("PT403");
  });

  test("is limited to 60 changes in 60 seconds", async () => {
    const team = await newTeam();
    const organiser = await enrolOrganiser(database);
    for (let count = 0; count < 60; count += 1)
      await assign(organiser, team, count % 2 === 0 ? organiser.id : null);
    await expect(assign(organiser, team, organiser.id)).rejects.toMatchObject({ code: "PT429" });
    // What changes nothing is no change.
    await assign(organiser, team, null);
  });
});
