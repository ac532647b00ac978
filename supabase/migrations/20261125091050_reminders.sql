-- Reminders of deadlines, each lead of the tournament once for each task, reader and deadline: however often this runs, and
-- after runs that were missed only for the nearest.

-- Times before a deadline: positive, distinct, at most eight, and no longer than a year: no deadline lies so near to the
-- beginning of time that there is nothing before it.
create or replace function private.are_reminder_leads(leads interval[]) returns boolean
language sql immutable set search_path = '' as $$
  select count(*) <= 8 and count(*) = count(distinct lead)
    and coalesce(bool_and(lead > '0' and lead <= '366 days'), true)
  from unnest(leads) as lead
$$;

-- Since when what was withdrawn before is asked again.
alter table public.tasks add column asked_anew_at timestamptz;

create function private.note_asked_anew() returns trigger
language plpgsql volatile set search_path = '' as $$
begin
  new.asked_anew_at := clock_timestamp();
  return new;
end;
$$;
-- After tasks_keep, by its name.
create trigger tasks_note_asked_anew before update on public.tasks
  for each row when (old.withdrawn_at is not null and new.withdrawn_at is null)
  execute function private.note_asked_anew();

-- Who has been reminded of what, and how long before.
create table private.reminders (
  task_id uuid not null references public.tasks (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  due_at timestamptz not null,
  lead interval not null,
  queued_at timestamptz not null,
  primary key (task_id, user_id, due_at, lead)
);
-- Finds those of deadlines that have passed.
create index reminders_due on private.reminders (due_at);
alter table private.reminders enable row level security;
revoke all on private.reminders from public, anon, authenticated, service_role;

-- The open tasks whose deadline is near, each with the shortest lead that has begun, if the task was there before that: also
-- of a deadline that has moved since. A day is 24 hours here, also when the clocks change.
create function private.near_deadlines(now timestamptz) returns table (
  task_id uuid, team_id uuid, due_at timestamptz, lead interval
)
language sql stable set search_path = '' as $$
  select task.id, task.team_id, task.due_at, nearest.lead
  from public.tasks task
  join public.teams team on team.id = task.team_id and team.archived_at is null
  cross join lateral (
    select given.lead, task.due_at - extract(epoch from given.lead) * interval '1 s' as begins_at
    from public.tournament, unnest(reminder_leads) as given (lead)
    where task.due_at - extract(epoch from given.lead) * interval '1 s' <= near_deadlines.now
    order by begins_at desc limit 1
  ) nearest
  where task.status = 'open' and task.withdrawn_at is null and task.due_at > near_deadlines.now
    and greatest(task.created_at, task.asked_anew_at) < nearest.begins_at
$$;

-- Queues at most so many reminders that are due, the nearest deadlines first, and answers how many: a whole batch means that
-- there may be more. Two who run it at once queue each reminder once.
create function public.queue_reminders(now timestamptz default clock_timestamp(), batch integer default 1000) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  reminded integer;
begin
  with fresh as (
    insert into private.reminders as stored (task_id, user_id, due_at, lead, queued_at)
      select near.task_id, reader.user_id, near.due_at, near.lead, queue_reminders.now
      from private.near_deadlines(queue_reminders.now) near
      cross join private.task_readers(near.task_id) reader
      where not exists (
        select from private.reminders told
        where (told.task_id, told.user_id, told.due_at, told.lead)
          = (near.task_id, reader.user_id, near.due_at, near.lead))
      -- So that two who run it at once wait for each other in one order.
      order by near.due_at, near.task_id, reader.user_id
      limit greatest(batch, 1)
      on conflict do nothing
      returning stored.task_id, stored.user_id, stored.due_at, stored.lead
  )
  insert into public.notification_queue (user_id, type, reason, team_id, task_id, params, link, deliver_at, due_at)
    select fresh.user_id, 'deadline_reminder', reader.reason, task.team_id, task.id,
      jsonb_build_object('lead_minutes', (extract(epoch from fresh.lead) / 60)::integer),
      '/tasks/' || task.id, queue_reminders.now, fresh.due_at
    from fresh
    join public.tasks task on task.id = fresh.task_id
    join private.task_readers(fresh.task_id) reader on reader.user_id = fresh.user_id
    order by fresh.due_at, fresh.task_id, fresh.user_id;
  get diagnostics reminded = row_count;
  return reminded;
end;
$$;

revoke execute on function private.note_asked_anew(), private.near_deadlines(timestamptz) from public;
revoke execute on function public.queue_reminders(timestamptz, integer) from public, anon, authenticated;
grant execute on function public.queue_reminders(timestamptz, integer) to service_role;
