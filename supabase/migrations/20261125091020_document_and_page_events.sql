-- A document concerns the organisers who asked for it, or else all of them.
create function private.notify_of_documents() returns trigger
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
    where document.uploaded_at >= transaction_timestamp() and document.deleted_at is null
      and (organiser.id in (task.created_by, requirement.created_by) or not exists (
        select from public.users asker
        where asker.id in (task.created_by, requirement.created_by)
          and asker.role = 'admin' and asker.deactivated_at is null));
  return null;
end;
$$;
create trigger documents_z_notify after insert on public.documents
  referencing new table as written for each statement execute function private.notify_of_documents();

-- A page is for every member of every team, from the moment of its publication; and once more when it was taken back
-- meanwhile. Pages are published one by one.
create function private.notify_of_publication() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.notification_queue (user_id, type, actor_id, reason, page_id, link)
    select person.id, 'page_published', new.published_by, 'portal', new.id, '/pages/' || new.slug
    from public.users person
    join public.teams team on team.id = person.team_id and team.archived_at is null
    where person.deactivated_at is null;
  return null;
end;
$$;
create trigger pages_z_notify_of_new after insert on public.pages
  for each row when (new.status = 'published' and new.published_at >= transaction_timestamp())
  execute function private.notify_of_publication();
create trigger pages_z_notify_of_changed after update on public.pages
  for each row when (
    old.status = 'draft' and new.status = 'published' and new.published_at >= transaction_timestamp())
  execute function private.notify_of_publication();

revoke execute on function private.notify_of_documents(), private.notify_of_publication() from public;
