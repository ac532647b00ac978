-- How events enter the queue, and how the first goes out at once: in the writer's transaction, by whatever door they write.

-- One row for each transaction that writes events, from its first event to its end: nobody else ever sees one.
create table private.notification_arrivals (
  transaction xid8 primary key,
  first_event bigint not null
);
alter table private.notification_arrivals enable row level security;
revoke all on private.notification_arrivals from public, anon, authenticated, service_role;

-- What the reader has muted, and what they did themselves, leaves the queue with the statement that wrote it.
create function private.take_in_events() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
  with unwanted as (
    delete from public.notification_queue queue
      using fresh left join public.notification_preferences preference
        on preference.user_id = fresh.user_id and preference.type = fresh.type
      where queue.id = fresh.id and (fresh.actor_id = fresh.user_id or preference.muted)
      returning queue.id, queue.user_id, queue.type, queue.actor_id, queue.created_at
  )
  insert into private.notification_outcomes (event_id, user_id, type, outcome, decided_at)
    select id, user_id, type, case when actor_id = user_id then 'own_act' else 'muted' end, created_at from unwanted;

  insert into private.notification_arrivals (transaction, first_event)
    select pg_current_xact_id(), min(id) from fresh having count(*) > 0
    on conflict do nothing;
  return null;
end;
$$;
create trigger notification_queue_take_in after insert on public.notification_queue
  referencing new table as fresh for each statement execute function private.take_in_events();

-- At the end of the transaction, so that three tasks given by three statements are one notification; and because slots come
-- after every other lock. Who is told nothing yet has their slot armed, for the next run of the delivery.
create function private.deliver_arrivals() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  started timestamptz := clock_timestamp();
  readers uuid[];
begin
  delete from private.notification_arrivals where transaction = new.transaction;
  with fresh as materialized (
    select user_id, type, min(deliver_at) as next_at from public.notification_queue
      where id >= new.first_event and transaction = new.transaction
      group by user_id, type
  ), held as materialized (
    -- What is armed early enough is only kept from being delivered until this is committed, so that two who write to the same
    -- readers need not wait for each other. `for key share` holds up nothing but a delivery, which passes by: whoever arms the
    -- slot does not wait for it, not even one who holds it this way too. (Two who both hold it `for share`, and find that it
    -- was delivered to meanwhile, would.) What is due is armed again by one after the other: so a delivery gets its turn.
    select slot.user_id, slot.type
      from fresh join public.notification_slots slot on slot.user_id = fresh.user_id and slot.type = fresh.type
      where slot.waiting and slot.next_at <= fresh.next_at and slot.next_at > started
      order by slot.user_id, slot.type
      for key share of slot
  ), armed as (
    -- Waits for whoever delivers to a slot, and comes after: then it sees that the slot waits for nothing any more, and when
    -- something went out. Sorted, so that two who arm the same slots wait for each other in one order.
    insert into public.notification_slots as slot (user_id, type, next_at)
      select user_id, type, next_at from fresh
        where (user_id, type) not in (select user_id, type from held)
        order by user_id, type
      on conflict (user_id, type) do update set waiting = true, next_at = greatest(slot.free_at,
        case when slot.waiting then least(slot.next_at, excluded.next_at) else excluded.next_at end)
      returning user_id, next_at
  )
  select array_agg(distinct user_id) into readers from armed where next_at <= started;

  -- The slots are armed: what cannot be delivered now is delivered by the next run, and nobody's write fails for it, also not
  -- when its time is up.
  if readers is not null then
    begin
      loop
        exit when (public.deliver_notifications(started, 1000, readers) ->> 'slots')::integer < 1000;
      end loop;
    exception when others or query_canceled then
      raise warning 'Notifications are left to the next run: %', sqlerrm;
    end;
  end if;
  return null;
end;
$$;
create constraint trigger notification_arrivals_deliver after insert on private.notification_arrivals
  deferrable initially deferred for each row execute function private.deliver_arrivals();

revoke execute on function private.take_in_events(), private.deliver_arrivals() from public;
