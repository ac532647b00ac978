import { expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { grantsIn } from "./support/grants.ts";

const { owner } = await openDatabase();

/** All there is: a right that is missing here, or here and not in the database, is a mistake in one of the two. */
const granted = {
  everybody: [
    "usage schema public",
    "usage type public.user_role",
    "usage type public.audit_act",
    "usage type public.task_status",
    "usage type public.page_status",
    "usage type public.notification_type",
  ],
  anon: ["usage schema public", "execute function public.read_invitation(text)"],
  authenticated: [
    "usage schema public",
    "usage schema private",
    "select table public.tournament",
    "select table public.teams",
    "select table public.users",
    "update column public.users.full_name",
    "update column public.users.locale",
    "update column public.users.time_zone",
    "select table public.conversations",
    "select table public.chat_messages",
    "insert column public.chat_messages.id",
    "insert column public.chat_messages.team_id",
    "insert column public.chat_messages.sender_id",
    "insert column public.chat_messages.content",
    "insert column public.chat_messages.mentions",
    "insert column public.chat_messages.document_ids",
    "insert column public.chat_messages.written_after",
    "select table public.chat_read_cursors",
    "update column public.tournament.name",
    "update column public.tournament.venue",
    "update column public.tournament.time_zone",
    "update column public.tournament.reminder_leads",
    "insert, update column public.teams.name",
    "insert, update column public.teams.time_zone",
    "insert, update column public.teams.primary_colour",
    "insert, update column public.teams.secondary_colour",
    "insert column public.teams.code",
    "update column public.teams.archived_at",
    "select table public.audit_log",
    "select table public.requirements",
    "select table public.tasks",
    "insert column public.tasks.id",
    "insert column public.tasks.team_id",
    "insert column public.tasks.title",
    "insert column public.tasks.description",
    "insert column public.tasks.due_at",
    "insert column public.tasks.created_by",
    "insert, update column public.tasks.assignee_id",
    "update column public.tasks.status",
    "select table public.task_comments",
    "insert column public.task_comments.id",
    "insert column public.task_comments.task_id",
    "insert column public.task_comments.author_id",
    "insert column public.task_comments.content",
    "select table public.documents",
    "select table public.pages",
    "select table public.page_reads",
    "select table public.canned_replies",
    "select table public.notifications",
    "insert, select, update table public.notification_preferences",
    "insert, select, update table public.notification_settings",
    // All but the hash of the token.
    "select column public.invitations.id",
    "select column public.invitations.email",
    "select column public.invitations.team_id",
    "select column public.invitations.role",
    "select column public.invitations.invited_by",
    "select column public.invitations.created_at",
    "select column public.invitations.sent_at",
    "select column public.invitations.expires_at",
    "select column public.invitations.accepted_at",
    "select column public.invitations.accepted_by",
    "select column public.invitations.revoked_at",
    "execute function public.my_profile()",
    "execute function public.my_topics()",
    "execute function public.conversation_list()",
    "execute function public.chat_snapshot(uuid, integer)",
    "execute function public.chat_changes(uuid, integer, integer)",
    "execute function public.chat_history(uuid, integer, integer)",
    "execute function public.chat_window(uuid, integer, integer)",
    "execute function public.chat_following(uuid, integer, integer)",
    "execute function public.search_messages(text, uuid, uuid, integer)",
    "execute function public.chat_references(uuid, uuid[], uuid[])",
    "execute function public.read_message(uuid)",
    "execute function public.conversation_readers(uuid)",
    "execute function public.edit_message(uuid, text, uuid[])",
    "execute function public.delete_message(uuid)",
    "execute function public.export_conversation(uuid)",
    "execute function public.mark_read(uuid, integer)",
    "execute function public.mark_unread(uuid, integer)",
    "execute function public.assign_conversation(uuid, uuid)",
    "execute function public.resolve_conversation(uuid, integer)",
    "execute function public.reopen_conversation(uuid)",
    "execute function public.snooze_conversation(uuid, timestamp with time zone, integer)",
    "execute function public.invite_person(text, user_role, uuid)",
    "execute function public.renew_invitation(uuid)",
    "execute function public.revoke_invitation(uuid)",
    "execute function public.read_invitation(text)",
    "execute function public.accept_invitation(text, text, text, text)",
    "execute function public.import_roster(jsonb)",
    "execute function public.find_addresses(text[])",
    "execute function public.move_person(uuid, uuid)",
    "execute function public.promote_person(uuid)",
    "execute function public.demote_person(uuid, uuid)",
    "execute function public.deactivate_person(uuid)",
    "execute function public.reactivate_person(uuid)",
    "execute function public.ask_teams(uuid, text, text, timestamp with time zone, uuid[], uuid)",
    "execute function public.ask_more_teams(uuid, uuid[])",
    "execute function public.edit_requirement(uuid, integer, text, text, timestamp with time zone)",
    "execute function public.withdraw_requirement(uuid)",
    "execute function public.copy_requirements(uuid[], uuid[], integer, uuid[])",
    "execute function public.set_task_due(uuid, timestamp with time zone, timestamp with time zone)",
    "execute function public.edit_task(uuid, integer, text, text, timestamp with time zone)",
    "execute function public.withdraw_task(uuid)",
    "execute function public.task_list(uuid, uuid)",
    "execute function public.task_page(uuid)",
    "execute function public.next_task(timestamp with time zone)",
    "execute function public.requirement_matrix()",
    "execute function public.announce(uuid, text, uuid[])",
    "execute function public.announcement_list()",
    "execute function public.announcement(uuid)",
    "execute function public.document_list(uuid, text, integer, integer)",
    "execute function public.delete_document(uuid)",
    "execute function public.page_list()",
    "execute function public.read_page(text)",
    "execute function public.create_page(uuid, text, text, text)",
    "execute function public.edit_page(uuid, integer, text, text, text)",
    "execute function public.publish_page(uuid, integer)",
    "execute function public.take_back_page(uuid)",
    "execute function public.delete_page(uuid, integer)",
    "execute function public.mark_page_read(uuid, integer)",
    "execute function public.conversation_note_list(uuid, integer)",
    "execute function public.write_note(uuid, uuid, text)",
    "execute function public.edit_note(uuid, text)",
    "execute function public.delete_note(uuid)",
    "execute function public.create_reply(uuid, text, text, text)",
    "execute function public.edit_reply(uuid, integer, text, text, text)",
    "execute function public.delete_reply(uuid, integer)",
    "execute function public.notification_list(timestamp with time zone, uuid, boolean, notification_type[], integer)",
    "execute function public.unread_notification_count()",
    "execute function public.read_notification(uuid)",
    "execute function public.read_all_notifications(timestamp with time zone)",
    "execute function public.unread_notifications(uuid[])",
    // All but the keys.
    "select column public.push_subscriptions.id",
    "select column public.push_subscriptions.user_id",
    "select column public.push_subscriptions.endpoint",
    "select column public.push_subscriptions.label",
    "select column public.push_subscriptions.created_at",
    "select column public.push_subscriptions.last_sent_at",
    "delete table public.push_subscriptions",
    "execute function public.save_push_subscription(text, text, text, text, text)",
    "execute function public.queue_test_push(uuid)",
    // What policies, constraints and the functions above call with the rights of whoever reads or writes.
    "execute function private.reader()",
    "execute function private.my_team_id()",
    "execute function private.is_admin()",
    "execute function private.has_role()",
    "execute function private.is_time_zone(text)",
    "execute function private.are_reminder_leads(interval[])",
    "execute function private.is_legible(text)",
    "execute function private.may_join(text)",
    "execute function private.may_join_team_topic(text)",
    "execute function private.page_limit(integer, integer)",
    "execute function private.readable_handling()",
    "execute function private.with_epoch(text, integer)",
    "execute function private.message_json(chat_messages)",
    "execute function private.may_place_document(text)",
    "execute function private.document_json(documents)",
    "execute function private.page_json(pages)",
    "execute function private.notification_json(notifications)",
  ],
  service_role: [
    "usage schema public",
    "usage schema private",
    "select, update table public.tournament",
    "insert, select, update table public.teams",
    "insert, select, update table public.users",
    "select table public.conversations",
    "select table public.chat_messages",
    "insert column public.chat_messages.id",
    "insert column public.chat_messages.team_id",
    "insert column public.chat_messages.sender_id",
    "insert column public.chat_messages.content",
    "insert column public.chat_messages.mentions",
    "insert column public.chat_messages.document_ids",
    "insert column public.chat_messages.written_after",
    "select table public.chat_read_cursors",
    "select table public.requirements",
    "select table public.tasks",
    "insert column public.tasks.id",
    "insert column public.tasks.team_id",
    "insert column public.tasks.title",
    "insert column public.tasks.description",
    "insert column public.tasks.due_at",
    "insert column public.tasks.created_by",
    "insert column public.tasks.assignee_id",
    "select table public.task_comments",
    "insert column public.task_comments.id",
    "insert column public.task_comments.task_id",
    "insert column public.task_comments.author_id",
    "insert column public.task_comments.content",
    "select table public.documents",
    "select table public.pages",
    // Only the site knows what is inside a file.
    "execute function public.has_upload_room(uuid)",
    "execute function public.find_upload(uuid, uuid, uuid)",
    "execute function public.confirm_document(uuid, uuid, uuid, text, text, uuid, integer, integer, boolean)",
    "execute function public.condemn_upload(uuid, uuid)",
    "execute function public.files_to_clear(integer)",
    // For the scheduler.
    "execute function public.deliver_notifications(timestamp with time zone, integer, uuid[])",
    "execute function public.queue_reminders(timestamp with time zone, integer)",
    "execute function public.clean_up_notifications(timestamp with time zone, integer)",
    // It holds the key that pushes are signed with.
    "execute function public.claim_pushes(timestamp with time zone, integer, bigint, interval)",
    "execute function public.settle_pushes(jsonb, timestamp with time zone)",
    // It could write the row as well.
    "execute function public.make_first_organiser(text, text)",
    "execute function private.is_time_zone(text)",
    "execute function private.are_reminder_leads(interval[])",
    "execute function private.is_legible(text)",
  ],
  postgres: ["create, usage schema public"],
};

test("nobody holds a right that is not in this list, and everyone holds those that are", async () => {
  const expected = Object.entries(granted).flatMap(([who, rights]) =>
    rights.map((right) => `${who} may ${right}`),
  );
  expect(await grantsIn(owner)).toEqual(expected.toSorted());
});

test("a right that somebody adds is seen, on whatever it is", async () => {
  const additions = {
    "create table public.fresh (id int generated always as identity); grant select on public.fresh to anon":
      "anon may select table public.fresh",
    "grant update (content) on public.chat_messages to authenticated":
      "authenticated may insert, update column public.chat_messages.content",
    "create sequence private.fresh; grant usage on sequence private.fresh to anon":
      "anon may usage sequence private.fresh",
    "create function public.fresh() returns int language sql as 'select 1'":
      "everybody may execute function public.fresh()",
    "grant usage on schema private to anon": "anon may usage schema private",
    "alter default privileges in schema public grant insert on tables to anon":
      "anon may insert new objects public",
  };
  for (const [statement, line] of Object.entries(additions)) {
    const undo = new Error("undo");
    const look = owner.begin(async (sql) => {
      await sql.unsafe(statement);
      expect(await grantsIn(sql)).toContain(line);
      throw undo;
    });
    await expect(look).rejects.toBe(undo);
  }
});

test("row level security is on for every table", async () => {
  const open = await owner`
    select oid::regclass::text as name from pg_class
    where relnamespace::regnamespace::text in ('public', 'private') and relkind in ('r', 'p') and not relrowsecurity`;
  expect(open).toEqual([]);
});

test("no function finds its names by a path that its caller could choose", async () => {
  const loose = await owner`
    select oid::regprocedure::text as name from pg_proc
    where pronamespace::regnamespace::text in ('public', 'private')
      and not coalesce(proconfig, '{}') @> array['search_path=""']`;
  expect(loose).toEqual([]);
});

test("clients outside the site may listen to the changes of messages, tasks, documents and notifications, and of nothing else", async () => {
  const published = await owner<{ name: string }[]>`
    select schemaname || '.' || tablename as name from pg_publication_tables where pubname = 'supabase_realtime'`;
  const names = published.map(({ name }) => name);
  expect(names.toSorted()).toEqual([
    "public.chat_messages",
    "public.documents",
    "public.notifications",
    "public.tasks",
  ]);
});
