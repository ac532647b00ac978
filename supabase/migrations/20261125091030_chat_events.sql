-- What people are told about messages. Who is named hears of it at once. What the other side writes waits for two minutes, in
-- which most have read it, and gives way to a mention of the same message.
create function private.other_side(sender_role public.user_role, team uuid) returns table (user_id uuid)
language plpgsql stable set search_path = '' as $$
begin
  return query
    select id from public.users
    where deactivated_at is null
      and case other_side.sender_role when 'admin' then users.team_id = team else users.role = 'admin' end;
end;
$$;

create function private.notify_of_messages() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.notification_queue (user_id, type, actor_id, reason, team_id, message_id, link, deliver_at)
    select reader.user_id, 'chat_message', message.sender_id, 'unread', message.team_id, message.id,
      '/chat/' || team.code || '/' || message.seq, message.created_at + interval '2 minutes'
    from written message
    join public.teams team on team.id = message.team_id
    cross join private.other_side(message.sender_role, message.team_id) reader
    -- History that was brought in is no news.
    where message.created_at >= transaction_timestamp();

  perform private.notify_of_mentions(message, '{}') from public.chat_messages message
    where message.id in (select id from written where mentions <> '{}' and created_at >= transaction_timestamp());
  return null;
end;
$$;

-- Tells those whom a message names now, and did not before.
create function private.notify_of_mentions(message public.chat_messages, before uuid[]) returns void
language sql volatile set search_path = '' as $$
  insert into public.notification_queue (user_id, type, actor_id, reason, team_id, message_id, link)
    select reader.id, 'chat_mention', message.sender_id,
      case
        when reader.id = any (message.mentions) then 'mention'
        when reader.role = 'member' then 'mention_team'
        else 'mention_organisers'
      end,
      message.team_id, message.id, '/chat/' || team.code || '/' || message.seq
    from public.teams team
    join public.users reader
      on reader.deactivated_at is null and (reader.role = 'admin' or reader.team_id = team.id)
    where team.id = message.team_id
      and private.is_named(message.mentions, reader.id, reader.team_id, reader.role)
      and not private.is_named(before, reader.id, reader.team_id, reader.role)
$$;

create trigger chat_messages_z_notify after insert on public.chat_messages
  referencing new table as written for each statement execute function private.notify_of_messages();

-- Whoever is named no more, and was told of the message by the mention alone, is told of it as one of the other side.
create function private.notify_of_lost_mentions(message public.chat_messages, before uuid[]) returns void
language sql volatile set search_path = '' as $$
  insert into public.notification_queue (user_id, type, actor_id, reason, team_id, message_id, link, deliver_at)
    select reader.id, 'chat_message', message.sender_id, 'unread', message.team_id, message.id,
      '/chat/' || team.code || '/' || message.seq,
      greatest(message.created_at + interval '2 minutes', clock_timestamp())
    from private.other_side(message.sender_role, message.team_id) side
    join public.users reader on reader.id = side.user_id
    join public.teams team on team.id = message.team_id
    where private.is_named(before, reader.id, reader.team_id, reader.role)
      and not private.is_named(message.mentions, reader.id, reader.team_id, reader.role)
      and exists (
        select from private.notification_outcomes
        where user_id = reader.id and type = 'chat_message' and message_id = message.id and outcome = 'superseded')
      and not exists (
        select from public.notification_queue
        where user_id = reader.id and type = 'chat_message' and message_id = message.id)
      and not exists (
        select from public.notifications
        where user_id = reader.id and type in ('chat_mention', 'chat_message') and message_ids @> array[message.id])
$$;

-- Messages are edited one by one. Events that still wait are looked at again when they are delivered.
create function private.notify_of_edit() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.notify_of_mentions(new, old.mentions);
  perform private.notify_of_lost_mentions(new, old.mentions);
  return null;
end;
$$;
create trigger chat_messages_z_notify_of_edit after update on public.chat_messages
  for each row when (old.mentions <> new.mentions and new.deleted_at is null) execute function private.notify_of_edit();

revoke execute on function private.notify_of_messages(), private.notify_of_mentions(public.chat_messages, uuid[]),
  private.notify_of_lost_mentions(public.chat_messages, uuid[]), private.other_side(public.user_role, uuid),
  private.notify_of_edit() from public;
