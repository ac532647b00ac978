-- Places and revisions are given under the conversation's lock, in the writer's transaction: gapless, in commit order.
-- Lock order everywhere: sender, turn, conversation, message.

-- Holds until the end of the transaction; two writes of one person never overlap, so that a limit can count.
create function private.lock_sender(sender uuid) returns void
language sql volatile set search_path = '' as $$
  select pg_advisory_xact_lock(1, hashtext(sender::text))
$$;

-- Holds until the end of the transaction. A statement's rows come to the trigger one by one, and each locks its
-- conversation at once, because the answer carries its number: nothing can sort these locks, and two inserts into the
-- same conversations in opposite orders would deadlock. So whoever may lock several conversations takes turns with the
-- others who may: organisers, the service role, the owner. A member has one conversation and waits for no turn.
-- The price: these few commit one after another, hundreds a second at the least. An import should commit in small parts.
create function private.take_turn() returns void
language sql volatile set search_path = '' as $$
  select pg_advisory_xact_lock(2, 0)
$$;

create function private.refuse_too_fast(message text, seconds numeric) returns void
language plpgsql volatile set search_path = '' as $$
begin
  raise sqlstate 'PT429' using message = message, detail = greatest(1, ceil(seconds))::text;
end;
$$;

create function private.number_message() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  writer uuid := auth.uid();
  writes_anywhere boolean := writer is null or private.is_admin();
  -- Only history that is brought in by the owner of the database may come with a time of its own.
  is_history boolean := coalesce(writer is null and isfinite(new.created_at), false);
  stored public.chat_messages;
  thirtieth timestamptz;
  stamp timestamptz;
begin
  -- Before any lock: this runs ahead of the policy's WITH CHECK, and an outsider must not hold up another team.
  if writer is not null then
    if new.sender_id is distinct from writer
       or not (writes_anywhere or new.team_id is not distinct from private.my_team_id()) then
      raise insufficient_privilege using message = 'You cannot write in this conversation';
    end if;
    perform private.lock_sender(writer);
  end if;
  if writes_anywhere then
    perform private.take_turn();
  end if;

  perform 1 from public.conversations where team_id = new.team_id for no key update;
  if not found then
    raise foreign_key_violation using message = 'There is no such conversation';
  end if;

  -- A retry consumes nothing, and is never refused for its speed; the caller reads the stored row by its id.
  select * into stored from public.chat_messages where id = new.id;
  if found then
    if (stored.team_id, stored.sender_id) is distinct from (new.team_id, new.sender_id) then
      raise unique_violation using message = 'This id belongs to another message';
    end if;
    return null;
  end if;

  -- A statement of its own: it must see what the lock above waited for.
  if writer is not null then
    select created_at into thirtieth from public.chat_messages
      where sender_id = writer order by created_at desc offset 29 limit 1;
    if thirtieth > clock_timestamp() - interval '60 s' then
      perform private.refuse_too_fast('Too many messages: at most 30 in 60 seconds',
        extract(epoch from thirtieth + interval '60 s' - clock_timestamp()));
    end if;

    -- Two conversations share no lock. While another one takes the same id, "on conflict do nothing" would drop this
    -- message after it was numbered, and leave a hole.
    perform pg_advisory_xact_lock(hashtextextended(new.id::text, 0));
    if exists (select from public.chat_messages where id = new.id) then
      raise unique_violation using message = 'This id belongs to another message';
    end if;
  end if;

  select full_name, role into new.sender_name, new.sender_role from public.users where id = new.sender_id;

  update public.conversations
    set last_seq = last_seq + 1, last_revision = last_revision + 1,
      last_message_at = case when is_history then greatest(last_message_at, new.created_at) else clock_timestamp() end
    where team_id = new.team_id
    returning last_seq, last_revision, last_message_at into new.seq, new.revision, stamp;

  if not is_history then
    new.created_at := stamp;
  end if;
  new.edited_at := null;
  new.deleted_at := null;
  return new;
end;
$$;
create trigger chat_messages_number before insert on public.chat_messages
  for each row execute function private.number_message();

-- Reads a message that the caller may change, with its conversation locked. Unknown and out of reach look the same.
create function private.lock_own_message(message_id uuid, at timestamptz) returns public.chat_messages
language plpgsql volatile security definer set search_path = '' as $$
declare
  found_message public.chat_messages;
  conversation uuid;
begin
  select team_id into conversation from public.chat_messages
    where id = message_id and (private.is_admin() or team_id = private.my_team_id());
  if conversation is null then
    raise sqlstate 'PT404' using message = 'There is no such message';
  end if;
  perform private.lock_sender(auth.uid());
  if private.is_admin() then
    perform private.take_turn();
  end if;
  perform 1 from public.conversations where team_id = conversation for no key update;
  select * into found_message from public.chat_messages where id = message_id for no key update;
  if found_message.sender_id <> auth.uid() then
    raise sqlstate 'PT403' using message = 'Only its sender can change a message', detail = 'not_yours';
  end if;
  if not private.is_admin() and found_message.created_at < at - interval '15 minutes' then
    raise sqlstate 'PT403' using message = 'A message can be changed for 15 minutes', detail = 'too_late';
  end if;
  return found_message;
end;
$$;

-- Keeps what is about to be replaced, and limits how often one person replaces: 30 times in 60 seconds.
create function private.keep_history(message public.chat_messages, replaced_by text, at timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  thirtieth timestamptz;
begin
  select replaced_at into thirtieth from private.chat_message_history
    where actor_id = auth.uid() order by replaced_at desc offset 29 limit 1;
  if thirtieth > at - interval '60 s' then
    perform private.refuse_too_fast('Too many changes: at most 30 in 60 seconds',
      extract(epoch from thirtieth + interval '60 s' - at));
  end if;
  insert into private.chat_message_history (message_id, revision, content, replaced_by, actor_id, replaced_at)
    values (message.id, message.revision, message.content, replaced_by, auth.uid(), at);
end;
$$;

create function private.next_revision(conversation uuid) returns integer
language sql volatile security definer set search_path = '' as $$
  update public.conversations set last_revision = last_revision + 1
    where team_id = conversation returning last_revision
$$;

-- Replaces the text of one's own message and answers with the row. The same text again changes nothing.
create function public.edit_message(message_id uuid, new_content text) returns public.chat_messages
language plpgsql volatile security definer set search_path = '' as $$
declare
  message public.chat_messages;
  at timestamptz;
begin
  message := private.lock_own_message(message_id, clock_timestamp());
  at := clock_timestamp();
  if message.deleted_at is not null then
    raise sqlstate 'PT409' using message = 'This message has been deleted', detail = 'deleted';
  end if;
  if message.content = new_content then
    return message;
  end if;
  if new_content is null then
    raise not_null_violation using message = 'A message needs a text';
  end if;
  perform private.keep_history(message, 'edit', at);
  update public.chat_messages
    set content = new_content, edited_at = at, revision = private.next_revision(message.team_id)
    where id = message.id returning * into message;
  return message;
end;
$$;

-- Leaves a tombstone in the place of one's own message and answers with it. A second time changes nothing.
create function public.delete_message(message_id uuid) returns public.chat_messages
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
    set content = null, deleted_at = at, revision = private.next_revision(message.team_id)
    where id = message.id returning * into message;
  return message;
end;
$$;

revoke execute on function private.lock_sender(uuid), private.take_turn(), private.refuse_too_fast(text, numeric),
  private.number_message(), private.lock_own_message(uuid, timestamptz),
  private.keep_history(public.chat_messages, text, timestamptz), private.next_revision(uuid),
  private.keep_team_code(), private.open_conversation() from public;
revoke execute on function public.edit_message(uuid, text), public.delete_message(uuid) from public, anon;
grant execute on function public.edit_message(uuid, text), public.delete_message(uuid) to authenticated;
