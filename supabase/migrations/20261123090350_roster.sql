-- Many teams and people at once, all or nothing.

-- What a line says of its team; what it leaves blank it leaves as it is.
create function private.given_of_team(item jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'name', nullif(btrim(item ->> 'name'), ''),
    'time_zone', nullif(btrim(item ->> 'time_zone'), ''),
    'primary_colour', nullif(lower(btrim(item ->> 'primary_colour')), ''),
    'secondary_colour', nullif(lower(btrim(item ->> 'secondary_colour')), '')))
$$;

-- Makes the team of a line where there is none with its code, and changes what the line gives otherwise.
create function private.import_team(team_code text, given jsonb, out team_id uuid, out outcome text, out changes jsonb)
language plpgsql volatile set search_path = '' as $$
declare
  team public.teams;
begin
  select * into team from public.teams where code = team_code for no key update;
  if not found then
    if not given ? 'name' then
      raise sqlstate 'PT400' using message = 'A new team needs a name', detail = 'team_name';
    end if;
    insert into public.teams (name, code, time_zone, primary_colour, secondary_colour)
      values (given ->> 'name', team_code, coalesce(given ->> 'time_zone', 'UTC'),
        coalesce(given ->> 'primary_colour', '#1b3a6b'), coalesce(given ->> 'secondary_colour', '#ffffff'))
      returning id, 'created' into team_id, outcome;
    return;
  end if;
  perform private.refuse_unless_open_team(team.id);
  team_id := team.id;
  changes := nullif(private.changes(private.audited_team(team), given), '{}');
  outcome := case when changes is null then 'unchanged' else 'changed' end;
  if changes is not null then
    update public.teams set
      name = coalesce(given ->> 'name', name),
      time_zone = coalesce(given ->> 'time_zone', time_zone),
      primary_colour = coalesce(given ->> 'primary_colour', primary_colour),
      secondary_colour = coalesce(given ->> 'secondary_colour', secondary_colour)
      where id = team.id;
  end if;
end;
$$;

-- Invites an address to a team, or without one to the organisers, unless it is there or invited there already.
create function private.import_person(address text, place public.user_role, place_team uuid,
  out outcome text, out invitation uuid, out token text, out expires_at timestamptz)
language plpgsql volatile set search_path = '' as $$
declare
  person public.users := private.person_with(address);
  kept public.invitations;
begin
  if (person.role, person.team_id) is not distinct from (place, place_team) then
    outcome := 'already_here';
    return;
  end if;
  select * into kept from public.invitations i
    where i.email = address and accepted_at is null and revoked_at is null;
  if found and (kept.role, kept.team_id) is not distinct from (place, place_team) then
    outcome := 'already_invited';
    return;
  end if;
  select 'invited', (made.invitation).id, made.token, (made.invitation).expires_at
    into outcome, invitation, token, expires_at
    from private.invite(address, place, place_team) as made;
end;
$$;

-- One line of a roster: its team, its address, or both. What is so already is told and left alone: a roster may be
-- imported again. "expected" is what its organiser was shown: where something else would happen by now, nothing does.
create function private.import_line(item jsonb,
  out team_outcome text, out person_outcome text, out team_code text, out email text,
  out invitation uuid, out token text, out expires_at timestamptz)
language plpgsql volatile set search_path = '' as $$
declare
  place public.user_role;
  team_id uuid;
  changes jsonb;
begin
  email := nullif(lower(btrim(item ->> 'email')), '');
  team_code := nullif(upper(btrim(item ->> 'code')), '');
  if coalesce(nullif(item ->> 'role', ''), 'member') not in ('member', 'admin') then
    raise sqlstate 'PT400' using message = 'A role is member or admin', detail = 'role';
  end if;
  place := coalesce(nullif(item ->> 'role', ''), 'member');
  if (place = 'admin') <> (team_code is null) or (place = 'admin' and email is null) then
    raise sqlstate 'PT400' using message = 'A line names a team, or an organiser''s address', detail = 'team_or_organiser';
  end if;

  if team_code is not null then
    select done.team_id, done.outcome, done.changes into team_id, team_outcome, changes
      from private.import_team(team_code, private.given_of_team(item)) as done;
  end if;
  if email is not null then
    select done.outcome, done.invitation, done.token, done.expires_at
      into person_outcome, invitation, token, expires_at
      from private.import_person(email, place, team_id) as done;
  end if;
  if item -> 'expected' <> jsonb_strip_nulls(
    jsonb_build_object('team', team_outcome, 'changes', changes, 'person', person_outcome)) then
    raise sqlstate 'PT409' using message = 'This is not as it was when it was looked at', detail = 'stale';
  end if;
end;
$$;

-- Takes at most 500 lines [{"line", "code", "name", "time_zone", "primary_colour", "secondary_colour", "email", "role",
-- "expected": {"team", "changes", "person"}}] and tells for each what happened, with the tokens of new invitations. The
-- first bad line undoes all: its error carries the line's number as the hint ("line" where it is given, else its place),
-- and the reason as the detail.
create function public.import_roster(roster jsonb) returns table (
  line integer, team_outcome text, person_outcome text, team_code text, email text,
  invitation uuid, token text, expires_at timestamptz
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  item jsonb;
  number integer;
  invited integer := 0;
  created integer := 0;
  problem text;
  reason text;
  broken text;
begin
  perform private.act_as_organiser();
  -- Ahead of the rows of its teams, as whoever archives.
  perform private.take_turn();
  if jsonb_typeof(roster) is distinct from 'array' or jsonb_array_length(roster) not between 1 and 500 then
    raise sqlstate 'PT400' using message = 'A roster has 1 to 500 lines', detail = 'roster_size';
  end if;
  perform private.refuse_too_many_invitations();
  begin
    for item, number in select value, ordinality from jsonb_array_elements(roster) with ordinality loop
      if item ->> 'line' ~ '^\d{1,6}$' then
        number := item ->> 'line';
      end if;
      select number, done.* into line, team_outcome, person_outcome, team_code, email, invitation, token, expires_at
        from private.import_line(item) as done;
      invited := invited + coalesce(person_outcome = 'invited', false)::integer;
      created := created + coalesce(team_outcome = 'created', false)::integer;
      return next;
    end loop;
  exception when check_violation or sqlstate 'PT400' or sqlstate 'PT404' or sqlstate 'PT409' then
    get stacked diagnostics problem = message_text, reason = pg_exception_detail, broken = constraint_name;
    raise sqlstate 'PT400' using message = format('Line %s: %s', number, problem),
      detail = coalesce(nullif(broken, ''), reason), hint = number::text;
  end;
  perform private.record_act('roster_imported', null, null,
    jsonb_build_object('lines', jsonb_array_length(roster), 'teams', created, 'invitations', invited));
end;
$$;

-- Which of these addresses are here or invited, and where: what an organiser looks at before a roster is imported. One
-- who is here and invited besides has two rows.
create function public.find_addresses(addresses text[]) returns table (
  email text, state text, role public.user_role, team_code text
)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_admin() then
    raise insufficient_privilege using message = 'Only organisers can do this';
  elsif cardinality(addresses) > 500 then
    raise sqlstate 'PT400' using message = 'A roster has 1 to 500 lines', detail = 'roster_size';
  end if;
  return query
    select lower(a.email)::text, case when u.deactivated_at is null then 'here' else 'deactivated' end, u.role, t.code
      from auth.users a join public.users u on u.id = a.id left join public.teams t on t.id = u.team_id
      where lower(a.email) = any (addresses)
    union all
    select i.email, case when i.expires_at > clock_timestamp() then 'invited' else 'expired' end, i.role, t.code
      from public.invitations i left join public.teams t on t.id = i.team_id
      where i.email = any (addresses) and i.accepted_at is null and i.revoked_at is null;
end;
$$;

revoke execute on function private.given_of_team(jsonb), private.import_team(text, jsonb),
  private.import_person(text, public.user_role, uuid), private.import_line(jsonb) from public;
revoke execute on function public.import_roster(jsonb), public.find_addresses(text[]) from public, anon;
grant execute on function public.import_roster(jsonb), public.find_addresses(text[]) to authenticated;
