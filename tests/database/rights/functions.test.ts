import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Actor } from "../../support/database.ts";
import { sent } from "../support/chat.ts";
import { openDatabase } from "../support/database.ts";
import { anna, erik, mikko, sofia, teams } from "../support/demo.ts";
import { handedIn, uploaded } from "../support/documents.ts";
import { invite } from "../support/invitations.ts";
import { keys, subscribe } from "../support/push.ts";
import { ask, giveTask } from "../support/tasks.ts";
import { attempt, cells, openRoles, type PerRole, refused, roleNames } from "./roles.ts";

const database = await openDatabase();
const roles = await openRoles(database);
const message = await sent(database, anna, teams.sweden);
const invitation = await invite(database, mikko, "guest@rinkside.test", teams.sweden);
const draft = "30000000-0000-4000-8000-000000000003";

const document = await handedIn(database, anna, teams.sweden);
const upload = await uploaded(database, anna, teams.sweden);

const device = await subscribe(database, anna);
const asked = await ask(database, [teams.sweden]);
const task = await giveTask(database, teams.sweden);

const announced = randomUUID();
await database.as(mikko, (sql) => sql`select public.announce(${announced}, 'Gate C.', ${[teams.norway]})`);
const note = randomUUID();
const reply = randomUUID();
await database.as(mikko, async (sql) => {
  await sql`select public.write_note(${note}, ${teams.sweden}, 'They pay late.')`;
  await sql`select public.create_reply(${reply}, 'Gates', null, 'Gate C, {name}.')`;
});

const unread = randomUUID();
const read = randomUUID();
await database.owner`delete from public.notifications`;
await database.owner`
  insert into public.notifications (id, user_id, team_id, type, title, link, read_at) values
    (${unread}, ${anna.id}, ${teams.sweden}, 'task_assigned', 'New task', '/tasks', null),
    (${read}, ${anna.id}, ${teams.sweden}, 'task_assigned', 'New task', '/tasks', now())`;

type Given = string | number | boolean | null;

/** A call, and what it gives to: anon, stranger, unassigned, Sweden, Finland, organiser, service_role. */
type Open = [call: string, given: PerRole<Given>];

const signedIn = (given: Given): PerRole<Given> => [refused, given, given, given, given, given, refused];
const organisers = (given: Given): PerRole<Given> => [
  refused,
  refused,
  refused,
  refused,
  refused,
  given,
  refused,
];

const site = (given: Given): PerRole<Given> => [refused, refused, refused, refused, refused, refused, given];

const open: Record<string, Open> = {
  "public.my_profile()": [
    "(select full_name from public.my_profile())",
    [refused, null, "A new member", "Anna Lindqvist", "Aino Virtanen", "Mikko Korhonen", refused],
  ],
  "public.my_topics()": [
    "(select string_agg(value, ' ') from jsonb_each_text(public.my_topics()) where key in ('admin', 'team', 'portal'))",
    [
      refused,
      null,
      null,
      `team:${teams.sweden} portal`,
      `team:${teams.finland} portal`,
      "admin portal",
      refused,
    ],
  ],
  "public.conversation_list()": [
    "(select count(*)::int from public.conversation_list())",
    [refused, 0, 0, 1, 1, 12, refused],
  ],
  "public.chat_snapshot(uuid, integer)": [
    `public.chat_snapshot('${teams.sweden}') is not null`,
    [refused, false, false, true, false, true, refused],
  ],
  "public.chat_changes(uuid, integer, integer)": [
    `public.chat_changes('${teams.sweden}', 0) is not null`,
    [refused, false, false, true, false, true, refused],
  ],
  "public.chat_history(uuid, integer, integer)": [
    `jsonb_array_length(public.chat_history('${teams.sweden}', 3))`,
    [refused, 0, 0, 2, 0, 2, refused],
  ],
  "public.chat_window(uuid, integer, integer)": [
    `public.chat_window('${teams.sweden}', 1) is not null`,
    [refused, false, false, true, false, true, refused],
  ],
  "public.chat_following(uuid, integer, integer)": [
    `jsonb_array_length(public.chat_following('${teams.sweden}', 1, 2))`,
    [refused, 0, 0, 2, 0, 2, refused],
  ],
  "public.search_messages(text, uuid, uuid, integer)": [
    `public.search_messages('"gate c"', '${teams.sweden}') #>> '{messages,0,id}' = '${message.id}'`,
    [refused, null, null, true, null, true, refused],
  ],
  "public.read_message(uuid)": [
    `public.read_message('${message.id}') ->> 'content'`,
    [refused, null, null, "Gate C.", null, "Gate C.", refused],
  ],
  "public.conversation_readers(uuid)": [
    `jsonb_array_length(public.conversation_readers('${teams.sweden}')) > 0`,
    [refused, null, null, true, null, true, refused],
  ],
  "public.chat_references(uuid, uuid[], uuid[])": [
    `jsonb_array_length(public.chat_references('${teams.sweden}', '{${task.id}}', '{${document.id}}') -> 'documents')`,
    [refused, null, null, 1, null, 1, refused],
  ],
  "public.mark_unread(uuid, integer)": [
    `public.mark_unread('${teams.sweden}', 1)`,
    [refused, "PT404", "PT404", 0, "PT404", 0, refused],
  ],
  "public.mark_read(uuid, integer)": [
    `public.mark_read('${teams.sweden}', 1) >= 1`,
    [refused, "PT404", "PT404", true, "PT404", true, refused],
  ],
  "public.assign_conversation(uuid, uuid)": [
    `public.assign_conversation('${teams.sweden}', '${sofia.id}')::text`,
    organisers(""),
  ],
  "public.resolve_conversation(uuid, integer)": [
    `public.resolve_conversation('${teams.sweden}', 1000000)::text`,
    organisers(""),
  ],
  "public.reopen_conversation(uuid)": [`public.reopen_conversation('${teams.sweden}')::text`, organisers("")],
  "public.snooze_conversation(uuid, timestamp with time zone, integer)": [
    `public.snooze_conversation('${teams.sweden}', now() + interval '1 hour', 1000000)::text`,
    organisers(""),
  ],
  "public.edit_message(uuid, text, uuid[])": [
    `(public.edit_message('${message.id}', 'Gate D.')).content`,
    [refused, "PT404", "PT404", "Gate D.", "PT404", "PT403", refused],
  ],
  "public.delete_message(uuid)": [
    `(public.delete_message('${message.id}')).content`,
    [refused, "PT404", "PT404", null, "PT404", "PT403", refused],
  ],
  "public.export_conversation(uuid)": [
    `public.export_conversation('${teams.sweden}')::json ->> 'head' ~ '^[0-9a-f]{64}$'`,
    organisers(true),
  ],
  "public.invite_person(text, user_role, uuid)": [
    "(public.invite_person('new@rinkside.test', 'admin')).token ~ '^[\\w-]{43}$'",
    organisers(true),
  ],
  "public.renew_invitation(uuid)": [
    `(public.renew_invitation('${invitation.id}')).email`,
    organisers("guest@rinkside.test"),
  ],
  // What gives nothing gives an empty text.
  "public.revoke_invitation(uuid)": [`public.revoke_invitation('${invitation.id}')::text`, organisers("")],
  "public.read_invitation(text)": [
    `(select team_code from public.read_invitation('${invitation.token}'))`,
    ["SWE", "SWE", "SWE", "SWE", "SWE", "SWE", refused],
  ],
  "public.accept_invitation(text, text, text, text)": [
    `public.accept_invitation('${invitation.token}', 'Me', 'UTC', 'en')::text`,
    signedIn("PT403"),
  ],
  "public.import_roster(jsonb)": [
    `(select team_outcome from public.import_roster('[{"code": "SWE"}]'))`,
    organisers("unchanged"),
  ],
  "public.find_addresses(text[])": [
    "(select team_code from public.find_addresses('{guest@rinkside.test}'))",
    organisers("SWE"),
  ],
  "public.move_person(uuid, uuid)": [
    `public.move_person('${erik.id}', '${teams.finland}')::text`,
    organisers(""),
  ],
  "public.promote_person(uuid)": [`public.promote_person('${erik.id}')::text`, organisers("")],
  "public.demote_person(uuid, uuid)": [
    `public.demote_person('${sofia.id}', '${teams.finland}')::text`,
    organisers(""),
  ],
  "public.deactivate_person(uuid)": [`public.deactivate_person('${erik.id}')::text`, organisers("")],
  "public.reactivate_person(uuid)": [`public.reactivate_person('${erik.id}')::text`, organisers("")],
  "public.make_first_organiser(text, text)": [
    "public.make_first_organiser('admin@rinkside.test', 'Me')::text",
    [refused, refused, refused, refused, refused, refused, "PT409"],
  ],
  "public.document_list(uuid, text, integer, integer)": [
    `(public.document_list('${teams.sweden}') ->> 'total')::int`,
    [refused, 0, 0, 1, 0, 1, refused],
  ],
  "public.delete_document(uuid)": [
    `public.delete_document('${document.id}')`,
    [refused, "PT404", "PT404", document.storage_path, "PT404", document.storage_path, refused],
  ],
  "public.has_upload_room(uuid)": [`public.has_upload_room('${anna.id}')`, site(true)],
  "public.find_upload(uuid, uuid, uuid)": [
    `public.find_upload('${upload}', '${teams.sweden}', '${anna.id}')::int`,
    site(4),
  ],
  "public.confirm_document(uuid, uuid, uuid, text, text, uuid, integer, integer, boolean)": [
    `(public.confirm_document('${upload}', '${teams.sweden}', '${anna.id}', 'Roster.pdf', 'application/pdf')).name`,
    site("Roster.pdf"),
  ],
  "public.condemn_upload(uuid, uuid)": [`public.condemn_upload('${upload}', '${teams.sweden}')`, site(true)],
  "public.files_to_clear(integer)": ["(select count(*)::int from public.files_to_clear())", site(0)],
  // Whoever is no organiser is told the same, whether there are notes or not.
  "public.conversation_note_list(uuid, integer)": [
    `jsonb_array_length(public.conversation_note_list('${teams.sweden}'))`,
    [refused, null, null, null, null, 1, refused],
  ],
  "public.write_note(uuid, uuid, text)": [
    `public.write_note(gen_random_uuid(), '${teams.sweden}', 'Hush.') ->> 'content'`,
    organisers("Hush."),
  ],
  "public.edit_note(uuid, text)": [
    `public.edit_note('${note}', 'They pay.') ->> 'content'`,
    organisers("They pay."),
  ],
  "public.delete_note(uuid)": [`public.delete_note('${note}')::text`, organisers("")],
  "public.create_reply(uuid, text, text, text)": [
    "(public.create_reply(gen_random_uuid(), 'Hello', null, 'Hello {name}')).revision",
    organisers(1),
  ],
  "public.edit_reply(uuid, integer, text, text, text)": [
    `(public.edit_reply('${reply}', 1, 'Gates', 'gates', 'Gate D.')).revision`,
    organisers(2),
  ],
  "public.delete_reply(uuid, integer)": [`public.delete_reply('${reply}', 1)::text`, organisers("")],
  "public.page_list()": ["jsonb_array_length(public.page_list())", [refused, 0, 0, 2, 2, 3, refused]],
  "public.read_page(text)": [
    "public.read_page('closing-ceremony') ->> 'title'",
    [refused, null, null, null, null, "Closing ceremony", refused],
  ],
  "public.create_page(uuid, text, text, text)": [
    "(public.create_page(gen_random_uuid(), 'fresh', 'Fresh', '')).slug",
    organisers("fresh"),
  ],
  "public.edit_page(uuid, integer, text, text, text)": [
    `(public.edit_page('${draft}', 4, 'closing', 'Closing', '')).revision`,
    organisers(5),
  ],
  "public.publish_page(uuid, integer)": [
    `(public.publish_page('${draft}', 4)).status`,
    organisers("published"),
  ],
  "public.take_back_page(uuid)": [`(public.take_back_page('${draft}')).status`, organisers("draft")],
  "public.delete_page(uuid, integer)": [`public.delete_page('${draft}', 4)::text`, organisers("")],
  "public.mark_page_read(uuid, integer)": [
    `public.mark_page_read('${draft}', 1) >= 1`,
    [refused, "PT404", "PT404", "PT404", "PT404", true, refused],
  ],
  "public.ask_teams(uuid, text, text, timestamp with time zone, uuid[], uuid)": [
    `(public.ask_teams(gen_random_uuid(), 'Flag', '', now() + interval '1 day', '{${teams.sweden}}')).title`,
    organisers("Flag"),
  ],
  "public.ask_more_teams(uuid, uuid[])": [
    `(public.ask_more_teams('${asked.id}', '{${teams.finland}}')).title`,
    organisers("Anthem"),
  ],
  "public.edit_requirement(uuid, integer, text, text, timestamp with time zone)": [
    `(public.edit_requirement('${asked.id}', 1, 'Flag', '', now() + interval '1 day')).revision`,
    organisers(2),
  ],
  "public.withdraw_requirement(uuid)": [
    `(public.withdraw_requirement('${asked.id}')).withdrawn_at is not null`,
    organisers(true),
  ],
  "public.copy_requirements(uuid[], uuid[], integer, uuid[])": [
    `(select title from public.copy_requirements('{${asked.id}}', array[gen_random_uuid()], 1, '{${teams.sweden}}'))`,
    organisers("Anthem"),
  ],
  "public.set_task_due(uuid, timestamp with time zone, timestamp with time zone)": [
    `(public.set_task_due('${task.id}', '${task.due_at.toISOString()}', now() + interval '9 days')).revision`,
    organisers(2),
  ],
  "public.edit_task(uuid, integer, text, text, timestamp with time zone)": [
    `(public.edit_task('${task.id}', 1, 'Flag', '', now() + interval '9 days')).title`,
    organisers("Flag"),
  ],
  "public.withdraw_task(uuid)": [
    `(public.withdraw_task('${task.id}')).withdrawn_at is not null`,
    organisers(true),
  ],
  "public.task_list(uuid, uuid)": [
    `jsonb_array_length(public.task_list(requirement => '${asked.id}'))`,
    [refused, 0, 0, 1, 0, 1, refused],
  ],
  "public.task_page(uuid)": [
    `public.task_page('${task.id}') ->> 'title'`,
    [refused, null, null, "Passport copy", null, "Passport copy", refused],
  ],
  "public.next_task(timestamp with time zone)": [
    // A moment before it is due no other task of Sweden's is.
    `(public.next_task('${new Date(task.due_at.getTime() - 1).toISOString()}') ->> 'id') = '${task.id}'`,
    [refused, null, null, true, false, null, refused],
  ],
  "public.requirement_matrix()": [
    "jsonb_array_length(public.requirement_matrix() -> 'teams')",
    organisers(12),
  ],
  "public.announce(uuid, text, uuid[])": [
    `(public.announce(gen_random_uuid(), 'Gate D.', '{${teams.sweden}}')).content`,
    organisers("Gate D."),
  ],
  "public.announcement_list()": ["jsonb_array_length(public.announcement_list())", organisers(1)],
  "public.announcement(uuid)": [
    `jsonb_array_length(public.announcement('${announced}') -> 'teams')`,
    organisers(1),
  ],
  "public.notification_list(timestamp with time zone, uuid, boolean, notification_type[], integer)": [
    "jsonb_array_length(public.notification_list())",
    [refused, 0, 0, 2, 0, 0, refused],
  ],
  "public.unread_notification_count()": [
    "public.unread_notification_count()",
    [refused, 0, 0, 1, 0, 0, refused],
  ],
  "public.read_notification(uuid)": [
    `public.read_notification('${unread}') ->> 'read_at' is not null`,
    [refused, "PT404", "PT404", true, "PT404", "PT404", refused],
  ],
  "public.read_all_notifications(timestamp with time zone)": [
    "cardinality(public.read_all_notifications())",
    [refused, 0, 0, 1, 0, 0, refused],
  ],
  "public.unread_notifications(uuid[])": [
    `public.unread_notifications('{${unread},${read}}')`,
    [refused, 0, 0, 1, 0, 0, refused],
  ],
  "private.notification_json(notifications)": [`private.notification_json(null) ? 'link'`, signedIn(true)],
  "public.deliver_notifications(timestamp with time zone, integer, uuid[])": [
    "public.deliver_notifications('2020-01-01') ->> 'slots'",
    site("0"),
  ],
  "public.queue_reminders(timestamp with time zone, integer)": [
    "public.queue_reminders('2020-01-01')",
    site(0),
  ],
  "public.clean_up_notifications(timestamp with time zone, integer)": [
    "public.clean_up_notifications('2020-01-01')",
    site(0),
  ],
  "public.save_push_subscription(text, text, text, text, text)": [
    `public.save_push_subscription('https://push.rinkside.test/new', '${keys.p256dh}', '${keys.auth}', 'Firefox') is not null`,
    [refused, refused, refused, true, true, true, refused],
  ],
  "public.queue_test_push(uuid)": [
    `public.queue_test_push('${device}') > 0`,
    [refused, "PT404", "PT404", true, "PT404", "PT404", refused],
  ],
  "public.claim_pushes(timestamp with time zone, integer, bigint, interval)": [
    "(select count(*)::int from public.claim_pushes('2020-01-01'))",
    site(0),
  ],
  "public.settle_pushes(jsonb, timestamp with time zone)": ["public.settle_pushes('[]')", site(0)],
  // What the policies and constraints call with the rights of whoever reads or writes; not offered by the API.
  "private.is_time_zone(text)": [
    "private.is_time_zone('Europe/Zurich')",
    [refused, true, true, true, true, true, true],
  ],
  "private.are_reminder_leads(interval[])": [
    "private.are_reminder_leads('{1 day}')",
    [refused, true, true, true, true, true, true],
  ],
  "private.is_legible(text)": ["private.is_legible('Anna')", [refused, true, true, true, true, true, true]],
  "private.my_team_id()": [
    "private.my_team_id()::text",
    [refused, null, null, teams.sweden, teams.finland, null, refused],
  ],
  "private.reader()": ["private.reader() = auth.uid()", signedIn(true)],
  "private.is_admin()": ["private.is_admin()", [refused, false, false, false, false, true, refused]],
  "private.has_role()": ["private.has_role()", [refused, false, false, true, true, true, refused]],
  "private.may_join(text)": [
    "private.may_join('portal')",
    [refused, false, false, true, true, true, refused],
  ],
  "private.may_join_team_topic(text)": [
    `private.may_join_team_topic('team:${teams.sweden}')`,
    [refused, false, false, true, false, true, refused],
  ],
  "private.readable_handling()": [
    `(select count(*)::int from private.readable_handling() where team_id = '${teams.sweden}')`,
    [refused, 0, 0, 0, 0, 1, refused],
  ],
  "private.page_limit(integer, integer)": ["private.page_limit(500, 50)", signedIn(200)],
  "private.with_epoch(text, integer)": ["private.with_epoch('admin', 3)", signedIn("admin:3")],
  "private.may_place_document(text)": [
    `private.may_place_document('${teams.sweden}/${randomUUID()}')`,
    [refused, false, false, true, false, true, refused],
  ],
  "private.document_json(documents)": [
    "private.document_json(null::public.documents) ->> 'name'",
    signedIn(null),
  ],
  "private.page_json(pages)": ["private.page_json(null::public.pages) ->> 'slug'", signedIn(null)],
  "private.message_json(chat_messages)": [
    "private.message_json(null::public.chat_messages) ->> 'seq'",
    signedIn(null),
  ],
};

/** The insides of triggers and of the functions above: nobody calls them. */
const closed = [
  "private.act_as_organiser()",
  "private.admin_topic()",
  "private.any_language(text, boolean)",
  "private.ask(uuid, text, text, timestamp with time zone, uuid[], uuid)",
  "private.attach_documents()",
  "private.audit_address()",
  "private.audit_invitation()",
  "private.audit_person()",
  "private.audit_profile()",
  "private.audit_team()",
  "private.audit_tournament()",
  "private.audited_place(users)",
  "private.audited_team(teams)",
  "private.audited_tournament(tournament)",
  "private.begin_organisers_write()",
  "private.blank_superseded_broadcasts()",
  "private.broadcast_message()",
  "private.changes(jsonb, jsonb)",
  "private.conversation_events(uuid)",
  "private.count_organisers_write(text)",
  "private.count_task_change()",
  "private.deliver_arrivals()",
  "private.drop_from_message(documents)",
  "private.drop_pushes_of_former_owner()",
  "private.events_in_motion(timestamp with time zone, notification_slots[])",
  "private.find_documents_to_send()",
  "private.look_up_messages(tsquery, tsquery, timestamp with time zone, uuid, integer)",
  "private.look_up_by_days(tsquery, timestamp with time zone, uuid, integer, timestamp with time zone, timestamp with time zone)",
  "private.find_messages(tsquery, uuid, timestamp with time zone, uuid, integer)",
  "private.find_beginnings(tsquery, tsquery, uuid, timestamp with time zone, uuid, integer)",
  "private.days_mark(integer)",
  "private.pair_of_days(timestamp with time zone)",
  "private.walk_messages(tsquery, uuid, timestamp with time zone, uuid, integer, integer)",
  "private.follow_cursor_in_notifications()",
  "private.follow_message_in_notifications()",
  "private.follow_password()",
  "private.forget_devices()",
  "private.fresh_token()",
  "private.give_tasks(requirements, uuid[], uuid)",
  "private.given_of_team(jsonb)",
  "private.guard_task()",
  "private.hold_archived_topic_alone()",
  "private.hold_sender_of_tasks()",
  "private.hold_topic()",
  "private.handle_deletion()",
  "private.handle_message()",
  "private.hold_topic_alone()",
  "private.hold_topics(uuid[])",
  "private.hold_topics_of_tasks()",
  "private.import_line(jsonb)",
  "private.import_person(text, user_role, uuid)",
  "private.import_team(text, jsonb)",
  "private.invitation_state(invitations)",
  "private.invite(text, user_role, uuid)",
  "private.is_named(uuid[], uuid, uuid, user_role)",
  "private.is_read_by_a_colleague(uuid, integer, user_role)",
  "private.json_documents(uuid[])",
  "private.json_mentions(uuid[], text[])",
  "private.json_string(text)",
  "private.json_time(timestamp with time zone)",
  "private.judge_events(timestamp with time zone, notification_slots[], bigint[])",
  "private.keep_an_organiser()",
  "private.keep_audit_log()",
  "private.keep_comment()",
  "private.keep_history(chat_messages, text, timestamp with time zone)",
  "private.keep_task()",
  "private.keep_team_code()",
  "private.keep_words()",
  "private.leave_tasks()",
  "private.lock_handling(uuid)",
  "private.lock_documents_to_send(uuid, uuid, uuid[])",
  "private.lock_invitation(uuid)",
  "private.lock_notifications(uuid[])",
  "private.lock_own_message(uuid, timestamp with time zone)",
  "private.lock_own_note(uuid)",
  "private.lock_page(uuid)",
  "private.lock_person(uuid)",
  "private.lock_reply(uuid)",
  "private.lock_requirement(uuid)",
  "private.lock_sender(uuid)",
  "private.lock_task(uuid)",
  "private.lock_upload(text)",
  "private.look_again()",
  "private.move_topics()",
  "private.named_in(uuid, uuid[], uuid[], text[])",
  "private.near_deadlines(timestamp with time zone)",
  "private.next_revision(uuid)",
  "private.note_announcements_seen()",
  "private.note_asked_anew()",
  "private.note_json(conversation_notes)",
  "private.note_page_read(uuid, uuid, integer)",
  "private.notification_list_link(notification_type, text)",
  "private.notification_message(jsonb)",
  "private.notification_title(notification_type, integer, jsonb)",
  "private.notify_of_changed_tasks()",
  "private.notify_of_comments()",
  "private.notify_of_documents()",
  "private.notify_of_edit()",
  "private.notify_of_lost_mentions(chat_messages, uuid[])",
  "private.notify_of_mentions(chat_messages, uuid[])",
  "private.notify_of_messages()",
  "private.notify_of_new_tasks()",
  "private.notify_of_publication()",
  "private.number_message()",
  "private.open_conversation()",
  "private.open_handling()",
  "private.first_waiting(uuid, integer)",
  "private.free_assignments()",
  "private.tell_handling(uuid)",
  "private.organisers_mention()",
  "private.other_side(user_role, uuid)",
  "private.person_with(text)",
  "private.queue_pushes()",
  "private.quiet_until(timestamp with time zone, text, time without time zone, time without time zone)",
  "private.raise_admin_epoch()",
  "private.raise_team_epoch(uuid)",
  "private.read_again(uuid, uuid, timestamp with time zone)",
  "private.read_notifications_of_chat(uuid, uuid, timestamp with time zone)",
  "private.read_query(text, boolean)",
  "private.record_act(audit_act, uuid, uuid, jsonb)",
  "private.refuse_archived()",
  "private.refuse_departed()",
  "private.refuse_past(timestamp with time zone)",
  "private.refuse_taken_shortcut(text, uuid)",
  "private.refuse_taken_slug(text, uuid)",
  "private.refuse_if_answered()",
  "private.refuse_too_fast(text, numeric)",
  "private.refuse_too_many_invitations()",
  "private.refuse_unless_active(users, user_role)",
  "private.refuse_unless_may_delete_of_message(documents)",
  "private.refuse_unless_open_task(uuid, timestamp with time zone)",
  "private.refuse_unless_open_team(uuid)",
  "private.refuse_unless_seen(pages, integer)",
  "private.refuse_unless_seen_reply(canned_replies, integer)",
  "private.refuse_unless_writes_for(uuid, uuid)",
  "private.refuse_withdrawn(requirements)",
  "private.refuse_wrong_answer(uuid, uuid)",
  "private.refuse_written_meanwhile(uuid, integer)",
  "private.sha256_hex(text)",
  "private.retell_messages(uuid[])",
  "private.stamp_archival()",
  "private.stamp_mentions()",
  "private.take_in_events()",
  "private.take_turn()",
  "private.take_turn_as_organiser()",
  "private.take_turn_for_teams()",
  "private.task_readers(uuid)",
  "private.task_summaries(uuid, uuid, uuid)",
  "private.team_mark(uuid)",
  "private.team_topic(uuid)",
  "private.tell_announcements_moved()",
  "private.tell_changed(text, uuid[], boolean)",
  "private.tell_documents_changed()",
  "private.tell_moved_reader()",
  "private.tell_note()",
  "private.tell_notifications(uuid[], uuid[])",
  "private.tell_pages_added()",
  "private.tell_pages_changed()",
  "private.tell_pages_deleted()",
  "private.tell_replies_changed()",
  "private.tell_requirements_changed()",
  "private.tell_tasks_changed()",
  "private.tell_teams_added()",
  "private.tell_teams_changed()",
  "private.tell_tournament_changed()",
  "private.tell_unread()",
  "private.token_hash(text)",
  "private.upload_size(text, uuid)",
  "private.user_topic(uuid)",
  "private.withdraw_message(chat_messages)",
  "private.word_languages()",
  "private.words_found(text, tsquery)",
  "private.words_apart(text)",
  "private.words_of(text, uuid, timestamp with time zone)",
];

test("the matrix names every function there is", async () => {
  const rows = await database.owner<{ name: string }[]>`
    select format('%s.%s(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)) as name
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'private')`;
  expect([...Object.keys(open), ...closed].toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
});

const call = (actor: Actor, expression: string) =>
  attempt(database, actor, async (sql) => {
    const [row] = await sql.unsafe<{ given: Given }[]>(`select ${expression} as given`);
    return row?.given ?? null;
  });

describe.each(Object.entries(open))("%s", (_, [expression, outcomes]) => {
  test.each(cells(roles, outcomes).map(([role, actor, given]) => [role, given, actor] as const))(
    "called by %s gives %j",
    async (_, given, actor) => {
      expect(await call(actor, expression)).toBe(given);
    },
  );
});

test.each(closed)("%s is refused to everybody", async (signature) => {
  const expression = signature.replace(/[^(), ][^(),]*(?=[,)])/g, "null::$&");
  const outcomes = await Promise.all(roleNames.map((role) => call(roles[role], expression)));
  expect(outcomes).toEqual(roleNames.map(() => refused));
});
