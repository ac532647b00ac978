-- The history of a conversation is whole: whatever takes a revision leaves behind what it replaced, with whom that named and
-- what it brought along, and who replaced it as they were called then. So every revision from the first to the last can be told.

alter table private.chat_message_history
  -- Null where an edit came before these were kept.
  add column mentions uuid[],
  add column mention_names text[],
  add column document_ids uuid[],
  add column actor_name text,
  add column actor_role public.user_role,
  drop constraint chat_message_history_replaced_by,
  -- A removal takes one document out of a message.
  add constraint chat_message_history_replaced_by check (replaced_by in ('edit', 'deletion', 'removal'));

update private.chat_message_history history
  set actor_name = case when history.actor_id = message.sender_id then message.sender_name else actor.full_name end,
    actor_role = case when history.actor_id = message.sender_id then message.sender_role else actor.role end,
    document_ids = coalesce(
      (select array_agg(id order by uploaded_at, id) from public.documents
        where message_id = message.id and (deleted_at is null or deleted_at >= history.replaced_at)),
      -- Deleted with its last document, a moment after it.
      case when history.content = '' and history.replaced_by = 'deletion' then array(
        select id from public.documents where message_id = message.id order by deleted_at desc limit 1) end,
      '{}')
  from public.chat_messages message, public.users actor
  where message.id = history.message_id and actor.id = history.actor_id;

alter table private.chat_message_history
  alter column actor_name set not null,
  alter column actor_role set not null;

-- Removals left nothing behind until now. Each has hidden one revision, the one that it replaced; and since revisions are given
-- in the order of time, the first of a conversation's missing revisions is that of its first replaced state, and so on. Where
-- the two do not come to the same number none is told: an export then says that it does not know.
with removed as (
  select message.team_id, message.id as message_id, document.id as document_id, document.deleted_at, document.deleted_by,
    greatest(message.created_at,
      (select max(replaced_at) from private.chat_message_history
        where message_id = message.id and replaced_at < document.deleted_at),
      (select max(earlier.deleted_at) from public.documents earlier
        where earlier.message_id = message.id and earlier.deleted_at < document.deleted_at)) as stood_since
  from public.documents document
  join public.chat_messages message on message.id = document.message_id
  where document.deleted_at is not null and document.deleted_by is not null
    and not exists (
      select from private.chat_message_history history
      where history.message_id = message.id and history.replaced_by = 'deletion'
        and document.id = any (history.document_ids))
), replaced as (
  select *, row_number() over (partition by team_id order by stood_since) as place,
    count(*) over (partition by team_id) as total
  from removed
), missing as (
  select conversation.team_id, revision, row_number() over (partition by conversation.team_id order by revision) as place,
    count(*) over (partition by conversation.team_id) as total
  from public.conversations conversation
  cross join lateral generate_series(1, conversation.last_revision) as each (revision)
  where conversation.team_id in (select team_id from removed)
    and not exists (
      select from public.chat_messages where team_id = conversation.team_id and chat_messages.revision = each.revision)
    and not exists (
      select from private.chat_message_history history join public.chat_messages message on message.id = history.message_id
      where message.team_id = conversation.team_id and history.revision = each.revision)
)
insert into private.chat_message_history
  (message_id, revision, content, document_ids, replaced_by, actor_id, actor_name, actor_role, replaced_at)
  select message.id, missing.revision,
    coalesce(
      (select content from private.chat_message_history
        where message_id = message.id and replaced_at > replaced.deleted_at order by replaced_at limit 1),
      message.content),
    array(select id from public.documents
      where message_id = message.id and (deleted_at is null or deleted_at >= replaced.deleted_at) order by uploaded_at, id),
    'removal', actor.id, actor.full_name, actor.role, replaced.deleted_at
  from replaced
  join missing using (team_id, place, total)
  join public.chat_messages message on message.id = replaced.message_id
  join public.users actor on actor.id = replaced.deleted_by;

-- Keeps what is about to be replaced, and limits how often one person replaces: 30 times in 60 seconds.
create or replace function private.keep_history(message public.chat_messages, replaced_by text, at timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  thirtieth timestamptz;
begin
  select replaced_at into thirtieth from private.chat_message_history
    where actor_id = auth.uid() order by replaced_at desc offset 29 limit 1;
  if thirtieth > at - interval '60 s' then
    perform private.refuse_too_fast('Too many changes: at most 30 in 60 seconds',
      extract(epoch from thirtieth + interval '60 s' - at));
  end if;
  insert into private.chat_message_history
    (message_id, revision, content, mentions, mention_names, document_ids, replaced_by,
      actor_id, actor_name, actor_role, replaced_at)
    select message.id, message.revision, message.content, message.mentions, message.mention_names, message.document_ids,
      keep_history.replaced_by, id, full_name, role, at
    from public.users where id = auth.uid();
end;
$$;

-- Takes a document out of its message, with the conversation locked. Where nothing else was in it a tombstone is left.
create or replace function private.drop_from_message(document public.documents) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  message public.chat_messages;
  at timestamptz := clock_timestamp();
begin
  select * into message from public.chat_messages where id = document.message_id for no key update;
  if not document.id = any (message.document_ids) then
    return;
  end if;
  if message.content = '' and message.document_ids = array[document.id] then
    perform private.keep_history(message, 'deletion', at);
    update public.chat_messages
      set content = null, mentions = '{}', mention_names = '{}', document_ids = '{}',
        deleted_at = at, revision = private.next_revision(message.team_id)
      where id = message.id;
  else
    perform private.keep_history(message, 'removal', at);
    update public.chat_messages
      set document_ids = array_remove(document_ids, document.id), revision = private.next_revision(message.team_id)
      where id = message.id;
  end if;
end;
$$;
