-- What organisers do about people. Topics move by the trigger on users, whatever door a change comes by.

-- There is always an organiser who can sign in. Under the turn that a departing organiser takes anyway: of two who demote
-- each other at the same moment the second waits, and then finds itself the last.
create function private.keep_an_organiser() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.take_turn();
  if not exists (select from public.users where role = 'admin' and deactivated_at is null) then
    raise sqlstate 'PT409' using message = 'The last organiser cannot go', detail = 'last_organiser';
  end if;
  return null;
end;
$$;
create trigger users_keep_an_organiser after update of role, deactivated_at on public.users
  for each row when (
    old.role = 'admin' and old.deactivated_at is null and (new.role <> 'admin' or new.deactivated_at is not null))
  execute function private.keep_an_organiser();
create trigger users_keep_an_organiser_on_delete after delete on public.users
  for each row when (old.role = 'admin' and old.deactivated_at is null)
  execute function private.keep_an_organiser();

-- The person, locked for a change by an organiser.
create function private.lock_person(person uuid) returns public.users
language plpgsql volatile set search_path = '' as $$
declare
  locked public.users;
begin
  perform private.act_as_organiser();
  select * into locked from public.users where id = person for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such person', detail = 'person';
  end if;
  return locked;
end;
$$;

create function private.refuse_unless_active(person public.users, wanted public.user_role) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if person.deactivated_at is not null then
    raise sqlstate 'PT409' using message = 'This person is deactivated', detail = 'deactivated';
  elsif person.role <> wanted then
    raise sqlstate 'PT409' using message = 'This person has another role', detail = 'other_role';
  end if;
end;
$$;

-- To another team, for a member. The old team's topic moves in the same moment.
create function public.move_person(person uuid, team uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  moved public.users := private.lock_person(person);
begin
  perform private.refuse_unless_active(moved, 'member');
  if moved.team_id is distinct from team then
    perform private.refuse_unless_open_team(team);
    update public.users set team_id = team where id = person;
  end if;
end;
$$;

create function public.promote_person(person uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  promoted public.users := private.lock_person(person);
begin
  perform private.refuse_unless_active(promoted, 'member');
  update public.users set role = 'admin', team_id = null where id = person;
end;
$$;

create function public.demote_person(person uuid, team uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  demoted public.users := private.lock_person(person);
begin
  perform private.refuse_unless_active(demoted, 'admin');
  perform private.refuse_unless_open_team(team);
  update public.users set role = 'member', team_id = team where id = person;
end;
$$;

-- A second time changes nothing, neither of this nor of the next.
create function public.deactivate_person(person uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  leaving public.users := private.lock_person(person);
begin
  if leaving.deactivated_at is null then
    update public.users set deactivated_at = clock_timestamp() where id = person;
  end if;
end;
$$;

create function public.reactivate_person(person uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  back public.users := private.lock_person(person);
begin
  if back.deactivated_at is not null then
    update public.users set deactivated_at = null where id = person;
  end if;
end;
$$;

create function private.audited_place(person public.users) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('role', person.role, 'team', (select code from public.teams where id = person.team_id))
$$;

create function private.audit_person() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  called jsonb := jsonb_build_object('full_name', new.full_name);
  changes jsonb;
begin
  if tg_op = 'INSERT' then
    -- Who follows an invitation takes their place themselves, and their acceptance tells of it.
    if new.id is distinct from auth.uid() then
      perform private.record_act('enrolled', new.id, new.team_id, called || private.audited_place(new));
    end if;
    return null;
  end if;
  changes := private.changes(private.audited_place(old), private.audited_place(new));
  if changes <> '{}' then
    perform private.record_act(
      case when old.role = new.role then 'moved' when new.role = 'admin' then 'promoted'
        else 'demoted' end::public.audit_act,
      new.id, coalesce(new.team_id, old.team_id), called || changes);
  end if;
  if (old.deactivated_at is null) <> (new.deactivated_at is null) then
    perform private.record_act(
      case when new.deactivated_at is null then 'reactivated' else 'deactivated' end::public.audit_act,
      new.id, new.team_id, called);
  end if;
  return null;
end;
$$;
create trigger users_audit after insert or update of role, team_id, deactivated_at on public.users
  for each row execute function private.audit_person();

-- Makes the first organiser of a project, and a new one if ever none is left, of an account whose address is confirmed.
-- For a server alone, which could write the row as well; it refuses while there is an active organiser, who can invite.
create function public.make_first_organiser(email text, full_name text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  account uuid;
begin
  perform pg_advisory_xact_lock(3, 0);
  if exists (select from public.users where role = 'admin' and deactivated_at is null) then
    raise sqlstate 'PT409' using message = 'There is an organiser already, who can invite', detail = 'organiser_exists';
  end if;
  select a.id into account from auth.users a
    where lower(a.email) = lower(btrim(make_first_organiser.email)) and a.email_confirmed_at is not null;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no account with this address that is confirmed', detail = 'account';
  end if;
  insert into public.users as u (id, role, full_name) values (account, 'admin', btrim(make_first_organiser.full_name))
    on conflict (id) do update
      set role = 'admin', team_id = null, deactivated_at = null, full_name = excluded.full_name;
  return account;
end;
$$;

revoke execute on function private.keep_an_organiser(), private.lock_person(uuid),
  private.refuse_unless_active(public.users, public.user_role), private.audited_place(public.users),
  private.audit_person() from public;
revoke execute on function public.make_first_organiser(text, text) from public, anon, authenticated;
grant execute on function public.make_first_organiser(text, text) to service_role;
revoke execute on function public.move_person(uuid, uuid), public.promote_person(uuid), public.demote_person(uuid, uuid),
  public.deactivate_person(uuid), public.reactivate_person(uuid) from public, anon;
grant execute on function public.move_person(uuid, uuid), public.promote_person(uuid), public.demote_person(uuid, uuid),
  public.deactivate_person(uuid), public.reactivate_person(uuid) to authenticated;
