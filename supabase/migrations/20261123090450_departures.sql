-- Whoever leaves a team or the organisers has left from the moment of the commit on: also for what they had begun before it,
-- and was held up by it.

-- After chat_messages_number and before chat_messages_refuse_archived, by its name: with the conversation's lock, for which
-- the departure may have been waited. A statement of its own, so that it sees what has changed since.
create function private.refuse_departed() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  if auth.uid() is not null and not (private.is_admin() or new.team_id is not distinct from private.my_team_id()) then
    raise insufficient_privilege using message = 'You cannot write in this conversation';
  end if;
  return new;
end;
$$;
create trigger chat_messages_recheck_writer before insert or update on public.chat_messages
  for each row execute function private.refuse_departed();

-- Who marks something as read holds no conversation, and tells of it on the topic whose name it has just looked up. So that
-- nothing is told under a name that has moved: those who mark hold the topic together, and who moves it holds it alone.
create function private.hold_topic() returns trigger
language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(4, hashtext(new.team_id::text));
  return new;
end;
$$;
create trigger chat_read_cursors_hold_topic before update on public.chat_read_cursors
  for each row execute function private.hold_topic();
create trigger chat_read_cursors_recheck_reader before update on public.chat_read_cursors
  for each row execute function private.refuse_departed();

create function private.hold_topic_alone() returns trigger
language plpgsql volatile set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(4, hashtext(new.team_id::text));
  return new;
end;
$$;
create trigger conversations_hold_topic_alone before update of topic_epoch on public.conversations
  for each row execute function private.hold_topic_alone();

revoke execute on function private.refuse_departed(), private.hold_topic(), private.hold_topic_alone() from public;
