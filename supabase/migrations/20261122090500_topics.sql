-- Who may hear what. Supabase asks at the join and when a token is renewed, never per message: so whoever loses a
-- right would go on listening. A topic therefore carries an epoch; a move raises it, and the old name falls silent.

create function private.with_epoch(topic text, epoch integer) returns text
language sql immutable set search_path = '' as $$
  select case when epoch = 0 then topic else topic || ':' || epoch end
$$;

create function private.team_topic(team uuid) returns text
language sql stable security definer set search_path = '' as $$
  select private.with_epoch('team:' || team_id, topic_epoch) from public.conversations where team_id = team
$$;

create function private.admin_topic() returns text
language sql stable security definer set search_path = '' as $$
  select private.with_epoch('admin', admin_topic_epoch) from public.tournament
$$;

-- Compares text: casting a part of a stranger's topic to uuid would raise on junk.
create function private.may_join_team_topic(topic text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.conversations
    where topic = private.with_epoch('team:' || team_id, topic_epoch)
      and (team_id = (select private.my_team_id()) or (select private.is_admin()))
  )
$$;

create function private.may_join(topic text) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(
    private.has_role() and case
      when topic = 'portal' then true
      when topic = 'user:' || auth.uid() then true
      when topic = private.admin_topic() then private.is_admin()
      else private.may_join_team_topic(topic)
    end, false)
$$;

revoke execute on function private.with_epoch(text, integer), private.team_topic(uuid), private.admin_topic(),
  private.may_join_team_topic(text), private.may_join(text) from public;
grant execute on function private.may_join(text), private.may_join_team_topic(text) to authenticated;

create policy "people hear the topics they may join" on realtime.messages
  for select to authenticated
  using (extension in ('broadcast', 'presence') and (select private.may_join(realtime.topic())));

-- Presence, and never a broadcast: nobody can forge a message.
create policy "people show their presence to a team" on realtime.messages
  for insert to authenticated
  with check (extension = 'presence' and (select private.may_join_team_topic(realtime.topic())));

-- Tells those who listen under the old name to ask for the new one. It carries nothing: the one who left hears it too.
create function private.raise_team_epoch(team uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.take_turn();
  perform 1 from public.conversations where team_id = team for no key update;
  perform realtime.send('{}'::jsonb, 'topic_moved', private.team_topic(team), true);
  update public.conversations set topic_epoch = topic_epoch + 1 where team_id = team;
end;
$$;

create function private.raise_admin_epoch() returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  team uuid;
begin
  perform private.take_turn();
  perform 1 from public.tournament for no key update;
  perform realtime.send('{}'::jsonb, 'topic_moved', private.admin_topic(), true);
  update public.tournament set admin_topic_epoch = admin_topic_epoch + 1;
  -- An organiser may have been listening to any team.
  for team in select team_id from public.conversations order by team_id loop
    perform private.raise_team_epoch(team);
  end loop;
end;
$$;

create function private.move_topics() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  if old.role = 'admin' then
    perform private.raise_admin_epoch();
  elsif old.team_id is not null then
    perform private.raise_team_epoch(old.team_id);
  end if;
  return null;
end;
$$;
create trigger users_move_topics after update of team_id, role on public.users
  for each row when (old.team_id is distinct from new.team_id or old.role <> new.role)
  execute function private.move_topics();
create trigger users_leave_topics after delete on public.users
  for each row execute function private.move_topics();

revoke execute on function private.raise_team_epoch(uuid), private.raise_admin_epoch(), private.move_topics() from public;
