-- What organisers change of one team's task.

create function private.lock_task(task uuid) returns public.tasks
language plpgsql volatile set search_path = '' as $$
declare
  locked public.tasks;
begin
  perform private.take_turn_as_organiser();
  select * into locked from public.tasks where id = task for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such task', detail = 'task';
  end if;
  return locked;
end;
$$;

-- Gives a team a deadline of its own, or with null, or with that of the others, takes it back: the task follows its requirement
-- again. A task without a requirement just moves. For whoever has seen the deadline that it has; the same again changes nothing.
create function public.set_task_due(task_id uuid, seen_due timestamptz, due_at timestamptz) returns public.tasks
language plpgsql volatile security definer set search_path = '' as $$
declare
  task public.tasks := private.lock_task(task_id);
  others timestamptz := (select r.due_at from public.requirements r where r.id = task.requirement_id);
  own boolean;
begin
  perform private.refuse_unless_open_task(task.team_id, task.withdrawn_at);
  due_at := coalesce(due_at, others);
  own := coalesce(due_at <> others, false);
  if due_at is null then
    raise sqlstate 'PT400' using message = 'A task needs a deadline', detail = 'due_missing';
  elsif (task.due_at, task.has_own_due) is not distinct from (due_at, own) then
    return task;
  elsif task.due_at is distinct from seen_due then
    raise sqlstate 'PT409' using message = 'Somebody has edited this meanwhile', detail = 'edited_meanwhile';
  elsif due_at is distinct from task.due_at and due_at is distinct from others then
    perform private.refuse_past(due_at);
  end if;
  update public.tasks t set due_at = set_task_due.due_at, has_own_due = own, revision = t.revision + 1
    where t.id = task.id returning * into task;
  return task;
end;
$$;

-- Changes a task that stands alone, as edit_requirement does for many.
create function public.edit_task(
  task_id uuid, seen_revision integer, title text, description text, due_at timestamptz
) returns public.tasks
language plpgsql volatile security definer set search_path = '' as $$
declare
  task public.tasks := private.lock_task(task_id);
begin
  perform private.refuse_unless_open_task(task.team_id, task.withdrawn_at);
  description := coalesce(description, '');
  if task.requirement_id is not null then
    raise sqlstate 'PT409' using message = 'This is edited for all its teams', detail = 'of_requirement';
  elsif (task.title, task.description, task.due_at) is not distinct from (title, description, due_at) then
    return task;
  elsif task.revision is distinct from seen_revision then
    raise sqlstate 'PT409' using message = 'Somebody has edited this meanwhile', detail = 'edited_meanwhile';
  elsif task.due_at is distinct from due_at then
    perform private.refuse_past(due_at);
  end if;
  update public.tasks t
    set title = edit_task.title, description = edit_task.description, due_at = edit_task.due_at, revision = t.revision + 1
    where t.id = task.id returning * into task;
  return task;
end;
$$;

-- Takes it back from this team alone. A second time changes nothing.
create function public.withdraw_task(task_id uuid) returns public.tasks
language plpgsql volatile security definer set search_path = '' as $$
declare
  task public.tasks := private.lock_task(task_id);
begin
  if task.withdrawn_at is null then
    perform private.refuse_unless_open_task(task.team_id, null);
    update public.tasks t set withdrawn_at = clock_timestamp() where t.id = task.id returning * into task;
  end if;
  return task;
end;
$$;

revoke execute on function private.lock_task(uuid) from public;
revoke execute on function public.set_task_due(uuid, timestamptz, timestamptz),
  public.edit_task(uuid, integer, text, text, timestamptz), public.withdraw_task(uuid) from public, anon;
grant execute on function public.set_task_due(uuid, timestamptz, timestamptz),
  public.edit_task(uuid, integer, text, text, timestamptz), public.withdraw_task(uuid) to authenticated;
