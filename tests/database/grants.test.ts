import { expect, test } from "vitest";
import { openDatabase } from "./support/database.ts";
import { grantsIn } from "./support/grants.ts";

const { owner } = await openDatabase();

/** All there is: a right that is missing here, or here and not in the database, is a mistake in one of the two. */
const granted = {
  everybody: ["usage schema public", "usage type public.user_role"],
  anon: ["usage schema public"],
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
    "select table public.chat_read_cursors",
    "execute function public.my_profile()",
    "execute function public.my_topics()",
    "execute function public.conversation_list()",
    "execute function public.chat_snapshot(uuid, integer)",
    "execute function public.chat_changes(uuid, integer, integer)",
    "execute function public.chat_history(uuid, integer, integer)",
    "execute function public.edit_message(uuid, text)",
    "execute function public.delete_message(uuid)",
    "execute function public.mark_read(uuid, integer)",
    // What policies, constraints and the functions above call with the rights of whoever reads or writes.
    "execute function private.my_team_id()",
    "execute function private.is_admin()",
    "execute function private.has_role()",
    "execute function private.is_time_zone(text)",
    "execute function private.may_join(text)",
    "execute function private.may_join_team_topic(text)",
    "execute function private.page_limit(integer, integer)",
    "execute function private.with_epoch(text, integer)",
    "execute function private.message_json(chat_messages)",
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
    "select table public.chat_read_cursors",
    "execute function private.is_time_zone(text)",
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

test("clients outside the site may listen to the changes of messages, and of nothing else", async () => {
  const published = await owner`
    select schemaname || '.' || tablename as name from pg_publication_tables where pubname = 'supabase_realtime'`;
  expect(published).toEqual([{ name: "public.chat_messages" }]);
});
