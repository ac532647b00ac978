-- What people want to be told, and when they want to be left alone. What they have not chosen is not stored.
create table public.notification_preferences (
  user_id uuid not null references public.users (id) on delete cascade,
  type public.notification_type not null,
  muted boolean not null,
  primary key (user_id, type)
);

-- Quiet hours by the clock of the person's own time zone (users.time_zone), across midnight where they end earlier than they
-- begin.
create table public.notification_settings (
  user_id uuid primary key references public.users (id) on delete cascade,
  quiet_from time,
  quiet_until time,
  constraint notification_settings_both_or_neither check ((quiet_from is null) = (quiet_until is null)),
  -- "From 8 to 8" may be all day or never.
  constraint notification_settings_not_the_same check (quiet_from <> quiet_until),
  constraint notification_settings_whole_minutes check (
    extract(second from quiet_from) = 0 and extract(second from quiet_until) = 0
    and greatest(quiet_from, quiet_until) < '24:00')
);

alter table public.notification_preferences enable row level security;
alter table public.notification_settings enable row level security;
revoke all on public.notification_preferences, public.notification_settings from public, anon, authenticated, service_role;
grant select, insert, update on public.notification_preferences, public.notification_settings to authenticated;

create policy "people see what they mute" on public.notification_preferences
  for select to authenticated using (user_id = (select private.reader()) and (select private.has_role()));
create policy "people choose what they mute" on public.notification_preferences
  for insert to authenticated with check (user_id = (select private.reader()) and (select private.has_role()));
create policy "people change what they mute" on public.notification_preferences
  for update to authenticated using (user_id = (select private.reader()) and (select private.has_role()))
  with check (user_id = (select private.reader()) and (select private.has_role()));

create policy "people see their quiet hours" on public.notification_settings
  for select to authenticated using (user_id = (select private.reader()) and (select private.has_role()));
create policy "people choose their quiet hours" on public.notification_settings
  for insert to authenticated with check (user_id = (select private.reader()) and (select private.has_role()));
create policy "people change their quiet hours" on public.notification_settings
  for update to authenticated using (user_id = (select private.reader()) and (select private.has_role()))
  with check (user_id = (select private.reader()) and (select private.has_role()));

-- What waits is looked at again, by what holds now. At the end of the transaction: slots are locked after everything else.
create function private.look_again() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  reader uuid := to_jsonb(new) ->> tg_argv[0];
begin
  -- In the order in which arrivals lock them: an update alone takes them as they lie.
  perform from public.notification_slots where user_id = reader order by user_id, type for no key update;
  update public.notification_slots set next_at = free_at where waiting and user_id = reader;
  return null;
end;
$$;
create constraint trigger notification_preferences_look_again after insert or update on public.notification_preferences
  deferrable initially deferred for each row execute function private.look_again('user_id');
create constraint trigger notification_settings_look_again after insert or update on public.notification_settings
  deferrable initially deferred for each row execute function private.look_again('user_id');
create constraint trigger users_look_again after update of time_zone on public.users
  deferrable initially deferred for each row when (old.time_zone <> new.time_zone)
  execute function private.look_again('id');

revoke execute on function private.look_again() from public;
