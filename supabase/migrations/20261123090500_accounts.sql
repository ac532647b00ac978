-- What people change of their own: their profile, and the password that Auth keeps.
create function private.audit_profile() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  of_profile text[] := '{full_name, time_zone, locale}';
begin
  perform private.record_act('profile_edited', new.id, new.team_id, private.changes(
    (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(old)) where key = any (of_profile)),
    (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(new)) where key = any (of_profile))));
  return null;
end;
$$;
create trigger users_audit_profile after update of full_name, time_zone, locale on public.users
  for each row when (
    (old.full_name, old.time_zone, old.locale) is distinct from (new.full_name, new.time_zone, new.locale))
  execute function private.audit_profile();

-- A new password, by whatever door: the settings, a link by mail, an administrator of Auth. Auth does not tell Postgres who
-- asked for it, so nobody is named as the actor. It ends the person's other sessions, and Realtime, which looks at rights
-- when somebody joins, would let those go on listening: so what they hear moves, as with somebody who leaves.
-- (On a hosted project the owner of these tables may make triggers on auth.users, and may read auth.sessions.)
create function private.follow_password() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  person public.users;
begin
  select * into person from public.users where id = new.id;
  if not found then
    return null;
  end if;
  perform private.record_act('password_changed', person.id, person.team_id,
    jsonb_build_object('full_name', person.full_name));
  if exists (select from auth.sessions where user_id = person.id) then
    if person.role = 'admin' then
      perform private.raise_admin_epoch();
    elsif person.team_id is not null then
      perform private.raise_team_epoch(person.team_id);
    end if;
  end if;
  return null;
end;
$$;
create trigger users_follow_password after update of encrypted_password on auth.users
  for each row when (old.encrypted_password is distinct from new.encrypted_password)
  execute function private.follow_password();

-- The address that somebody signs in with, once the new one is confirmed.
create function private.audit_address() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  person public.users;
begin
  select * into person from public.users where id = new.id;
  if found then
    perform private.record_act('address_changed', person.id, person.team_id,
      jsonb_build_object('full_name', person.full_name, 'email', jsonb_build_object('from', old.email, 'to', new.email)));
  end if;
  return null;
end;
$$;
create trigger users_audit_address after update of email on auth.users
  for each row when (old.email is distinct from new.email)
  execute function private.audit_address();

revoke execute on function private.audit_profile(), private.follow_password(), private.audit_address() from public;
