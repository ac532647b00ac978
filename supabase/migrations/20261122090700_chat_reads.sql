-- Reads that must be one statement: a head that is younger than its rows would hide a message for ever.

-- Rows to a page: between 1 and 200, whatever a caller asks for.
create function private.page_limit(wanted integer, otherwise integer) returns integer
language sql immutable set search_path = '' as $$
  select least(greatest(coalesce(wanted, otherwise), 1), 200)
$$;

-- The newest messages (at most 200), oldest first, with the head they belong to and the topic that continues them.
-- Null when the conversation is out of the reader's reach.
create function public.chat_snapshot(conversation uuid, page_size integer default 50) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'last_seq', c.last_seq, 'last_revision', c.last_revision,
    'topic', private.with_epoch('team:' || c.team_id, c.topic_epoch),
    'messages', coalesce((
      select jsonb_agg(private.message_json(m) order by m.seq)
      from (select * from public.chat_messages where team_id = c.team_id
            order by seq desc limit private.page_limit(page_size, 50)) m), '[]'::jsonb))
  from public.conversations c where c.team_id = conversation
$$;

-- What changed after a revision, in the order of revisions, at most 200 rows; an edit moves its row to its newest
-- revision, so the numbers are not consecutive. Fewer rows than asked for (and than 200): level with last_revision.
create function public.chat_changes(conversation uuid, since integer, page_size integer default 200) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'last_seq', c.last_seq, 'last_revision', c.last_revision,
    'topic', private.with_epoch('team:' || c.team_id, c.topic_epoch),
    'messages', coalesce((
      select jsonb_agg(private.message_json(m) order by m.revision)
      from (select * from public.chat_messages where team_id = c.team_id and revision > coalesce(since, 0)
            order by revision limit private.page_limit(page_size, 200)) m), '[]'::jsonb))
  from public.conversations c where c.team_id = conversation
$$;

-- The page before a place, oldest first.
create function public.chat_history(conversation uuid, before_seq integer, page_size integer default 50) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(private.message_json(m) order by m.seq), '[]'::jsonb)
  from (select * from public.chat_messages where team_id = conversation and seq < before_seq
        order by seq desc limit private.page_limit(page_size, 50)) m
$$;

-- The conversations the reader may open, the newest first, with their last message and what is unread.
create function public.conversation_list() returns table (
  team_id uuid, code text, name text, primary_colour text, secondary_colour text,
  last_seq integer, unread integer, last_message_at timestamptz,
  last_sender_id uuid, last_sender_name text, last_excerpt text, last_deleted boolean
)
language sql stable set search_path = '' as $$
  select t.id, t.code, t.name, t.primary_colour, t.secondary_colour,
    c.last_seq, c.last_seq - coalesce(r.last_read_seq, 0), m.created_at,
    m.sender_id, m.sender_name, left(m.content, 140), m.deleted_at is not null
  from public.conversations c
  join public.teams t on t.id = c.team_id and t.archived_at is null
  left join public.chat_read_cursors r on r.team_id = c.team_id and r.user_id = (select auth.uid())
  left join lateral (
    select * from public.chat_messages where chat_messages.team_id = c.team_id order by seq desc limit 1
  ) m on true
  order by c.last_message_at desc nulls last, t.name
$$;

-- Moves the reader's cursor forward to a place (never past the head, never back) and answers with it.
-- At most one write a second for each reader and conversation, then 429.
create function public.mark_read(conversation uuid, up_to_seq integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  reader uuid := auth.uid();
  place integer;
  stored public.chat_read_cursors;
begin
  if up_to_seq is null then
    raise null_value_not_allowed using message = 'Say up to which message';
  end if;
  select least(up_to_seq, last_seq) into place from public.conversations
    where team_id = conversation and (private.is_admin() or team_id = private.my_team_id());
  if place is null then
    raise sqlstate 'PT404' using message = 'There is no such conversation';
  end if;
  -- A first mark at nothing leaves no row: it would say that something was read, and at no time.
  if place > 0 then
    insert into public.chat_read_cursors (team_id, user_id, read_at)
      values (conversation, reader, '-infinity') on conflict do nothing;
  end if;
  select * into stored from public.chat_read_cursors
    where team_id = conversation and user_id = reader for no key update;
  if not found or place <= stored.last_read_seq then
    return coalesce(stored.last_read_seq, 0);
  end if;
  if stored.read_at > clock_timestamp() - interval '1 s' then
    perform private.refuse_too_fast('Too many reading marks: at most one a second', 1);
  end if;
  update public.chat_read_cursors
    set last_read_seq = place, seen_seq = greatest(seen_seq, place), read_at = clock_timestamp()
    where team_id = conversation and user_id = reader returning * into stored;
  perform realtime.send(
    jsonb_build_object('team_id', conversation, 'user_id', reader, 'seen_seq', stored.seen_seq, 'read_at', stored.read_at),
    'read', private.team_topic(conversation), true);
  perform realtime.send(jsonb_build_object('noun', 'conversations'), 'changed', 'user:' || reader, true);
  return stored.last_read_seq;
end;
$$;

-- The names of the topics the reader may join now: a client asks again when one of them has moved.
create function public.my_topics() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'portal', case when private.has_role() then 'portal' end,
    'user', case when private.has_role() then 'user:' || auth.uid() end,
    'admin', case when private.is_admin() then private.admin_topic() end,
    'team', private.team_topic(private.my_team_id()))
$$;

revoke execute on function private.page_limit(integer, integer) from public;
grant execute on function private.with_epoch(text, integer), private.page_limit(integer, integer) to authenticated;
revoke execute on function public.chat_snapshot(uuid, integer), public.chat_changes(uuid, integer, integer),
  public.chat_history(uuid, integer, integer), public.conversation_list(), public.mark_read(uuid, integer),
  public.my_topics() from public, anon;
grant execute on function public.chat_snapshot(uuid, integer), public.chat_changes(uuid, integer, integer),
  public.chat_history(uuid, integer, integer), public.conversation_list(), public.mark_read(uuid, integer),
  public.my_topics() to authenticated;
