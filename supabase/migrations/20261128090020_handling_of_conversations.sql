-- Who waits for the organisers, and who of them answers: for organisers alone. A team reads its conversation, so none of this
-- stands there. Waiting is derived from the messages, and kept by triggers under the conversation's lock. What organisers do
-- locks this row alone, and no key leads from it to a person: a row tells whoever may read it that it was locked (xmax).
-- Lock order: sender, turn, conversation, handling, message.
create table public.conversation_handling (
  team_id uuid primary key references public.conversations (team_id) on delete cascade,
  -- The first message of the team that nobody has answered, and when it came.
  waiting_since timestamptz,
  waiting_seq integer,
  -- Up to here nothing waits: it was resolved once, and the team has written again since.
  settled_seq integer not null default 0,
  assignee_id uuid,
  resolved_at timestamptz,
  resolved_by uuid,
  snoozed_until timestamptz,
  constraint conversation_handling_waits_since check ((waiting_since is null) = (waiting_seq is null)),
  constraint conversation_handling_is_not_both check (resolved_at is null or snoozed_until is null)
) with (fillfactor = 50);

alter table public.conversation_handling enable row level security;
revoke all on public.conversation_handling from public, anon, authenticated, service_role;

-- Nobody is granted to read the table: with a right to read come the planner's guesses of how many rows there are with something.
create function private.readable_handling() returns setof public.conversation_handling
language sql stable security definer set search_path = '' as $$
  select * from public.conversation_handling where (select private.is_admin())
$$;
revoke execute on function private.readable_handling() from public;
grant execute on function private.readable_handling() to authenticated;

-- What organisers did there of late, for the limit.
create table private.handling_acts (
  actor_id uuid not null,
  acted_at timestamptz not null
);
create index handling_acts_actor on private.handling_acts (actor_id, acted_at);
alter table private.handling_acts enable row level security;

-- The first message of a team that was neither answered nor settled. An answer that was deleted is none, nor is an announcement.
create function private.first_waiting(conversation uuid, settled integer) returns table (seq integer, created_at timestamptz)
language sql stable set search_path = '' as $$
  select asked.seq, asked.created_at from public.chat_messages asked
  where asked.team_id = conversation and asked.sender_role = 'member' and asked.deleted_at is null
    and asked.seq > greatest(settled, coalesce((
      select answer.seq from public.chat_messages answer
      where answer.team_id = conversation and answer.sender_role = 'admin'
        and answer.deleted_at is null and answer.announcement_id is null
      order by answer.seq desc limit 1), 0))
  order by asked.seq limit 1
$$;

create function private.open_handling() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.conversation_handling (team_id) values (new.team_id);
  return null;
end;
$$;
create trigger conversations_open_handling after insert on public.conversations
  for each row execute function private.open_handling();

-- A team that writes waits, from its first unanswered message on, whatever was resolved or put off before.
create function private.handle_message() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  if new.sender_role = 'member' then
    -- Whether there is anything to change or not: who resolves waits for this message, and sees it.
    perform 1 from public.conversation_handling where team_id = new.team_id for no key update;
    update public.conversation_handling set
      waiting_since = case when waiting_seq is null or resolved_at is not null then new.created_at else waiting_since end,
      waiting_seq = case when waiting_seq is null or resolved_at is not null then new.seq else waiting_seq end,
      settled_seq = case when resolved_at is not null then new.seq - 1 else settled_seq end,
      resolved_at = null, resolved_by = null, snoozed_until = null
      where team_id = new.team_id and (waiting_seq is null or resolved_at is not null or snoozed_until is not null);
  elsif new.announcement_id is null then
    update public.conversation_handling set waiting_since = null, waiting_seq = null, snoozed_until = null
      where team_id = new.team_id and (waiting_seq is not null or snoozed_until is not null);
  end if;
  return null;
end;
$$;
create trigger chat_messages_handle after insert on public.chat_messages
  for each row execute function private.handle_message();

-- What is deleted waits for nobody, and answers nothing.
create function private.handle_deletion() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  first record;
begin
  select waiting.seq, waiting.created_at into first
    from public.conversation_handling
    left join lateral private.first_waiting(team_id, settled_seq) waiting on true
    where team_id = new.team_id;
  update public.conversation_handling
    set waiting_since = first.created_at, waiting_seq = first.seq,
      snoozed_until = case when first.seq is not null then snoozed_until end
    where team_id = new.team_id and (waiting_seq is distinct from first.seq);
  return null;
end;
$$;
create trigger chat_messages_handle_deletion after update on public.chat_messages
  for each row when (old.deleted_at is null and new.deleted_at is not null) execute function private.handle_deletion();

-- Whoever is an organiser no more answers nobody: what was theirs is free again.
create function private.free_assignments() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.conversation_handling set assignee_id = null
    where team_id in (
      select team_id from public.conversation_handling where assignee_id = old.id order by team_id for no key update);
  return null;
end;
$$;
create trigger users_z_free_assignments after update of role, deactivated_at on public.users
  for each row when (
    old.role = 'admin' and old.deactivated_at is null and (new.role <> 'admin' or new.deactivated_at is not null))
  execute function private.free_assignments();
create trigger users_z_free_assignments_of_deleted after delete on public.users
  for each row when (old.role = 'admin') execute function private.free_assignments();

-- What there is already.
insert into public.conversation_handling (team_id, waiting_since, waiting_seq)
  select c.team_id, waiting.created_at, waiting.seq
  from public.conversations c left join lateral private.first_waiting(c.team_id, 0) waiting on true;

revoke execute on function private.first_waiting(uuid, integer), private.open_handling(), private.handle_message(),
  private.handle_deletion(), private.free_assignments() from public;
