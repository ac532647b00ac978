-- What was said with a message is deleted as what was said in it: its document goes by the message's own rules, leaves a new
-- revision of it behind, and is kept for the audit, out of every reader's reach.

create or replace function public.delete_message(message_id uuid) returns public.chat_messages
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
  update public.documents set deleted_at = at, deleted_by = auth.uid()
    where documents.message_id = message.id and deleted_at is null;
  update public.chat_messages
    set content = null, mentions = '{}', mention_names = '{}', document_ids = '{}',
      deleted_at = at, revision = private.next_revision(message.team_id)
    where id = message.id returning * into message;
  return message;
end;
$$;

-- Takes a document out of its message, with the conversation locked. Where nothing else was in it a tombstone is left.
create function private.drop_from_message(document public.documents) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  message public.chat_messages;
  at timestamptz := clock_timestamp();
begin
  select * into message from public.chat_messages where id = document.message_id for no key update;
  if not document.id = any (message.document_ids) then
    return;
  end if;
  if message.content = '' and message.document_ids = array[document.id] then
    perform private.keep_history(message, 'deletion', at);
    update public.chat_messages
      set content = null, mentions = '{}', mention_names = '{}', document_ids = '{}',
        deleted_at = at, revision = private.next_revision(message.team_id)
      where id = message.id;
  else
    update public.chat_messages
      set document_ids = array_remove(document_ids, document.id), revision = private.next_revision(message.team_id)
      where id = message.id;
  end if;
end;
$$;

-- Takes a document away for everybody, and answers with where its file lies, if that may go: the site removes it. A second
-- time changes nothing. Whoever may hand something in for a team may take it back, whoever of them it was; what came with a
-- message only its sender, as long as they may delete the message; and organisers always.
-- Lock order: sender, turn, conversation, topics, upload, documents, message.
create or replace function public.delete_document(document_id uuid) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  document public.documents;
begin
  select * into document from public.documents
    where id = document_id and (private.is_admin() or team_id = private.my_team_id())
      and (not awaits_message or uploaded_by = auth.uid());
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such document';
  end if;
  perform private.lock_sender(auth.uid());
  if private.is_admin() then
    perform private.take_turn();
  end if;
  perform 1 from public.conversations where team_id = document.team_id for no key update;
  perform private.hold_topics(array[document.team_id]);
  perform private.lock_upload(document.storage_path);
  perform private.refuse_unless_writes_for(auth.uid(), document.team_id);
  -- A statement of its own: it may have been sent while this waited.
  select * into document from public.documents where id = document_id for no key update;
  if document.deleted_at is null then
    if document.message_id is not null then
      perform private.refuse_unless_may_delete_of_message(document);
    end if;
    update public.documents set deleted_at = clock_timestamp(), deleted_by = auth.uid() where id = document_id;
    if document.message_id is not null then
      perform private.drop_from_message(document);
    end if;
  end if;
  return case when document.message_id is null then document.storage_path end;
end;
$$;

create function private.refuse_unless_may_delete_of_message(document public.documents) returns void
language plpgsql volatile set search_path = '' as $$
declare
  message public.chat_messages;
begin
  if private.is_admin() then
    return;
  end if;
  select * into message from public.chat_messages where id = document.message_id;
  if message.sender_id <> auth.uid() then
    raise sqlstate 'PT403' using message = 'Only its sender can change a message', detail = 'not_yours';
  elsif message.created_at < clock_timestamp() - interval '15 minutes' then
    raise sqlstate 'PT403' using message = 'A message can be changed for 15 minutes', detail = 'too_late';
  end if;
end;
$$;

-- The paths of files that may go, the oldest first: of deleted documents (but those that were sent with a message), of what
-- was refused, and of uploads that nobody has confirmed within a day. An address for an upload is good for two hours: by then
-- its upload has ended one way or another, and whoever sent it has had the rest of the day to come back. What was uploaded
-- for a message and not sent within 30 days is deleted by this.
create or replace function public.files_to_clear(batch integer default 100) returns setof text
language plpgsql volatile security definer set search_path = '' as $$
declare
  orphan text;
begin
  -- No address that was given before is good any longer: the path may be used again.
  delete from private.condemned_uploads
    where condemned_at < now() - interval '1 day'
      and not exists (select from storage.objects where bucket_id = 'documents' and name = storage_path);

  for orphan in
    select name from storage.objects
    where bucket_id = 'documents' and created_at < now() - interval '1 day'
      and not exists (select from public.documents where storage_path = objects.name)
      and not exists (select from private.condemned_uploads where storage_path = objects.name)
    order by created_at, name limit batch
  loop
    perform private.lock_upload(orphan);
    -- A statement of its own: it must see what the lock above waited for.
    insert into private.condemned_uploads (storage_path)
      select orphan where not exists (select from public.documents where storage_path = orphan)
      on conflict do nothing;
  end loop;

  -- One that is being sent at this moment is left to that.
  update public.documents set deleted_at = now(), deleted_by = uploaded_by
    where id in (
      select id from public.documents
      where awaits_message and deleted_at is null and uploaded_at < now() - interval '30 days'
      order by id limit batch for no key update skip locked);

  return query
    select name from storage.objects
    where bucket_id = 'documents'
      and (exists (
          select from public.documents
          where storage_path = objects.name and deleted_at is not null and message_id is null)
        or exists (select from private.condemned_uploads where storage_path = objects.name))
    order by created_at, name limit batch;
end;
$$;

create index documents_awaiting on public.documents (uploaded_at) where awaits_message and deleted_at is null;

-- The conversations the reader may open, the newest first, with their last message and what is unread. Of a message without a
-- text the names of its files are shown.
create or replace function public.conversation_list() returns table (
  team_id uuid, code text, name text, primary_colour text, secondary_colour text,
  last_seq integer, unread integer, last_message_at timestamptz,
  last_sender_id uuid, last_sender_name text, last_excerpt text, last_deleted boolean
)
language sql stable set search_path = '' as $$
  select t.id, t.code, t.name, t.primary_colour, t.secondary_colour,
    c.last_seq, c.last_seq - coalesce(r.last_read_seq, 0), m.created_at,
    m.sender_id, m.sender_name,
    left(case m.content when '' then (
      select string_agg(d.name, ', ' order by place)
      from unnest(m.document_ids) with ordinality as named (id, place) join public.documents d on d.id = named.id
    ) else m.content end, 140),
    m.deleted_at is not null
  from public.conversations c
  join public.teams t on t.id = c.team_id and t.archived_at is null
  left join public.chat_read_cursors r on r.team_id = c.team_id and r.user_id = (select auth.uid())
  left join lateral (
    select * from public.chat_messages where chat_messages.team_id = c.team_id order by seq desc limit 1
  ) m on true
  order by c.last_message_at desc nulls last, t.name
$$;

revoke execute on function private.drop_from_message(public.documents),
  private.refuse_unless_may_delete_of_message(public.documents) from public;
