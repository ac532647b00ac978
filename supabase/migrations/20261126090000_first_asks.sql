-- What was asked under an id when it was asked first. The tables that show it move on: it is edited, more teams are asked, a
-- team gives its task to somebody else. So that a repetition is known from another request under the same id.
create table private.first_asks (
  requirement_id uuid primary key references public.requirements (id) on delete cascade,
  title text not null,
  description text not null,
  due_at timestamptz not null,
  -- Sorted, each once.
  team_ids uuid[] not null,
  assignee_id uuid
);
alter table private.first_asks enable row level security;
revoke all on private.first_asks from public, anon, authenticated, service_role;

-- The id is the client's: the same again changes nothing, and anything else under it is refused. Of what was asked before this
-- table was there nobody can tell whether it is the same: it is refused, and whoever asks looks at what is there.
create or replace function private.ask(
  id uuid, title text, description text, due_at timestamptz, asked uuid[], assignee uuid
) returns public.requirements
language plpgsql volatile set search_path = '' as $$
declare
  requirement public.requirements;
  sorted_teams uuid[] := array(select distinct team from unnest(asked) as team order by team);
begin
  select * into requirement from public.requirements r where r.id = ask.id;
  if found then
    if not exists (
      select from private.first_asks first
      where first.requirement_id = ask.id
        and (first.title, first.description, first.due_at, first.team_ids, first.assignee_id)
          is not distinct from (ask.title, ask.description, ask.due_at, sorted_teams, ask.assignee)
    ) then
      raise sqlstate 'PT409' using message = 'This id belongs to another requirement', detail = 'id_taken';
    end if;
    return requirement;
  end if;
  if assignee is not null and cardinality(sorted_teams) <> 1 then
    raise sqlstate 'PT400' using message = 'An assignee is named where one team is asked', detail = 'assignee_teams';
  end if;
  perform private.refuse_past(due_at);
  insert into public.requirements (id, title, description, due_at, created_by)
    values (ask.id, ask.title, ask.description, ask.due_at, auth.uid()) returning * into requirement;
  perform private.give_tasks(requirement, asked, assignee);
  insert into private.first_asks (requirement_id, title, description, due_at, team_ids, assignee_id)
    values (ask.id, ask.title, ask.description, ask.due_at, sorted_teams, ask.assignee);
  return requirement;
end;
$$;
