-- From an upload to a document. The site alone does this, with the secret key: it looks into the file, which Postgres cannot.
-- Everything else is decided here. Lock order: sender, turn, topics, upload.

-- Holds until the end of the transaction; between confirming an upload and condemning it there is no third.
create function private.lock_upload(path text) returns void
language sql volatile set search_path = '' as $$
  select pg_advisory_xact_lock(5, hashtext(path))
$$;

-- Unknown and out of reach look the same.
create function private.refuse_unless_writes_for(person uuid, team uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if not exists (
    select from public.users
    where id = person and deactivated_at is null and (role = 'admin' or team_id = team)
      and exists (select from public.teams where id = team)) then
    raise sqlstate 'PT404' using message = 'There is no such team', detail = 'team';
  end if;
  if exists (select from public.teams where id = team and archived_at is not null) then
    raise sqlstate 'PT403' using message = 'This team is archived: nobody writes to it any more', detail = 'team_archived';
  end if;
end;
$$;

-- What a document is to answer must be there, be asked still, and be of the same team; a message is its writer's own.
create function private.refuse_wrong_answer(team uuid, uploader uuid, task uuid, message uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  answered public.tasks;
begin
  if task is not null then
    select * into answered from public.tasks where id = task and team_id = team;
    if not found then
      raise sqlstate 'PT404' using message = 'There is no such task', detail = 'task';
    elsif answered.withdrawn_at is not null then
      raise sqlstate 'PT409' using message = 'This task was withdrawn', detail = 'withdrawn';
    end if;
  end if;
  if message is not null and not exists (
    select from public.chat_messages where id = message and team_id = team and sender_id = uploader and deleted_at is null) then
    raise sqlstate 'PT404' using message = 'There is no such message', detail = 'message';
  end if;
end;
$$;

-- In bytes, what somebody has uploaded under a path; null while there is nothing of theirs, or when it was given up.
create function private.upload_size(path text, uploader uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select (metadata ->> 'size')::bigint from storage.objects
  where bucket_id = 'documents' and name = path and owner_id = uploader::text
    and not exists (select from private.condemned_uploads where storage_path = path)
$$;

-- The same for the site, before it looks into the file.
create function public.find_upload(document_id uuid, team uuid, uploader uuid) returns bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.refuse_unless_writes_for(uploader, team);
  return private.upload_size(team || '/' || document_id, uploader);
end;
$$;

-- Makes a document of an upload whose content the site has found to be what it says, and answers with it. A second time
-- changes nothing.
create function public.confirm_document(
  document_id uuid, team uuid, uploader uuid, name text, mime_type text,
  task uuid default null, message uuid default null
) returns public.documents
language plpgsql volatile security definer set search_path = '' as $$
declare
  document public.documents;
  path text := team || '/' || document_id;
  size bigint;
  sixtieth timestamptz;
begin
  perform private.lock_sender(uploader);
  perform private.hold_topics(array[team]);
  perform private.lock_upload(path);
  perform private.refuse_unless_writes_for(uploader, team);

  select * into document from public.documents where id = document_id;
  if found then
    if (document.team_id, document.uploaded_by) is distinct from (team, uploader) then
      raise unique_violation using message = 'This id belongs to another document';
    elsif document.deleted_at is not null then
      raise sqlstate 'PT409' using message = 'This document has been deleted', detail = 'deleted';
    end if;
    return document;
  end if;

  perform private.refuse_wrong_answer(team, uploader, task, message);
  size := private.upload_size(path, uploader);
  if size is null then
    raise sqlstate 'PT409' using message = 'This upload is not there any more', detail = 'gone';
  end if;
  select uploaded_at into sixtieth from public.documents
    where uploaded_by = uploader order by uploaded_at desc offset 59 limit 1;
  if sixtieth > clock_timestamp() - interval '60 s' then
    perform private.refuse_too_fast('Too many documents: at most 60 in 60 seconds',
      extract(epoch from sixtieth + interval '60 s' - clock_timestamp()));
  end if;

  insert into public.documents
    (id, team_id, task_id, message_id, uploaded_by, uploader_name, name, storage_path, size_bytes, mime_type)
    select document_id, team, task, message, uploader, full_name, confirm_document.name, path, size,
      confirm_document.mime_type
    from public.users where id = uploader
    returning * into document;
  return document;
end;
$$;

-- Gives an upload up for good, so that its file may be taken away. False when it is a document already.
create function public.condemn_upload(document_id uuid, team uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  path text := team || '/' || document_id;
begin
  perform private.lock_upload(path);
  if exists (select from public.documents where storage_path = path) then
    return false;
  end if;
  insert into private.condemned_uploads (storage_path) values (path) on conflict do nothing;
  return true;
end;
$$;

-- The paths of files that may go, the oldest first: of deleted documents, of what was refused, and of uploads that nobody
-- has confirmed within a day. An address for an upload is good for two hours: by then its upload has ended one way or
-- another, and whoever sent it has had the rest of the day to come back.
create function public.files_to_clear(batch integer default 100) returns setof text
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

  return query
    select name from storage.objects
    where bucket_id = 'documents'
      and (exists (select from public.documents where storage_path = objects.name and deleted_at is not null)
        or exists (select from private.condemned_uploads where storage_path = objects.name))
    order by created_at, name limit batch;
end;
$$;

revoke execute on function private.lock_upload(text), private.upload_size(text, uuid),
  private.refuse_unless_writes_for(uuid, uuid), private.refuse_wrong_answer(uuid, uuid, uuid, uuid) from public;
revoke execute on function public.find_upload(uuid, uuid, uuid),
  public.confirm_document(uuid, uuid, uuid, text, text, uuid, uuid),
  public.condemn_upload(uuid, uuid), public.files_to_clear(integer) from public, anon, authenticated;
grant execute on function public.find_upload(uuid, uuid, uuid),
  public.confirm_document(uuid, uuid, uuid, text, text, uuid, uuid),
  public.condemn_upload(uuid, uuid), public.files_to_clear(integer) to service_role;
