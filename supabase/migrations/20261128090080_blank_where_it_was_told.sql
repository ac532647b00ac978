-- What was said live of a message stands under its team's topic, and under those of the people whom a notification told of it:
-- nobody else's is looked at. Before chat_messages_follow_in_notifications, by its name, which may take back what was told.
create or replace function private.blank_superseded_broadcasts() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  topics text[];
begin
  -- What was heard under an earlier name of a topic nobody can join any more.
  select array_agg(distinct private.user_topic(user_id)) into topics
    from private.notification_outcomes where message_id = new.id and outcome in ('delivered', 'superseded');
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
alter trigger chat_messages_superseded on public.chat_messages rename to chat_messages_blank_superseded;
