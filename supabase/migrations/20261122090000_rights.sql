-- The schema for what the API never exposes: rights, history, and the insides of triggers.
create schema private;
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;

create type public.user_role as enum ('admin', 'member');

-- True for the name of a zone of the IANA database ("Europe/Zurich", "UTC").
-- PostgreSQL also takes POSIX strings ("XYZ3"), which no browser understands: the pattern keeps them out.
create function private.is_time_zone(name text) returns boolean
language plpgsql immutable set search_path = '' as $$
begin
  perform now() at time zone name;
  return name = 'UTC' or name ~ '^[A-Z][A-Za-z_]+(/[A-Z][A-Za-z0-9_+-]+)+$';
exception when invalid_parameter_value then
  return false;
end;
$$;
revoke execute on function private.is_time_zone(text) from public;
-- A check constraint runs with the rights of whoever writes the row.
grant execute on function private.is_time_zone(text) to authenticated, service_role;
