-- What was said live stays in Realtime for some three days, and whoever may join a topic may have it said again (replay). So
-- what a message said before it was edited or deleted goes from there too. Its events stay, without their content: to whoever
-- has them replayed they say no more than that something is to be read anew.

-- A broadcast that cannot be changed must not undo what it told of.
create function private.blank_superseded_broadcasts() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  topics text[];
begin
  -- What was heard under an earlier name of a topic nobody can join any more.
  select array_agg(private.user_topic(id)) into topics
    from public.users where team_id = new.team_id or role = 'admin';
  update realtime.messages said set payload = jsonb_build_object('id', said.payload -> 'id')
    where said.extension = 'broadcast' and said.private
      -- Its column has no zone: Realtime takes it for UTC, and finds nothing where it is not.
      and said.inserted_at >= (old.created_at at time zone 'utc') - interval '1 minute'
      and said.topic = any (topics || private.team_topic(new.team_id))
      and ((said.event = 'message' and said.payload ->> 'id' = new.id::text
            and (said.payload ->> 'revision')::integer < new.revision)
        or (said.event = 'notification'
            and said.payload -> 'params' -> 'items' @> jsonb_build_array(jsonb_build_object('message_id', new.id))));
  return null;
exception when others then
  raise warning 'What message % said is still in Realtime: %', new.id, sqlerrm;
  return null;
end;
$$;
create trigger chat_messages_superseded after update of content, document_ids on public.chat_messages
  for each row when (old.content is distinct from new.content or old.document_ids <> new.document_ids)
  execute function private.blank_superseded_broadcasts();

revoke execute on function private.blank_superseded_broadcasts() from public;
