import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../support/database.ts";
import { openDatabase } from "../support/database.ts";
import { aino, anna, mikko, teams } from "../support/demo.ts";
import { handedIn } from "../support/documents.ts";
import { freshAddress, invite } from "../support/invitations.ts";
import { signUp } from "../support/people.ts";
import { keys, subscribe } from "../support/push.ts";
import { attempt, cells, openRoles, type PerRole, refused } from "./roles.ts";

const database = await openDatabase();
const roles = await openRoles(database);
const newcomer = await signUp(database);
const forged = randomUUID();
await handedIn(database, anna, teams.sweden);
await handedIn(database, aino, teams.finland);
const deleted = await handedIn(database, anna, teams.sweden);
await database.as(anna, (sql) => sql`select public.delete_document(${deleted.id})`);
await invite(database, mikko, freshAddress(), teams.sweden);
await database.as(
  mikko,
  (sql) => sql`select public.announce(${randomUUID()}, 'Gate C.', ${[teams.sweden, teams.finland]})`,
);
for (const person of [anna, aino, mikko]) await subscribe(database, person);
await database.owner`
  insert into public.notifications (user_id, team_id, type, title, link)
  select id, team_id, 'task_assigned', 'New task', '/tasks' from public.users where id = any (${[anna.id, aino.id, mikko.id]})`;
await database.owner`
  insert into public.notification_preferences (user_id, type, muted)
  select unnest(${[anna.id, aino.id, mikko.id]}::uuid[]), 'task_comment', true`;
await database.owner`
  insert into public.notification_settings (user_id, quiet_from, quiet_until)
  select unnest(${[anna.id, aino.id, mikko.id]}::uuid[]), '23:00', '07:00'`;
await database.owner`
  insert into public.notification_queue (user_id, type, reason, link, deliver_at)
  values (${anna.id}, 'task_assigned', 'team', '/tasks', now() + interval '1 day')`;

await database.as(
  mikko,
  (sql) => sql`select public.write_note(${randomUUID()}, ${teams.sweden}, 'They pay late.')`,
);

/** Which rows somebody sees, by whom they belong to. */
const all = "all";
const none: string[] = [];
const only = (...owners: string[]) => owners;

type Visible = typeof refused | typeof all | string[];
type Written = typeof refused | typeof all | number | string[];

type Table = {
  /** SQL that names a row, and SQL that says to whom it belongs. */
  key: string;
  owner: string;
  insert: (actor: Actor) => string;
  update: string;
  //        anon     stranger unassigned Sweden  Finland organiser service_role
  mayRead: PerRole<Visible>;
  mayInsert: PerRole<Written>;
  mayUpdate: PerRole<Written>;
  mayDelete: PerRole<Written>;
};

const nobody: PerRole<typeof refused> = [refused, refused, refused, refused, refused, refused, refused];
const teamCode = "(select code from public.teams where id = team_id)";
const idOf = (actor: Actor) => (typeof actor === "string" ? anna.id : actor.id);

// Each line in the order: anon, stranger, unassigned, Sweden, Finland, organiser, service_role.
const tables: Record<string, Table> = {
  "public.tournament": {
    key: "id::text",
    owner: "'everybody'",
    insert: () => "insert into public.tournament (id) values (true)",
    update: "set name = name",
    mayRead: [refused, none, none, all, all, all, all],
    mayInsert: nobody,
    mayUpdate: [refused, 0, 0, 0, 0, all, all],
    mayDelete: nobody,
  },
  "public.teams": {
    key: "id::text",
    owner: "code",
    insert: () => "insert into public.teams (name, code) values ('Italy', 'ITA')",
    update: "set name = name",
    mayRead: [refused, none, none, only("SWE"), only("FIN"), all, all],
    mayInsert: [refused, refused, refused, refused, refused, 1, 1],
    mayUpdate: [refused, 0, 0, 0, 0, all, all],
    mayDelete: nobody,
  },
  "public.users": {
    key: "id::text",
    owner: `case when role = 'admin' then 'organisers' else coalesce(${teamCode}, 'no team') end`,
    insert: () => `insert into public.users (id, full_name) values ('${newcomer.id}', 'New')`,
    update: "set full_name = full_name",
    mayRead: [refused, none, only("no team"), only("SWE", "organisers"), only("FIN", "organisers"), all, all],
    mayInsert: [refused, refused, refused, refused, refused, refused, 1],
    mayUpdate: [refused, 0, 1, 1, 1, 1, all],
    mayDelete: nobody,
  },
  "public.conversations": {
    key: "team_id::text",
    owner: teamCode,
    insert: () => `insert into public.conversations (team_id) values ('${randomUUID()}')`,
    update: "set last_seq = last_seq",
    mayRead: [refused, none, none, only("SWE"), only("FIN"), all, all],
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.conversation_handling": {
    key: "team_id::text",
    owner: teamCode,
    insert: () => `insert into public.conversation_handling (team_id) values ('${randomUUID()}')`,
    update: "set settled_seq = settled_seq",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.chat_messages": {
    key: "id::text",
    owner: teamCode,
    insert: (actor) =>
      `insert into public.chat_messages (team_id, sender_id, content) values ('${teams.sweden}', '${idOf(actor)}', 'Hej!')`,
    update: "set content = content",
    mayRead: [refused, none, none, only("SWE"), only("FIN"), all, all],
    mayInsert: [refused, refused, refused, 1, refused, 1, 1],
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  // What a team got it has among its messages.
  "public.announcements": {
    key: "id::text",
    owner: "'organisers'",
    insert: (actor) => `
      insert into public.announcements (id, content, created_by, creator_name)
      values ('${randomUUID()}', 'Gate D.', '${idOf(actor)}', 'Mikko')`,
    update: "set content = content",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.chat_read_cursors": {
    key: "team_id || ' ' || user_id",
    owner: teamCode,
    insert: (actor) =>
      `insert into public.chat_read_cursors (team_id, user_id) values ('${teams.norway}', '${idOf(actor)}')`,
    update: "set last_read_seq = last_read_seq",
    mayRead: [refused, none, none, only("SWE"), only("FIN"), all, all],
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.invitations": {
    key: "id::text",
    owner: "'organisers'",
    insert: (actor) => `
      insert into public.invitations (email, role, token_hash, invited_by)
      values ('me@rinkside.test', 'admin', sha256(''), '${idOf(actor)}')`,
    update: "set expires_at = expires_at",
    mayRead: [refused, none, none, none, none, all, refused],
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.audit_log": {
    key: "id::text",
    owner: "'organisers'",
    insert: (actor) =>
      `insert into public.audit_log (actor_id, act, details) values ('${idOf(actor)}', 'invited', '{}')`,
    update: "set details = details",
    mayRead: [refused, none, none, none, none, all, refused],
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.requirements": {
    key: "id::text",
    owner: "'organisers'",
    insert: (actor) => `
      insert into public.requirements (title, due_at, created_by)
      values ('Flag', now() + interval '1 day', '${idOf(actor)}')`,
    update: "set title = title",
    mayRead: [refused, none, none, none, none, all, all],
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.tasks": {
    key: "id::text",
    owner: teamCode,
    insert: (actor) => `
      insert into public.tasks (team_id, title, due_at, created_by)
      values ('${teams.sweden}', 'Flag', now() + interval '1 day', '${idOf(actor)}')`,
    update: "set status = case status when 'open' then 'completed' else 'open' end::public.task_status",
    mayRead: [refused, none, none, only("SWE"), only("FIN"), all, all],
    mayInsert: [refused, refused, refused, refused, refused, 1, 1],
    mayUpdate: [refused, 0, 0, only("SWE"), only("FIN"), all, refused],
    mayDelete: nobody,
  },
  "private.message_words": {
    key: "message_id::text",
    owner: "'nobody'",
    insert: () => `
      insert into private.message_words (message_id, team_id, written_at, words)
      values (gen_random_uuid(), gen_random_uuid(), now(), '')`,
    update: "set words = ''",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "private.first_asks": {
    key: "requirement_id::text",
    owner: "'nobody'",
    insert: () => `
      insert into private.first_asks (requirement_id, title, description, due_at, team_ids)
      values (gen_random_uuid(), 'Flag', '', now(), '{}')`,
    update: "set assignee_id = null",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "private.handling_acts": {
    key: "actor_id || ' ' || acted_at",
    owner: "'nobody'",
    insert: (actor) =>
      `insert into private.handling_acts (actor_id, acted_at) values ('${idOf(actor)}', now())`,
    update: "set acted_at = now()",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "private.task_changes": {
    key: "person_id || ' ' || changed_at",
    owner: "'nobody'",
    insert: (actor) =>
      `insert into private.task_changes (person_id, changed_at) values ('${idOf(actor)}', now())`,
    update: "set changed_at = now()",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.task_comments": {
    key: "id::text",
    owner: teamCode,
    insert: (actor) => `
      insert into public.task_comments (task_id, author_id, content)
      values ('40000000-0000-4000-8000-000001000001', '${idOf(actor)}', 'Here it is.')`,
    update: "set content = content",
    mayRead: [refused, none, none, only("SWE"), only("FIN"), all, all],
    mayInsert: [refused, refused, refused, 1, refused, 1, 1],
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "private.task_documents": {
    key: "id::text",
    owner: "'nobody'",
    insert: () => "insert into private.task_documents (task_id) values (gen_random_uuid())",
    update: "set task_id = task_id",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "private.reminders": {
    key: "task_id || ' ' || user_id || ' ' || lead",
    owner: "'nobody'",
    insert: (actor) => `
      insert into private.reminders (task_id, user_id, due_at, lead, queued_at)
      select id, '${idOf(actor)}', due_at, '1 day', now() from public.tasks`,
    update: "set queued_at = now()",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.documents": {
    key: "id::text",
    owner: `case when deleted_at is null then ${teamCode} else 'nobody' end`,
    insert: (actor) => `
      insert into public.documents (id, team_id, uploaded_by, uploader_name, name, storage_path, size_bytes, mime_type)
      values ('${forged}', '${teams.sweden}', '${idOf(actor)}', 'Me', 'Forged.pdf', '${teams.sweden}/${forged}', 1, 'application/pdf')`,
    update: "set name = name",
    mayRead: [refused, none, none, only("SWE"), only("FIN"), only("SWE", "FIN"), all],
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "private.condemned_uploads": {
    key: "storage_path",
    owner: "'nobody'",
    insert: () => "insert into private.condemned_uploads (storage_path) values ('forged')",
    update: "set condemned_at = now()",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.pages": {
    key: "id::text",
    owner: "case status when 'published' then 'everybody' else 'organisers' end",
    insert: (actor) => `
      insert into public.pages (id, slug, title, created_by, edited_by)
      values ('${randomUUID()}', 'forged', 'Forged', '${idOf(actor)}', '${idOf(actor)}')`,
    update: "set title = title",
    mayRead: [refused, none, none, only("everybody"), only("everybody"), all, all],
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.conversation_notes": {
    key: "id::text",
    owner: "'nobody'",
    insert: (actor) => `
      insert into public.conversation_notes (id, team_id, author_id, author_name, content, after_seq)
      values (gen_random_uuid(), '${teams.sweden}', '${idOf(actor)}', 'Me', 'They pay late.', 1)`,
    update: "set content = content",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.canned_replies": {
    key: "id::text",
    owner: "'organisers'",
    insert: (actor) => `
      insert into public.canned_replies (id, title, content, created_by, edited_by)
      values (gen_random_uuid(), 'Hello', 'Hello {name}', '${idOf(actor)}', '${idOf(actor)}')`,
    update: "set content = content",
    mayRead: [refused, none, none, none, none, all, refused],
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "private.organiser_writes": {
    key: "person_id::text",
    owner: "'nobody'",
    insert: (actor) =>
      `insert into private.organiser_writes (person_id, kind, written_at) values ('${idOf(actor)}', 'notes', now())`,
    update: "set kind = kind",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.page_reads": {
    key: "page_id || ' ' || user_id",
    owner: "user_id::text",
    insert: (actor) => `
      insert into public.page_reads (page_id, user_id, seen_revision)
      select id, '${idOf(actor)}', 99 from public.pages`,
    update: "set seen_revision = seen_revision",
    mayRead: [refused, none, none, only(anna.id), none, only(mikko.id), refused],
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.notifications": {
    key: "id::text",
    owner: "user_id::text",
    insert: (actor) => `
      insert into public.notifications (user_id, type, title, link) values ('${idOf(actor)}', 'task_assigned', 'Forged', '/tasks')`,
    update: "set read_at = now()",
    mayRead: [refused, none, none, only(anna.id), only(aino.id), only(mikko.id), refused],
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.notification_preferences": {
    key: "user_id || ' ' || type",
    owner: "user_id::text",
    insert: (actor) => `
      insert into public.notification_preferences (user_id, type, muted) values ('${idOf(actor)}', 'page_published', true)`,
    update: "set muted = muted",
    mayRead: [refused, none, none, only(anna.id), only(aino.id), only(mikko.id), refused],
    mayInsert: [refused, refused, refused, 1, 1, 1, refused],
    mayUpdate: [refused, 0, 0, 1, 1, 1, refused],
    mayDelete: nobody,
  },
  "public.notification_settings": {
    key: "user_id::text",
    owner: "user_id::text",
    insert: (actor) => `
      insert into public.notification_settings (user_id, quiet_from, quiet_until) values ('${idOf(actor)}', '22:00', '06:00')
      on conflict (user_id) do update set quiet_from = '22:00', quiet_until = '06:00'`,
    update: "set quiet_from = quiet_from",
    mayRead: [refused, none, none, only(anna.id), only(aino.id), only(mikko.id), refused],
    mayInsert: [refused, refused, refused, 1, 1, 1, refused],
    mayUpdate: [refused, 0, 0, 1, 1, 1, refused],
    mayDelete: nobody,
  },
  "public.notification_queue": {
    key: "id::text",
    owner: "'nobody'",
    insert: (actor) => `
      insert into public.notification_queue (user_id, type, reason, link) values ('${idOf(actor)}', 'task_assigned', 'team', '/tasks')`,
    update: "set deliver_at = now()",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.notification_slots": {
    key: "user_id || ' ' || type",
    owner: "'nobody'",
    insert: (actor) => `
      insert into public.notification_slots (user_id, type) values ('${idOf(actor)}', 'page_published')`,
    update: "set waiting = false",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "private.notification_outcomes": {
    key: "event_id::text",
    owner: "'nobody'",
    insert: (actor) => `
      insert into private.notification_outcomes (event_id, user_id, type, outcome, decided_at)
      values (0, '${idOf(actor)}', 'task_assigned', 'read', now())`,
    update: "set outcome = 'read'",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "private.notification_arrivals": {
    key: "transaction::text",
    owner: "'nobody'",
    insert: (actor) => `
      insert into private.notification_arrivals (transaction, first_event)
      select pg_current_xact_id(), 1 where '${idOf(actor)}' is not null`,
    update: "set first_event = 1",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "public.push_subscriptions": {
    key: "id::text",
    owner: "user_id::text",
    insert: (actor) => `
      insert into public.push_subscriptions (user_id, endpoint, p256dh, auth, label)
      values ('${idOf(actor)}', 'https://push.rinkside.test/forged', '${keys.p256dh}', '${keys.auth}', 'Forged')`,
    update: "set label = label",
    mayRead: [refused, none, none, only(anna.id), only(aino.id), only(mikko.id), refused],
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: [refused, 0, 0, 1, 1, 1, refused],
  },
  "private.push_deliveries": {
    key: "id::text",
    owner: "'nobody'",
    insert: () => `
      insert into private.push_deliveries (subscription_id, created_at, due_at)
      select id, now(), now() from public.push_subscriptions`,
    update: "set due_at = now()",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "private.announcement_sightings": {
    key: "message_id::text",
    owner: "'nobody'",
    insert: (actor) => `
      insert into private.announcement_sightings (message_id, user_id, seen_at)
      values ('${randomUUID()}', '${idOf(actor)}', now())`,
    update: "set seen_at = seen_at",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
  "private.chat_message_history": {
    key: "message_id || ' ' || revision",
    owner: "'nobody'",
    insert: (actor) => `
      insert into private.chat_message_history (message_id, revision, content, replaced_by, actor_id, replaced_at)
      select id, 1, 'Forged.', 'edit', '${idOf(actor)}', now() from public.chat_messages limit 1`,
    update: "set content = content",
    mayRead: nobody,
    mayInsert: nobody,
    mayUpdate: nobody,
    mayDelete: nobody,
  },
};

test("the matrix names every table there is", async () => {
  const rows = await database.owner<{ name: string }[]>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'v', 'm', 'f')`;
  expect(Object.keys(tables).toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
});

describe.each(Object.entries(tables))("%s", (name, table) => {
  const rows = () =>
    database.owner.unsafe<{ key: string; owner: string }[]>(
      `select ${table.key} as key, ${table.owner} as owner from ${name}`,
    );

  test.each(cells(roles, table.mayRead))("read by %s", async (_, actor, visible) => {
    const seen = await attempt(database, actor, async (sql) => {
      const read = await sql.unsafe<{ key: string }[]>(`select ${table.key} as key from ${name}`);
      return read.map(({ key }) => key).toSorted();
    });
    const expected = (await rows()).filter(({ owner }) => visible === all || visible?.includes(owner));
    expect(seen).toEqual(visible === refused ? refused : expected.map(({ key }) => key).toSorted());
  });

  const write = (actor: Actor, statement: string) =>
    attempt(database, actor, async (sql) => (await sql.unsafe(statement)).count);

  test.each(cells(roles, table.mayInsert))("inserted into by %s", async (_, actor, written) => {
    expect(await write(actor, table.insert(actor))).toBe(written);
  });

  test.each(cells(roles, table.mayUpdate))("updated by %s", async (_, actor, written) => {
    const reached = (await rows()).filter(
      ({ owner }) => written === all || (Array.isArray(written) && written.includes(owner)),
    );
    const expected = written === all || Array.isArray(written) ? reached.length : written;
    expect(await write(actor, `update ${name} ${table.update}`)).toBe(expected);
  });

  test.each(cells(roles, table.mayDelete))("deleted from by %s", async (_, actor, written) => {
    expect(await write(actor, `delete from ${name}`)).toBe(written);
  });
});

test("whoever the matrix lets read something has rows of their own there", async () => {
  for (const [name, table] of Object.entries(tables)) {
    const owners = await database.owner.unsafe<{ owner: string }[]>(
      `select distinct ${table.owner} as owner from ${name}`,
    );
    const named = table.mayRead.flatMap((visible) => (Array.isArray(visible) ? visible : []));
    expect(owners.map(({ owner }) => owner)).toEqual(expect.arrayContaining(named));
  }
});
