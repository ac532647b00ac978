-- A document that awaits its message is in no list, and nobody is told of it. It is confirmed as others are, with the word that
-- it is for a message. There is no other way to a message: one that was sent gets nothing more.
drop function private.refuse_wrong_answer(uuid, uuid, uuid, uuid);
create function private.refuse_wrong_answer(team uuid, task uuid) returns void
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
end;
$$;

drop function public.confirm_document(uuid, uuid, uuid, text, text, uuid, uuid);
create function public.confirm_document(
  document_id uuid, team uuid, uploader uuid, name text, mime_type text,
  task uuid default null,
  width integer default null, height integer default null, for_message boolean default false
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

  perform private.refuse_wrong_answer(team, task);
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
    (id, team_id, task_id, uploaded_by, uploader_name, name, storage_path, size_bytes, mime_type,
      width, height, awaits_message)
    select document_id, team, task, uploader, full_name, confirm_document.name, path, size,
      confirm_document.mime_type, confirm_document.width, confirm_document.height, coalesce(for_message, false)
    from public.users where id = uploader
    returning * into document;
  return document;
end;
$$;

create or replace function public.document_list(
  team uuid default null, search text default '', page_size integer default 100, skip integer default 0
) returns jsonb
language sql stable set search_path = '' as $$
  with found as (
    select * from public.documents
    where not awaits_message and (document_list.team is null or team_id = document_list.team)
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

create or replace function private.tell_documents_changed() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tell_changed('documents', array_agg(distinct team_id), false)
    from written where not awaits_message having count(*) > 0;
  return null;
end;
$$;

-- A document concerns the organisers who asked for it, or else all of them. One that comes with a message is told with that.
create or replace function private.notify_of_documents() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.notification_queue (user_id, type, actor_id, reason, team_id, task_id, document_id, link)
    select organiser.id, 'document_uploaded', document.uploaded_by,
      case when organiser.id in (task.created_by, requirement.created_by) then 'creator' else 'organiser' end,
      document.team_id, document.task_id, document.id,
      case when task.id is null then '/documents?team=' || team.code else '/tasks/' || task.id end
    from written document
    join public.teams team on team.id = document.team_id
    left join public.tasks task on task.id = document.task_id
    left join public.requirements requirement on requirement.id = task.requirement_id
    join public.users organiser on organiser.role = 'admin' and organiser.deactivated_at is null
    where document.uploaded_at >= transaction_timestamp() and document.deleted_at is null and not document.awaits_message
      and (organiser.id in (task.created_by, requirement.created_by) or not exists (
        select from public.users asker
        where asker.id in (task.created_by, requirement.created_by)
          and asker.role = 'admin' and asker.deactivated_at is null));
  return null;
end;
$$;

revoke execute on function private.refuse_wrong_answer(uuid, uuid) from public;
revoke execute on function
  public.confirm_document(uuid, uuid, uuid, text, text, uuid, integer, integer, boolean) from public, anon, authenticated;
grant execute on function
  public.confirm_document(uuid, uuid, uuid, text, text, uuid, integer, integer, boolean) to service_role;
