-- What is to be sent to push services: one row for each notification and device, until it is sent or of no more use.
-- Whoever sends holds a row for some time only (a lease): after a crash it is due again. The same notification may
-- then come twice to a browser, which shows it once, for both carry its id.
create table private.push_deliveries (
  id bigint generated always as identity primary key,
  subscription_id uuid not null references public.push_subscriptions (id) on delete cascade,
  -- Null for a test, which its owner asks for.
  notification_id uuid references public.notifications (id) on delete cascade,
  created_at timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null default 0,
  constraint push_deliveries_once unique (subscription_id, notification_id)
);
create index push_deliveries_due on private.push_deliveries (due_at);
create index push_deliveries_notification_id on private.push_deliveries (notification_id);
alter table private.push_deliveries enable row level security;
revoke all on private.push_deliveries from public, anon, authenticated, service_role;

create function private.queue_pushes() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into private.push_deliveries (subscription_id, notification_id, created_at, due_at)
    select s.id, f.id, f.created_at, f.created_at
    from fresh f join public.push_subscriptions s on s.user_id = f.user_id
    where f.read_at is null
    -- A device that is being removed this moment is passed over: nobody waits for it, and no write fails by it.
    for key share of s skip locked;
  return null;
end;
$$;
create trigger notifications_queue_pushes after insert on public.notifications
  referencing new table as fresh for each statement execute function private.queue_pushes();

-- Who takes a device over must not be told what was meant for the one before.
create function private.drop_pushes_of_former_owner() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from private.push_deliveries where subscription_id = new.id;
  return null;
end;
$$;
create trigger push_subscriptions_change_hands after update of user_id on public.push_subscriptions
  for each row when (old.user_id <> new.user_id) execute function private.drop_pushes_of_former_owner();

-- Asks for a test on one of the reader's devices, and answers with its delivery. One in ten seconds for each device.
create function public.queue_test_push(device uuid) returns bigint
language plpgsql volatile security definer set search_path = '' as $$
declare
  last timestamptz;
  delivery bigint;
begin
  select tested_at into last from public.push_subscriptions
    where id = device and user_id = private.reader() for no key update;
  if not found then
    raise sqlstate 'PT404' using message = 'There is no such device';
  end if;
  if last > clock_timestamp() - interval '10 s' then
    perform private.refuse_too_fast('Too many tests: at most one in ten seconds',
      extract(epoch from last + interval '10 s' - clock_timestamp()));
  end if;
  update public.push_subscriptions set tested_at = clock_timestamp() where id = device;
  -- Whoever asks sends it themselves, and says what came of it. What broke off there is sent by others half a minute later.
  insert into private.push_deliveries (subscription_id, created_at, due_at)
    values (device, clock_timestamp(), clock_timestamp() + interval '30 s') returning id into delivery;
  return delivery;
end;
$$;

-- Takes what is due, the oldest first, for the time of `lease`; or `only_delivery`, if nobody has tried it yet. Whoever else
-- asks meanwhile gets others. Dropped is what was read or muted meanwhile, what a person who has moved has left behind, what
-- is of a team that is archived, what became old (a day; a test after a minute), and what failed five times. Quiet hours that
-- began meanwhile hold the rest, but for tests and what breaks them.
create function public.claim_pushes(
  now timestamptz default clock_timestamp(), batch integer default 50, only_delivery bigint default null,
  lease interval default '90 s'
) returns table (
  delivery bigint, attempt integer, endpoint text, p256dh text, auth text,
  locale text, time_zone text, team_code text,
  notification_id uuid, type public.notification_type, title text, message text, params jsonb, link text,
  item_count integer, created_at timestamptz
)
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
begin
  delete from private.push_deliveries where id in (
    select d.id from private.push_deliveries d
    join public.push_subscriptions s on s.id = d.subscription_id
    join public.users u on u.id = s.user_id
    left join public.notifications n on n.id = d.notification_id
    left join public.notification_preferences preference on preference.user_id = n.user_id and preference.type = n.type
    left join public.teams about on about.code = n.params ->> 'team_code'
    where d.due_at <= claim_pushes.now
      and (n.read_at is not null or d.attempts >= 5
        or (d.notification_id is not null and n.team_id is distinct from u.team_id)
        or (u.role = 'member' and u.team_id is null)
        or preference.muted or about.archived_at is not null
        or d.created_at < claim_pushes.now -
          case when d.notification_id is null then interval '1 min' else interval '1 day' end)
    for update of d skip locked);

  update private.push_deliveries set due_at = held.until
    from (
      select d.id, quiet.until
      from private.push_deliveries d
      join public.notifications n on n.id = d.notification_id
      join public.users u on u.id = n.user_id
      join public.notification_settings settings on settings.user_id = n.user_id
      cross join lateral private.quiet_until(
        claim_pushes.now, u.time_zone, settings.quiet_from, settings.quiet_until) as quiet (until)
      where d.due_at <= claim_pushes.now and quiet.until is not null and n.params -> 'quiet' is distinct from 'true'
      for update of d skip locked
    ) as held
    where push_deliveries.id = held.id;

  return query
    with due as (
      select id from private.push_deliveries
      where (only_delivery is null and due_at <= claim_pushes.now) or (id = only_delivery and attempts = 0)
      order by due_at, id limit batch
      for update skip locked
    ), taken as (
      update private.push_deliveries d set due_at = claim_pushes.now + lease, attempts = attempts + 1
      from due where d.id = due.id
      returning d.id, d.attempts, d.subscription_id, d.notification_id, d.created_at
    )
    select t.id, t.attempts, s.endpoint, s.p256dh, s.auth, u.locale, u.time_zone, team.code,
      n.id, n.type, n.title, n.message, n.params, n.link, n.item_count, coalesce(n.created_at, t.created_at)
    from taken t
    join public.push_subscriptions s on s.id = t.subscription_id
    join public.users u on u.id = s.user_id
    left join public.teams team on team.id = u.team_id
    left join public.notifications n on n.id = t.notification_id
    order by t.id;
end;
$$;

-- What became of deliveries: [{delivery, attempt, outcome, retry_seconds}]. `sent` and `refused` end one. `gone` removes
-- its device, which no longer listens. `later` makes it due again after `retry_seconds`, unless somebody else took it
-- when the lease had ended. Answers with how many devices were removed.
create function public.settle_pushes(outcomes jsonb, now timestamptz default clock_timestamp()) returns integer
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_column
declare
  removed integer;
  sent uuid[];
  gone uuid[];
begin
  select array_agg(distinct d.subscription_id) filter (where o.outcome = 'sent'),
      array_agg(distinct d.subscription_id) filter (where o.outcome = 'gone')
    into sent, gone
    from jsonb_to_recordset(outcomes) as o (delivery bigint, outcome text)
    join private.push_deliveries d on d.id = o.delivery;
  -- Devices before deliveries, in one order: two of these may share some.
  perform 1 from public.push_subscriptions where id = any (sent || gone) order by id for no key update;
  update public.push_subscriptions set last_sent_at = settle_pushes.now where id = any (sent);
  delete from public.push_subscriptions where id = any (gone);
  get diagnostics removed = row_count;
  delete from private.push_deliveries d
    using jsonb_to_recordset(outcomes) as o (delivery bigint, outcome text)
    where d.id = o.delivery and o.outcome in ('sent', 'refused');
  update private.push_deliveries d set due_at = settle_pushes.now + make_interval(secs => coalesce(o.retry_seconds, 30))
    from jsonb_to_recordset(outcomes) as o (delivery bigint, attempt integer, outcome text, retry_seconds integer)
    where d.id = o.delivery and d.attempts = o.attempt and o.outcome = 'later';
  return removed;
end;
$$;

revoke execute on function private.queue_pushes(), private.drop_pushes_of_former_owner() from public;
revoke execute on function public.queue_test_push(uuid) from public, anon;
revoke execute on function public.claim_pushes(timestamptz, integer, bigint, interval),
  public.settle_pushes(jsonb, timestamptz) from public, anon, authenticated;
grant execute on function public.queue_test_push(uuid) to authenticated;
grant execute on function public.claim_pushes(timestamptz, integer, bigint, interval),
  public.settle_pushes(jsonb, timestamptz) to service_role;
