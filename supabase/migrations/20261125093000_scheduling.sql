-- Where pg_cron is available, Postgres calls on time what vercel.json calls by way of the site: for a host whose plan allows no
-- call a minute. Both may do so: what one delivers, the other does not find any more. Elsewhere nothing is changed.
-- The catalogues are not qualified: a test puts others in their place.
do $$
begin
  if not exists (select from pg_available_extensions where name = 'pg_cron') then
    return;
  end if;
  if not exists (select from pg_extension where extname = 'pg_cron') then
    begin
      create extension pg_cron with schema pg_catalog;
    exception when others then
      -- It is on the disk, and Postgres has not loaded it, or has for another database: the site's own scheduler does it all.
      raise warning 'pg_cron cannot be used: %', sqlerrm;
      return;
    end;
  end if;

  -- One call a minute: enough readers and types that a page for everybody goes out at once.
  perform cron.schedule('rinkside-notifications', '* * * * *', 'select public.deliver_notifications(batch => 5000)');
  perform cron.schedule('rinkside-reminders', '*/15 * * * *', 'select public.queue_reminders()');
  -- One batch an hour, each a transaction: a day's worth is less.
  perform cron.schedule('rinkside-cleanup', '17 * * * *', 'select public.clean_up_notifications()');
  -- pg_cron writes a line for every run, and keeps them all.
  perform cron.schedule('rinkside-cron-log', '47 3 * * *', $job$
    delete from cron.job_run_details
    where end_time < now() - interval '7 days'
      and jobid in (select jobid from cron.job where jobname like 'rinkside-%')
  $job$);
end;
$$;
