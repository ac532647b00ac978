-- What holds for every write to a task, whatever door it comes by.

-- Ahead of the rows. A member writes to one team only; whoever is neither holds up nobody.
create function private.hold_topics_of_tasks() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.hold_topics(array[private.my_team_id()]);
  return null;
end;
$$;
create trigger tasks_hold_topics before insert or update on public.tasks
  for each statement execute function private.hold_topics_of_tasks();

-- Who has changed tasks within the last minute: so many changes wake everybody who looks at them.
create table private.task_changes (
  person_id uuid not null references public.users (id) on delete cascade,
  changed_at timestamptz not null
);
create index task_changes_person on private.task_changes (person_id, changed_at);
alter table private.task_changes enable row level security;

-- Ahead of the topics, so that two requests of one person are counted one after the other.
create function private.hold_sender_of_tasks() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.lock_sender(auth.uid());
  return null;
end;
$$;
create trigger tasks_hold_sender before update on public.tasks
  for each statement when (current_user = 'authenticated') execute function private.hold_sender_of_tasks();

-- At most 60 changes of tasks in 60 seconds. What is changed by one statement is told as one, and counts as one.
create function private.count_task_change() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  person uuid := auth.uid();
  sixtieth timestamptz;
begin
  if not exists (select from written) then
    return null;
  end if;
  delete from private.task_changes where person_id = person and changed_at <= clock_timestamp() - interval '60 s';
  select changed_at into sixtieth from private.task_changes
    where person_id = person order by changed_at desc offset 59 limit 1;
  if found then
    perform private.refuse_too_fast('Too many changes: at most 60 in 60 seconds',
      extract(epoch from sixtieth + interval '60 s' - clock_timestamp()));
  end if;
  insert into private.task_changes (person_id, changed_at) values (person, clock_timestamp());
  return null;
end;
$$;
create trigger tasks_count_changes after update on public.tasks
  referencing new table as written
  for each statement when (current_user = 'authenticated') execute function private.count_task_change();

create function private.refuse_past(due_at timestamptz) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if due_at <= clock_timestamp() then
    raise sqlstate 'PT400' using message = 'This deadline has passed', detail = 'due_past';
  end if;
end;
$$;

create function private.refuse_unless_open_task(team uuid, withdrawn_at timestamptz) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if exists (select from public.teams where id = team and archived_at is not null) then
    raise sqlstate 'PT403' using message = 'This team is archived: nobody writes to it any more', detail = 'team_archived';
  elsif withdrawn_at is not null then
    raise sqlstate 'PT409' using message = 'This has been withdrawn', detail = 'withdrawn';
  end if;
end;
$$;

-- What a request writes by itself. With the topic held: whoever has left the team meanwhile comes too late.
create function private.guard_task() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  if auth.uid() is not null and not (
    private.is_admin() or (tg_op = 'UPDATE' and new.team_id is not distinct from private.my_team_id())
  ) then
    raise insufficient_privilege using message = 'You cannot change the tasks of this team';
  end if;
  if tg_op = 'INSERT' then
    -- A retry consumes nothing; the caller reads the stored row by its id.
    if exists (
      select from public.tasks where id = new.id and team_id = new.team_id and created_by = new.created_by
    ) then
      return null;
    end if;
    perform private.refuse_past(new.due_at);
  end if;
  perform private.refuse_unless_open_task(new.team_id, new.withdrawn_at);
  return new;
end;
$$;
-- A function that runs as the owner asks for itself what it may do.
create trigger tasks_guard before insert or update on public.tasks
  for each row when (current_user in ('authenticated', 'service_role')) execute function private.guard_task();

-- After tasks_guard, by its name. Of two who complete a task at once the second finds it completed, and changes nothing.
create function private.keep_task() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    if new is not distinct from old then
      return null;
    elsif new.status <> old.status then
      new.completed_at := case when new.status = 'completed' then clock_timestamp() end;
      new.completed_by := case when new.status = 'completed' then auth.uid() end;
    end if;
  end if;
  if new.assignee_id is distinct from old.assignee_id and new.assignee_id is not null and not exists (
    select from public.users
    where id = new.assignee_id and team_id = new.team_id and role = 'member' and deactivated_at is null
  ) then
    raise sqlstate 'PT400' using message = 'A task is given to an active member of its team', detail = 'not_of_team';
  end if;
  return new;
end;
$$;
create trigger tasks_keep before insert or update on public.tasks
  for each row execute function private.keep_task();

-- Whoever leaves the team is taken off its tasks. For each statement, and so after each row's users_move_topics: with the
-- topic held alone, and told under its new name.
create function private.leave_tasks() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  left_behind uuid[];
begin
  select array_agg(task.id) into left_behind
    from public.tasks task join written person on person.id = task.assignee_id
    where person.role = 'admin' or person.team_id is distinct from task.team_id or person.deactivated_at is not null;
  if left_behind is not null then
    update public.tasks set assignee_id = null where id = any (left_behind);
  end if;
  return null;
end;
$$;
create trigger users_leave_tasks after update on public.users
  referencing new table as written for each statement execute function private.leave_tasks();

create function private.tell_tasks_changed() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tell_changed('tasks', array_agg(distinct team_id), false) from written having count(*) > 0;
  return null;
end;
$$;
create trigger tasks_tell_added after insert on public.tasks
  referencing new table as written for each statement execute function private.tell_tasks_changed();
create trigger tasks_tell_changed after update on public.tasks
  referencing new table as written for each statement execute function private.tell_tasks_changed();

-- Teams hear of it by their tasks.
create function private.tell_requirements_changed() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tell_changed('tasks', '{}', false) from written having count(*) > 0;
  return null;
end;
$$;
create trigger requirements_tell_added after insert on public.requirements
  referencing new table as written for each statement execute function private.tell_requirements_changed();
create trigger requirements_tell_changed after update on public.requirements
  referencing new table as written for each statement execute function private.tell_requirements_changed();

revoke all on private.task_changes from public, anon, authenticated, service_role;
revoke execute on function private.hold_sender_of_tasks(), private.count_task_change(), private.hold_topics_of_tasks(), private.refuse_past(timestamptz),
  private.refuse_unless_open_task(uuid, timestamptz), private.guard_task(), private.keep_task(), private.leave_tasks(),
  private.tell_tasks_changed(), private.tell_requirements_changed() from public;
