-- What a team hands in. A file lies in Storage under '<team id>/<document id>'; it becomes a document only once the site
-- has looked into it. Until then it is an upload: nobody reads it, and the sweep takes it away.
insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types) values (
  'documents', 'documents', false, 50 * 1024 * 1024, array[
    'application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    'application/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.spreadsheet',
    'text/plain', 'text/csv', 'audio/mpeg', 'audio/mp4', 'audio/wav', 'video/mp4', 'video/quicktime', 'application/zip'])
on conflict (id) do update
  set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- What a document answers is of its own team.
alter table public.chat_messages add constraint chat_messages_of_team unique (id, team_id);

create table public.documents (
  id uuid primary key,
  team_id uuid not null references public.teams (id) on delete restrict,
  task_id uuid,
  message_id uuid,
  uploaded_by uuid not null references public.users (id) on delete restrict,
  uploader_name text not null,
  name text not null,
  storage_path text not null,
  size_bytes integer not null,
  mime_type text not null,
  uploaded_at timestamptz not null default clock_timestamp(),
  deleted_at timestamptz,
  deleted_by uuid references public.users (id) on delete restrict,
  constraint documents_task foreign key (task_id, team_id) references public.tasks (id, team_id) on delete restrict,
  constraint documents_message foreign key (message_id, team_id)
    references public.chat_messages (id, team_id) on delete restrict,
  constraint documents_name_length check (char_length(name) between 1 and 200),
  constraint documents_name_legible check (private.is_legible(name)),
  constraint documents_path_unique unique (storage_path),
  constraint documents_path_form check (storage_path = team_id || '/' || id),
  constraint documents_size check (size_bytes between 1 and 50 * 1024 * 1024),
  constraint documents_mime_type_form check (mime_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  constraint documents_deletion check ((deleted_at is null) = (deleted_by is null))
);
create index documents_team on public.documents (team_id, uploaded_at desc) where deleted_at is null;
create index documents_task on public.documents (task_id) where task_id is not null;
create index documents_message on public.documents (message_id) where message_id is not null;
-- Serves the limit: the newest documents of one person.
create index documents_uploader on public.documents (uploaded_by, uploaded_at);

-- Paths under which an upload was given up: what lied about itself, and what nobody came back for. Nothing under them becomes
-- a document any more, so a file that is on its way out can never be one that has just been confirmed.
create table private.condemned_uploads (
  storage_path text primary key,
  condemned_at timestamptz not null default clock_timestamp()
);

alter table public.documents enable row level security;
alter table private.condemned_uploads enable row level security;
revoke all on public.documents from public, anon, authenticated, service_role;
revoke all on private.condemned_uploads from public, anon, authenticated, service_role;
grant select on public.documents to authenticated, service_role;

create policy "a team reads its documents, organisers read all" on public.documents
  for select to authenticated using (
    deleted_at is null and (team_id = (select private.my_team_id()) or (select private.is_admin())));

-- Whether somebody may leave one more file for which there is no document (yet). The site confirms an upload as soon as it
-- has arrived, so only broken ones pile up, until the sweep; without a bound a hand-made client would fill the disk.
create function public.has_upload_room(uploader uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select count(*) < 30 from storage.objects
  where bucket_id = 'documents' and owner_id = uploader::text
    and not exists (select from public.documents where storage_path = objects.name)
$$;

-- Whether the reader may put a file there: in the folder of a team that they write for, and under an id that is free:
-- no document, none that was deleted, and no upload that was given up.
create function private.may_place_document(path text) returns boolean
language sql stable security definer set search_path = '' as $$
  select path ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    and exists (
      select from public.teams
      where id::text = split_part(path, '/', 1) and archived_at is null
        and (id = private.my_team_id() or private.is_admin()))
    and not exists (select from public.documents where storage_path = path)
    and not exists (select from private.condemned_uploads where storage_path = path)
    -- What has arrived is not refused for want of room: Storage says of it that it is there, and it can be confirmed.
    and (public.has_upload_room(auth.uid())
      or exists (select from storage.objects where bucket_id = 'documents' and name = path))
$$;

-- No policy lets anybody replace or remove: what was looked at is what is kept. And none lets anybody read: with a right of
-- their own people would sign addresses that outlive it. The site signs, for a minute, what the table lets its reader see.
create policy "people upload for their team, organisers for every team" on storage.objects
  for insert to authenticated with check (bucket_id = 'documents' and private.may_place_document(name));

-- For clients outside the site that listen to postgres_changes.
alter publication supabase_realtime add table public.documents;

revoke execute on function private.may_place_document(text) from public;
grant execute on function private.may_place_document(text) to authenticated;
revoke execute on function public.has_upload_room(uuid) from public, anon, authenticated;
grant execute on function public.has_upload_room(uuid) to service_role;
