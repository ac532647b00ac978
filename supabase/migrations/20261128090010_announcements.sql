-- One message of the organisers to many teams. Each team gets a message like any other, in its own conversation and with its
-- place there; only organisers can read that there were others.
alter table public.announcements
  add constraint announcements_content_length check (char_length(content) between 1 and 5000),
  add constraint announcements_content_not_blank check (content ~ '\S'),
  alter column created_at set default clock_timestamp();
create index announcements_limit on public.announcements (created_by, created_at);
-- Nobody is granted to read it: with a right to read come the planner's guesses of how many there are.

create unique index chat_messages_announcement on public.chat_messages (announcement_id, team_id)
  where announcement_id is not null;
create index chat_messages_announced on public.chat_messages (team_id, seq) where announcement_id is not null;

-- When somebody of a team first had it before them. A reader's cursor only says when it moved last.
create table private.announcement_sightings (
  message_id uuid not null references public.chat_messages (id) on delete restrict,
  user_id uuid not null references public.users (id) on delete cascade,
  seen_at timestamptz not null,
  primary key (message_id, user_id)
);
create index announcement_sightings_user on private.announcement_sightings (user_id);
alter table private.announcement_sightings enable row level security;
revoke all on private.announcement_sightings from public, anon, authenticated, service_role;

-- Told to organisers alone, and without hold_topics, as "inbox" is: whoever reads must not wait for the turn.
create function private.note_announcements_seen() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not exists (select from public.users where id = new.user_id and role = 'member' and team_id = new.team_id) then
    return null;
  end if;
  insert into private.announcement_sightings (message_id, user_id, seen_at)
    select id, new.user_id, clock_timestamp() from public.chat_messages
    where team_id = new.team_id and announcement_id is not null and seq <= new.seen_seq
      and seq > case when tg_op = 'UPDATE' then old.seen_seq else 0 end
    on conflict do nothing;
  if found then
    perform realtime.send(jsonb_build_object('noun', 'announcements'), 'changed', private.admin_topic(), true);
  end if;
  return null;
end;
$$;
create trigger chat_read_cursors_see_announcements_first after insert on public.chat_read_cursors
  for each row when (new.seen_seq > 0) execute function private.note_announcements_seen();
create trigger chat_read_cursors_see_announcements after update of seen_seq on public.chat_read_cursors
  for each row when (new.seen_seq > old.seen_seq) execute function private.note_announcements_seen();

-- As before, but what is announced does not count among what somebody writes: it has a limit of its own. Nor can two
-- conversations take the same id for it, which nobody chooses.
create or replace function private.number_message() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  writer uuid := auth.uid();
  writes_anywhere boolean := writer is null or private.is_admin();
  -- Only history that is brought in by the owner of the database may come with a time of its own.
  is_history boolean := coalesce(writer is null and isfinite(new.created_at), false);
  stored public.chat_messages;
  since timestamptz;
  thirtieth timestamptz;
  stamp timestamptz;
begin
  -- Before any lock: this runs ahead of the policy's WITH CHECK, and an outsider must not hold up another team.
  if writer is not null then
    if new.sender_id is distinct from writer
       or not (writes_anywhere or new.team_id is not distinct from private.my_team_id()) then
      raise insufficient_privilege using message = 'You cannot write in this conversation';
    end if;
    perform private.lock_sender(writer);
  end if;
  if writes_anywhere then
    perform private.take_turn();
  end if;

  perform 1 from public.conversations where team_id = new.team_id for no key update;
  if not found then
    raise foreign_key_violation using message = 'There is no such conversation';
  end if;

  -- A retry consumes nothing, and is never refused for its speed; the caller reads the stored row by its id.
  select * into stored from public.chat_messages where id = new.id;
  if found then
    if (stored.team_id, stored.sender_id) is distinct from (new.team_id, new.sender_id) then
      raise unique_violation using message = 'This id belongs to another message';
    end if;
    return null;
  end if;

  -- A statement of its own: it must see what the lock above waited for. It looks no further back than it must: what was
  -- announced stands in the same index.
  if writer is not null and new.announcement_id is null then
    since := clock_timestamp() - interval '60 s';
    select created_at into thirtieth from public.chat_messages
      where sender_id = writer and announcement_id is null and created_at > since
      order by created_at desc offset 29 limit 1;
    if found then
      perform private.refuse_too_fast('Too many messages: at most 30 in 60 seconds',
        extract(epoch from thirtieth - since));
    end if;

    -- Two conversations share no lock. While another one takes the same id, "on conflict do nothing" would drop this
    -- message after it was numbered, and leave a hole.
    perform pg_advisory_xact_lock(hashtextextended(new.id::text, 0));
    if exists (select from public.chat_messages where id = new.id) then
      raise unique_violation using message = 'This id belongs to another message';
    end if;
  end if;

  select full_name, role into new.sender_name, new.sender_role from public.users where id = new.sender_id;

  update public.conversations
    set last_seq = last_seq + 1, last_revision = last_revision + 1,
      last_message_at = case when is_history then greatest(last_message_at, new.created_at) else clock_timestamp() end
    where team_id = new.team_id
    returning last_seq, last_revision, last_message_at into new.seq, new.revision, stamp;

  if not is_history then
    new.created_at := stamp;
  end if;
  new.edited_at := null;
  new.deleted_at := null;
  return new;
end;
$$;

-- Writes the same to each of these teams, or to none. The id is the client's: the same again changes nothing and gives the
-- same row, and anything else under it is refused. At most 5 in 60 seconds.
create function public.announce(announcement_id uuid, content text, teams uuid[]) returns public.announcements
language plpgsql volatile security definer set search_path = '' as $$
declare
  announcement public.announcements;
  archived text;
  fifth timestamptz;
begin
  perform private.lock_sender(auth.uid());
  perform private.take_turn_as_organiser();
  select * into announcement from public.announcements a where a.id = announce.announcement_id;
  if found then
    if (announcement.content, announcement.created_by) is distinct from (announce.content, auth.uid())
       or (select array_agg(distinct team order by team) from unnest(announce.teams) as team)
         is distinct from (select array_agg(m.team_id order by m.team_id) from public.chat_messages m
           where m.announcement_id = announcement.id) then
      raise sqlstate 'PT409' using message = 'This id belongs to another announcement', detail = 'id_taken';
    end if;
    return announcement;
  end if;

  if coalesce(cardinality(announce.teams), 0) = 0 then
    raise sqlstate 'PT400' using message = 'Name a team', detail = 'no_teams';
  elsif exists (select from unnest(announce.teams) as team where not exists (select from public.teams where id = team)) then
    raise sqlstate 'PT404' using message = 'There is no such team', detail = 'team';
  end if;
  select string_agg(name, ', ' order by name) into archived
    from public.teams where id = any (announce.teams) and archived_at is not null;
  if archived is not null then
    raise sqlstate 'PT403' using message = 'Nobody writes to an archived team: ' || archived, detail = 'team_archived';
  end if;
  select created_at into fifth from public.announcements
    where created_by = auth.uid() order by created_at desc offset 4 limit 1;
  if fifth > clock_timestamp() - interval '60 s' then
    perform private.refuse_too_fast('Too many announcements: at most 5 in 60 seconds',
      extract(epoch from fifth + interval '60 s' - clock_timestamp()));
  end if;

  -- All of them, and in their order, before the first is written: what comes later then waits for nobody half-way.
  perform 1 from public.conversations where team_id = any (announce.teams) order by team_id for no key update;
  insert into public.announcements (id, content, created_by, creator_name)
    values (announce.announcement_id, announce.content, auth.uid(), (select full_name from public.users where id = auth.uid()))
    returning * into announcement;
  insert into public.chat_messages (team_id, sender_id, content, announcement_id)
    select distinct team, auth.uid(), announcement.content, announcement.id from unnest(announce.teams) as team order by team;
  -- Who had read a conversation to its end still has: this is their own.
  insert into public.chat_read_cursors as mark (team_id, user_id, last_read_seq, seen_seq, read_at)
    select m.team_id, auth.uid(), m.seq, m.seq, clock_timestamp()
    from public.chat_messages m
    where m.announcement_id = announcement.id and (m.seq = 1 or exists (
      select from public.chat_read_cursors
      where team_id = m.team_id and user_id = auth.uid() and last_read_seq = m.seq - 1))
    order by m.team_id
    on conflict (team_id, user_id) do update
      set last_read_seq = excluded.last_read_seq, seen_seq = greatest(mark.seen_seq, excluded.seen_seq),
        read_at = excluded.read_at
      where mark.last_read_seq = excluded.last_read_seq - 1;
  perform private.tell_changed('announcements', '{}', false);
  return announcement;
end;
$$;

-- Of an announcement with its id: for a team it leads nowhere, and it says nothing of the others.
create or replace function private.message_json(message public.chat_messages) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', message.id, 'team_id', message.team_id,
    'sender_id', message.sender_id, 'sender_name', message.sender_name, 'sender_role', message.sender_role,
    'content', message.content, 'seq', message.seq, 'revision', message.revision,
    'created_at', message.created_at, 'edited_at', message.edited_at, 'deleted_at', message.deleted_at,
    'mentions', case when message.mentions = '{}' then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by place), '[]')
      from unnest(message.mentions, message.mention_names) with ordinality as named (id, name, place)) end,
    'documents', case when message.document_ids = '{}' then '[]' else (
      select coalesce(jsonb_agg(jsonb_build_object(
          'id', document.id, 'name', document.name, 'mime_type', document.mime_type, 'size_bytes', document.size_bytes,
          'width', document.width, 'height', document.height) order by place), '[]')
      from unnest(message.document_ids) with ordinality as named (id, place)
      join public.documents document on document.id = named.id and document.message_id = message.id) end)
    || case when message.announcement_id is null then '{}' else
      jsonb_build_object('announcement_id', message.announcement_id) end
$$;

-- All that was announced, the newest first, and how far it has come. An answer is what a team wrote after it.
create function public.announcement_list() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    raise insufficient_privilege using message = 'Only organisers can do this';
  end if;
  return (
    with answers as (
      select c.team_id, (select max(seq) from public.chat_messages m
        where m.team_id = c.team_id and m.sender_role = 'member' and m.deleted_at is null) as last_seq
      from public.conversations c
      where exists (select from public.chat_messages m where m.team_id = c.team_id and m.announcement_id is not null)
    ), sightings as (
      select distinct message_id from private.announcement_sightings
    ), counts as (
      select m.announcement_id, count(*) as teams,
        -- Whoever has answered has seen it, whatever their marks say.
        count(*) filter (where sightings.message_id is not null or answers.last_seq > m.seq) as seen,
        count(*) filter (where answers.last_seq > m.seq) as answered
      from public.chat_messages m
      join answers on answers.team_id = m.team_id
      left join sightings on sightings.message_id = m.id
      where m.announcement_id is not null
      group by m.announcement_id
    )
    select coalesce(jsonb_agg(jsonb_build_object(
        'id', a.id, 'excerpt', left(a.content, 280), 'creator_name', a.creator_name, 'created_at', a.created_at,
        'teams', counts.teams, 'seen', counts.seen, 'answered', counts.answered
      ) order by a.created_at desc, a.id), '[]')
    from public.announcements a join counts on counts.announcement_id = a.id);
end;
$$;

-- One of them, with each team: its place there, who of the team has seen it, and the first that the team wrote after it.
-- Null when there is none.
create function public.announcement(announcement_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    raise insufficient_privilege using message = 'Only organisers can do this';
  end if;
  return (
    select jsonb_build_object(
      'id', a.id, 'content', a.content, 'creator_name', a.creator_name, 'created_at', a.created_at,
      'teams', (
        select jsonb_agg(jsonb_build_object(
            'id', team.id, 'code', team.code, 'name', team.name,
            'primary_colour', team.primary_colour, 'secondary_colour', team.secondary_colour,
            'is_archived', team.archived_at is not null,
            'seq', m.seq, 'edited_at', m.edited_at, 'deleted_at', m.deleted_at,
            'people', (select count(*) from public.users u
              where u.team_id = team.id and u.role = 'member' and u.deactivated_at is null),
            'seen', seen.number, 'seen_at', seen.first_at,
            'answer', (
              select jsonb_build_object('seq', answer.seq, 'sender_name', answer.sender_name, 'created_at', answer.created_at)
              from public.chat_messages answer
              where answer.team_id = m.team_id and answer.seq > m.seq
                and answer.sender_role = 'member' and answer.deleted_at is null
              order by answer.seq limit 1)
          ) order by team.name, team.id)
        from public.chat_messages m
        join public.teams team on team.id = m.team_id
        -- Whoever has left the team is no more of its people; that they have seen it stays true.
        cross join lateral (
          select min(s.seen_at) as first_at,
            count(*) filter (where u.team_id = team.id and u.deactivated_at is null) as number
          from private.announcement_sightings s join public.users u on u.id = s.user_id
          where s.message_id = m.id
        ) as seen
        where m.announcement_id = a.id))
    from public.announcements a where a.id = announcement.announcement_id);
end;
$$;

-- What organisers see of it moves on when a team answers first, takes its answer back, or the message itself is changed.
create function private.tell_announcements_moved() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  announced integer;
begin
  if new.announcement_id is null then
    select max(seq) into announced from public.chat_messages
      where team_id = new.team_id and announcement_id is not null and seq < new.seq;
    if announced is null or tg_op = 'INSERT' and exists (
      select from public.chat_messages
      where team_id = new.team_id and seq > announced and seq < new.seq and sender_role = 'member' and deleted_at is null
    ) then
      return null;
    end if;
  end if;
  perform private.tell_changed('announcements', '{}', false);
  return null;
end;
$$;
create trigger chat_messages_z_answer_announcements after insert on public.chat_messages
  for each row when (new.sender_role = 'member') execute function private.tell_announcements_moved();
create trigger chat_messages_z_change_announcements after update of content on public.chat_messages
  for each row when (new.announcement_id is not null or (new.sender_role = 'member' and new.deleted_at is not null))
  execute function private.tell_announcements_moved();

revoke execute on function private.note_announcements_seen(), private.tell_announcements_moved() from public;
revoke execute on function public.announce(uuid, text, uuid[]), public.announcement_list(), public.announcement(uuid)
  from public, anon;
grant execute on function public.announce(uuid, text, uuid[]), public.announcement_list(), public.announcement(uuid)
  to authenticated;
