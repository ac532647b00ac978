-- Where people are in a conversation: "unread" is where one wants to go on, "seen" is what one has seen.
alter table public.chat_read_cursors add column moved_back_at timestamptz not null default '-infinity';

-- Moves the reader's cursor back before a place (never forward, never below the beginning) and answers with it. What was seen
-- stays seen. At most one write a second for each reader and conversation, then 429.
create function public.mark_unread(conversation uuid, from_seq integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  reader uuid := auth.uid();
  stored public.chat_read_cursors;
begin
  if from_seq is null then
    raise null_value_not_allowed using message = 'Say from which message on';
  end if;
  if not exists (
    select from public.conversations
    where team_id = conversation and (private.is_admin() or team_id = private.my_team_id())) then
    raise sqlstate 'PT404' using message = 'There is no such conversation';
  end if;
  select * into stored from public.chat_read_cursors
    where team_id = conversation and user_id = reader for no key update;
  if not found then
    return 0;
  elsif from_seq > stored.last_read_seq then
    return stored.last_read_seq;
  end if;
  if stored.moved_back_at > clock_timestamp() - interval '1 s' then
    perform private.refuse_too_fast('Too many reading marks: at most one a second', 1);
  end if;
  update public.chat_read_cursors
    set last_read_seq = greatest(from_seq, 1) - 1, moved_back_at = clock_timestamp()
    where team_id = conversation and user_id = reader returning * into stored;
  perform realtime.send(jsonb_build_object('noun', 'conversations'), 'changed', private.user_topic(reader), true);
  return stored.last_read_seq;
end;
$$;

-- Those who are in a conversation and have seen something of it, who has seen most first. Null when it is out of the reader's
-- reach.
create function public.conversation_readers(conversation uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce((
    select jsonb_agg(jsonb_build_object(
        'user_id', reader.id, 'name', reader.full_name, 'role', reader.role,
        'seen_seq', mark.seen_seq, 'read_at', mark.read_at) order by mark.seen_seq desc, reader.full_name, reader.id)
    from public.chat_read_cursors mark
    join public.users reader on reader.id = mark.user_id
    where mark.team_id = c.team_id and mark.seen_seq > 0 and reader.deactivated_at is null
      and (reader.role = 'admin' or reader.team_id = c.team_id)), '[]'::jsonb)
  from public.conversations c where c.team_id = conversation
$$;

-- Moves the reader's cursor forward to a place (never past the head, never back) and answers with it.
-- At most one write a second for each reader and conversation, then 429. What is told says by whom it was read.
create or replace function public.mark_read(conversation uuid, up_to_seq integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  reader uuid := auth.uid();
  -- What comes while this waits has not been seen.
  called_at timestamptz := clock_timestamp();
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
  if not found then
    return 0;
  elsif place <= stored.last_read_seq then
    if place = stored.last_read_seq then
      perform private.read_again(conversation, reader, called_at);
    end if;
    return stored.last_read_seq;
  end if;
  if stored.read_at > clock_timestamp() - interval '1 s' then
    perform private.refuse_too_fast('Too many reading marks: at most one a second', 1);
  end if;
  update public.chat_read_cursors
    set last_read_seq = place, seen_seq = greatest(seen_seq, place), read_at = clock_timestamp()
    where team_id = conversation and user_id = reader returning * into stored;
  perform realtime.send(
    jsonb_build_object('team_id', conversation, 'user_id', reader, 'name', full_name, 'role', role,
      'seen_seq', stored.seen_seq, 'read_at', stored.read_at),
    'read', private.team_topic(conversation), true)
    from public.users where id = reader;
  perform realtime.send(jsonb_build_object('noun', 'conversations'), 'changed', private.user_topic(reader), true);
  return stored.last_read_seq;
end;
$$;

revoke execute on function public.mark_unread(uuid, integer), public.conversation_readers(uuid) from public, anon;
grant execute on function public.mark_unread(uuid, integer), public.conversation_readers(uuid) to authenticated;
