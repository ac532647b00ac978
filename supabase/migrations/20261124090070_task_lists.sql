-- Lists are one statement and one row of JSON: an answer of rows is cut after a thousand. Definer, because a team reads the
-- names of those who have left it beside what they did; each says itself who may read.

-- The documents that answer a task. Nothing yet: documents come with a table of their own.
create view private.task_documents as
  select null::uuid as task_id, null::uuid as id, null::text as name, null::bigint as size_bytes, null::text as mime_type,
    null::timestamptz as uploaded_at, null::text as uploaded_by_name
  where false;

-- A team's tasks, those of a requirement, one task, or all: of what the reader may see, and not withdrawn. Organisers see an
-- archived team's by its name only.
create function private.task_summaries(wanted_team uuid, wanted_requirement uuid, wanted_task uuid)
returns table (id uuid, due_at timestamptz, team_code text, summary jsonb)
language sql stable set search_path = '' as $$
  select task.id, task.due_at, team.code, jsonb_build_object(
      'id', task.id, 'requirement_id', task.requirement_id,
      'team_id', task.team_id, 'team_code', team.code, 'team_name', team.name,
      'is_archived', team.archived_at is not null,
      'title', task.title, 'due_at', task.due_at, 'has_own_due', task.has_own_due, 'status', task.status,
      'assignee_id', task.assignee_id, 'assignee_name', assignee.full_name,
      'completed_at', task.completed_at, 'completed_by_name', completer.full_name, 'created_at', task.created_at,
      'comments', coalesce(comments.number, 0),
      'documents', coalesce(documents.number, 0))
  from public.tasks task
  join public.teams team on team.id = task.team_id
  left join public.users assignee on assignee.id = task.assignee_id
  left join public.users completer on completer.id = task.completed_by
  -- Counted together: two thousand tasks would look it up four thousand times.
  left join (select task_id, count(*) as number from public.task_comments group by task_id) comments
    on comments.task_id = task.id
  left join (select task_id, count(*) as number from private.task_documents group by task_id) documents
    on documents.task_id = task.id
  where ((select private.is_admin()) or task.team_id = (select private.my_team_id()))
    and task.withdrawn_at is null
    and (wanted_team is null or task.team_id = wanted_team)
    and (wanted_requirement is null or task.requirement_id = wanted_requirement)
    and (wanted_task is null or task.id = wanted_task)
    and (team.archived_at is null or task.team_id = coalesce(wanted_team, (select private.my_team_id()))
      or task.id = wanted_task)
$$;

-- The nearest deadline first.
create function public.task_list(team uuid default null, requirement uuid default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(t.summary order by t.due_at, t.team_code, t.id), '[]')
  from private.task_summaries(team, requirement, null) t
$$;

-- A task with all that its page shows; null when there is none, or none that the reader may see.
create function public.task_page(task_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select summaries.summary || jsonb_build_object(
    'description', task.description, 'revision', task.revision,
    -- What the other teams were given is between them and the organisers.
    'requirement_due_at', (
      select due_at from public.requirements where id = task.requirement_id and (select private.is_admin())),
    'created_by_name', (select full_name from public.users where id = task.created_by),
    'comments', coalesce((
      select jsonb_agg(jsonb_build_object('id', c.id, 'author_id', c.author_id, 'author_name', c.author_name,
        'author_role', c.author_role, 'content', c.content, 'created_at', c.created_at) order by c.created_at, c.id)
      from public.task_comments c where c.task_id = task.id), '[]'),
    'documents', coalesce((
      select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'size_bytes', d.size_bytes, 'mime_type', d.mime_type,
        'uploaded_at', d.uploaded_at, 'uploaded_by_name', d.uploaded_by_name) order by d.uploaded_at, d.id)
      from private.task_documents d where d.task_id = task.id), '[]'),
    'people', coalesce((
      select jsonb_agg(jsonb_build_object('id', u.id, 'full_name', u.full_name) order by u.full_name, u.id)
      from public.users u where u.team_id = task.team_id and u.deactivated_at is null), '[]'))
  from private.task_summaries(null, null, task_id) summaries join public.tasks task on task.id = summaries.id
  where task_id is not null
$$;

-- Requirement × team, for organisers.
create function public.requirement_matrix() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    raise insufficient_privilege using message = 'Only organisers can do this';
  end if;
  return (
    with comments as (
      select task_id, count(*) as number from public.task_comments group by task_id
    ), documents as (
      select task_id, count(*) as number from private.task_documents group by task_id
    ), cells as (
      select task.requirement_id, jsonb_agg(jsonb_build_object(
          'team_id', task.team_id, 'task_id', task.id, 'status', task.status,
          'due_at', task.due_at, 'has_own_due', task.has_own_due, 'completed_at', task.completed_at,
          'comments', coalesce(comments.number, 0), 'documents', coalesce(documents.number, 0)
        ) order by team.name, team.id) as list
      from public.tasks task
      join public.teams team on team.id = task.team_id and team.archived_at is null
      left join comments on comments.task_id = task.id
      left join documents on documents.task_id = task.id
      where task.requirement_id is not null and task.withdrawn_at is null
      group by task.requirement_id
    )
    select jsonb_build_object(
      'teams', coalesce((
        select jsonb_agg(jsonb_build_object('id', id, 'code', code, 'name', name,
          'primary_colour', primary_colour, 'secondary_colour', secondary_colour) order by name, id)
        from public.teams where archived_at is null), '[]'),
      'requirements', coalesce((
        select jsonb_agg(jsonb_build_object('id', r.id, 'title', r.title, 'due_at', r.due_at, 'revision', r.revision,
          'cells', coalesce(cells.list, '[]')) order by r.due_at, r.title, r.id)
        from public.requirements r left join cells on cells.requirement_id = r.id
        where r.withdrawn_at is null), '[]')));
end;
$$;

revoke all on private.task_documents from public, anon, authenticated, service_role;
revoke execute on function private.task_summaries(uuid, uuid, uuid) from public;
revoke execute on function public.task_list(uuid, uuid), public.task_page(uuid), public.requirement_matrix()
  from public, anon;
grant execute on function public.task_list(uuid, uuid), public.task_page(uuid), public.requirement_matrix()
  to authenticated;
