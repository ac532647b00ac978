import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { htmlOf } from "../../lib/chat/export/html/page.ts";
import type { ConversationExport, LogEvent } from "../../lib/chat/export/schema.ts";
import { findingsBetween, verify } from "../../lib/chat/export/verify.ts";
import type { Actor } from "../support/database.ts";
import { recordedDuring } from "./support/audit.ts";
import { type Draft, headOf, sent, upTo } from "./support/chat.ts";
import { openDatabase } from "./support/database.ts";
import { anna, erik, mikko, sofia, teams } from "./support/demo.ts";
import { toBeSent } from "./support/documents.ts";
import { enrolDeactivated, enrolMember, enrolOrganiser, several } from "./support/people.ts";

const database = await openDatabase();
const { owner, admin } = database;

const exportAs = (actor: Actor, team: string) =>
  database.as(actor, async (sql) => {
    const [row] = await sql<{ file: string }[]>`select public.export_conversation(${team}) as file`;
    return row?.file ?? "";
  });
/** An export that verifies, by an organiser who has made no other. */
const exported = async (team: string): Promise<ConversationExport> => {
  const { document, findings } = verify(Buffer.from(await exportAs(await enrolOrganiser(database), team)));
  expect(findings).toEqual([]);
  if (!document) throw new Error("No export came back");
  return document;
};
const call = (actor: Actor, statement: string) => database.as(actor, (sql) => sql.unsafe(statement));
/** A team with a conversation in which nothing was written yet. */
const newTeam = async (): Promise<string> => {
  const code = `X${Math.random().toString(36).slice(2, 6).toUpperCase()}`;
  const [row] = await owner<{ id: string }[]>`
    insert into public.teams (name, code) values ('Teamland', ${code}) returning id`;
  return row?.id ?? "";
};
const gist = ({ events }: ConversationExport) =>
  events.map(({ revision, kind, seq, content, actor, documents }: LogEvent) => ({
    revision,
    kind,
    seq,
    content,
    by: actor?.id ?? null,
    documents: documents?.map(({ id }) => id) ?? null,
  }));

describe("an export tells", () => {
  test("of all that was sent, edited, deleted and taken out, in its order, with what was there before", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    const [one, two] = [
      (await toBeSent(database, member, team, { name: "One.pdf" })).id,
      (await toBeSent(database, member, team, { name: "Two <b>.pdf" })).id,
    ];
    const asked = await sent(database, member, team, {
      content: "Here they are, @organisers.",
      documents: [one, two],
      mentions: ["00000000-0000-4000-8000-000000000001"],
    });
    const answer = await sent(database, mikko, team, { content: "Gate C." });
    await call(mikko, `select public.edit_message('${answer.id}', 'Gate D.')`);
    await call(sofia, `select public.delete_document('${one}')`);
    await call(member, `select public.edit_message('${asked.id}', 'Here it is.')`);
    await call(mikko, `select public.delete_message('${answer.id}')`);
    await call(member, `select public.delete_message('${asked.id}')`);
    const document = await exported(team);
    expect(gist(document)).toEqual([
      {
        revision: 1,
        kind: "sent",
        seq: 1,
        content: "Here they are, @organisers.",
        by: member.id,
        documents: [one, two],
      },
      { revision: 2, kind: "sent", seq: 2, content: "Gate C.", by: mikko.id, documents: [] },
      { revision: 3, kind: "edited", seq: 2, content: "Gate D.", by: mikko.id, documents: [] },
      {
        revision: 4,
        kind: "document_removed",
        seq: 1,
        content: "Here they are, @organisers.",
        by: sofia.id,
        documents: [two],
      },
      { revision: 5, kind: "edited", seq: 1, content: "Here it is.", by: member.id, documents: [two] },
      { revision: 6, kind: "deleted", seq: 2, content: "Gate D.", by: mikko.id, documents: [] },
      { revision: 7, kind: "deleted", seq: 1, content: "Here it is.", by: member.id, documents: [two] },
    ]);
    expect(document.events[0]).toMatchObject({
      message_id: asked.id,
      actor: { name: "A new member", role: "member" },
      at: expect.stringContaining(asked.created_at.toISOString().slice(0, 23)),
      mentions: [{ name: "organisers" }],
      documents: [{ name: "One.pdf", mime_type: "application/pdf", size_bytes: 4 }, { name: "Two <b>.pdf" }],
    });
    const times = document.events.map(({ at }) => at ?? "");
    expect(times.toSorted()).toEqual(times);
    expect(document.about).toMatchObject({ last_seq: 2, last_revision: 7, conversation: { team_id: team } });
  });

  test("of a message that was its document alone", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    const { id } = await toBeSent(database, member, team);
    await sent(database, member, team, { content: "", documents: [id] });
    await call(member, `select public.delete_document('${id}')`);
    expect(gist(await exported(team))).toMatchObject([
      { kind: "sent", content: "", documents: [id] },
      { kind: "deleted", content: "", documents: [id] },
    ]);
  });

  test("of nothing where nothing was written; of the demo; of an archived team", async () => {
    expect((await exported(await newTeam())).events).toEqual([]);
    const sweden = await exported(teams.sweden);
    expect(sweden.events.length).toBe((await headOf(database, teams.sweden)).last_revision);
    const team = await newTeam();
    await sent(database, mikko, team);
    await owner`update public.teams set archived_at = now() where id = ${team}`;
    expect((await exported(team)).events).toHaveLength(1);
  });

  test("that nothing is known of a revision that left nothing behind", async () => {
    const team = await newTeam();
    const member = await enrolMember(database, team);
    const documents = [(await toBeSent(database, member, team)).id];
    await sent(database, member, team, { documents });
    await call(member, `select public.delete_document('${documents[0]}')`);
    await owner`delete from private.chat_message_history where replaced_by = 'removal'
      and message_id in (select id from public.chat_messages where team_id = ${team})`;
    expect(gist(await exported(team))).toMatchObject([{ kind: "unrecorded" }, { revision: 2 }]);
  });
});

test("the same bytes are written here and there, whatever people write", async () => {
  const team = await newTeam();
  const writer = await enrolOrganiser(database);
  // All that Postgres stores: no NUL, no half of a pair.
  const text = fc
    .string({ unit: "binary", minLength: 1, maxLength: 40 })
    .map((written) => `${written.replaceAll("\u0000", "")}.`);
  const texts = [
    '"\\/\b\f\n\r\t\u0001\u001f\u007f\u0080\u2028\u2029\ufeff',
    "</script><!-- &amp; 🏒 \u202egnirts",
    ...fc.sample(text, { numRuns: 300, seed: 1 }),
  ];
  await owner`insert into public.chat_messages (team_id, sender_id, content)
    select ${team}, ${writer.id}, said.text from unnest(${texts}::text[]) with ordinality said (text, place) order by place`;
  const document = await exported(team);
  expect(document.events.map(({ content }) => content)).toEqual(texts);
  expect(verify(Buffer.from(htmlOf(document)))).toMatchObject({ kind: "html", findings: [] });
});

test("what a later export says of the same event is the same, whatever was renamed meanwhile", async () => {
  const team = await newTeam();
  const member = await enrolMember(database, team);
  const message = await sent(database, member, team);
  await call(member, `select public.edit_message('${message.id}', 'Gate D.')`);
  const earlier = await exported(team);
  await owner`update public.users set full_name = 'Somebody else' where id = ${member.id}`;
  await owner`update public.teams set name = 'Otherland' where id = ${team}`;
  await owner`update public.tournament set time_zone = 'America/Toronto'`;
  await call(member, `select public.delete_message('${message.id}')`);
  const later = await exported(team);
  expect(later.events.slice(0, 2)).toEqual(earlier.events);
  expect(later.events.map(({ actor }) => actor?.name)).toEqual([
    "A new member",
    "A new member",
    "Somebody else",
  ]);
  expect(findingsBetween(earlier, later)).toEqual([]);
});

test("an export is of one moment, however many write in it", async () => {
  const team = await newTeam();
  const members = await several(6, () => enrolMember(database, team));
  const write = members.map(async (member) => {
    for (const place of upTo(8)) {
      const { id } = await sent(database, member, team, { content: `Line ${place}.` } satisfies Draft);
      await call(member, `select public.edit_message('${id}', 'Line ${place}, edited.')`);
      if (place % 2 === 0) await call(member, `select public.delete_message('${id}')`);
    }
  });
  const files: ConversationExport[] = [];
  const watch = (async () => {
    while (files.length < 12) files.push(await exported(team));
  })();
  await Promise.all([...write, watch]);
  files.push(await exported(team));
  expect(files.at(-1)?.about).toMatchObject({ last_seq: 48, last_revision: 48 + 48 + 24 });
  const distinct = new Set(files.map(({ head }) => head));
  expect(distinct.size).toBeGreaterThan(2);
  for (const [index, file] of files.entries())
    for (const later of files.slice(index)) expect(findingsBetween(file, later)).toEqual([]);
});

describe("who exports", () => {
  test("is recorded, with the fingerprint of what they have", async () => {
    const team = await newTeam();
    await sent(database, mikko, team);
    let file = "";
    const entries = await recordedDuring(database, async () => {
      file = await exportAs(sofia, team);
    });
    const { document } = verify(Buffer.from(file));
    expect(entries).toEqual([
      {
        act: "conversation_exported",
        actor_id: sofia.id,
        subject_id: team,
        team_id: team,
        details: {
          code: document?.about.conversation.code,
          fingerprint: document?.fingerprint,
          head: document?.head,
          last_revision: 1,
          last_seq: 1,
        },
      },
    ]);
  });

  test("is an organiser: nobody else gets anything, and nothing is recorded or told", async () => {
    const others: Actor[] = [
      "anon",
      "service_role",
      anna,
      erik,
      await enrolMember(database, null),
      await enrolDeactivated(database, null),
      await enrolDeactivated(database, teams.sweden),
    ];
    const entries = await recordedDuring(database, async () => {
      for (const actor of others)
        await expect(exportAs(actor, teams.sweden), JSON.stringify(actor)).rejects.toMatchObject({
          code: "42501",
        });
    });
    expect(entries).toEqual([]);
    await expect(exportAs(mikko, "10000000-0000-4000-8000-0000000000ff")).rejects.toMatchObject({
      code: "PT404",
    });
  });

  test("a team learns nothing of it: its log does not move, and nothing is said on any topic", async () => {
    const before = await headOf(database, teams.sweden);
    const [said] = await admin`select count(*) from realtime.messages`;
    await exported(teams.sweden);
    expect(await headOf(database, teams.sweden)).toEqual(before);
    expect(await admin`select count(*) from realtime.messages`).toEqual([said]);
    const seen = await database.as(anna, (sql) => sql`select from public.audit_log`);
    expect(seen).toHaveLength(0);
  });

  test("does so ten times in a minute at most", async () => {
    const busy = await enrolOrganiser(database);
    const team = await newTeam();
    for (const _ of upTo(10)) await exportAs(busy, team);
    await expect(exportAs(busy, team)).rejects.toMatchObject({
      code: "PT429",
      detail: expect.stringMatching(/^\d+$/),
    });
  });
});

test("10,000 messages, every third of them edited, are exported whole", async () => {
  const team = await newTeam();
  const writer = await enrolOrganiser(database);
  await admin.begin(async (sql) => {
    // Past the triggers that number: ten thousand of them are not what is measured.
    await sql`set local session_replication_role = replica`;
    await sql`
      insert into public.chat_messages (team_id, sender_id, sender_name, content, created_at, seq, revision)
      select ${team}, ${writer.id}, 'Writer', 'line ' || n || repeat(' and so on', n % 31), now(), n,
        case when n % 3 = 0 then 10000 + n / 3 else n end
      from generate_series(1, 10000) n`;
    await sql`
      insert into private.chat_message_history
        (message_id, revision, content, document_ids, replaced_by, actor_id, actor_name, actor_role, replaced_at)
      select id, seq, 'Before.', '{}', 'edit', sender_id, sender_name, sender_role, now()
      from public.chat_messages where team_id = ${team} and seq % 3 = 0`;
    await sql`
      update public.conversations set last_seq = 10000, last_revision = 13333 where team_id = ${team}`;
  });
  const startedAt = performance.now();
  const file = await exportAs(writer, team);
  const took = performance.now() - startedAt;
  console.log(`export of 13,333 events: ${took.toFixed(0)} ms, ${(file.length / 1e6).toFixed(1)} MB`);
  const { document, findings } = verify(Buffer.from(file));
  expect(findings).toEqual([]);
  expect(document?.events).toHaveLength(13_333);
}, 60_000);

test("removals from before they were kept are found again by the order of time", async () => {
  const team = await newTeam();
  const member = await enrolMember(database, team);
  const documents = await several(3, async () => (await toBeSent(database, member, team)).id);
  const message = await sent(database, member, team, { documents });
  await sent(database, mikko, team);
  await call(member, `select public.delete_document('${documents[1]}')`);
  await call(member, `select public.edit_message('${message.id}', 'Two of them.')`);
  const other = await sent(database, member, team, {
    documents: [(await toBeSent(database, member, team)).id],
  });
  await call(mikko, `select public.delete_document('${documents[0]}')`);
  await call(mikko, `select public.delete_document('${other.document_ids[0]}')`);
  await call(member, `select public.delete_message('${message.id}')`);
  const told = gist(await exported(team)).map(({ documents, ...rest }) => ({
    ...rest,
    documents: documents?.toSorted(),
  }));
  expect(told.map(({ kind }) => kind)).toEqual([
    "sent",
    "sent",
    "document_removed",
    "edited",
    "sent",
    "document_removed",
    "document_removed",
    "deleted",
  ]);
  await owner`delete from private.chat_message_history where replaced_by = 'removal'`;
  const path = join(import.meta.dirname, "../../supabase/migrations/20261128090071_whole_chat_history.sql");
  const [statement] = /with removed as [^;]*;/.exec(readFileSync(path, "utf8")) ?? [];
  await owner.unsafe(statement ?? "");
  const found = gist(await exported(team)).map(({ documents, ...rest }) => ({
    ...rest,
    documents: documents?.toSorted(),
  }));
  expect(found).toEqual(told);
});
