-- Nobody comes in but by an invitation: it names an address and what it opens. Whoever follows its link must be signed in
-- with that address, confirmed; nothing that a client says of itself (metadata, claims) counts.
create table public.invitations (
  id uuid primary key default gen_random_uuid(),
  email text not null,
  team_id uuid references public.teams (id) on delete restrict,
  role public.user_role not null,
  token_hash bytea not null,
  invited_by uuid not null references public.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  -- When its newest link was made. At first one time for both: a later one says that it was renewed.
  sent_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  accepted_by uuid references public.users (id) on delete restrict,
  revoked_at timestamptz,
  constraint invitations_email_form check (
    email = lower(email) and char_length(email) <= 254
    and email ~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+\.[^@.[:space:][:cntrl:]]+$'),
  constraint invitations_team_or_organiser check ((role = 'admin') = (team_id is null)),
  constraint invitations_token_hash_unique unique (token_hash),
  constraint invitations_token_hash_is_sha256 check (octet_length(token_hash) = 32),
  constraint invitations_accepted_by_somebody check ((accepted_at is null) = (accepted_by is null)),
  constraint invitations_one_end check (accepted_at is null or revoked_at is null)
);
-- An expired one still counts as open: it is renewed or revoked.
create unique index invitations_one_open on public.invitations (email) where accepted_at is null and revoked_at is null;
-- Serves the limit: the newest invitations of one organiser.
create index invitations_invited_by on public.invitations (invited_by, created_at);

alter table public.invitations enable row level security;
revoke all on public.invitations from public, anon, authenticated, service_role;
-- Never the hash: it would let whoever sees it test guesses.
grant select (id, email, team_id, role, invited_by, created_at, sent_at, expires_at, accepted_at, accepted_by, revoked_at)
  on public.invitations to authenticated;

create policy "organisers read invitations" on public.invitations
  for select to authenticated using ((select private.is_admin()));

create function private.fresh_token() returns text
language sql volatile set search_path = '' as $$
  select translate(encode(extensions.gen_random_bytes(32), 'base64'), '+/=', '-_')
$$;

-- 32 random bytes cannot be guessed: a plain digest keeps them as well as a slow one would.
create function private.token_hash(token text) returns bytea
language sql stable set search_path = '' as $$
  select sha256(convert_to(token, 'UTF8'))
$$;

create function private.refuse_unless_open_team(team uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not exists (select from public.teams where id = team) then
    raise sqlstate 'PT404' using message = 'There is no such team', detail = 'team';
  elsif exists (select from public.teams where id = team and archived_at is not null) then
    raise sqlstate 'PT409' using message = 'This team is archived', detail = 'team_archived';
  end if;
end;
$$;

-- For whom an address stands in this tournament, active or not.
create function private.person_with(address text) returns public.users
language sql stable set search_path = '' as $$
  select u.* from public.users u join auth.users a on a.id = u.id where lower(a.email) = address
$$;

-- At most 300 in an hour by one organiser, those of imports among them.
create function private.refuse_too_many_invitations() returns void
language plpgsql volatile set search_path = '' as $$
declare
  nth timestamptz;
begin
  select created_at into nth from public.invitations
    where invited_by = auth.uid() order by created_at desc offset 299 limit 1;
  if nth > clock_timestamp() - interval '1 hour' then
    perform private.refuse_too_fast('Too many invitations: at most 300 in an hour',
      extract(epoch from nth + interval '1 hour' - clock_timestamp()));
  end if;
end;
$$;

-- Keeps an invitation and gives its token, which is stored nowhere. The address in lower case, the caller an organiser.
create function private.invite(address text, invited_role public.user_role, team uuid,
  out invitation public.invitations, out token text)
language plpgsql volatile set search_path = '' as $$
begin
  if team is not null then
    perform private.refuse_unless_open_team(team);
  end if;
  -- In this order: an acceptance that commits between the two closes its invitation and makes the person.
  if exists (select from public.invitations where email = address and accepted_at is null and revoked_at is null) then
    raise sqlstate 'PT409' using message = 'This address is invited already', detail = 'already_invited';
  end if;
  if (private.person_with(address)).id is not null then
    raise sqlstate 'PT409' using message = 'This person belongs to the tournament already', detail = 'already_here';
  end if;
  token := private.fresh_token();
  insert into public.invitations (email, team_id, role, token_hash, invited_by)
    values (address, team, invited_role, private.token_hash(token), auth.uid()) returning * into invitation;
end;
$$;

-- Invites an address to a team, or without one to the organisers (role 'admin'). The token goes into the link: 7 days.
create function public.invite_person(email text, role public.user_role, team_id uuid default null)
returns table (id uuid, token text, expires_at timestamptz)
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform private.act_as_organiser();
  perform private.refuse_too_many_invitations();
  return query select (made.invitation).id, made.token, (made.invitation).expires_at
    from private.invite(lower(btrim(invite_person.email)), invite_person.role, invite_person.team_id) as made;
end;
$$;

-- The invitation, locked for a change by an organiser.
create function private.lock_invitation(invitation uuid) returns public.invitations
language plpgsql volatile set search_path = '' as $$
declare
  locked public.invitations;
begin
  perform private.act_as_organiser();
  select * into locked from public.invitations where id = invitation for update;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such invitation', detail = 'invitation';
  elsif locked.accepted_at is not null then
    raise sqlstate 'PT409' using message = 'This invitation has been accepted', detail = 'accepted';
  end if;
  return locked;
end;
$$;

-- A new link for 7 days; the old one opens nothing any more. At most once a minute, but for the first time: what is renewed
-- right after it was made is one whose mail could not be sent.
create function public.renew_invitation(invitation uuid) returns table (token text, email text, expires_at timestamptz)
language plpgsql volatile security definer set search_path = '' as $$
declare
  renewed public.invitations := private.lock_invitation(invitation);
  fresh text := private.fresh_token();
  at timestamptz := clock_timestamp();
begin
  if renewed.revoked_at is not null then
    raise sqlstate 'PT409' using message = 'This invitation has been revoked', detail = 'revoked';
  end if;
  if renewed.team_id is not null then
    perform private.refuse_unless_open_team(renewed.team_id);
  end if;
  if renewed.sent_at > renewed.created_at and renewed.sent_at > at - interval '1 minute' then
    perform private.refuse_too_fast('An invitation is renewed at most once a minute',
      extract(epoch from renewed.sent_at + interval '1 minute' - at));
  end if;
  update public.invitations i set token_hash = private.token_hash(fresh), sent_at = at, expires_at = at + interval '7 days'
    where i.id = invitation returning * into renewed;
  return query select fresh, renewed.email, renewed.expires_at;
end;
$$;

-- A second time changes nothing.
create function public.revoke_invitation(invitation uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  revoked public.invitations := private.lock_invitation(invitation);
begin
  if revoked.revoked_at is null then
    update public.invitations set revoked_at = clock_timestamp() where id = invitation;
  end if;
end;
$$;

-- One to a team that was archived since is as good as revoked.
create function private.invitation_state(invitation public.invitations) returns text
language sql stable set search_path = '' as $$
  select case
    when invitation.accepted_at is not null then 'accepted'
    when invitation.revoked_at is not null then 'revoked'
    when exists (select from public.teams where id = invitation.team_id and archived_at is not null) then 'revoked'
    when invitation.expires_at <= clock_timestamp() then 'expired'
    else 'open'
  end
$$;

-- What a link says to whoever holds it, signed in or not; no row for a token that is none.
create function public.read_invitation(token text) returns table (
  state text, email text, role public.user_role, team_code text, team_name text,
  primary_colour text, secondary_colour text, tournament_name text, invited_by_name text
)
language sql stable security definer set search_path = '' as $$
  select private.invitation_state(i), i.email, i.role, t.code, t.name,
    t.primary_colour, t.secondary_colour, tournament.name, inviter.full_name
  from public.invitations i
  left join public.teams t on t.id = i.team_id
  join public.users inviter on inviter.id = i.invited_by
  cross join public.tournament
  where i.token_hash = private.token_hash(read_invitation.token)
$$;

-- Takes the place that was kept for the caller's confirmed address. Once it is theirs, the same call changes nothing.
create function public.accept_invitation(token text, full_name text, time_zone text, locale text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller uuid := private.reader();
  invited public.invitations;
  address text;
  is_confirmed boolean;
begin
  -- Two at once: the second waits here, and then sees what the first has done.
  select * into invited from public.invitations
    where token_hash = private.token_hash(accept_invitation.token) for update;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such invitation', detail = 'invitation';
  elsif invited.accepted_by = caller then
    return;
  end if;

  select lower(email), email_confirmed_at is not null into address, is_confirmed from auth.users where id = caller;
  if address is distinct from invited.email then
    raise sqlstate 'PT403' using message = 'This invitation is for another address', detail = 'other_address';
  elsif not is_confirmed then
    raise sqlstate 'PT403' using message = 'Your address is not confirmed', detail = 'not_confirmed';
  elsif private.invitation_state(invited) <> 'open' then
    raise sqlstate 'PT409' using message = 'This invitation is not open', detail = private.invitation_state(invited);
  end if;

  insert into public.users (id, team_id, role, full_name, time_zone, locale)
    values (caller, invited.team_id, invited.role, btrim(accept_invitation.full_name),
      accept_invitation.time_zone, accept_invitation.locale)
    on conflict (id) do nothing;
  if not found then
    raise sqlstate 'PT409' using message = 'You belong to the tournament already', detail = 'already_here';
  end if;
  update public.invitations set accepted_at = clock_timestamp(), accepted_by = caller where id = invited.id;
end;
$$;

create function private.audit_invitation() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  details jsonb := jsonb_build_object('email', new.email, 'role', new.role);
begin
  if tg_op = 'INSERT' then
    perform private.record_act('invited', new.id, new.team_id, details);
  elsif old.accepted_at is null and new.accepted_at is not null then
    perform private.record_act('accepted', new.accepted_by, new.team_id, details);
  elsif old.revoked_at is null and new.revoked_at is not null then
    perform private.record_act('revoked', new.id, new.team_id, details);
  elsif old.token_hash <> new.token_hash then
    perform private.record_act('renewed', new.id, new.team_id, details);
  end if;
  return null;
end;
$$;
create trigger invitations_audit after insert or update on public.invitations
  for each row execute function private.audit_invitation();

revoke execute on function private.fresh_token(), private.token_hash(text), private.refuse_unless_open_team(uuid),
  private.person_with(text), private.refuse_too_many_invitations(), private.invite(text, public.user_role, uuid),
  private.lock_invitation(uuid), private.invitation_state(public.invitations), private.audit_invitation() from public;
revoke execute on function public.invite_person(text, public.user_role, uuid), public.renew_invitation(uuid),
  public.revoke_invitation(uuid), public.read_invitation(text), public.accept_invitation(text, text, text, text)
  from public, anon;
grant execute on function public.invite_person(text, public.user_role, uuid), public.renew_invitation(uuid),
  public.revoke_invitation(uuid), public.accept_invitation(text, text, text, text) to authenticated;
grant execute on function public.read_invitation(text) to anon, authenticated;
