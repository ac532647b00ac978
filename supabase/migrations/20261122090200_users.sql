create table public.users (
  id uuid primary key references auth.users (id) on delete restrict,
  team_id uuid references public.teams (id) on delete restrict,
  role public.user_role not null default 'member',
  full_name text not null,
  time_zone text not null default 'UTC',
  locale text not null default 'en',
  created_at timestamptz not null default now(),
  constraint users_admins_have_no_team check (role = 'member' or team_id is null),
  constraint users_full_name_length check (char_length(full_name) between 1 and 80),
  constraint users_full_name_not_blank check (full_name ~ '\S'),
  constraint users_time_zone_exists check (private.is_time_zone(time_zone)),
  constraint users_locale_form check (locale ~ '^[a-z]{2}(-[A-Z]{2})?$')
);
create index users_team_id on public.users (team_id);

-- Rights are looked up here and not read from the token: who is moved off a team loses it at the next statement.
-- Without row arguments, so that a policy's (select …) runs once per statement instead of once per row.
create function private.my_team_id() returns uuid
language sql stable security definer set search_path = '' as $$
  select team_id from public.users where id = auth.uid() and role = 'member'
$$;

create function private.is_admin() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.users where id = auth.uid() and role = 'admin')
$$;

-- A person whom the portal admits: an organiser, or a member of a team.
create function private.has_role() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.users where id = auth.uid() and (role = 'admin' or team_id is not null))
$$;

revoke execute on function private.my_team_id(), private.is_admin(), private.has_role() from public;
grant execute on function private.my_team_id(), private.is_admin(), private.has_role() to authenticated;

alter table public.tournament enable row level security;
alter table public.teams enable row level security;
alter table public.users enable row level security;

revoke all on public.tournament, public.teams, public.users from public, anon, authenticated, service_role;
grant select on public.tournament, public.teams, public.users to authenticated;
grant update (full_name, time_zone, locale) on public.users to authenticated;
grant select, update on public.tournament to service_role;
grant select, insert, update on public.teams, public.users to service_role;

create policy "people with a role read the tournament" on public.tournament
  for select to authenticated using ((select private.has_role()));

create policy "a team reads itself, organisers read all teams" on public.teams
  for select to authenticated using (id = (select private.my_team_id()) or (select private.is_admin()));

create policy "people read themselves, their team and the organisers" on public.users
  for select to authenticated using (
    id = (select auth.uid())
    or (select private.is_admin())
    or team_id = (select private.my_team_id())
    or (role = 'admin' and (select private.has_role()))
  );

create policy "people change their own profile" on public.users
  for update to authenticated using (id = (select auth.uid())) with check (id = (select auth.uid()));
