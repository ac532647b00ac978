-- What messages of a conversation refer to, as it is now: tasks and documents of its team (the first 50 of each that are asked
-- for), as far as the reader may see them. What is not among the answer is not there any more, or never was. Null when the
-- conversation is out of the reader's reach.
create function public.chat_references(conversation uuid, tasks uuid[], documents uuid[]) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'tasks', coalesce((
      select jsonb_agg(jsonb_build_object(
          'id', task.id, 'title', task.title, 'status', task.status, 'due_at', task.due_at,
          'withdrawn', task.withdrawn_at is not null) order by task.id)
      from public.tasks task
      where task.id = any (chat_references.tasks[1:50]) and task.team_id = c.team_id), '[]'::jsonb),
    'documents', coalesce((
      select jsonb_agg(jsonb_build_object(
          'id', document.id, 'name', document.name, 'mime_type', document.mime_type,
          'size_bytes', document.size_bytes) order by document.id)
      from public.documents document
      where document.id = any (chat_references.documents[1:50]) and document.team_id = c.team_id
        and not document.awaits_message), '[]'::jsonb))
  from public.conversations c where c.team_id = conversation
$$;

revoke execute on function public.chat_references(uuid, uuid[], uuid[]) from public, anon;
grant execute on function public.chat_references(uuid, uuid[], uuid[]) to authenticated;
