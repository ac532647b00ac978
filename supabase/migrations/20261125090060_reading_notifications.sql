-- What people read of what they were told, and that they have read it. Every change is told to their other screens.

create function private.tell_unread() returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tell_notifications('{}', array[auth.uid()]);
end;
$$;

-- How many are unread.
create function public.unread_notification_count() returns integer
language sql stable set search_path = '' as $$
  select count(*)::integer from public.notifications where read_at is null and user_id = (select auth.uid())
$$;

-- The newest (at most 200), or the next ones after one that is given by its time and id; unread ones alone, and of the wanted
-- types alone, where that is asked for.
create function public.notification_list(
  before_created_at timestamptz default null, before_id uuid default null, only_unread boolean default false,
  wanted public.notification_type[] default null, page_size integer default 50
) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(private.notification_json(n) order by n.created_at desc, n.id desc), '[]')
  from (
    select * from public.notifications
    where user_id = (select auth.uid())
      and (before_created_at is null
        or (created_at, id) < (before_created_at, coalesce(before_id, '00000000-0000-0000-0000-000000000000')))
      and (only_unread is not true or read_at is null)
      and (wanted is null or type = any (wanted))
    order by created_at desc, id desc limit private.page_limit(page_size, 50)
  ) n
$$;

-- The reader's own notifications as far as they may see them, locked in one order.
create function private.lock_notifications(wanted uuid[]) returns setof public.notifications
language sql volatile security definer set search_path = '' as $$
  select * from public.notifications
  where id = any (wanted) and user_id = private.reader() and private.has_role()
    and team_id is not distinct from private.my_team_id()
  order by id for no key update
$$;

-- Marks one as read, and answers with it. A second time changes nothing. Another's looks as if there were none.
create function public.read_notification(notification_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  notification public.notifications;
begin
  select * into notification from private.lock_notifications(array[notification_id]);
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such notification';
  end if;
  if notification.read_at is null then
    update public.notifications set read_at = clock_timestamp() where id = notification_id returning * into notification;
    perform private.tell_unread();
  end if;
  return private.notification_json(notification);
end;
$$;

-- Marks all as read that had come up to a moment, and answers with those that were not: so that it can be undone. Without a
-- moment: all there are.
create function public.read_all_notifications(up_to timestamptz default null) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
declare
  unread uuid[];
begin
  select array_agg(id) into unread from private.lock_notifications(array(
      select id from public.notifications
      where user_id = auth.uid() and read_at is null and created_at <= coalesce(up_to, 'infinity')))
    where read_at is null;
  if unread is not null then
    update public.notifications set read_at = clock_timestamp() where id = any (unread);
    perform private.tell_unread();
  end if;
  return coalesce(unread, '{}');
end;
$$;

-- Marks as unread again, and answers with how many were read. What is not the reader's is passed over.
create function public.unread_notifications(ids uuid[]) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  read uuid[];
begin
  select array_agg(id) into read from private.lock_notifications(ids) where read_at is not null;
  if read is not null then
    update public.notifications set read_at = null where id = any (read);
    perform private.tell_unread();
  end if;
  return coalesce(cardinality(read), 0);
end;
$$;

-- Whoever reads a conversation up to where a notification speaks of has read that too: one that tells of several, when all of
-- them are read. Those of other conversations stay, which the reader may have marked as unread.
create function private.read_notifications_of_chat(conversation uuid, reader uuid, up_to timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  read uuid[];
begin
  select array_agg(id) into read from (
    select id from public.notifications notification
    where user_id = reader and read_at is null and type in ('chat_mention', 'chat_message') and created_at <= up_to
      and exists (
        select from public.chat_messages where id = any (notification.message_ids) and team_id = conversation)
      and not exists (
        select from public.chat_messages message
        left join public.chat_read_cursors mark on mark.team_id = message.team_id and mark.user_id = reader
        where message.id = any (notification.message_ids) and message.deleted_at is null
          and message.seq > coalesce(mark.last_read_seq, 0))
    order by id for no key update) as unread;
  if read is not null then
    update public.notifications set read_at = clock_timestamp() where id = any (read);
    perform private.tell_notifications('{}', array[reader]);
  end if;
end;
$$;

create function private.follow_cursor_in_notifications() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.read_notifications_of_chat(new.team_id, new.user_id, 'infinity');
  return null;
end;
$$;
create trigger chat_read_cursors_read_notifications after update of last_read_seq on public.chat_read_cursors
  for each row when (new.last_read_seq > old.last_read_seq) execute function private.follow_cursor_in_notifications();

-- Whoever reads a conversation again in which they had read everything sees what was edited meanwhile: an edit that names
-- them is told, and is read by this. What waits in the queue is too: `read_at` says that they have read since.
create function private.read_again(conversation uuid, reader uuid, at timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.chat_read_cursors mark set read_at = at
    where team_id = conversation and user_id = reader and exists (
      select from public.notification_queue event join public.chat_messages message on message.id = event.message_id
      where event.user_id = reader and event.type = 'chat_mention' and message.team_id = conversation
        and message.seq <= mark.last_read_seq and event.created_at between mark.read_at and at);
  perform private.read_notifications_of_chat(conversation, reader, at);
end;
$$;

-- Whoever is moved has left behind what they were told: their open screens are to look again.
create function private.tell_moved_reader() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tell_notifications('{}', array[new.id]);
  return null;
end;
$$;
create trigger users_tell_moved_reader after update of team_id, role on public.users
  for each row when ((old.team_id, old.role) is distinct from (new.team_id, new.role) and new.deactivated_at is null)
  execute function private.tell_moved_reader();

revoke execute on function private.tell_moved_reader(), private.tell_unread(), private.lock_notifications(uuid[]),
  private.read_notifications_of_chat(uuid, uuid, timestamptz), private.follow_cursor_in_notifications(),
  private.read_again(uuid, uuid, timestamptz) from public;
revoke execute on function public.unread_notification_count(),
  public.notification_list(timestamptz, uuid, boolean, public.notification_type[], integer),
  public.read_notification(uuid), public.read_all_notifications(timestamptz), public.unread_notifications(uuid[])
  from public, anon;
grant execute on function public.unread_notification_count(),
  public.notification_list(timestamptz, uuid, boolean, public.notification_type[], integer),
  public.read_notification(uuid), public.read_all_notifications(timestamptz), public.unread_notifications(uuid[])
  to authenticated;
