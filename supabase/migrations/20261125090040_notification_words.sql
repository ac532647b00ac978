-- What a notification says to those who have no words of their own for it. The site has (lib/notifications), in the reader's
-- language.
create function private.notification_title(type public.notification_type, item_count integer, params jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  title text := params -> 'items' -> 0 ->> 'title';
  actor text := coalesce(params ->> 'actor_name', 'Somebody');
begin
  if item_count > 1 then
    return item_count || case type
      when 'task_assigned' then ' new tasks assigned'
      when 'task_completed' then ' tasks completed'
      when 'task_comment' then ' new comments'
      when 'deadline_reminder' then ' deadlines are near'
      when 'document_uploaded' then ' new documents'
      when 'page_published' then ' new pages'
      when 'chat_mention' then ' messages mention you'
      when 'chat_message' then ' new messages' end;
  end if;
  return case type
    when 'task_assigned' then 'New task: ' || title
    when 'task_completed' then 'Task completed: ' || title
    when 'task_comment' then 'New comment on ' || title
    when 'deadline_reminder' then 'Due soon: ' || title
    when 'document_uploaded' then 'New document: ' || title
    when 'page_published' then 'New page: ' || title
    when 'chat_mention' then actor || ' mentioned you'
    when 'chat_message' then 'New message from ' || actor end;
end;
$$;

-- What the newest says, where it says something.
create function private.notification_message(params jsonb) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return coalesce(params -> 'items' -> 0 ->> 'excerpt', '');
end;
$$;

-- Where many of a type lead.
create function private.notification_list_link(type public.notification_type, team_code text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return case
    when type in ('task_assigned', 'deadline_reminder') then '/tasks?show=open'
    when type = 'task_completed' then '/tasks?view=list&show=done'
    when type = 'task_comment' then '/tasks'
    when type = 'document_uploaded' then '/documents'
    when type = 'page_published' then '/pages'
    when team_code is null then '/chat'
    else '/chat/' || team_code end;
end;
$$;

-- All that a screen needs of a notification. The same shape in lists and in live events.
create function private.notification_json(notification public.notifications) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return jsonb_build_object(
    'id', notification.id, 'type', notification.type, 'title', notification.title, 'message', notification.message,
    'params', notification.params, 'link', notification.link, 'item_count', notification.item_count,
    'read_at', notification.read_at, 'created_at', notification.created_at);
end;
$$;

revoke execute on function private.notification_title(public.notification_type, integer, jsonb),
  private.notification_message(jsonb), private.notification_list_link(public.notification_type, text),
  private.notification_json(public.notifications) from public;
grant execute on function private.notification_json(public.notifications) to authenticated;
