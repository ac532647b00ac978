-- A conversation is read from any of its places on, in both directions.

-- The messages around a place (at most 200), oldest first, about half of them before it; near an end of the conversation the
-- page is as full as elsewhere. Otherwise as chat_snapshot. (Places are gapless: so what stands around one is known ahead.)
create function public.chat_window(conversation uuid, around_seq integer, page_size integer default 50) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'last_seq', c.last_seq, 'last_revision', c.last_revision,
    'topic', private.with_epoch('team:' || c.team_id, c.topic_epoch),
    'messages', coalesce((
      select jsonb_agg(private.message_json(m) order by m.seq)
      from public.chat_messages m
      where m.team_id = c.team_id and m.seq between page.first and page.first + page.size - 1), '[]'::jsonb))
  from public.conversations c
  cross join lateral (select private.page_limit(page_size, 50) as size) as given
  cross join lateral (
    select given.size, greatest(1, least(
      greatest(coalesce(around_seq, c.last_seq), 1) - given.size / 2, c.last_seq - given.size + 1)) as first
  ) as page
  where c.team_id = conversation
$$;

-- The page after a place, oldest first.
create function public.chat_following(conversation uuid, after_seq integer, page_size integer default 50) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(private.message_json(m) order by m.seq), '[]'::jsonb)
  from (select * from public.chat_messages where team_id = conversation and seq > after_seq
        order by seq limit private.page_limit(page_size, 50)) m
$$;

revoke execute on function public.chat_window(uuid, integer, integer), public.chat_following(uuid, integer, integer)
  from public, anon;
grant execute on function public.chat_window(uuid, integer, integer), public.chat_following(uuid, integer, integer)
  to authenticated;
