-- What a message brings along. Its files are documents of the team like any other: they are uploaded and confirmed first, and
-- the message then names them. Until it is sent they are in its writer's hands alone.
alter table public.documents
  -- In pixels, as a picture is shown; only of pictures that a browser shows.
  add column width integer,
  add column height integer,
  add column awaits_message boolean not null default false,
  add constraint documents_has_both_sides check ((width is null) = (height is null)),
  add constraint documents_sides check (width > 0 and height > 0),
  add constraint documents_awaits_and_answers_nothing
    check (not awaits_message or (message_id is null and task_id is null));

alter policy "a team reads its documents, organisers read all" on public.documents using (
  deleted_at is null
  and (team_id = (select private.my_team_id()) or (select private.is_admin()))
  and (not awaits_message or uploaded_by = (select auth.uid())));

-- Those that are there, in the order in which they were named: a document that is deleted leaves its message too.
alter table public.chat_messages
  add column document_ids uuid[] not null default '{}',
  add constraint chat_messages_documents_limit check (cardinality(document_ids) <= 10),
  add constraint chat_messages_tombstone_has_no_documents check (deleted_at is null or document_ids = '{}'),
  drop constraint chat_messages_content_length,
  drop constraint chat_messages_content_not_blank,
  add constraint chat_messages_content_length check (char_length(content) <= 5000),
  -- A message says something or brings something along.
  add constraint chat_messages_content_not_blank check (content ~ '\S' or (content = '' and document_ids <> '{}'));
grant insert (document_ids) on public.chat_messages to authenticated, service_role;

-- What answered a message before came with it. Nobody is told: who has the conversation open reads it anew with the new site.
alter table public.chat_messages disable trigger user;
update public.chat_messages message set document_ids = answers.ids[1:10]
  from (
    select message_id, array_agg(id order by uploaded_at, id) as ids
    from public.documents where message_id is not null and deleted_at is null group by message_id
  ) as answers
  where message.id = answers.message_id and message.deleted_at is null;
alter table public.chat_messages enable trigger user;

-- Of the wanted documents those that its sender may send with a message: their own, of that team, still there, answering
-- nothing else. Each once, and in their order. The others are left out: nobody's message waits for them. Locked in one order,
-- so that none of them goes meanwhile.
create function private.lock_documents_to_send(team uuid, sender uuid, wanted uuid[]) returns uuid[]
language plpgsql volatile set search_path = '' as $$
declare
  found_ids uuid[];
begin
  if cardinality(wanted) > 10 then
    raise sqlstate 'PT400' using message = 'A message has at most 10 documents', detail = 'documents';
  end if;
  select array_agg(id) into found_ids from (
    select id from public.documents
    where id = any (wanted) and team_id = team and uploaded_by = sender and deleted_at is null
      and message_id is null and task_id is null
    order by id for no key update) as free;
  return array(
    select id from unnest(wanted) with ordinality as each (id, place)
    where id = any (found_ids) group by id order by min(place));
end;
$$;

create function private.find_documents_to_send() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  new.document_ids := private.lock_documents_to_send(new.team_id, new.sender_id, new.document_ids);
  return new;
end;
$$;
-- After chat_messages_number and those that look again at who writes, by its name. Lock order: sender, turn, conversation,
-- documents.
create trigger chat_messages_take_documents before insert on public.chat_messages
  for each row when (new.document_ids is distinct from '{}') execute function private.find_documents_to_send();

create function private.attach_documents() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.documents set message_id = new.id, awaits_message = false
    where id = any (new.document_ids) and message_id is null;
  -- Of two messages in one statement each may have found the same.
  if (select count(*) from public.documents where message_id = new.id) < cardinality(new.document_ids) then
    raise unique_violation using message = 'A document goes with one message';
  end if;
  return null;
end;
$$;
-- Before chat_messages_broadcast, by its name: what is said live has its documents.
create trigger chat_messages_attach_documents after insert on public.chat_messages
  for each row when (new.document_ids <> '{}') execute function private.attach_documents();

create or replace function private.message_json(message public.chat_messages) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', message.id, 'team_id', message.team_id,
    'sender_id', message.sender_id, 'sender_name', message.sender_name, 'sender_role', message.sender_role,
    'content', message.content, 'seq', message.seq, 'revision', message.revision,
    'created_at', message.created_at, 'edited_at', message.edited_at, 'deleted_at', message.deleted_at,
    'mentions', case when message.mentions = '{}' then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by place), '[]')
      from unnest(message.mentions, message.mention_names) with ordinality as named (id, name, place)) end,
    'documents', case when message.document_ids = '{}' then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object(
          'id', document.id, 'name', document.name, 'mime_type', document.mime_type, 'size_bytes', document.size_bytes,
          'width', document.width, 'height', document.height) order by place), '[]')
      from unnest(message.document_ids) with ordinality as named (id, place)
      join public.documents document on document.id = named.id and document.message_id = message.id) end)
$$;

-- A message as snapshots tell it: for who has just written it, and knows it by its row alone. Null when out of reach.
create function public.read_message(message_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select private.message_json(message) from public.chat_messages message where id = message_id
$$;

revoke execute on function private.lock_documents_to_send(uuid, uuid, uuid[]), private.find_documents_to_send(),
  private.attach_documents() from public;
revoke execute on function public.read_message(uuid) from public, anon;
grant execute on function public.read_message(uuid) to authenticated;
