-- Whom a message names: ids of people; the team's own id for @team; private.organisers_mention() for @organisers. Beside each
-- the name that follows the "@" in the text, as sender_name is: a person's as they were called then, "team", "organisers".
alter table public.chat_messages
  add column mentions uuid[] not null default '{}',
  add column mention_names text[] not null default '{}',
  add constraint chat_messages_mentions_limit check (cardinality(mentions) <= 20),
  add constraint chat_messages_mentions_named check (cardinality(mentions) = cardinality(mention_names)),
  add constraint chat_messages_tombstone_names_nobody check (deleted_at is null or mentions = '{}');
-- The names are the log's own.
grant insert (mentions) on public.chat_messages to authenticated, service_role;

-- Stands for all organisers, as a team's id does for its members: ORGANISERS_ID in lib/chat/schema.ts.
create function private.organisers_mention() returns uuid
language sql immutable set search_path = '' as $$
  select '00000000-0000-4000-8000-000000000001'::uuid
$$;

-- Of the wanted ids those that are in a conversation, each once and in their order, with their names. Who is not (any more) is
-- left out: nobody's message waits for that. Who was named in the message before stays, under the name that stands in it.
create function private.named_in(team uuid, wanted uuid[], before uuid[], before_names text[])
returns table (ids uuid[], names text[])
language plpgsql stable set search_path = '' as $$
begin
  if cardinality(wanted) > 20 then
    raise sqlstate 'PT400' using message = 'A message names at most 20', detail = 'mentions';
  end if;
  return query
    select coalesce(array_agg(given.id order by given.place), '{}'), coalesce(array_agg(called.name order by given.place), '{}')
    from (
      select id, min(place) as place from unnest(wanted) with ordinality as each (id, place) group by id
    ) as given
    cross join lateral (select coalesce(
      (select kept.name from unnest(before, before_names) as kept (id, name) where kept.id = given.id),
      case given.id when team then 'team' when private.organisers_mention() then 'organisers' end,
      (select u.full_name from public.users u
        where u.id = given.id and u.deactivated_at is null and (u.role = 'admin' or u.team_id = team))
    )) as called (name)
    where called.name is not null;
end;
$$;

create function private.stamp_mentions() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  select ids, names into new.mentions, new.mention_names from private.named_in(new.team_id, new.mentions, '{}', '{}');
  return new;
end;
$$;
-- After chat_messages_number and those that look again at who writes, by its name: an outsider learns nothing of who is there.
create trigger chat_messages_stamp_mentions before insert on public.chat_messages
  for each row when (new.mentions is distinct from '{}') execute function private.stamp_mentions();

create or replace function private.message_json(message public.chat_messages) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', message.id, 'team_id', message.team_id,
    'sender_id', message.sender_id, 'sender_name', message.sender_name, 'sender_role', message.sender_role,
    'content', message.content, 'seq', message.seq, 'revision', message.revision,
    'created_at', message.created_at, 'edited_at', message.edited_at, 'deleted_at', message.deleted_at,
    'mentions', case when message.mentions = '{}' then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by place), '[]')
      from unnest(message.mentions, message.mention_names) with ordinality as named (id, name, place)) end)
$$;

-- Replaces the text of one's own message, and whom it names: without new_mentions those of the old text stay whose names are
-- in the new one. The same again changes nothing.
drop function public.edit_message(uuid, text);
create function public.edit_message(message_id uuid, new_content text, new_mentions uuid[] default null)
returns public.chat_messages
language plpgsql volatile security definer set search_path = '' as $$
declare
  message public.chat_messages;
  named record;
  at timestamptz;
begin
  message := private.lock_own_message(message_id, clock_timestamp());
  at := clock_timestamp();
  if message.deleted_at is not null then
    raise sqlstate 'PT409' using message = 'This message has been deleted', detail = 'deleted';
  end if;
  if new_content is null then
    raise not_null_violation using message = 'A message needs a text';
  end if;
  select ids, names into named from private.named_in(
    message.team_id,
    coalesce(new_mentions, array(
      select id from unnest(message.mentions, message.mention_names) with ordinality as before (id, name, place)
      where strpos(lower(new_content), '@' || lower(name)) > 0 order by place)),
    message.mentions, message.mention_names);
  if message.content = new_content and message.mentions = named.ids then
    return message;
  end if;
  perform private.keep_history(message, 'edit', at);
  update public.chat_messages
    set content = new_content, mentions = named.ids, mention_names = named.names,
      edited_at = at, revision = private.next_revision(message.team_id)
    where id = message.id returning * into message;
  return message;
end;
$$;

create or replace function public.delete_message(message_id uuid) returns public.chat_messages
language plpgsql volatile security definer set search_path = '' as $$
declare
  message public.chat_messages;
  at timestamptz;
begin
  message := private.lock_own_message(message_id, clock_timestamp());
  at := clock_timestamp();
  if message.deleted_at is not null then
    return message;
  end if;
  perform private.keep_history(message, 'deletion', at);
  update public.chat_messages
    set content = null, mentions = '{}', mention_names = '{}',
      deleted_at = at, revision = private.next_revision(message.team_id)
    where id = message.id returning * into message;
  return message;
end;
$$;

revoke execute on function private.organisers_mention(), private.named_in(uuid, uuid[], uuid[], text[]),
  private.stamp_mentions() from public;
revoke execute on function public.edit_message(uuid, text, uuid[]) from public, anon;
grant execute on function public.edit_message(uuid, text, uuid[]) to authenticated;
