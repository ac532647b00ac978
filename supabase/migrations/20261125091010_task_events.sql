-- What people are told about tasks. In the transaction of the act and once for each of its statements, after what is told
-- live. What the owner of the database brings in with times that have passed is history: it is told to nobody.

-- Those who have a task to do, and why: its assignee alone, or else everybody of its team.
create function private.task_readers(task uuid) returns table (user_id uuid, reason text)
language sql stable set search_path = '' as $$
  select person.id, case when asked.assignee_id is null then 'team' else 'assignee' end
  from public.tasks asked
  join public.users person on person.team_id = asked.team_id and person.deactivated_at is null
  where asked.id = task and person.id = coalesce(asked.assignee_id, person.id)
$$;

-- Serves every question for the organisers.
create index users_organisers on public.users (id) where role = 'admin';

create function private.notify_of_new_tasks() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.notification_queue (user_id, type, actor_id, reason, team_id, task_id, link)
    select reader.user_id, 'task_assigned', coalesce(auth.uid(), task.created_by), reader.reason,
      task.team_id, task.id, '/tasks/' || task.id
    from written task cross join private.task_readers(task.id) reader
    where task.status = 'open' and task.withdrawn_at is null and task.created_at >= transaction_timestamp();
  return null;
end;
$$;
create trigger tasks_z_notify_of_new after insert on public.tasks
  referencing new table as written for each statement execute function private.notify_of_new_tasks();

-- Tells whoever is given a task (the others of the team, when it is nobody's own any more), those who are asked anew for what
-- was withdrawn, and of what is done the organisers. A change
-- that nobody made by a request, such as one of the owner's, is told to nobody.
create function private.notify_of_changed_tasks() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  if auth.uid() is null then
    return null;
  end if;
  insert into public.notification_queue (user_id, type, actor_id, reason, team_id, task_id, link)
    select reader.user_id, 'task_assigned', auth.uid(), reader.reason, task.team_id, task.id, '/tasks/' || task.id
    from after task
    join before on before.id = task.id
    cross join private.task_readers(task.id) reader
    where task.status = 'open' and task.withdrawn_at is null
      and (before.withdrawn_at is not null
        or (task.assignee_id is distinct from before.assignee_id and reader.user_id is distinct from before.assignee_id));

  insert into public.notification_queue (user_id, type, actor_id, reason, team_id, task_id, link)
    select organiser.id, 'task_completed', auth.uid(),
      case organiser.id when task.created_by then 'creator' else 'organiser' end,
      task.team_id, task.id, '/tasks/' || task.id
    from after task
    join before on before.id = task.id
    join public.users organiser on organiser.role = 'admin' and organiser.deactivated_at is null
    where task.status = 'completed' and before.status = 'open' and task.withdrawn_at is null;
  return null;
end;
$$;
create trigger tasks_z_notify_of_changed after update on public.tasks
  referencing old table as before new table as after
  for each statement execute function private.notify_of_changed_tasks();

-- A comment concerns those who have a part in its task: who is to do it, who asked for it, and whoever has said something about
-- it. When no organiser has a part in it, it is for all of them: somebody must answer.
create function private.notify_of_comments() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.notification_queue (user_id, type, actor_id, reason, team_id, task_id, params, link)
    select person.id, 'task_comment', comment.author_id,
      case
        when person.id = task.assignee_id then 'assignee'
        when person.id = task.created_by then 'creator'
        when part.commented then 'commenter'
        when person.role = 'admin' then 'organiser'
        else 'team'
      end,
      task.team_id, task.id, jsonb_build_object('excerpt', left(comment.content, 140)), '/tasks/' || task.id
    from written comment
    join public.tasks task on task.id = comment.task_id
    join public.users person
      on person.deactivated_at is null and (person.role = 'admin' or person.team_id = task.team_id)
    cross join lateral (select exists (
      select from public.task_comments said where said.task_id = task.id and said.author_id = person.id
    ) as commented) part
    where comment.created_at >= transaction_timestamp()
      and (part.commented or case person.role
        when 'member' then person.id = coalesce(task.assignee_id, person.id)
        else person.id = task.created_by or not exists (
          select from public.users organiser
          where organiser.role = 'admin' and organiser.deactivated_at is null
            and (organiser.id = task.created_by or exists (
              select from public.task_comments said where said.task_id = task.id and said.author_id = organiser.id)))
        end);
  return null;
end;
$$;
create trigger task_comments_z_notify after insert on public.task_comments
  referencing new table as written for each statement execute function private.notify_of_comments();

revoke execute on function private.task_readers(uuid), private.notify_of_new_tasks(),
  private.notify_of_changed_tasks(), private.notify_of_comments() from public;
