-- What lists and pages of tasks cost: no more than what they show.

-- As before, and counted for each task by itself: one team's list, or one task, reads no other's comments and documents. Of
-- two thousand tasks that costs what counting everything did. Planned anew each time, knowing what is asked for: a plan for
-- any of it reads every task.
create or replace function private.task_summaries(wanted_team uuid, wanted_requirement uuid, wanted_task uuid)
returns table (id uuid, due_at timestamptz, team_code text, summary jsonb)
language plpgsql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
begin
  return query
  select task.id, task.due_at, team.code, jsonb_build_object(
      'id', task.id, 'requirement_id', task.requirement_id,
      'team_id', task.team_id, 'team_code', team.code, 'team_name', team.name,
      'is_archived', team.archived_at is not null,
      'title', task.title, 'due_at', task.due_at, 'has_own_due', task.has_own_due, 'status', task.status,
      'assignee_id', task.assignee_id, 'assignee_name', assignee.full_name,
      'completed_at', task.completed_at, 'completed_by_name', completer.full_name, 'created_at', task.created_at,
      'comments', (select count(*) from public.task_comments comment where comment.task_id = task.id),
      'documents', (select count(*) from private.task_documents document where document.task_id = task.id))
  from public.tasks task
  join public.teams team on team.id = task.team_id
  left join public.users assignee on assignee.id = task.assignee_id
  left join public.users completer on completer.id = task.completed_by
  where ((select private.is_admin()) or task.team_id = (select private.my_team_id()))
    and task.withdrawn_at is null
    and (wanted_team is null or task.team_id = wanted_team)
    and (wanted_requirement is null or task.requirement_id = wanted_requirement)
    and (wanted_task is null or task.id = wanted_task)
    and (team.archived_at is null or task.team_id = coalesce(wanted_team, (select private.my_team_id()))
      or task.id = wanted_task);
end;
$$;

-- What the reader's team has to deliver next: the first deadline that can still be kept. Once all that is missing is late,
-- what is late the longest. Null when nothing is left, and for organisers, who have no team.
create function public.next_task(now timestamptz) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', id, 'title', title, 'due_at', due_at)
  from public.tasks
  where team_id = (select private.my_team_id()) and status = 'open' and withdrawn_at is null
  order by due_at <= next_task.now, due_at, id
  limit 1
$$;

revoke execute on function public.next_task(timestamptz) from public, anon;
grant execute on function public.next_task(timestamptz) to authenticated;
