import { describe, expect, test } from "vitest";
import type { Actor } from "../../support/database.ts";
import { sent } from "../support/chat.ts";
import { openDatabase } from "../support/database.ts";
import { anna, teams } from "../support/demo.ts";
import { attempt, openRoles, type PerRole, refused, roleNames } from "./roles.ts";

const database = await openDatabase();
const roles = await openRoles(database);
const message = await sent(database, anna, teams.sweden);

type Given = string | number | boolean | null;

/** A call, and what it gives to: anon, stranger, unassigned, Sweden, Finland, organiser, service_role. */
type Open = [call: string, given: PerRole<Given>];

const signedIn = (given: Given): PerRole<Given> => [refused, given, given, given, given, given, refused];

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
  "public.mark_read(uuid, integer)": [
    `public.mark_read('${teams.sweden}', 1) >= 1`,
    [refused, "PT404", "PT404", true, "PT404", true, refused],
  ],
  "public.edit_message(uuid, text)": [
    `(public.edit_message('${message.id}', 'Gate D.')).content`,
    [refused, "PT404", "PT404", "Gate D.", "PT404", "PT403", refused],
  ],
  "public.delete_message(uuid)": [
    `(public.delete_message('${message.id}')).content`,
    [refused, "PT404", "PT404", null, "PT404", "PT403", refused],
  ],
  // What the policies and constraints call with the rights of whoever reads or writes; not offered by the API.
  "private.is_time_zone(text)": [
    "private.is_time_zone('Europe/Zurich')",
    [refused, true, true, true, true, true, true],
  ],
  "private.my_team_id()": [
    "private.my_team_id()::text",
    [refused, null, null, teams.sweden, teams.finland, null, refused],
  ],
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
  "private.page_limit(integer, integer)": ["private.page_limit(500, 50)", signedIn(200)],
  "private.with_epoch(text, integer)": ["private.with_epoch('admin', 3)", signedIn("admin:3")],
  "private.message_json(chat_messages)": [
    "private.message_json(null::public.chat_messages) ->> 'seq'",
    signedIn(null),
  ],
};

/** The insides of triggers and of the functions above: nobody calls them. */
const closed = [
  "private.admin_topic()",
  "private.broadcast_message()",
  "private.keep_history(chat_messages, text, timestamp with time zone)",
  "private.keep_team_code()",
  "private.lock_own_message(uuid, timestamp with time zone)",
  "private.lock_sender(uuid)",
  "private.move_topics()",
  "private.next_revision(uuid)",
  "private.number_message()",
  "private.open_conversation()",
  "private.raise_admin_epoch()",
  "private.raise_team_epoch(uuid)",
  "private.refuse_too_fast(text, numeric)",
  "private.take_turn()",
  "private.team_topic(uuid)",
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
  test.each(roleNames.map((role, index) => [role, outcomes[index]] as const))(
    "called by %s gives %j",
    async (role, given) => {
      expect(await call(roles[role], expression)).toBe(given);
    },
  );
});

test.each(closed)("%s is refused to everybody", async (signature) => {
  const expression = signature.replace(/[^(), ][^(),]*(?=[,)])/g, "null::$&");
  const outcomes = await Promise.all(roleNames.map((role) => call(roles[role], expression)));
  expect(outcomes).toEqual(roleNames.map(() => refused));
});
