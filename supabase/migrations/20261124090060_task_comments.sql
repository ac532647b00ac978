-- What a team and the organisers say about a task. As with messages, the id is the client's; a comment is never changed.
create table public.task_comments (
  id uuid primary key default gen_random_uuid(),
  task_id uuid not null,
  -- The team, the name and the role are given by the trigger; the defaults only spare a writer from naming them.
  team_id uuid not null default '00000000-0000-0000-0000-000000000000',
  author_id uuid not null references public.users (id) on delete restrict,
  author_name text not null default '',
  author_role public.user_role not null default 'member',
  content text not null,
  created_at timestamptz not null default now(),
  constraint task_comments_of_task foreign key (task_id, team_id) references public.tasks (id, team_id) on delete restrict,
  constraint task_comments_content_length check (char_length(content) between 1 and 2000),
  constraint task_comments_content_not_blank check (content ~ '\S')
);
create index task_comments_task on public.task_comments (task_id, created_at);
-- Serves the rate limit: the newest comments of one author.
create index task_comments_author on public.task_comments (author_id, created_at);

alter table public.task_comments enable row level security;
revoke all on public.task_comments from public, anon, authenticated, service_role;
grant select on public.task_comments to authenticated, service_role;
grant insert (id, task_id, author_id, content) on public.task_comments to authenticated, service_role;

create policy "a team reads its comments, organisers read all" on public.task_comments
  for select to authenticated using (team_id = (select private.my_team_id()) or (select private.is_admin()));

create policy "people comment as themselves, where they may read" on public.task_comments
  for insert to authenticated with check (
    author_id = (select auth.uid())
    and (team_id = (select private.my_team_id()) or (select private.is_admin()))
  );

-- Lock order: sender, turn, topic, task. The tasks are shared: two who comment on several of them in any order wait for nobody.
create function private.keep_comment() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
  writer uuid := auth.uid();
  team uuid;
  stored public.task_comments;
  task_withdrawn_at timestamptz;
  thirtieth timestamptz;
begin
  -- Before any lock, and before the policy's WITH CHECK: an outsider must not hold up another team.
  select team_id into team from public.tasks where id = new.task_id;
  if writer is not null then
    if new.author_id is distinct from writer
       or not (private.is_admin() or team is not distinct from private.my_team_id()) then
      raise insufficient_privilege using message = 'You cannot write here';
    end if;
    perform private.lock_sender(writer);
  end if;
  if team is null then
    raise foreign_key_violation using message = 'There is no such task';
  end if;
  perform private.hold_topics(array[team]);
  select withdrawn_at into task_withdrawn_at from public.tasks where id = new.task_id for share;
  -- Whoever has left while they waited comes too late.
  if writer is not null and not (private.is_admin() or team is not distinct from private.my_team_id()) then
    raise insufficient_privilege using message = 'You cannot write here';
  end if;

  -- A retry consumes nothing, and is never refused; the caller reads the stored row by its id.
  select * into stored from public.task_comments where id = new.id;
  if found then
    if (stored.task_id, stored.author_id) is distinct from (new.task_id, new.author_id) then
      raise unique_violation using message = 'This id belongs to another comment';
    end if;
    return null;
  end if;
  perform private.refuse_unless_open_task(team, task_withdrawn_at);

  if writer is not null then
    select created_at into thirtieth from public.task_comments
      where author_id = writer order by created_at desc offset 29 limit 1;
    if thirtieth > clock_timestamp() - interval '60 s' then
      perform private.refuse_too_fast('Too many comments: at most 30 in 60 seconds',
        extract(epoch from thirtieth + interval '60 s' - clock_timestamp()));
    end if;
  end if;

  new.team_id := team;
  select full_name, role into new.author_name, new.author_role from public.users where id = new.author_id;
  -- Only history that is brought in by the owner of the database comes with a time of its own.
  if current_setting('role') in ('authenticated', 'service_role') then
    new.created_at := clock_timestamp();
  end if;
  return new;
end;
$$;
create trigger task_comments_keep before insert on public.task_comments
  for each row execute function private.keep_comment();

create trigger task_comments_tell after insert on public.task_comments
  referencing new table as written for each statement execute function private.tell_tasks_changed();

revoke execute on function private.keep_comment() from public;
