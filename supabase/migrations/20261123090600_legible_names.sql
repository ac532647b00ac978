-- A name stands beside others, in lists and in sentences: something of it is visible, and nothing of it breaks the line or
-- turns the text around it. (Joiners within a name are part of some scripts.)
create function private.is_legible(name text) returns boolean
language sql immutable set search_path = '' as $$
  select name !~ '[\u0001-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]'
    and name ~ '[^\s\u00ad\u115f\u1160\u180e\u200b-\u200f\u2060-\u2064\u3164\ufeff\uffa0]'
$$;
revoke execute on function private.is_legible(text) from public;
-- As is_time_zone: a check constraint runs with the rights of whoever writes the row.
grant execute on function private.is_legible(text) to authenticated, service_role;

alter table public.users drop constraint users_full_name_not_blank,
  add constraint users_full_name_legible check (private.is_legible(full_name));
alter table public.teams add constraint teams_name_legible check (private.is_legible(name));
alter table public.tournament add constraint tournament_name_legible check (private.is_legible(name));
