-- A deadline has a year of four figures: what comes after 9999 no calendar on a screen shows, and no client reads it back.
alter table public.requirements
  add constraint requirements_due_on_a_calendar check (due_at < '10000-01-01 00:00Z');
alter table public.tasks
  add constraint tasks_due_on_a_calendar check (due_at < '10000-01-01 00:00Z');
