-- What is said live, in the writer's transaction. Definer: under the writer's own rights realtime.send would fail
-- its policy with no more than a warning, and nobody would hear.

-- All that a screen needs of a message, and nothing else. The same shape is read by snapshots and catch-ups.
create function private.message_json(message public.chat_messages) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', message.id, 'team_id', message.team_id,
    'sender_id', message.sender_id, 'sender_name', message.sender_name, 'sender_role', message.sender_role,
    'content', message.content, 'seq', message.seq, 'revision', message.revision,
    'created_at', message.created_at, 'edited_at', message.edited_at, 'deleted_at', message.deleted_at)
$$;

create function private.broadcast_message() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  -- History that was brought in carries a time before this transaction: nobody is waiting for it.
  if tg_op = 'INSERT' and new.created_at < transaction_timestamp() then
    return null;
  end if;
  -- The payload's own id would be the message's; realtime adds one only where there is none.
  perform realtime.send(private.message_json(new), 'message', private.team_topic(new.team_id), true);
  perform realtime.send(jsonb_build_object('team_id', new.team_id), 'inbox', private.admin_topic(), true);
  return null;
end;
$$;
create trigger chat_messages_broadcast after insert or update on public.chat_messages
  for each row execute function private.broadcast_message();

revoke execute on function private.message_json(public.chat_messages), private.broadcast_message() from public;
grant execute on function private.message_json(public.chat_messages) to authenticated;
