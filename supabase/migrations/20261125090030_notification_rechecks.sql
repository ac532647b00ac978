-- What has become of an event since it was written. Asked on delivery, with its slot locked.

-- When the quiet hours that contain a moment end; null outside of them. Both ends are moments, so that a night on which the
-- clocks change is quiet once: what begins or ends at an hour that there is twice does so at its second time.
create function private.quiet_until(now timestamptz, time_zone text, quiet_from time, quiet_until time) returns timestamptz
language plpgsql stable set search_path = '' as $$
declare
  today date := now at time zone time_zone;
  until_next_day interval := case when quiet_until < quiet_from then '1 day' else '0' end;
  ends timestamptz;
begin
  if quiet_from is null then
    return null;
  end if;
  for day in -1 .. 0 loop
    ends := (today + day + quiet_until + until_next_day) at time zone time_zone;
    if now < ends and now >= (today + day + quiet_from) at time zone time_zone then
      return ends;
    end if;
  end loop;
  return null;
end;
$$;

-- Of the events that are due in these slots those whose message is being edited, deleted or read at this moment: they wait
-- for a second. All other messages, and how far their readers have read, stay as they are until the end of the transaction: so
-- nothing is told that was deleted before, and whoever deletes or reads it later finds that it was told.
create function private.events_in_motion(now timestamptz, slots public.notification_slots[]) returns bigint[]
language plpgsql volatile set search_path = '' as $$
declare
  in_motion bigint[];
begin
  with due as materialized (
    select event.id, event.user_id, message.id as message_id, message.team_id
      from unnest(slots) as slot
      join public.notification_queue event
        on event.user_id = slot.user_id and event.type = slot.type and event.deliver_at <= events_in_motion.now
      join public.chat_messages message on message.id = event.message_id
      where slot.type in ('chat_mention', 'chat_message')
  ), messages as (
    select id from public.chat_messages where id in (select message_id from due) for share skip locked
  ), cursors as (
    select team_id, user_id from public.chat_read_cursors
      where (team_id, user_id) in (select team_id, user_id from due) for share skip locked
  )
  select array_agg(due.id) into in_motion
    from due
    left join public.chat_read_cursors mark on mark.team_id = due.team_id and mark.user_id = due.user_id
    where due.message_id not in (select id from messages)
      or (mark.user_id is not null and (due.team_id, due.user_id) not in (select team_id, user_id from cursors));
  return coalesce(in_motion, '{}');
end;
$$;

-- Whether a message names somebody: themselves, their team, or the organisers.
create function private.is_named(mentions uuid[], person uuid, team uuid, role public.user_role) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  return mentions <> '{}' and (
    person = any (mentions) or (role = 'member' and team = any (mentions))
    or (role = 'admin' and private.organisers_mention() = any (mentions)));
end;
$$;

-- Whether anybody on the reader's side of a conversation has read up to a place: a question that one organiser has seen is
-- no news for the others.
create function private.is_read_by_a_colleague(team uuid, seq integer, role public.user_role) returns boolean
language sql stable set search_path = '' as $$
  select exists (
    select from public.chat_read_cursors mark join public.users colleague on colleague.id = mark.user_id
    where mark.team_id = is_read_by_a_colleague.team and mark.last_read_seq >= is_read_by_a_colleague.seq
      and colleague.role = is_read_by_a_colleague.role and colleague.deactivated_at is null)
$$;

-- The events that are due in these slots, each with what becomes of it: an outcome (see private.notification_outcomes), or
-- none while it is held, with the moment to look again. Those that are delivered have the notification of their slot, their
-- place in it (1 is the newest), and what it says of them.
create function private.judge_events(now timestamptz, slots public.notification_slots[], in_motion bigint[])
returns table (
  event_id bigint, user_id uuid, type public.notification_type, notification_id uuid, outcome text, look_again_at timestamptz,
  reader_team_id uuid, place bigint, reason text, actor_name text, team_code text, link text, breaks_quiet boolean, item jsonb
)
language plpgsql volatile set search_path = '' as $$
#variable_conflict use_column
begin
  return query
  with reader_slots as materialized (
    select slot.user_id, slot.type, gen_random_uuid() as notification_id,
      reader.role, reader.team_id, reader.deactivated_at, coalesce(preference.muted, false) as muted,
      private.quiet_until(judge_events.now, reader.time_zone, settings.quiet_from, settings.quiet_until) as quiet_until
    from unnest(slots) as slot
    join public.users reader on reader.id = slot.user_id
    left join public.notification_preferences preference
      on preference.user_id = slot.user_id and preference.type = slot.type
    left join public.notification_settings settings on settings.user_id = slot.user_id
  ), events as (
    select event.*, reader.notification_id, reader.team_id as reader_team_id, reader.quiet_until, actor.full_name as actor_name,
      team.code as team_code, task.title as task_title, task.due_at as task_due_at, task.withdrawn_at as task_withdrawn_at,
      case when event.type in ('task_assigned', 'task_comment', 'deadline_reminder') and task.status = 'open'
        and task.due_at > judge_events.now then task.due_at end as to_be_done_by,
      document.name as document_name, page.title as page_title, message.seq, left(message.content, 140) as excerpt,
      case
        when reader.deactivated_at is not null or (reader.role = 'member' and reader.team_id is null) then 'access_gone'
        when reader.muted then 'muted'
        when team.archived_at is not null then 'archived'
        when reader.role = 'member' and event.team_id <> reader.team_id then 'access_gone'
        when event.type in ('task_assigned', 'deadline_reminder') and reader.role <> 'member' then 'access_gone'
        when event.type in ('task_completed', 'document_uploaded') and reader.role <> 'admin' then 'access_gone'

        when event.type in ('task_assigned', 'task_completed', 'task_comment', 'deadline_reminder') then case
          when task.id is null then 'deleted'
          when task.withdrawn_at is not null then 'withdrawn'
          when event.type = 'task_comment' then 'delivered'
          when event.type = 'task_completed' then case task.status when 'completed' then 'delivered' else 'reopened' end
          when task.status = 'completed' then 'done'
          when task.assignee_id <> event.user_id then 'moved'
          when event.type = 'task_assigned' then 'delivered'
          when task.due_at <> event.due_at then 'moved'
          when task.due_at <= judge_events.now then 'expired'
          else 'delivered' end

        when event.type in ('chat_mention', 'chat_message') then case
          when message.id is null or message.deleted_at is not null then 'deleted'
          -- A mention that came by an edit is news for whoever had read the message before.
          when mark.last_read_seq >= message.seq
            and (event.type = 'chat_message' or mark.read_at >= event.created_at) then 'read'
          when event.type = 'chat_mention' then case
            when private.is_named(message.mentions, event.user_id, reader.team_id, reader.role) then 'delivered'
            else 'withdrawn' end
          -- The mention tells it already.
          when private.is_named(message.mentions, event.user_id, reader.team_id, reader.role)
            and mentions.muted is not true then 'superseded'
          when private.is_read_by_a_colleague(message.team_id, message.seq, reader.role) then 'read'
          else 'delivered' end

        when event.type = 'document_uploaded' then case
          when document.id is null or document.deleted_at is not null then 'deleted'
          else 'delivered' end

        when event.type = 'page_published' then case
          when page.id is null then 'deleted'
          when page.status = 'draft' then 'withdrawn'
          when seen.seen_revision >= page.revision then 'read'
          else 'delivered' end
      end as outcome
    from reader_slots reader
    join public.notification_queue event
      on event.user_id = reader.user_id and event.type = reader.type and event.deliver_at <= judge_events.now
    left join public.users actor on actor.id = event.actor_id
    left join public.teams team on team.id = event.team_id
    left join public.tasks task on task.id = event.task_id
    left join public.chat_messages message on message.id = event.message_id
    left join public.chat_read_cursors mark on mark.team_id = message.team_id and mark.user_id = event.user_id
    left join public.notification_preferences mentions
      on mentions.user_id = event.user_id and mentions.type = 'chat_mention' and event.type = 'chat_message'
    left join public.documents document on document.id = event.document_id
    left join public.pages page on page.id = event.page_id
    left join public.page_reads seen on seen.page_id = event.page_id and seen.user_id = event.user_id
  ), told_once as (
    -- Of the same task or page twice, or of a message that names the reader again, the newer event stands for both.
    -- Comments, messages and documents count each.
    select events.*, case
        when outcome = 'delivered'
          and type in ('task_assigned', 'task_completed', 'deadline_reminder', 'page_published', 'chat_mention')
          and row_number() over (
            partition by notification_id, outcome, task_id, page_id, message_id order by id desc) > 1
          then 'superseded' else outcome end as final
    from events
  ), timed as (
    -- Quiet hours hold everything but what is due within them: the reminder, the task itself, and what is said about it. Also
    -- what is due at their very end: by then it would be too late.
    select told_once.*, case
        when final <> 'delivered' then null
        when id = any (in_motion) then judge_events.now + interval '1 s'
        when quiet_until >= to_be_done_by then null
        else quiet_until end as held_until
    from told_once
  )
  select id, user_id, type, notification_id, case when held_until is null then final end, held_until,
    reader_team_id, row_number() over (partition by notification_id, final, held_until is null order by id desc),
    reason, actor_name, team_code,
    case when type = 'document_uploaded' and task_withdrawn_at is not null then '/documents' else link end,
    quiet_until is not null,
    jsonb_strip_nulls(jsonb_build_object(
      'title', coalesce(document_name, task_title, page_title), 'task_id', task_id, 'due_at', coalesce(due_at, task_due_at),
      'document_id', document_id, 'page_id', page_id, 'message_id', message_id, 'seq', seq, 'excerpt', excerpt,
      'team_code', team_code, 'actor_name', actor_name, 'link', link)) || params
  from timed;
end;
$$;

revoke execute on function private.quiet_until(timestamptz, text, time, time),
  private.events_in_motion(timestamptz, public.notification_slots[]), private.is_named(uuid[], uuid, uuid, public.user_role),
  private.is_read_by_a_colleague(uuid, integer, public.user_role),
  private.judge_events(timestamptz, public.notification_slots[], bigint[]) from public;
