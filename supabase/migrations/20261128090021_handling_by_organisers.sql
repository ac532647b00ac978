-- What organisers do with a conversation: each of these a second time changes nothing, and tells nobody.

-- The handling of a conversation, locked, for an organiser alone: a team is refused before anything is looked at.
create function private.lock_handling(conversation uuid) returns public.conversation_handling
language plpgsql volatile set search_path = '' as $$
declare
  handling public.conversation_handling;
begin
  if not private.is_admin() then
    raise insufficient_privilege using message = 'Only organisers can do this';
  end if;
  perform private.lock_sender(auth.uid());
  perform private.take_turn_as_organiser();
  select * into handling from public.conversation_handling where team_id = conversation for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such conversation';
  end if;
  if exists (select from public.teams where id = conversation and archived_at is not null) then
    raise sqlstate 'PT403' using message = 'This team is archived', detail = 'team_archived';
  end if;
  return handling;
end;
$$;

-- Limits what one organiser does to 60 acts in 60 seconds, and tells the others of this one. Never on a team's topic.
create function private.tell_handling(conversation uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  at timestamptz := clock_timestamp();
  sixtieth timestamptz;
begin
  select acted_at into sixtieth from private.handling_acts
    where actor_id = auth.uid() order by acted_at desc offset 59 limit 1;
  if sixtieth > at - interval '60 s' then
    perform private.refuse_too_fast('Too many changes: at most 60 in 60 seconds',
      extract(epoch from sixtieth + interval '60 s' - at));
  end if;
  delete from private.handling_acts where actor_id = auth.uid() and acted_at < at - interval '60 s';
  insert into private.handling_acts (actor_id, acted_at) values (auth.uid(), at);
  perform realtime.send(jsonb_build_object('team_id', conversation), 'inbox', private.admin_topic(), true);
end;
$$;

-- Gives a conversation to an organiser, or (null) to nobody.
create function public.assign_conversation(conversation uuid, organiser uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  handling public.conversation_handling := private.lock_handling(conversation);
begin
  if handling.assignee_id is not distinct from organiser then
    return;
  end if;
  -- Behind the turn, without which nobody ceases to be one.
  if organiser is not null and not exists (
    select from public.users where id = organiser and role = 'admin' and deactivated_at is null) then
    raise sqlstate 'PT409' using message = 'Only an organiser can answer a team', detail = 'no_organiser';
  end if;
  perform private.tell_handling(conversation);
  update public.conversation_handling set assignee_id = organiser where team_id = conversation;
end;
$$;

-- What the team wrote meanwhile, unseen, is neither settled nor put off.
create function private.refuse_written_meanwhile(conversation uuid, seen_seq integer) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if seen_seq is null then
    raise null_value_not_allowed using message = 'Say up to which message';
  end if;
  if exists (
    select from public.chat_messages
    where team_id = conversation and seq > seen_seq and sender_role = 'member' and deleted_at is null) then
    raise sqlstate 'PT409' using message = 'The team has written meanwhile', detail = 'written_meanwhile';
  end if;
end;
$$;

-- Nothing waits here any more, though nobody answered.
create function public.resolve_conversation(conversation uuid, seen_seq integer) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  handling public.conversation_handling := private.lock_handling(conversation);
begin
  if handling.resolved_at is not null then
    return;
  end if;
  perform private.refuse_written_meanwhile(conversation, seen_seq);
  perform private.tell_handling(conversation);
  update public.conversation_handling
    set resolved_at = clock_timestamp(), resolved_by = auth.uid(), snoozed_until = null
    where team_id = conversation;
end;
$$;

-- Takes a resolution, or a putting off, back: what waited before waits again, since then.
create function public.reopen_conversation(conversation uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  handling public.conversation_handling := private.lock_handling(conversation);
begin
  if handling.resolved_at is null and handling.snoozed_until is null then
    return;
  end if;
  perform private.tell_handling(conversation);
  update public.conversation_handling set resolved_at = null, resolved_by = null, snoozed_until = null
    where team_id = conversation;
end;
$$;

-- Puts what waits off until a time. When that has come it waits again by itself: who reads compares it with the clock.
create function public.snooze_conversation(conversation uuid, until timestamptz, seen_seq integer) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  handling public.conversation_handling := private.lock_handling(conversation);
begin
  if until is null or until > clock_timestamp() + interval '42 days' then
    raise sqlstate 'PT400' using message = 'Snooze until a time within six weeks', detail = 'too_late';
  end if;
  if handling.snoozed_until = until then
    return;
  end if;
  if until <= clock_timestamp() then
    raise sqlstate 'PT400' using message = 'This time has passed', detail = 'passed';
  end if;
  if handling.waiting_seq is null or handling.resolved_at is not null then
    raise sqlstate 'PT409' using message = 'Nothing waits here', detail = 'not_waiting';
  end if;
  perform private.refuse_written_meanwhile(conversation, seen_seq);
  perform private.tell_handling(conversation);
  update public.conversation_handling set snoozed_until = until where team_id = conversation;
end;
$$;

-- The conversations the reader may open, the newest first, with their last message and what is unread; for organisers also
-- who waits and who answers. (A team reads nothing of the handling.) Of a message without a text the names of
-- its files are shown. The newest message is found by its place: the log has no gaps. In plpgsql,
-- which keeps the plan of it from call to call: to make it takes as long as to read 200 conversations.
drop function public.conversation_list();
create function public.conversation_list() returns table (
  team_id uuid, code text, name text, primary_colour text, secondary_colour text,
  last_seq integer, unread integer, last_message_at timestamptz,
  last_sender_id uuid, last_sender_name text, last_excerpt text, last_deleted boolean,
  waiting_since timestamptz, assignee_id uuid, assignee_name text, resolved_at timestamptz, snoozed_until timestamptz
)
language plpgsql stable set search_path = '' as $$
#variable_conflict use_column
begin
  return query select t.id, t.code, t.name, t.primary_colour, t.secondary_colour,
    c.last_seq, c.last_seq - coalesce(r.last_read_seq, 0), m.created_at,
    m.sender_id, m.sender_name,
    left(case m.content when '' then (
      select string_agg(d.name, ', ' order by place)
      from unnest(m.document_ids) with ordinality as named (id, place) join public.documents d on d.id = named.id
    ) else m.content end, 140),
    m.deleted_at is not null,
    h.waiting_since, h.assignee_id, a.full_name, h.resolved_at, h.snoozed_until
  from public.conversations c
  join public.teams t on t.id = c.team_id and t.archived_at is null
  left join public.chat_read_cursors r on r.team_id = c.team_id and r.user_id = (select auth.uid())
  left join public.chat_messages m on m.team_id = c.team_id and m.seq = c.last_seq
  left join private.readable_handling() h on h.team_id = c.team_id
  left join public.users a on a.id = h.assignee_id
  order by c.last_message_at desc nulls last, t.name;
end;
$$;

revoke execute on function private.lock_handling(uuid), private.tell_handling(uuid),
  private.refuse_written_meanwhile(uuid, integer) from public;
revoke execute on function public.assign_conversation(uuid, uuid), public.resolve_conversation(uuid, integer),
  public.reopen_conversation(uuid), public.snooze_conversation(uuid, timestamptz, integer), public.conversation_list()
  from public, anon;
grant execute on function public.assign_conversation(uuid, uuid), public.resolve_conversation(uuid, integer),
  public.reopen_conversation(uuid), public.snooze_conversation(uuid, timestamptz, integer), public.conversation_list()
  to authenticated;
