-- Who did what to whom: written by triggers in the transaction of the act, whatever door it came by, and never changed.
create type public.audit_act as enum (
  'invited', 'renewed', 'revoked', 'accepted', 'enrolled',
  'moved', 'promoted', 'demoted', 'deactivated', 'reactivated', 'profile_edited', 'password_changed', 'address_changed',
  'team_created', 'team_edited', 'team_archived', 'team_unarchived', 'tournament_edited', 'roster_imported'
);

-- The actor is null when the database or a server did it. The subject is a person, a team or an invitation, by the act.
-- details: what changed, as {"name": {"from": …, "to": …}}, and what the subject was called; never a token or its hash.
create table public.audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid references public.users (id) on delete restrict,
  act public.audit_act not null,
  subject_id uuid,
  team_id uuid references public.teams (id) on delete restrict,
  details jsonb not null,
  constraint audit_log_details_is_object check (jsonb_typeof(details) = 'object')
);
create index audit_log_place on public.audit_log (at, id);

-- Rights could be granted one day by mistake; this refuses the owner too.
create function private.keep_audit_log() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise insufficient_privilege using message = 'The audit trail is never changed';
end;
$$;
create trigger audit_log_append_only before update or delete or truncate on public.audit_log
  for each statement execute function private.keep_audit_log();

alter table public.audit_log enable row level security;
revoke all on public.audit_log from public, anon, authenticated, service_role;
grant select on public.audit_log to authenticated;

create policy "organisers read what was done" on public.audit_log
  for select to authenticated using ((select private.is_admin()));

create function private.record_act(act public.audit_act, subject uuid, team uuid, details jsonb) returns void
language sql volatile set search_path = '' as $$
  insert into public.audit_log (actor_id, act, subject_id, team_id, details)
    values (auth.uid(), act, subject, team, details)
$$;

-- The keys of `after` whose values differ, each with where it came from and where it went.
create function private.changes(before jsonb, after jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_object_agg(key, jsonb_build_object('from', before -> key, 'to', value)), '{}')
  from jsonb_each(after) where value is distinct from before -> key
$$;

-- What organisers do about people comes one after the other, so that each act sees the one before. Who was demoted or
-- deactivated while they waited does nothing any more: hence the second look.
create function private.act_as_organiser() returns void
language plpgsql volatile set search_path = '' as $$
begin
  if private.is_admin() then
    perform pg_advisory_xact_lock(3, 0);
    if private.is_admin() then
      return;
    end if;
  end if;
  raise insufficient_privilege using message = 'Only organisers can do this';
end;
$$;

revoke execute on function private.keep_audit_log(), private.changes(jsonb, jsonb), private.act_as_organiser(),
  private.record_act(public.audit_act, uuid, uuid, jsonb) from public;
