-- Answers that organisers give often, kept by all of them. Whoever changes one says which revision they have seen: nothing
-- that somebody else has written meanwhile is overwritten unseen.
create table public.canned_replies (
  id uuid primary key,
  title text not null,
  -- What is typed after a / to find it at once; null for none.
  shortcut text,
  content text not null,
  revision integer not null default 1,
  created_by uuid not null references public.users (id) on delete restrict,
  created_at timestamptz not null default clock_timestamp(),
  edited_by uuid not null references public.users (id) on delete restrict,
  edited_at timestamptz not null default clock_timestamp(),
  constraint canned_replies_title_length check (char_length(title) between 1 and 80),
  constraint canned_replies_title_legible check (private.is_legible(title)),
  constraint canned_replies_shortcut_form check (shortcut ~ '^[a-z0-9-]{1,30}$'),
  constraint canned_replies_shortcut_unique unique (shortcut),
  constraint canned_replies_content_length check (char_length(content) between 1 and 5000),
  constraint canned_replies_content_not_blank check (content ~ '\S')
);
alter table public.canned_replies enable row level security;
revoke all on public.canned_replies from public, anon, authenticated, service_role;
grant select on public.canned_replies to authenticated;
create policy "organisers read the canned replies" on public.canned_replies
  for select to authenticated using ((select private.is_admin()));

create function private.tell_replies_changed() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tell_changed('replies', '{}', false);
  return null;
end;
$$;
create trigger canned_replies_tell after insert or update or delete on public.canned_replies
  for each row execute function private.tell_replies_changed();

create function private.lock_reply(wanted uuid) returns public.canned_replies
language plpgsql volatile security definer set search_path = '' as $$
declare
  reply public.canned_replies;
begin
  perform private.begin_organisers_write();
  select * into reply from public.canned_replies where id = wanted for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such reply', detail = 'reply';
  end if;
  return reply;
end;
$$;

create function private.refuse_unless_seen_reply(reply public.canned_replies, seen_revision integer) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if reply.revision is distinct from seen_revision then
    raise sqlstate 'PT409' using message = 'Somebody has changed this reply meanwhile', detail = 'edited_meanwhile';
  end if;
end;
$$;

-- Under the turn, so that of two who take a shortcut at once the second is told.
create function private.refuse_taken_shortcut(wanted text, reply uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if exists (select from public.canned_replies where shortcut = wanted and id <> reply) then
    raise sqlstate 'PT409' using message = 'Another reply has this shortcut', detail = 'shortcut_taken';
  end if;
end;
$$;

-- Replaces title, shortcut and text, and answers with the reply. The same again changes nothing.
create function public.edit_reply(
  reply_id uuid, seen_revision integer, new_title text, new_shortcut text, new_content text
) returns public.canned_replies
language plpgsql volatile security definer set search_path = '' as $$
declare
  reply public.canned_replies := private.lock_reply(reply_id);
begin
  if (reply.title, reply.shortcut, reply.content) is not distinct from (new_title, new_shortcut, new_content) then
    return reply;
  end if;
  perform private.refuse_unless_seen_reply(reply, seen_revision);
  perform private.refuse_taken_shortcut(new_shortcut, reply.id);
  perform private.count_organisers_write('replies');
  update public.canned_replies
    set title = new_title, shortcut = new_shortcut, content = new_content,
      revision = revision + 1, edited_by = auth.uid(), edited_at = clock_timestamp()
    where id = reply.id returning * into reply;
  return reply;
end;
$$;

-- The id is made by the client: of two tries one reply comes, also when its writer went on writing between.
create function public.create_reply(reply_id uuid, new_title text, new_shortcut text, new_content text)
returns public.canned_replies
language plpgsql volatile security definer set search_path = '' as $$
declare
  reply public.canned_replies;
begin
  perform private.begin_organisers_write();
  select * into reply from public.canned_replies where id = reply_id;
  if found and reply.created_by = auth.uid() then
    return public.edit_reply(reply_id, 1, new_title, new_shortcut, new_content);
  elsif found then
    raise sqlstate 'PT409' using message = 'This id belongs to another reply', detail = 'id_taken';
  end if;
  perform private.refuse_taken_shortcut(new_shortcut, reply_id);
  if (select count(*) from public.canned_replies) >= 500 then
    raise sqlstate 'PT409' using message = 'There are 500 replies: nobody would find one more', detail = 'too_many';
  end if;
  perform private.count_organisers_write('replies');
  insert into public.canned_replies (id, title, shortcut, content, created_by, edited_by)
    values (reply_id, new_title, new_shortcut, new_content, auth.uid(), auth.uid()) returning * into reply;
  return reply;
end;
$$;

-- Takes a reply away that nobody has changed since it was seen.
create function public.delete_reply(reply_id uuid, seen_revision integer) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  reply public.canned_replies := private.lock_reply(reply_id);
begin
  perform private.refuse_unless_seen_reply(reply, seen_revision);
  perform private.count_organisers_write('replies');
  delete from public.canned_replies where id = reply.id;
end;
$$;

revoke execute on function private.tell_replies_changed(), private.lock_reply(uuid),
  private.refuse_unless_seen_reply(public.canned_replies, integer), private.refuse_taken_shortcut(text, uuid) from public;
revoke execute on function public.create_reply(uuid, text, text, text), public.edit_reply(uuid, integer, text, text, text),
  public.delete_reply(uuid, integer) from public, anon;
grant execute on function public.create_reply(uuid, text, text, text), public.edit_reply(uuid, integer, text, text, text),
  public.delete_reply(uuid, integer) to authenticated;
