-- What stands on every page that shows teams or their deadlines: which teams there are, and the venue's clock. Their screens
-- hear when that changes.

-- Ahead of the rows, for every write that is told of: see private.hold_topics.
create trigger teams_hold_turn before update on public.teams
  for each statement execute function private.take_turn_for_teams();
create trigger tournament_hold_turn before update on public.tournament
  for each statement execute function private.take_turn_for_teams();

create function private.tell_teams_added() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tell_changed('teams', array_agg(id), false) from written having count(*) > 0;
  return null;
end;
$$;
create trigger teams_tell_added after insert on public.teams
  referencing new table as written for each statement execute function private.tell_teams_added();

-- What is shown of them: that a topic moves is told by itself.
create function private.tell_teams_changed() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tell_changed('teams', array_agg(id), false)
    from (
      select id, code, name, time_zone, primary_colour, secondary_colour, archived_at from written
      except select id, code, name, time_zone, primary_colour, secondary_colour, archived_at from before
    ) as changed having count(*) > 0;
  return null;
end;
$$;
create trigger teams_tell_changed after update on public.teams
  referencing old table as before new table as written for each statement execute function private.tell_teams_changed();

create function private.tell_tournament_changed() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.tell_changed('tournament', '{}', true)
    from (
      select name, venue, time_zone from written except select name, venue, time_zone from before
    ) as changed having count(*) > 0;
  return null;
end;
$$;
create trigger tournament_tell_changed after update on public.tournament
  referencing old table as before new table as written for each statement execute function private.tell_tournament_changed();

revoke execute on function private.tell_teams_added(), private.tell_teams_changed(), private.tell_tournament_changed()
  from public;
