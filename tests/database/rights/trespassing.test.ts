import { describe, expect, test } from "vitest";
import { openDatabase } from "../support/database.ts";
import { aino, anna, mikko, teams } from "../support/demo.ts";
import { attempt, openRoles, type RoleName, refused, roleNames } from "./roles.ts";

// What the matrix in rights/ leaves open: rights that come by membership, by a token's claims, or that outlive a move.
const database = await openDatabase();
const roles = await openRoles(database);

const count = (name: RoleName, statement: string) =>
  attempt(database, roles[name], async (sql) => (await sql.unsafe(statement)).count);

const messagesSeen = async (actor: Parameters<typeof attempt>[1]) =>
  attempt(database, actor, async (sql) => (await sql`select from public.chat_messages`).count);

/** Who may execute a function, whether by a grant, by one to everybody or by being a member of another role. */
const executors: Record<string, string[]> = {
  "private.is_time_zone(text)": ["authenticated", "service_role"],
  "private.are_reminder_leads(interval[])": ["authenticated", "service_role"],
  "private.is_legible(text)": ["authenticated", "service_role"],
  "public.read_invitation(text)": ["anon", "authenticated"],
  "public.make_first_organiser(text,text)": ["service_role"],
  "public.deliver_notifications(timestamp with time zone,integer,uuid[])": ["service_role"],
  "public.queue_reminders(timestamp with time zone,integer)": ["service_role"],
  "public.clean_up_notifications(timestamp with time zone,integer)": ["service_role"],
  "public.claim_pushes(timestamp with time zone,integer,bigint,interval)": ["service_role"],
  "public.settle_pushes(jsonb,timestamp with time zone)": ["service_role"],
  "public.has_upload_room(uuid)": ["service_role"],
  "public.find_upload(uuid,uuid,uuid)": ["service_role"],
  "public.confirm_document(uuid,uuid,uuid,text,text,uuid,integer,integer,boolean)": ["service_role"],
  "public.condemn_upload(uuid,uuid)": ["service_role"],
  "public.files_to_clear(integer)": ["service_role"],
  ...Object.fromEntries(
    [
      "public.my_profile()",
      "public.my_topics()",
      "public.conversation_list()",
      "public.chat_snapshot(uuid,integer)",
      "public.chat_changes(uuid,integer,integer)",
      "public.chat_history(uuid,integer,integer)",
      "public.chat_window(uuid,integer,integer)",
      "public.chat_following(uuid,integer,integer)",
      "public.search_messages(text,uuid,uuid,integer)",
      "public.chat_references(uuid,uuid[],uuid[])",
      "public.read_message(uuid)",
      "public.conversation_readers(uuid)",
      "public.mark_read(uuid,integer)",
      "public.mark_unread(uuid,integer)",
      "public.assign_conversation(uuid,uuid)",
      "public.resolve_conversation(uuid,integer)",
      "public.reopen_conversation(uuid)",
      "public.snooze_conversation(uuid,timestamp with time zone,integer)",
      "public.edit_message(uuid,text,uuid[])",
      "public.delete_message(uuid)",
      "public.invite_person(text,public.user_role,uuid)",
      "public.renew_invitation(uuid)",
      "public.revoke_invitation(uuid)",
      "public.accept_invitation(text,text,text,text)",
      "public.import_roster(jsonb)",
      "public.find_addresses(text[])",
      "public.move_person(uuid,uuid)",
      "public.promote_person(uuid)",
      "public.demote_person(uuid,uuid)",
      "public.deactivate_person(uuid)",
      "public.reactivate_person(uuid)",
      "public.ask_teams(uuid,text,text,timestamp with time zone,uuid[],uuid)",
      "public.ask_more_teams(uuid,uuid[])",
      "public.edit_requirement(uuid,integer,text,text,timestamp with time zone)",
      "public.withdraw_requirement(uuid)",
      "public.copy_requirements(uuid[],uuid[],integer,uuid[])",
      "public.set_task_due(uuid,timestamp with time zone,timestamp with time zone)",
      "public.edit_task(uuid,integer,text,text,timestamp with time zone)",
      "public.withdraw_task(uuid)",
      "public.task_list(uuid,uuid)",
      "public.task_page(uuid)",
      "public.next_task(timestamp with time zone)",
      "public.requirement_matrix()",
      "public.export_conversation(uuid)",
      "public.announce(uuid,text,uuid[])",
      "public.announcement_list()",
      "public.announcement(uuid)",
      "public.document_list(uuid,text,integer,integer)",
      "public.delete_document(uuid)",
      "public.page_list()",
      "public.read_page(text)",
      "public.create_page(uuid,text,text,text)",
      "public.edit_page(uuid,integer,text,text,text)",
      "public.publish_page(uuid,integer)",
      "public.take_back_page(uuid)",
      "public.delete_page(uuid,integer)",
      "public.mark_page_read(uuid,integer)",
      "public.conversation_note_list(uuid,integer)",
      "public.write_note(uuid,uuid,text)",
      "public.edit_note(uuid,text)",
      "public.delete_note(uuid)",
      "public.create_reply(uuid,text,text,text)",
      "public.edit_reply(uuid,integer,text,text,text)",
      "public.delete_reply(uuid,integer)",
      "public.save_push_subscription(text,text,text,text,text)",
      "public.queue_test_push(uuid)",
      "public.notification_list(timestamp with time zone,uuid,boolean,public.notification_type[],integer)",
      "public.unread_notification_count()",
      "public.read_notification(uuid)",
      "public.read_all_notifications(timestamp with time zone)",
      "public.unread_notifications(uuid[])",
      "private.notification_json(public.notifications)",
      "private.reader()",
      "private.my_team_id()",
      "private.is_admin()",
      "private.has_role()",
      "private.may_join(text)",
      "private.may_join_team_topic(text)",
      "private.page_limit(integer,integer)",
      "private.readable_handling()",
      "private.with_epoch(text,integer)",
      "private.message_json(public.chat_messages)",
      "private.may_place_document(text)",
      "private.document_json(public.documents)",
      "private.page_json(public.pages)",
    ].map((signature) => [signature, ["authenticated"]]),
  ),
};

test("a function is executed by those who are named for it, and every other function by nobody", async () => {
  const rows = await database.admin.begin(async (sql) => {
    await sql`set local search_path = ''`;
    return sql<{ signature: string; role: string }[]>`
      select p.oid::regprocedure::text as signature, role
      from pg_proc p, unnest(array['anon', 'authenticated', 'service_role']) as role
      where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
        and has_function_privilege(role, p.oid, 'execute')`;
  });
  const line = (signature: string, role: string) => `${role} may execute ${signature}`;
  const expected = Object.entries(executors).flatMap(([signature, named]) =>
    named.map((role) => line(signature, role)),
  );
  expect(rows.map(({ signature, role }) => line(signature, role)).toSorted()).toEqual(expected.toSorted());
});

test("no role that a request can have is a member of another, and only the server's passes row level security", async () => {
  const rows = await database.admin`
    select rolname as name, rolbypassrls as passes, rolsuper or rolcreaterole or rolcreatedb as commands,
      exists (select from pg_auth_members where member = pg_roles.oid) as inherits
    from pg_roles where rolname in ('anon', 'authenticated', 'service_role') order by rolname`;
  expect([...rows]).toEqual([
    { name: "anon", passes: false, commands: false, inherits: false },
    { name: "authenticated", passes: false, commands: false, inherits: false },
    { name: "service_role", passes: true, commands: false, inherits: false },
  ]);
});

describe("a token", () => {
  const boasts = [
    { user_role: "admin" },
    { app_metadata: { role: "admin", team_id: teams.finland } },
    { user_metadata: { role: "admin" }, team_id: teams.finland },
  ];

  test.each(boasts)("that claims %j opens nothing to a member of another team", async (claims) => {
    const honest = await messagesSeen(anna);
    expect(honest).toBeGreaterThan(0);
    expect(await messagesSeen({ ...anna, claims })).toBe(honest);
    const forge = attempt(database, { ...anna, claims }, async (sql) => {
      const written = await sql`
        insert into public.chat_messages (team_id, sender_id, content)
        values (${teams.finland}, ${anna.id}, 'Moi!')`;
      return written.count;
    });
    expect(await forge).toBe(refused);
  });

  test("of somebody who has been moved off a team opens nothing, from the next statement on", async () => {
    const seen = await attempt(database, aino, async (sql) => {
      const before = (await sql`select from public.chat_messages`).count;
      await sql`reset role`;
      await sql`update public.users set team_id = null where id = ${aino.id}`;
      await sql`set local role authenticated`;
      return [before, (await sql`select from public.chat_messages`).count];
    });
    expect(seen).toEqual([await messagesSeen(aino), 0]);
    expect(await messagesSeen(aino)).toBeGreaterThan(0);
  });
});

describe("nobody makes an organiser of themselves", () => {
  const clients = roleNames.filter((name) => name !== "service_role");

  test.each(clients)("%s", async (name) => {
    const id = typeof roles[name] === "string" ? anna.id : roles[name].id;
    const row = `(id, role, full_name) values ('${id}', 'admin', 'Me')`;
    for (const statement of [
      `insert into public.users ${row}`,
      `insert into public.users ${row} on conflict (id) do update set role = 'admin'`,
      `insert into public.users ${row} on conflict (id) do update set full_name = excluded.full_name`,
      `update public.users set full_name = 'Me', role = 'admin' where id = '${id}'`,
      `update public.users set (role, team_id) = ('admin', null) where id = '${id}'`,
      `update public.users set team_id = '${teams.finland}' where id = '${id}'`,
    ]) {
      expect([statement, await count(name, statement)]).toEqual([statement, refused]);
    }
  });
});

describe("what was said stays said", () => {
  const statements = [
    "truncate public.chat_messages cascade",
    "delete from public.chat_messages",
    "update public.chat_messages set content = 'Rewritten.'",
    "update public.chat_messages set content = null, deleted_at = now()",
    `insert into public.chat_messages (id, team_id, sender_id, content)
       select id, team_id, sender_id, 'Rewritten.' from public.chat_messages limit 1
       on conflict (id) do update set content = excluded.content`,
    "update public.conversations set last_seq = 0, last_revision = 0",
    "update public.audit_log set details = '{}'",
    "delete from public.audit_log",
    "truncate public.audit_log",
    "update public.requirements set due_at = now()",
    "delete from public.requirements",
    "update public.tasks set due_at = now()",
    "update public.tasks set completed_at = now()",
    "delete from public.tasks",
    "truncate public.tasks cascade",
    "update public.task_comments set content = 'Rewritten.'",
    "delete from public.task_comments",
    "update public.documents set name = 'Rewritten.pdf'",
    "update public.documents set deleted_at = now()",
    "update public.documents set awaits_message = false",
    "update public.documents set message_id = null",
    "update public.chat_messages set document_ids = '{}'",
    "update public.chat_read_cursors set last_read_seq = 0",
    "delete from public.documents",
    "truncate public.documents",
    "update public.pages set body = 'Rewritten.'",
    "update public.pages set status = 'published'",
    "delete from public.pages",
    "truncate public.pages cascade",
    "update public.page_reads set seen_revision = 99",
    "update public.conversation_notes set content = 'Rewritten.'",
    "delete from public.conversation_notes",
    "truncate public.conversation_notes",
    "update public.canned_replies set content = 'Rewritten.'",
    "delete from public.canned_replies",
    "update public.notifications set title = 'Rewritten.'",
    "update public.notifications set read_at = now()",
    "delete from public.notifications",
    "truncate public.notifications cascade",
    "delete from public.notification_preferences",
    "delete from public.notification_settings",
    "update public.notification_slots set waiting = false",
    "delete from public.notification_queue",
    `insert into public.chat_read_cursors (team_id, user_id) values ('${teams.sweden}', '${mikko.id}')
       on conflict (team_id, user_id) do update set last_read_seq = 0`,
  ];

  test.each(roleNames)("whatever %s writes past the functions", async (name) => {
    for (const statement of statements) {
      expect([statement, await count(name, statement)]).toEqual([statement, refused]);
    }
  });
});

// The trigger that numbers refuses outsiders before the policy is asked; the policy must not lean on it.
test("the policy alone keeps people to their own name and their own team", async () => {
  const insertWithoutTrigger = async (actor: { id: string }, teamId: string, senderId: string) => {
    const error: unknown = await database.admin
      .begin(async (sql) => {
        await sql`alter table public.chat_messages disable trigger chat_messages_number`;
        await sql`
          select set_config('role', 'authenticated', true),
            set_config('request.jwt.claims', ${JSON.stringify({ sub: actor.id })}, true)`;
        await sql`
          insert into public.chat_messages (team_id, sender_id, content)
          values (${teamId}, ${senderId}, 'Hej!')`;
      })
      .catch((reason: unknown) => reason);
    return error;
  };
  const unnumbered = { code: "23514", constraint_name: "chat_messages_is_numbered" };
  expect(await insertWithoutTrigger(anna, teams.sweden, anna.id)).toMatchObject(unnumbered);
  expect(await insertWithoutTrigger(mikko, teams.finland, mikko.id)).toMatchObject(unnumbered);
  expect(await insertWithoutTrigger(anna, teams.finland, anna.id)).toMatchObject({ code: "42501" });
  expect(await insertWithoutTrigger(anna, teams.sweden, mikko.id)).toMatchObject({ code: "42501" });
  expect(await insertWithoutTrigger(mikko, teams.sweden, anna.id)).toMatchObject({ code: "42501" });
});
