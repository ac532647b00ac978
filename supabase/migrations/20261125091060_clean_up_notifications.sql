-- What nobody needs any more goes once a day: what was read 30 days ago, what nobody has read in 180, what became of events
-- that are older than 30 days, and who was reminded of deadlines that have passed.

-- Takes away at most so many rows, and answers how many: as many as asked for means that there may be more. It can be broken
-- off and begun again at any time, and leaves what somebody else is writing to the next time.
create function public.clean_up_notifications(now timestamptz default clock_timestamp(), batch integer default 5000)
returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  room integer := least(greatest(coalesce(batch, 5000), 1), 5000);
  gone integer;
  total integer := 0;
begin
  delete from public.notifications where id in (
    select id from public.notifications
      where read_at < clean_up_notifications.now - interval '30 days'
        or (read_at is null and created_at < clean_up_notifications.now - interval '180 days')
      limit room for update skip locked);
  get diagnostics gone = row_count;
  total := total + gone;

  delete from private.notification_outcomes where event_id in (
    select event_id from private.notification_outcomes
      where decided_at < clean_up_notifications.now - interval '30 days'
      limit room - total for update skip locked);
  get diagnostics gone = row_count;
  total := total + gone;

  delete from private.reminders where (task_id, user_id, due_at, lead) in (
    select task_id, user_id, due_at, lead from private.reminders
      where due_at < clean_up_notifications.now
      limit room - total for update skip locked);
  get diagnostics gone = row_count;
  return total + gone;
end;
$$;
revoke execute on function public.clean_up_notifications(timestamptz, integer) from public, anon, authenticated;
grant execute on function public.clean_up_notifications(timestamptz, integer) to service_role;
