-- What organisers ask of teams by a date. A requirement is asked of many; each team has its task of it. A task may also stand
-- alone. What is withdrawn stays for the record, and is in no list.
create type public.task_status as enum ('open', 'completed');

create table public.requirements (
  id uuid primary key default gen_random_uuid(),
  title text not null,
  description text not null default '',
  due_at timestamptz not null,
  created_by uuid not null references public.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  revision integer not null default 1,
  withdrawn_at timestamptz,
  constraint requirements_title_length check (char_length(title) between 1 and 200),
  constraint requirements_title_legible check (private.is_legible(title)),
  constraint requirements_description_length check (char_length(description) <= 5000),
  constraint requirements_due_is_a_time check (isfinite(due_at))
);

-- title, description and due_at are copies of the requirement's where there is one (a task with has_own_due keeps its own
-- date): only edit_requirement changes them. So a client outside the site finds all it needs in this table.
create table public.tasks (
  id uuid primary key default gen_random_uuid(),
  requirement_id uuid references public.requirements (id) on delete restrict,
  team_id uuid not null references public.teams (id) on delete restrict,
  title text not null,
  description text not null default '',
  due_at timestamptz not null,
  has_own_due boolean not null default false,
  status public.task_status not null default 'open',
  assignee_id uuid references public.users (id) on delete restrict,
  created_by uuid not null references public.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  completed_at timestamptz,
  completed_by uuid references public.users (id) on delete restrict,
  revision integer not null default 1,
  withdrawn_at timestamptz,
  constraint tasks_one_per_team unique (requirement_id, team_id),
  -- What belongs to a task belongs to its team: comments and documents refer to both.
  constraint tasks_of_team unique (id, team_id),
  constraint tasks_title_length check (char_length(title) between 1 and 200),
  constraint tasks_title_legible check (private.is_legible(title)),
  constraint tasks_description_length check (char_length(description) <= 5000),
  constraint tasks_due_is_a_time check (isfinite(due_at)),
  constraint tasks_own_due_of_a_requirement check (requirement_id is not null or not has_own_due),
  constraint tasks_completed_at_a_time check ((status = 'completed') = (completed_at is not null)),
  constraint tasks_completed_by_somebody check ((status = 'completed') = (completed_by is not null))
);
create index tasks_team on public.tasks (team_id, due_at);
create index tasks_assignee on public.tasks (assignee_id) where assignee_id is not null;

alter table public.requirements enable row level security;
alter table public.tasks enable row level security;
revoke all on public.requirements, public.tasks from public, anon, authenticated, service_role;
grant select on public.requirements, public.tasks to authenticated, service_role;
grant insert (id, team_id, title, description, due_at, assignee_id, created_by) on public.tasks
  to authenticated, service_role;
grant update (status, assignee_id) on public.tasks to authenticated;

create policy "organisers read requirements" on public.requirements
  for select to authenticated using ((select private.is_admin()));

create policy "a team reads its tasks, organisers read all" on public.tasks
  for select to authenticated using (team_id = (select private.my_team_id()) or (select private.is_admin()));

create policy "organisers give tasks in their own name" on public.tasks
  for insert to authenticated with check (created_by = (select auth.uid()) and (select private.is_admin()));

create policy "a team works on its tasks, organisers on all" on public.tasks
  for update to authenticated
  using (team_id = (select private.my_team_id()) or (select private.is_admin()))
  with check (team_id = (select private.my_team_id()) or (select private.is_admin()));

-- For clients outside the site that listen to postgres_changes.
alter publication supabase_realtime add table public.tasks;
