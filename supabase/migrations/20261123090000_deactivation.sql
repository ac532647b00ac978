-- Whoever is deactivated has no right left, from the next statement on, and keeps their name beside what they wrote.
alter table public.users add column deactivated_at timestamptz;

-- Who asks, while their session lasts. A token says until when it counts, and Auth ends sessions before that: when their
-- owner signs out, or gets a new password. Through REST that is a 401, as for a token that has expired. To Realtime it is
-- nobody: it asks on behalf of many at once, and an error for one would stop the others. (REST alone names a method.)
create function private.reader() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  session uuid := auth.jwt() ->> 'session_id';
begin
  if session is not null and not exists (select from auth.sessions where id = session) then
    if nullif(current_setting('request.method', true), '') is null then
      return null;
    end if;
    raise sqlstate 'PT401' using message = 'This session has ended';
  end if;
  return auth.uid();
end;
$$;
revoke execute on function private.reader() from public;
grant execute on function private.reader() to authenticated;

create or replace function private.my_team_id() returns uuid
language sql stable security definer set search_path = '' as $$
  select team_id from public.users where id = private.reader() and role = 'member' and deactivated_at is null
$$;

create or replace function private.is_admin() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.users where id = private.reader() and role = 'admin' and deactivated_at is null)
$$;

create or replace function private.has_role() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.users
    where id = private.reader() and (role = 'admin' or team_id is not null) and deactivated_at is null)
$$;

-- To the site someone deactivated is a stranger, as to every policy.
create or replace function public.my_profile() returns table (
  id uuid, full_name text, role public.user_role, time_zone text, locale text,
  team_id uuid, team_code text, team_name text, primary_colour text, secondary_colour text, tournament_name text
)
language sql stable security definer set search_path = '' as $$
  select u.id, u.full_name, u.role, u.time_zone, u.locale,
    t.id, t.code, t.name, t.primary_colour, t.secondary_colour, tournament.name
  from public.users u
  left join public.teams t on t.id = u.team_id
  cross join public.tournament
  where u.id = private.reader() and u.deactivated_at is null
$$;

alter policy "people read themselves, their team and the organisers" on public.users
  using (
    (id = (select private.reader()) and deactivated_at is null)
    or (select private.is_admin())
    or team_id = (select private.my_team_id())
    or (role = 'admin' and (select private.has_role()))
  );

-- Their name still stands in the lists of others: they must not go on changing it.
alter policy "people change their own profile" on public.users
  using (id = (select private.reader()) and deactivated_at is null);

-- A deactivation takes the right to listen away as a move does. Who was deactivated before listens to nothing.
drop trigger users_move_topics on public.users;
create trigger users_move_topics after update of team_id, role, deactivated_at on public.users
  for each row when (
    old.deactivated_at is null
    and (old.team_id is distinct from new.team_id or old.role <> new.role or new.deactivated_at is not null))
  execute function private.move_topics();
