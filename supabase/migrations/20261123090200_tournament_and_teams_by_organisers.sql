-- Organisers set up the tournament and its teams. A team is archived, never deleted: its conversation is evidence.

-- Times before a deadline: positive, distinct, at most eight.
create function private.are_reminder_leads(leads interval[]) returns boolean
language sql immutable set search_path = '' as $$
  select count(*) <= 8 and count(*) = count(distinct lead) and coalesce(bool_and(lead > '0' and isfinite(lead)), true)
  from unnest(leads) as lead
$$;
revoke execute on function private.are_reminder_leads(interval[]) from public;
-- As is_time_zone: a check constraint runs with the rights of whoever writes the row.
grant execute on function private.are_reminder_leads(interval[]) to authenticated, service_role;

alter table public.tournament
  add constraint tournament_reminder_leads check (private.are_reminder_leads(reminder_leads));

grant update (name, venue, time_zone, reminder_leads) on public.tournament to authenticated;
grant insert (name, code, time_zone, primary_colour, secondary_colour) on public.teams to authenticated;
grant update (name, time_zone, primary_colour, secondary_colour, archived_at) on public.teams to authenticated;

create policy "organisers set up the tournament" on public.tournament
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));

create policy "organisers add teams" on public.teams
  for insert to authenticated with check ((select private.is_admin()));

create policy "organisers change teams" on public.teams
  for update to authenticated using ((select private.is_admin())) with check ((select private.is_admin()));

-- Lock order: turn, team, conversation. The turn comes once, ahead of the rows: two who archive several teams in opposite
-- orders would deadlock; and a team that came while an organiser's topics move would keep its topic, which they may have
-- joined. An outsider's statement reaches no row, and must hold up nobody.
create function private.take_turn_for_teams() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  if auth.uid() is null or private.is_admin() then
    perform private.take_turn();
  end if;
  return null;
end;
$$;
create trigger teams_take_turn before insert or update of archived_at on public.teams
  for each statement execute function private.take_turn_for_teams();

-- The time is the database's, whatever was sent. With the conversation locked: what is being written goes first, and what
-- comes after is refused.
create function private.stamp_archival() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform 1 from public.conversations where team_id = new.id for no key update;
  if new.archived_at is not null then
    new.archived_at := coalesce(old.archived_at, clock_timestamp());
  end if;
  return new;
end;
$$;
create trigger teams_stamp_archival before update of archived_at on public.teams
  for each row when (old.archived_at is distinct from new.archived_at) execute function private.stamp_archival();

-- After chat_messages_number, by its name: that one has refused outsiders, who must not learn of it, holds the
-- conversation's lock, and lets a retry of what is stored pass before this is asked. An edit or a deletion holds it too.
create function private.refuse_archived() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  if exists (select from public.teams where id = new.team_id and archived_at is not null) then
    raise sqlstate 'PT403' using message = 'This team is archived: nobody writes to it any more', detail = 'team_archived';
  end if;
  return new;
end;
$$;
create trigger chat_messages_refuse_archived before insert or update on public.chat_messages
  for each row execute function private.refuse_archived();

create function private.audited_tournament(tournament public.tournament) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('name', tournament.name, 'venue', tournament.venue,
    'time_zone', tournament.time_zone, 'reminder_leads', tournament.reminder_leads)
$$;

create function private.audit_tournament() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  changes jsonb := private.changes(private.audited_tournament(old), private.audited_tournament(new));
begin
  if changes <> '{}' then
    perform private.record_act('tournament_edited', null, null, changes);
  end if;
  return null;
end;
$$;
create trigger tournament_audit after update on public.tournament
  for each row execute function private.audit_tournament();

create function private.audited_team(team public.teams) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('name', team.name, 'time_zone', team.time_zone,
    'primary_colour', team.primary_colour, 'secondary_colour', team.secondary_colour)
$$;

create function private.audit_team() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  called jsonb := jsonb_build_object('code', new.code);
  changes jsonb;
begin
  if tg_op = 'INSERT' then
    perform private.record_act('team_created', new.id, new.id, called || private.audited_team(new));
    return null;
  end if;
  changes := private.changes(private.audited_team(old), private.audited_team(new));
  if changes <> '{}' then
    perform private.record_act('team_edited', new.id, new.id, called || changes);
  end if;
  if (old.archived_at is null) <> (new.archived_at is null) then
    perform private.record_act(
      case when new.archived_at is null then 'team_unarchived' else 'team_archived' end::public.audit_act,
      new.id, new.id, called);
  end if;
  return null;
end;
$$;
create trigger teams_audit after insert or update on public.teams
  for each row execute function private.audit_team();

revoke execute on function private.take_turn_for_teams(), private.stamp_archival(), private.refuse_archived(),
  private.audited_tournament(public.tournament), private.audit_tournament(),
  private.audited_team(public.teams), private.audit_team() from public;
