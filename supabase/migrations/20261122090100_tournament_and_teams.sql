-- One tournament to a database. The row is always there; a tournament is set up by changing it.
create table public.tournament (
  id boolean primary key default true,
  name text not null default 'Tournament',
  venue text not null default '',
  time_zone text not null default 'UTC',
  reminder_leads interval[] not null default '{7 days,3 days,1 day,3 hours}',
  admin_topic_epoch integer not null default 0,
  constraint tournament_is_one_row check (id),
  constraint tournament_name_length check (char_length(name) between 1 and 120),
  constraint tournament_venue_length check (char_length(venue) <= 120),
  constraint tournament_time_zone_exists check (private.is_time_zone(time_zone))
);
insert into public.tournament default values;

create table public.teams (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  code text not null,
  time_zone text not null default 'UTC',
  primary_colour text not null default '#1b3a6b',
  secondary_colour text not null default '#ffffff',
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  constraint teams_name_length check (char_length(name) between 1 and 80),
  constraint teams_code_unique unique (code),
  constraint teams_code_form check (code ~ '^[A-Z0-9]{2,5}$'),
  constraint teams_time_zone_exists check (private.is_time_zone(time_zone)),
  constraint teams_primary_colour_is_hex check (primary_colour ~ '^#[0-9a-f]{6}$'),
  constraint teams_secondary_colour_is_hex check (secondary_colour ~ '^#[0-9a-f]{6}$')
);

-- A code stands in links that people have sent each other: it never changes.
create function private.keep_team_code() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'The code of a team cannot be changed' using errcode = 'check_violation';
end;
$$;
create trigger teams_keep_code before update of code on public.teams
  for each row when (new.code is distinct from old.code) execute function private.keep_team_code();
