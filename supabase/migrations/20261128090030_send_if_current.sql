-- Two organisers answer the same question: whoever comes second is told of the other's answer before their own goes out. A
-- message may name the place that its writer had in view when they began; decided under the conversation's lock, in the same
-- statement that stores it, so that of two who send at once exactly one passes.

-- A condition and no fact: it is never stored, for what a writer had seen is nobody's business.
alter table public.chat_messages
  add column written_after integer,
  add constraint chat_messages_written_after_is_not_kept check (written_after is null);
grant insert (written_after) on public.chat_messages to authenticated, service_role;

-- Runs after chat_messages_number, which holds the lock and has let no retry come this far: what is stored already is never
-- refused. A team's own people may say the same thing twice.
create function private.refuse_if_answered() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  -- Of a statement of its own: it sees what the lock waited for.
  answer public.chat_messages;
begin
  if new.sender_role = 'admin' then
    select * into answer from public.chat_messages
      where team_id = new.team_id and seq > new.written_after
        and sender_role = 'admin' and sender_id <> new.sender_id
        and deleted_at is null and announcement_id is null
      order by seq desc limit 1;
    if found then
      raise sqlstate 'PT409' using message = 'Another organiser has answered meanwhile', detail = 'answered',
        hint = jsonb_build_object('seq', answer.seq, 'name', answer.sender_name)::text;
    end if;
  end if;
  new.written_after := null;
  return new;
end;
$$;
create trigger chat_messages_number_if_current before insert on public.chat_messages
  for each row when (new.written_after is not null) execute function private.refuse_if_answered();

revoke execute on function private.refuse_if_answered() from public;
