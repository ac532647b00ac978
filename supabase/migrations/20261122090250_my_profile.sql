-- Who the reader is and what they belong to, in one statement; no row for someone who is in no tournament.
create function public.my_profile() returns table (
  id uuid, full_name text, role public.user_role, time_zone text, locale text,
  team_id uuid, team_code text, team_name text, primary_colour text, secondary_colour text, tournament_name text
)
language sql stable security definer set search_path = '' as $$
  select u.id, u.full_name, u.role, u.time_zone, u.locale,
    t.id, t.code, t.name, t.primary_colour, t.secondary_colour, tournament.name
  from public.users u
  left join public.teams t on t.id = u.team_id
  cross join public.tournament
  where u.id = auth.uid()
$$;
revoke execute on function public.my_profile() from public, anon;
grant execute on function public.my_profile() to authenticated;
