-- What is done with documents once they are there: they are listed, deleted and told of.

-- All that a screen shows of a document, whatever list it stands in.
create function private.document_json(document public.documents) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'id', document.id, 'name', document.name, 'size_bytes', document.size_bytes, 'mime_type', document.mime_type,
    'uploaded_at', document.uploaded_at, 'uploaded_by_name', document.uploader_name)
$$;

-- The newest documents (at most 1000, from the one after the first `skip` on) that the reader may see, of one team and with
-- a part of their name where that is asked for, each with its team and what it answers; and how many there are in all.
create function public.document_list(
  team uuid default null, search text default '', page_size integer default 100, skip integer default 0
) returns jsonb
language sql stable set search_path = '' as $$
  with found as (
    select * from public.documents
    where (document_list.team is null or team_id = document_list.team)
      and strpos(lower(name), lower(coalesce(search, ''))) > 0
  )
  select jsonb_build_object(
    'total', (select count(*) from found),
    'documents', coalesce((
      select jsonb_agg(
        private.document_json(d) || jsonb_build_object(
          'team_id', d.team_id, 'team_code', t.code, 'team_name', t.name, 'is_archived', t.archived_at is not null,
          'primary_colour', t.primary_colour, 'secondary_colour', t.secondary_colour,
          'task_id', k.id, 'task_title', k.title, 'message_id', m.id, 'message_seq', m.seq)
        order by d.uploaded_at desc, d.id)
      from (select * from public.documents where id in (select id from found)
            order by uploaded_at desc, id
            limit least(greatest(coalesce(page_size, 100), 1), 1000) offset greatest(coalesce(skip, 0), 0)) d
      join public.teams t on t.id = d.team_id
      left join public.tasks k on k.id = d.task_id and k.withdrawn_at is null
      left join public.chat_messages m on m.id = d.message_id), '[]'::jsonb))
$$;

-- Takes a document away for everybody, and answers with where its file lies: the site removes that. A second time changes
-- nothing. Whoever may hand something in for a team may take it back, whoever of them it was.
create function public.delete_document(document_id uuid) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  document public.documents;
begin
  select * into document from public.documents
    where id = document_id and (private.is_admin() or team_id = private.my_team_id());
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such document';
  end if;
  perform private.lock_sender(auth.uid());
  perform private.hold_topics(array[document.team_id]);
  perform private.lock_upload(document.storage_path);
  perform private.refuse_unless_writes_for(auth.uid(), document.team_id);
  update public.documents set deleted_at = clock_timestamp(), deleted_by = auth.uid()
    where id = document_id and deleted_at is null;
  return document.storage_path;
end;
$$;

create function private.tell_documents_changed() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tell_changed('documents', array_agg(distinct team_id), false) from written having count(*) > 0;
  return null;
end;
$$;
create trigger documents_tell_added after insert on public.documents
  referencing new table as written for each statement execute function private.tell_documents_changed();
create trigger documents_tell_changed after update on public.documents
  referencing new table as written for each statement execute function private.tell_documents_changed();

-- What a task's page shows, and its lists count.
create or replace view private.task_documents as
  select task_id, id, name, size_bytes::bigint as size_bytes, mime_type, uploaded_at, uploader_name as uploaded_by_name
  from public.documents where task_id is not null and deleted_at is null;

revoke execute on function private.document_json(public.documents), private.tell_documents_changed() from public;
grant execute on function private.document_json(public.documents) to authenticated;
revoke execute on function public.document_list(uuid, text, integer, integer), public.delete_document(uuid) from public, anon;
grant execute on function public.document_list(uuid, text, integer, integer), public.delete_document(uuid) to authenticated;
