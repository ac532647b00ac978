-- The delivery: lock, consume, tell, re-arm. Each is a statement of its own, so that it sees what the one before has waited
-- for or done.

-- Tells people's own screens what came for them, and these and others how many are unread. Two transactions that do not see
-- each other may both tell a number that is wrong by now: whoever shows it takes it as a signal, and reads it anew.
-- A broadcast that fails must not undo what it tells of: screens heal without it.
create function private.tell_notifications(told uuid[], readers uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into realtime.messages (topic, extension, event, private, payload)
    -- The function is asked only where it has moved: it takes longer than all the rest.
    select case reader.topic_epoch when 0 then 'user:' || reader.id else private.user_topic(reader.id) end,
      'broadcast', event, true, payload
    from (
      select user_id, 'notification' as event, private.notification_json(notification) as payload
        from public.notifications notification where id = any (told)
      union all
      select person.id, 'unread', jsonb_build_object('id', gen_random_uuid(), 'count', (
          select count(*) from public.notifications
          where user_id = person.id and read_at is null and team_id is not distinct from person.team_id))
        from public.users person where person.id = any (readers)
    ) as events
    join public.users reader on reader.id = events.user_id;
exception when others then
  raise warning 'Notifications are not told live: %', sqlerrm;
end;
$$;

-- Delivers what is due at `now`, for at most `batch` readers and types (of `readers` alone, where they are given), and says
-- how many it held ("slots"), made ("delivered": notifications) and dropped ("dissolved": events), and how many more are due
-- ("left", counted up to 1000; those that somebody else is delivering are among them). Level when slots < batch. Runs that
-- overlap share the work.
create function public.deliver_notifications(
  now timestamptz default clock_timestamp(), batch integer default 1000, readers uuid[] default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  locked public.notification_slots[];
  in_motion bigint[];
  -- The same slots afterwards, as far as there was something for them: since when they are free, and when to look again.
  after public.notification_slots[];
  ended bigint[];
  told uuid[];
  told_to uuid[];
  dissolved integer;
begin
  -- 1 lock. Whoever delivers to one of these has it, and what others have is theirs: nobody waits.
  if readers is null then
    select array_agg(slot) into locked from (
      select slot from public.notification_slots slot
      where waiting and next_at <= deliver_notifications.now
      order by next_at limit greatest(batch, 1) for update skip locked) as due;
  else
    select array_agg(slot) into locked from (
      select slot from public.notification_slots slot
      where user_id = any (readers) and waiting and next_at <= deliver_notifications.now
      order by next_at limit greatest(batch, 1) for update skip locked) as due;
  end if;

  -- 2 consume. No event comes to a slot that somebody has locked: whoever writes one arms it before they commit.
  in_motion := private.events_in_motion(deliver_notifications.now, locked);
  with judged as materialized (
    select * from private.judge_events(deliver_notifications.now, locked, in_motion)
  ), noted as (
    insert into private.notification_outcomes (event_id, user_id, type, outcome, notification_id, message_id, decided_at)
      select event_id, user_id, type, outcome, case outcome when 'delivered' then notification_id end,
        (item ->> 'message_id')::uuid, deliver_notifications.now
      from judged where outcome is not null
  ), gathered as (
    select notification_id, user_id, reader_team_id, type, count(*)::integer as item_count,
      coalesce(array_agg((item ->> 'message_id')::uuid order by place) filter (where item ? 'message_id'), '{}')
        as message_ids,
      -- Where all are the same place, that is where they lead.
      case when min(link) = max(link) then min(link) end as link,
      case when min(team_code) = max(team_code) and count(team_code) = count(*) then min(team_code) end as team_code,
      jsonb_strip_nulls(jsonb_build_object(
        'items', jsonb_agg(item order by place) filter (where place <= 5),
        'reasons', jsonb_agg(distinct reason),
        'actor_name',
          case when min(actor_name) = max(actor_name) and count(actor_name) = count(*) then min(actor_name) end,
        'quiet', case when bool_or(breaks_quiet) then true end)) as params
    from judged where outcome = 'delivered'
    group by notification_id, user_id, reader_team_id, type
  ), made as (
    insert into public.notifications (id, user_id, team_id, type, title, message, params, message_ids, link, item_count,
        created_at)
      select notification_id, user_id, reader_team_id, type, private.notification_title(type, item_count, params),
        private.notification_message(params),
        params || case when team_code is null then '{}' else jsonb_build_object('team_code', team_code) end,
        message_ids, coalesce(link, private.notification_list_link(type, team_code)), item_count, deliver_notifications.now
      from gathered
      returning id, user_id
  )
  select
    (select array_agg(event_id) from judged where outcome is not null),
    (select array_agg(row(user_id, type, free_at, next_at, true)::public.notification_slots) from (
      select user_id, type, min(look_again_at) as next_at,
        case when bool_or(outcome = 'delivered') then deliver_notifications.now + interval '60 s' end as free_at
      from judged group by user_id, type) as slot),
    (select count(*) from judged where outcome <> 'delivered'),
    array_agg(id), array_agg(distinct user_id)
    into ended, after, dissolved, told, told_to from made;
  delete from public.notification_queue where id = any (ended);

  -- 3 tell.
  perform private.tell_notifications(told, told_to);

  -- 4 re-arm, for what is held and for what comes later.
  update public.notification_slots slot
    set free_at = rest.free_at, waiting = rest.next_at is not null, next_at = greatest(rest.free_at, rest.next_at)
    from (
      select user_id, type, max(free_at) as free_at, least(min(next_at), (
        select min(deliver_at) from public.notification_queue event
        where event.user_id = each.user_id and event.type = each.type and event.deliver_at > deliver_notifications.now)) as next_at
      from (
        select user_id, type, free_at, null::timestamptz as next_at from unnest(locked)
        union all select user_id, type, free_at, next_at from unnest(after)) as each
      group by user_id, type
    ) as rest
    where slot.user_id = rest.user_id and slot.type = rest.type;

  return jsonb_build_object(
    'slots', coalesce(cardinality(locked), 0), 'delivered', coalesce(cardinality(told), 0),
    'dissolved', dissolved,
    'left', (
      select count(*) from (
        select from public.notification_slots where waiting and next_at <= deliver_notifications.now limit 1000) as due));
end;
$$;

revoke execute on function private.tell_notifications(uuid[], uuid[]) from public;
revoke execute on function public.deliver_notifications(timestamptz, integer, uuid[]) from public, anon, authenticated;
grant execute on function public.deliver_notifications(timestamptz, integer, uuid[]) to service_role;
