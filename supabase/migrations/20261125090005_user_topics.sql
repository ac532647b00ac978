-- What a person alone hears carries texts now. So this topic has an epoch too: a new password ends the other sessions, and
-- Realtime, which looks at rights when somebody joins, would let those go on listening (docs/decisions/012).
alter table public.users add column topic_epoch integer not null default 0;

create function private.user_topic(person uuid) returns text
language sql stable security definer set search_path = '' as $$
  select private.with_epoch('user:' || id, topic_epoch) from public.users where id = person
$$;
revoke execute on function private.user_topic(uuid) from public;

create or replace function private.may_join(topic text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(
    private.has_role() and case
      when topic = 'portal' then true
      when topic = private.user_topic(auth.uid()) then true
      when topic = private.admin_topic() then private.is_admin()
      else private.may_join_team_topic(topic)
    end, false)
$$;

create or replace function public.my_topics() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'portal', case when private.has_role() then 'portal' end,
    'user', case when private.has_role() then private.user_topic(auth.uid()) end,
    'admin', case when private.is_admin() then private.admin_topic() end,
    'team', private.team_topic(private.my_team_id()))
$$;

create or replace function private.follow_password() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  person public.users;
begin
  select * into person from public.users where id = new.id;
  if not found then
    return null;
  end if;
  perform private.record_act('password_changed', person.id, person.team_id,
    jsonb_build_object('full_name', person.full_name));
  if exists (select from auth.sessions where user_id = person.id) then
    if person.role = 'admin' then
      perform private.raise_admin_epoch();
    elsif person.team_id is not null then
      perform private.raise_team_epoch(person.team_id);
    end if;
    perform realtime.send('{}'::jsonb, 'topic_moved', private.user_topic(person.id), true);
    update public.users set topic_epoch = topic_epoch + 1 where id = person.id;
  end if;
  return null;
end;
$$;

-- The rest told people of themselves by the plain name.

-- Moves the reader's cursor forward to a place (never past the head, never back) and answers with it.
-- At most one write a second for each reader and conversation, then 429.
create or replace function public.mark_read(conversation uuid, up_to_seq integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  reader uuid := auth.uid();
  -- What comes while this waits has not been seen.
  called_at timestamptz := clock_timestamp();
  place integer;
  stored public.chat_read_cursors;
begin
  if up_to_seq is null then
    raise null_value_not_allowed using message = 'Say up to which message';
  end if;
  select least(up_to_seq, last_seq) into place from public.conversations
    where team_id = conversation and (private.is_admin() or team_id = private.my_team_id());
  if place is null then
    raise sqlstate 'PT404' using message = 'There is no such conversation';
  end if;
  -- A first mark at nothing leaves no row: it would say that something was read, and at no time.
  if place > 0 then
    insert into public.chat_read_cursors (team_id, user_id, read_at)
      values (conversation, reader, '-infinity') on conflict do nothing;
  end if;
  select * into stored from public.chat_read_cursors
    where team_id = conversation and user_id = reader for no key update;
  if not found then
    return 0;
  elsif place <= stored.last_read_seq then
    if place = stored.last_read_seq then
      perform private.read_again(conversation, reader, called_at);
    end if;
    return stored.last_read_seq;
  end if;
  if stored.read_at > clock_timestamp() - interval '1 s' then
    perform private.refuse_too_fast('Too many reading marks: at most one a second', 1);
  end if;
  update public.chat_read_cursors
    set last_read_seq = place, seen_seq = greatest(seen_seq, place), read_at = clock_timestamp()
    where team_id = conversation and user_id = reader returning * into stored;
  perform realtime.send(
    jsonb_build_object('team_id', conversation, 'user_id', reader, 'seen_seq', stored.seen_seq, 'read_at', stored.read_at),
    'read', private.team_topic(conversation), true);
  perform realtime.send(jsonb_build_object('noun', 'conversations'), 'changed', private.user_topic(reader), true);
  return stored.last_read_seq;
end;
$$;

-- Notes up to which revision the reader has read a page (never past its present one, never back) and answers with it.
create or replace function public.mark_page_read(page_id uuid, seen_revision integer) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  present integer;
  before integer;
begin
  select revision into present from public.pages
    where id = page_id and ((status = 'published' and private.has_role()) or private.is_admin()) for key share;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such page', detail = 'page';
  elsif seen_revision is null or seen_revision < 1 then
    raise null_value_not_allowed using message = 'Say which revision was read';
  end if;
  select r.seen_revision into before from public.page_reads r
    where r.page_id = mark_page_read.page_id and r.user_id = auth.uid();
  if before >= least(seen_revision, present) then
    return before;
  end if;
  -- Their other screens show it as read too.
  perform realtime.send(jsonb_build_object('noun', 'pages'), 'changed', private.user_topic(auth.uid()), true);
  return private.note_page_read(page_id, auth.uid(), least(seen_revision, present));
end;
$$;
