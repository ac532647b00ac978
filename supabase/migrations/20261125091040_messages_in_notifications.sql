-- What a message says is in notifications too, and they follow it in the same transaction. (What is still in the queue holds no
-- text, and is looked at again on delivery.)

-- Takes a message out of the notifications that nobody has read: all, once it is deleted; the mentions of those whom it names
-- no more, once it is edited. What told of it alone goes. Nobody is told anew.
create function private.withdraw_message(message public.chat_messages) returns void
language plpgsql volatile set search_path = '' as $$
declare
  unread uuid[];
begin
  select array_agg(id) into unread from (
    select notification.id
      from public.notifications notification join public.users reader on reader.id = notification.user_id
      where notification.type in ('chat_mention', 'chat_message') and notification.message_ids @> array[message.id]
        and notification.read_at is null
        and (message.deleted_at is not null or (notification.type = 'chat_mention'
          and not private.is_named(message.mentions, reader.id, reader.team_id, reader.role)))
      order by notification.id for no key update of notification) as of_this;
  update private.notification_outcomes
    set outcome = case when message.deleted_at is null then 'withdrawn' else 'deleted' end, notification_id = null
    where message_id = message.id and outcome = 'delivered' and notification_id = any (unread);
  delete from public.notifications where id = any (unread) and message_ids <@ array[message.id];
  update public.notifications set message_ids = array_remove(message_ids, message.id) where id = any (unread);
end;
$$;

-- Writes notifications anew from the messages that they tell of. Why they came, and when, stays as it was.
create function private.retell_messages(notification_ids uuid[]) returns void
language sql volatile set search_path = '' as $$
  update public.notifications notification
    set item_count = again.item_count, params = again.params, message = private.notification_message(again.params),
      title = private.notification_title(notification.type, again.item_count, again.params),
      link = case again.item_count when 1 then again.params -> 'items' -> 0 ->> 'link'
        else private.notification_list_link(notification.type, again.params ->> 'team_code') end
    from (
      select told.id, count(*)::integer as item_count,
        (told.params - '{items,actor_name,team_code}'::text[]) || jsonb_strip_nulls(jsonb_build_object(
          'items', jsonb_agg(jsonb_build_object(
            'message_id', message.id, 'seq', message.seq, 'excerpt', left(message.content, 140), 'team_code', team.code,
            'actor_name', sender.full_name, 'link', '/chat/' || team.code || '/' || message.seq) order by place)
            filter (where place <= 5),
          'actor_name', case when count(distinct sender.full_name) = 1 then min(sender.full_name) end,
          'team_code', case when count(distinct team.code) = 1 then min(team.code) end)) as params
      from public.notifications told
      cross join unnest(told.message_ids) with ordinality as of_it (message_id, place)
      join public.chat_messages message on message.id = of_it.message_id
      join public.teams team on team.id = message.team_id
      left join public.users sender on sender.id = message.sender_id
      where told.id = any (notification_ids)
      group by told.id
    ) as again
    where notification.id = again.id
$$;

create function private.follow_message_in_notifications() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  telling uuid[];
  readers uuid[];
begin
  -- Locked in one order, before any of them is changed.
  select array_agg(id), array_agg(distinct user_id) into telling, readers from (
    select id, user_id from public.notifications
    where type in ('chat_mention', 'chat_message') and message_ids @> array[new.id]
    order by id for no key update) as notification;
  if telling is not null then
    perform private.withdraw_message(new);
    perform private.retell_messages(telling);
    perform private.tell_notifications('{}', readers);
  end if;
  return null;
end;
$$;
create trigger chat_messages_follow_in_notifications after update of content, mentions on public.chat_messages
  for each row when (old.content is distinct from new.content or old.mentions <> new.mentions)
  execute function private.follow_message_in_notifications();

revoke execute on function private.withdraw_message(public.chat_messages), private.retell_messages(uuid[]),
  private.follow_message_in_notifications() from public;
